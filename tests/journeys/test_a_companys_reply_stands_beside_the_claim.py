"""A company answers a claim; its words stand beside it, dated, whole and in both languages; all can contest."""

from tests.browsing import Visit
from tests.publishing import REPLY, Published


def test_on_the_claim_and_where_the_claim_is_cited(visit: Visit, published: Published) -> None:
    page = visit(f"{published.address}claim/{published.claim}.html")
    words = page.locator("main blockquote")
    assert words.inner_text().split() == REPLY.split()
    beside = page.locator("main .reply")
    assert "Kestrelcloud, Inc. replied on 14 February 2032" in beside.inner_text()
    assert beside.locator("a[href='https://kestrelcloud.example/answer']").count() == 1
    claim, reply, rows = (page.locator(place).first.bounding_box() for place in ("h1", "main .reply", "#rows"))
    assert claim
    assert reply
    assert rows
    assert claim["y"] < reply["y"] < rows["y"]


def test_in_spanish_the_frame_is_translated_and_the_words_are_the_companys(visit: Visit, published: Published) -> None:
    page = visit(f"{published.address}es/claim/{published.claim}.html")
    assert page.locator("main blockquote").inner_text().split() == REPLY.split()
    assert "14 de febrero de 2032" in page.locator("main .reply").inner_text()
    assert page.locator("main blockquote").get_attribute("lang") == "en"


def test_whoever_is_not_content_finds_how_to_object(visit: Visit, published: Published) -> None:
    page = visit(f"{published.address}claim/{published.claim}.html")
    page.locator("main .contest a").first.click()
    assert page.locator("main a[href='https://council.example/contest']").count() > 0
