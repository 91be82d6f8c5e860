"""A signer signs on her phone or at her desk, confirms, shares, sees her data, and takes it back."""

import json
from uuid import uuid4

import pytest

from tests.browsing import Faults, Visit
from tests.journeys.hosted import PETITION, Hosted, command, confirm, sign, someone
from tests.serving.served import until


@pytest.mark.parametrize("width", [390, 1280])
def test_from_the_page_to_the_withdrawal(visit: Visit, hosted: Hosted, width: int) -> None:
    address, name = someone(), f"Maria Sánchez of {width}"
    page = visit(hosted.page_of(), width=width)
    sign(page, address, name, how="name")
    assert "mail" in page.locator("main").inner_text()

    confirm(page, hosted.link(address))
    said = page.locator("main").inner_text()
    assert "confirmed" in said
    assert address in said
    assert "Come to the meeting" in said
    assert page.locator("a[href*='qr.svg']").count() == 1
    assert page.locator("a[href*='card.png']").count() == 1
    assert page.locator("a[href*='sheet.pdf']").count() == 1

    with page.expect_download() as waiting:
        page.locator("a[href$='/download']").click()
    told = json.loads(waiting.value.path().read_text())
    assert name in json.dumps(told, ensure_ascii=False)

    page.locator("summary", has_text="Withdraw").click()
    page.locator("form[action$='/withdraw'] button:visible").click()
    page.wait_for_load_state()
    assert "withdrawn" in page.locator("main").inner_text().lower()


def test_a_name_that_was_asked_for_appears_and_goes_again(visit: Visit, hosted: Hosted) -> None:
    before = json.loads(command("campaign", "tally", PETITION, "--json", "--site", hosted.site))["tally"]
    page, address, name = visit(hosted.page_of()), someone(), f"Shown Signer {uuid4().hex[:6]}"
    sign(page, address, name, how="name")
    confirm(page, hosted.link(address))
    after = json.loads(command("campaign", "tally", PETITION, "--json", "--site", hosted.site))["tally"]
    assert (after["confirmed"], after["standing"]) == (before["confirmed"] + 1, before["standing"] + 1)
    assert name not in hosted.text()

    hosted.let_names_appear(PETITION)
    until(lambda: name in hosted.text())
    page.locator("summary", has_text="Withdraw").click()
    page.locator("form[action$='/withdraw'] button:visible").click()
    page.wait_for_load_state()
    until(lambda: name not in hosted.text())


def test_mistakes_are_told_beside_their_fields_and_nothing_typed_is_lost(
    visit: Visit, hosted: Hosted, faults: Faults
) -> None:
    page = visit(hosted.page_of(), width=390)
    page.fill("input[name=name]", "Maria Sánchez")
    page.locator("form").first.evaluate("form => form.noValidate = true")
    page.fill("input[name=email]", "maria at gmail")
    page.locator("form button[type=submit]").first.click()
    page.wait_for_url("**/sign/**")
    assert page.input_value("input[name=name]") == "Maria Sánchez"
    assert page.input_value("input[name=email]") == "maria at gmail"
    assert page.locator("[role=alert] a[href*='email']").count() == 1
    assert page.locator("input[name=email]").get_attribute("aria-invalid") == "true"
    faults.found.clear()  # the browser notes that the form came back


def test_without_scripts_it_takes_one_step_more(visit: Visit, hosted: Hosted) -> None:
    page = visit(hosted.page_of(), java_script_enabled=False)
    address = someone()
    sign(page, address)
    assert page.input_value("input[name=email]") == address
    page.locator("form button[type=submit]").first.click()
    page.wait_for_load_state()
    confirm(page, hosted.link(address))
    assert "confirmed" in page.locator("main").inner_text()


def test_by_keyboard_alone(visit: Visit, hosted: Hosted) -> None:
    page = visit(hosted.page_of())
    address = someone()
    page.locator("input[name=name]").focus()
    page.keyboard.type("Maria Sánchez")
    page.keyboard.press("Tab")
    page.keyboard.type(address)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign/**")
    assert hosted.link(address)
