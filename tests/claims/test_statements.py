"""The sentences of claims: one award or two, possessives, money taken back."""

from dataclasses import replace

import pytest

from undersigned.claims import statements
from undersigned.claims.statements import Sum

RESOLD = Sum("maker", "Kestrelcloud", "", "obligations", "resold", None, "", 1_250_000_00, 2, 9, 3, 2031, 2032)


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        (
            RESOLD,
            "3 resellers hold 2 awards worth $1.2 million net in fiscal years 2031 to 2032 that name Kestrelcloud's "
            "products.",
        ),
        (
            replace(RESOLD, awards=1, companies=1, figure=-8_00, last_year=2031),
            "One reseller holds 1 award worth -$8 net in fiscal year 2031 that names Kestrelcloud's products.",
        ),
        (
            replace(RESOLD, channel="direct", awards=1, fiscal_year=2032, figure=4_310_00),
            "Kestrelcloud itself holds 1 award worth $4,310 net in fiscal year 2032.",
        ),
        (
            replace(RESOLD, channel="shared", awards=1, last_year=2031),
            "1 award worth $1.2 million net in fiscal year 2031 names Kestrelcloud's products together with other "
            "makers' products.",
        ),
        (
            replace(RESOLD, other="IBS", measure="obligations at", fiscal_year=2031),
            "IBS has 2 awards worth $1.2 million net in fiscal year 2031 for Kestrelcloud's products, bought through "
            "resellers.",
        ),
        (
            replace(RESOLD, other="SHOP LLC", measure="obligations through", first_year=None, last_year=None),
            "SHOP LLC holds 2 awards worth $1.2 million net over their whole life (award summaries) that name "
            "Kestrelcloud's products.",
        ),
        (
            replace(RESOLD, kind="agency", subject="IBS", channel="technology", fiscal_year=2031),
            "IBS obligated $1.2 million net in fiscal year 2031 on 2 awards attributed to makers of technology.",
        ),
        (
            replace(RESOLD, kind="category", subject="cloud_hosting", fiscal_year=2031, awards=1),
            "Awards for cloud hosting, held by resellers, come to $1.2 million net in fiscal year 2031 (1 award).",
        ),
        (
            replace(RESOLD, kind="reseller", subject="SHOP LLC", fiscal_year=2031, awards=1),
            "SHOP LLC holds 1 award worth $1.2 million net in fiscal year 2031 that names other makers' products.",
        ),
        (
            replace(RESOLD, kind="company", subject="SHOP LLC", channel="all", fiscal_year=2031, figure=-1),
            "SHOP LLC was obligated -$0.01 net in fiscal year 2031 on 2 awards.",
        ),
    ],
)
def test_sums(cell: Sum, sentence: str) -> None:
    assert statements.of_sum(cell) == sentence


@pytest.mark.parametrize(
    ("name", "owner"), [("Amazon", "Amazon's"), ("Thomson Reuters", "Thomson Reuters'"), ("IBS", "IBS's")]
)
def test_possessives(name: str, owner: str) -> None:
    assert statements.possessive(name) == owner


@pytest.mark.parametrize(
    ("earlier", "later", "words"),
    [
        (100_00, 250_00, "rose from $100 in fiscal year 2031 to $250 in fiscal year 2032."),
        (100_00, -250_00, "fell from $100 in fiscal year 2031 to -$250 in fiscal year 2032."),
        (100_00, 100_00, "stayed the same: $100 in fiscal year 2031 and in fiscal year 2032."),
    ],
)
def test_changes(earlier: int, later: int, words: str) -> None:
    said = statements.change("maker", "Plovra", (2031, earlier), (2032, later))
    assert said == f"Net obligations of awards that name Plovra's products {words}"


def test_shares_are_tenths_of_a_percent() -> None:
    whole = replace(RESOLD, kind="agency", subject="IBS", channel="all", figure=300_00, fiscal_year=2031)
    sentence, tenths = statements.share(replace(whole, channel="technology", figure=100_00), whole)
    assert tenths == 333
    assert sentence == (
        "33.3 % of IBS's net obligations in fiscal year 2031 ($100 of $300) are of awards attributed to makers of "
        "technology."
    )


def test_running_awards() -> None:
    assert statements.running("Plovra", 1, "2031-09-30") == (
        "1 award that names Plovra's products had not ended on 2031-09-30."
    )
    assert statements.running("Plovra", 0, "2031-09-30").startswith("0 awards that name Plovra's")
    assert "not in these records" in statements.running_unknown("Plovra")
