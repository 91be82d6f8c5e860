"""The pages as people meet them: small, dark, by keyboard, right to left, without scripts, and signing with them."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import barriers
from tests.browser.seeing import luminance
from tests.browser.test_keyboard import REACHABLE, stops
from tests.browsing import Faults, Quiet, Visit
from tests.campaigns.sample import BASE, DARK, NOW, PETITION, STANDING, TYPED, WAITING
from undersigned.campaigns.pages import link, rendering, writing
from undersigned.campaigns.pages.form import Form
from undersigned.campaigns.pages.headers import SECURITY
from undersigned.sealing import stamps

KEY = b"k" * 32
HOME = "/c/show-us/"
WRONG = Form(
    {"email": "a@work.example", "appearance": "personal_capacity"}, {"name": "name_missing", "email": "work_address"}
)


@dataclass
class Site:
    """The written pages on loopback, with the two answers of the intake: a challenge, and what was sent."""

    folder: Path
    address: str = ""
    stamps_asked: int = 0
    sent: list[dict[str, str]] = field(default_factory=list)
    hashes: int = 3000
    is_broken: bool = False


class Handler(Quiet):
    """Files with the headers that they have outside, a challenge, and forms."""

    def __init__(self, *arguments: object, site: Site) -> None:
        self.site = site
        super().__init__(*arguments, directory=str(site.folder))  # type: ignore[arg-type]

    def end_headers(self) -> None:
        """As every door answers."""
        for name, value in SECURITY.items():
            self.send_header(name, value)
        super().end_headers()

    def do_GET(self) -> None:  # noqa: N802  # the parent's name
        """A challenge, or a file."""
        if not self.path.startswith("/stamp/"):
            return super().do_GET()
        self.site.stamps_asked += 1
        if self.site.is_broken:
            return self.send_error(503)
        return self._answer(
            json.dumps(stamps.challenge(KEY, PETITION.id, datetime.now(UTC), self.site.hashes)).encode()
        )

    def do_POST(self) -> None:  # noqa: N802
        """Keep what was sent, and thank."""
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        self.site.sent.append({name: values[-1] for name, values in parse_qs(body, keep_blank_values=True).items()})
        self._answer(rendering.thanks_page(PETITION, "en", 2).encode(), "text/html; charset=utf-8")

    def _answer(self, content: bytes, kind: str = "application/json") -> None:
        self.send_response(200)
        self.send_header("content-type", kind)
        self.end_headers()
        self.wfile.write(content)


def others() -> Iterator[tuple[str, Callable[[str], str]]]:
    """The pages that are made when they are asked for, by name."""
    yield "form", lambda tag: rendering.campaign_page(PETITION, STANDING, tag, WRONG, now=NOW)
    yield "thanks", lambda tag: rendering.thanks_page(PETITION, tag, 3)
    yield "busy", lambda tag: rendering.busy_page(PETITION, tag, 90)
    for name, page in (("pending", link.pending_page), ("withdrawn", link.withdrawn_page)):
        yield name, lambda tag, page=page: page(PETITION, replace(TYPED, language=tag), "/s/x")  # type: ignore[misc]
    yield "confirmed", lambda tag: link.confirmed_page(PETITION, replace(TYPED, language=tag), "/s/x", said="confirmed")
    yield "erased", lambda tag: link.erased_page(PETITION, tag)
    yield "not_me", lambda tag: link.not_me_page(PETITION, tag)


FOLDERS = {"en": "", "es": "es/", "ar": "ar/"}
WRITTEN = ("/{tag}", "/c/show-us/{tag}", "/c/show-us/share/{tag}", "/c/show-us/data/{tag}", "/c/staff/{tag}")
EVERY = [
    *(address.format(tag=folder) for address in WRITTEN for folder in FOLDERS.values()),
    *(f"/made/{name}-{tag}.html" for name, _ in others() for tag in FOLDERS),
]


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Everything that can be seen, on a free port."""
    site = Site(tmp_path_factory.mktemp("public"))
    writing.write_campaign(site.folder, PETITION, STANDING, NOW, BASE)
    writing.write_campaign(site.folder, WAITING, DARK, NOW, BASE)
    writing.write_front(site.folder, [PETITION, WAITING])
    made = site.folder / "made"
    made.mkdir()
    for name, page in others():
        for tag in FOLDERS:
            (made / f"{name}-{tag}.html").write_text(page(tag))
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, site=site)) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        site.address = f"http://127.0.0.1:{server.server_address[1]}"
        yield site
        server.shutdown()
        thread.join()


@pytest.fixture
def site(serving: Site) -> Site:
    """The same, with nothing sent yet."""
    serving.stamps_asked, serving.sent, serving.hashes, serving.is_broken = 0, [], 3000, False
    return serving


def fill_in(page: Page) -> None:
    page.get_by_label("Name", exact=True).fill("Maria")
    page.get_by_label("E-mail address").fill("maria@example.org")


@pytest.mark.parametrize("address", EVERY)
def test_axe_finds_nothing_and_320_px_are_enough(visit: Visit, site: Site, address: str) -> None:
    page = visit(site.address + address, width=320, height=640)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert barriers(page) == []


