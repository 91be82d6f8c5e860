"""A reader who lets no script run finds a maker, its awards, their words and the data, by links alone."""

from tests.browsing import Visit
from tests.journeys.looking import amount, amounts_of_rows
from tests.publishing import MAKER, Published


def test_from_the_list_of_companies_to_the_words_of_an_award(visit: Visit, published: Published) -> None:
    page = visit(published.address, java_script_enabled=False)
    page.locator("header nav a", has_text="Companies").click()
    page.locator("main a", has_text=MAKER).first.click()
    assert MAKER in page.locator("h1").inner_text()
    assert "hold" in page.locator("main .lead").inner_text()
    page.locator("main table tbody a[href*='award/']:visible").first.click()
    assert amount(page.locator("main p.figure data").first) == sum(amounts_of_rows(page))
    assert page.locator("main q").count() > 0


def test_the_search_page_leads_on_without_a_script(visit: Visit, published: Published) -> None:
    page = visit(f"{published.address}search.html", java_script_enabled=False)
    page.locator("main a[href$='companies.html']").first.click()
    assert page.locator("main a", has_text=MAKER).count() > 0


def test_a_reader_of_spanish_stays_in_spanish(visit: Visit, published: Published) -> None:
    page = visit(published.address, java_script_enabled=False)
    page.locator("header nav a[hreflang=es]").click()
    for link in ("main a[href^='company/']", "main a[href*='claim/']", "main a[href*='award/']:visible"):
        assert page.locator("html").get_attribute("lang") == "es"
        page.locator(link).first.click()
    assert "/es/award/" in page.url
