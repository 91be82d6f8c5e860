"""Words that a page says are a document's are the claim's, letter by letter."""

from pathlib import Path

import pytest

from undersigned.dossiers.checking import quotations
from undersigned.dossiers.checking.base import File, Finding, Known

KNOWN = Known(Path(), frozenset(), quotations={"C000000000001": "We buy “it” & pay."})
RIGHT = '<p data-quotation="C000000000001">We buy “it” &amp;\npay.</p>'


def looked(page: str, path: str = "document/a.html") -> list[Finding]:
    return list(quotations.look(KNOWN)(File(path, page.encode())))


@pytest.mark.parametrize(
    "page",
    [
        RIGHT,
        f"<main>{RIGHT}<p>We sell it.</p></main>",
        '<q class="x" data-quotation="C000000000001">We buy “it” &#38; pay.</q>',
    ],
)
def test_the_claims_own_words_pass(page: str) -> None:
    assert looked(page) == []


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (RIGHT.replace("buy", "sell"), "Claim C000000000001 quotes 'We buy “it” & pay.', not 'We sell “it” & pay.'."),
        (RIGHT.replace("pay.", "pay. Often."), "not 'We buy “it” & pay. Often.'"),
        (RIGHT.replace("01", "02"), "There is no quotation 'C000000000002' in this case."),
        (RIGHT.replace('="C000000000001"', ""), "There is no quotation ''"),
    ],
)
def test_any_other_words_are_named(page: str, said: str) -> None:
    (finding,) = looked(f"<main>\n{page}</main>")
    assert (finding.check, finding.line) == ("quotations", 2)
    assert said in finding.sentence


def test_data_files_are_not_pages() -> None:
    assert looked(RIGHT.replace("buy", "sell"), "exports/a.csv") == []
