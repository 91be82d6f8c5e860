"""An amount or a percentage without a citation is named, with page and line."""

import pytest

from tests.dossiers.checking.conftest import Broken, GoodSite
from undersigned.claims.reading import Trace


@pytest.mark.parametrize(
    "amount",
    [
        "$12.50",
        "US$ 3 million",
        "-$5",
        "12.3 %",
        "7%",
        "40 percent",
        "300 dollars",
        "USD 4,000",
        "$&nbsp;5",
        "5 dólares",
    ],
)
def test_an_amount_without_a_citation_is_named(broken: Broken, amount: str) -> None:
    (found,) = broken("company/acme.html", "<h1>", f"<p>Acme\ngot {amount} last year.</p><h1>")
    assert found[:2] == ("citations", 1)
    assert found[2].split(" has no citation")[0] in amount.replace("&nbsp;", "\u00a0").replace("\u00a0", " ")


def test_an_amount_after_cited_ones_is_named(broken: Broken) -> None:
    ((check, line, sentence),) = broken("award/one.html", "</svg>", "</svg>\n<p>Ceiling: <b>$1,000.00</b></p>")
    assert (check, line) == ("citations", 1)
    assert "$1,000.00" in sentence


def test_an_amount_after_a_nested_quotation_is_named(broken: Broken) -> None:
    text = "<blockquote>$1<blockquote>$2</blockquote>$3</blockquote>$4"
    ((_, _, sentence),) = broken("company/acme.html", "</h1>", f"</h1>{text}")
    assert sentence.startswith("$4 ")


def test_amounts_outside_the_main_part_and_in_attributes_are_nobodys_statement(good: GoodSite, trace: Trace) -> None:
    good.break_in("company/acme.html", '<main id="main">', '<p>$5</p><main id="main" title="$5">')
    assert good.check(trace) == []