@pytest.mark.parametrize("address", [HOME, "/made/form-en.html", "/made/confirmed-en.html"])
def test_the_dark_page_has_contrast_too(visit: Visit, site: Site, address: str) -> None:
    page = visit(site.address + address, color_scheme="dark")
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    red, green, blue = (int(part) for part in re.findall(r"\d+", paper))
    assert luminance((red, green, blue)) < 0.1
    assert barriers(page, "color-contrast", "link-in-text-block") == []


@pytest.mark.parametrize("address", [HOME, f"{HOME}ar/", "/made/confirmed-en.html"])
def test_a_keyboard_reaches_everything_and_sees_where_it_is(visit: Visit, site: Site, address: str) -> None:
    page = visit(site.address + address)
    shown = "[...document.querySelectorAll('[type=radio]')].filter(box => box.checkVisibility()).length"
    radios = page.evaluate(shown)
    reached = stops(page)
    assert len(reached) == page.evaluate(REACHABLE) - max(0, radios - 1)  # choices of one group are one stop
    assert [stop["what"] for stop in reached if not (stop["outlined"] and stop["seen"])] == []


def test_signing_with_scripts_sends_a_proof_that_counts(visit: Visit, site: Site) -> None:
    page = visit(site.address + HOME)
    assert site.stamps_asked == 0  # whoever only reads asks for nothing
    fill_in(page)
    page.get_by_role("button", name="Sign").click()
    expect(page.locator("h1")).to_have_text("Look in your mail")
    (sent,) = site.sent
    assert (sent["name"], sent["email"], sent["topic"]) == ("Maria", "maria@example.org", "")
    assert stamps.verify(KEY, sent["altcha"], PETITION.id, datetime.now(UTC)).campaign == PETITION.id
    assert site.stamps_asked == 1
    assert "updates" not in sent
    assert "appearance" not in sent


def test_a_long_proof_holds_up_no_typing_and_tells_how_far_it_is(visit: Visit, site: Site) -> None:
    site.hashes = 5_000_000
    page = visit(site.address + HOME)
    fill_in(page)
    page.get_by_role("button", name="Sign").click()
    expect(page.get_by_role("status")).to_contain_text("Checking that no robot is signing")
    page.get_by_label("Name", exact=True).fill("Maria Sánchez")
    expect(page.get_by_label("Name", exact=True)).to_have_value("Maria Sánchez")
    assert site.sent == []


def test_where_no_challenge_comes_the_form_goes_without_a_proof(visit: Visit, site: Site, faults: Faults) -> None:
    site.is_broken = True
    page = visit(site.address + HOME)
    fill_in(page)
    page.get_by_role("button", name="Sign").click()
    expect(page.locator("h1")).to_have_text("Look in your mail")
    assert [sent["altcha"] for sent in site.sent] == [""]
    faults.found.clear()  # the console tells of the 503


def test_without_scripts_everything_can_be_filled_in_and_sent(visit: Visit, site: Site) -> None:
    page = visit(site.address + HOME, java_script_enabled=False)
    fill_in(page)
    page.get_by_label("In a personal capacity").check()
    page.get_by_label("Affiliation").fill("Lincoln High")
    page.get_by_text("Add a place or a comment").click()
    page.get_by_label("Country").select_option("MX")
    page.get_by_label("Send me news").check()
    page.get_by_role("button", name="Sign").click()
    (sent,) = site.sent
    assert (sent["country"], sent["affiliation"], sent["updates"]) == ("MX", "Lincoln High", "1")
    assert "altcha" not in sent


def test_affiliation_is_asked_of_who_wants_it_shown(visit: Visit, site: Site) -> None:
    page = visit(site.address + HOME)
    expect(page.get_by_label("Affiliation")).to_be_hidden()
    page.get_by_label("In a personal capacity").check()
    expect(page.get_by_label("Affiliation")).to_be_visible()


def test_a_person_never_sees_the_trap(visit: Visit, site: Site) -> None:
    page = visit(site.address + HOME)
    expect(page.locator("[name=topic]")).to_be_hidden()


def test_the_summary_of_errors_has_the_focus_and_leads_to_the_field(visit: Visit, site: Site) -> None:
    page = visit(f"{site.address}/made/form-en.html")
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("link", name="Write your name.").click()
    expect(page.get_by_label("Name", exact=True)).to_be_focused()


def test_the_tally_is_asked_again_while_the_page_is_seen(visit: Visit, site: Site) -> None:
    page = visit(site.address + HOME)
    page.clock.install()
    page.reload()
    expect(page.locator("[data-kind=standing]")).to_have_text("1,281")
    tally = replace(STANDING.tally, standing=12345, imported=9)
    writing.write_tally(site.folder, PETITION, replace(STANDING, tally=tally), NOW)
    page.clock.fast_forward(36_000)
    expect(page.locator("[data-kind=standing]")).to_have_text("12,345")
    expect(page.locator("dt", has_text="Imported")).to_be_visible()
    writing.write_tally(site.folder, PETITION, STANDING, NOW)


def test_paper_has_the_demand_and_no_form(visit: Visit, site: Site) -> None:
    page = visit(site.address + HOME, media="print")
    expect(page.locator("form")).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
