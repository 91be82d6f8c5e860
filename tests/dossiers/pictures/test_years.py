from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dossiers.pictures.drawn_time import SLACK, classed, colliding, hrefs, linked_bars, outside, root, words
from undersigned.dossiers.pictures.base import Picture
from undersigned.dossiers.pictures.year_bars import LEAST
from undersigned.dossiers.pictures.years import Total, Year, totals, years
from undersigned.dossiers.words.language import Words

EN = Words()
CENTS = st.none() | st.just(0) | st.integers(-(10**13), 10**15)
NAMES = st.text(max_size=40)


def year(fiscal_year: int, direct: int | None, resold: int | None, incomplete: str = "", truncated: str = "") -> Year:
    links = (f"d{fiscal_year}", f"r{fiscal_year}", f"D{fiscal_year}", f"R{fiscal_year}")
    return Year(fiscal_year, direct, resold, *links, incomplete, truncated)


YEARS = st.lists(
    st.builds(year, st.integers(1990, 2035), CENTS, CENTS, NAMES, NAMES),
    min_size=1,
    max_size=30,
    unique_by=lambda given: given.fiscal_year,
)


def both(picture: Picture) -> tuple[str, str]:
    return picture.wide, picture.narrow


def zero_and_lengths(svg: str) -> tuple[float, list[tuple[float, float]]]:
    """Where zero is, and how far each bar reaches from it to its low and high end (up is high)."""
    zero = classed(svg, "axis", "zero")[-1]
    if zero.get("y1") == zero.get("y2"):
        at = float(zero.get("y1", "nan"))
        return at, [(at - y - height, at - y) for _, y, _, height in linked_bars(svg)]
    at = float(zero.get("x1", "nan"))
    return at, [(x - at, x + width - at) for x, _, width, _ in linked_bars(svg)]


@settings(deadline=None)
@given(YEARS, NAMES)
def test_bars_start_at_zero_and_are_as_long_as_their_amounts(some: list[Year], subject: str) -> None:
    ordered = sorted(some, key=lambda one: one.fiscal_year)
    amounts = [cents for one in ordered for cents in (one.direct_cents, one.resold_cents) if cents is not None]
    largest = max(map(abs, amounts), default=0)
    for svg in both(years(subject, some, EN)):
        _, reaches = zero_and_lengths(svg)
        assert len(reaches) == len(amounts)
        longest = max((high - low for low, high in reaches), default=0)
        for cents, (low, high) in zip(amounts, reaches, strict=True):
            assert (low if cents >= 0 else high) == pytest.approx(0, abs=SLACK)
            wanted = max(abs(cents) / largest * longest, LEAST) if cents else 0
            assert high - low == pytest.approx(wanted, abs=2 * SLACK)


@settings(deadline=None)
@given(YEARS, NAMES)
def test_every_mark_is_on_the_paper_and_zero_among_them(some: list[Year], subject: str) -> None:
    for svg in both(years(subject, some, EN)):
        assert outside(svg) == colliding(svg) == []
        assert classed(svg, "axis", "zero")


@settings(deadline=None)
@given(YEARS, NAMES)
def test_the_same_years_are_the_same_bytes_in_any_order(some: list[Year], subject: str) -> None:
    assert years(subject, some, EN) == years(subject, some[::-1], EN)


@settings(deadline=None)
@given(YEARS)
def test_every_bar_leads_to_its_claim_and_says_it(some: list[Year]) -> None:
    wanted = [
        href
        for one in sorted(some, key=lambda one: one.fiscal_year)
        for cents, href in ((one.direct_cents, one.direct_href), (one.resold_cents, one.resold_href))
        if cents is not None
    ]
    picture = years("Harbor Systems", some, EN)
    for svg in both(picture):
        assert hrefs(svg) == wanted
    assert [cell.href for row in picture.rows for cell in row if cell.href] == wanted


@pytest.mark.parametrize("cents", [-5_000_00, 0, 5_000_00])
def test_one_year_alone(cents: int) -> None:
    picture = years("Harbor Systems", [year(2024, None, cents)], EN)
    assert picture.title == "Harbor Systems: net obligations in fiscal year 2024"
    for svg in both(picture):
        assert EN.plain(cents) in words(svg)


def test_all_negative_hangs_from_zero_and_is_hatched() -> None:
    picture = years("Harbor Systems", [year(2023, -7_00, -1_00), year(2024, -3_00, -9_00)], EN)
    assert picture.title == "Harbor Systems: in every fiscal year more was taken back than obligated"
    for svg in both(picture):
        assert len(classed(svg, "bar", "negative")) == len(classed(svg, "hatch")) == 4
    assert any("more was taken back" in note for note in picture.notes)


def test_all_zero_has_no_bar_and_says_so() -> None:
    for svg in both(years("Harbor Systems", [year(2023, 0, 0), year(2024, 0, 0)], EN)):
        assert [size for _, size in (zero_and_lengths(svg)[1])] == [0, 0, 0, 0]
        assert words(svg).count("$0") == 5


def test_years_without_rows_are_a_gap_that_says_so() -> None:
    picture = years("Harbor Systems", [year(2019, 1_00, 2_00), year(2021, 1_00, 2_00)], EN)
    for svg in both(picture):
        assert "2020" in words(svg)
        assert words(svg).count("no rows") == 1
    assert "No rows in these records: 2020." in picture.notes


def test_a_long_gap_is_one_gap() -> None:
    picture = years("Harbor Systems", [year(1990, 1_00, 2_00), year(2021, 1_00, 2_00)], EN)
    assert [row[0].text for row in picture.rows] == ["1990", "1991\N{EN DASH}2020", "2021"]


def test_a_channel_without_any_rows_takes_no_place() -> None:
    picture = years("Harbor Systems", [year(2023, 1_00, None), year(2024, 2_00, None)], EN)
    for svg in both(picture):
        assert "through resellers" not in words(svg)
        assert "no rows" not in words(svg)
    assert "No rows in any of these fiscal years: through resellers." in picture.notes


def test_incomplete_and_truncated_years_look_it_and_say_why() -> None:
    some = [year(2023, 1_00, 2_00, truncated="The fetch stopped."), year(2024, 1_00, 2_00, "The rows end in May.")]
    picture = years("Harbor Systems", [*some, year(2025, 1_00, 2_00)], EN)
    for svg in both(picture):
        assert len(classed(svg, "bar", "doubtful")) == len(classed(svg, "hatch")) == 4
        assert {"cut short", "incomplete"} <= set(words(svg))
        assert "Fiscal year 2023, direct: $1.00 net, cut short (claim D2023)" in svg
    assert {"The fetch stopped.", "The rows end in May."} <= set(picture.notes)


def test_hatchings_are_those_of_the_same_drawing() -> None:
    for svg in both(years("Harbor Systems", [year(2023, -1_00, 2_00, "why")], EN, identifier="a b")):
        patterns = {f"url(#{found.get('id')})" for found in root(svg).iter() if found.tag.endswith("pattern")}
        assert {found.get("fill") for found in classed(svg, "hatch")} <= patterns


def test_thirty_years_are_rows_without_a_collision() -> None:
    some = [Total(1996 + at, (at + 1) * 1_000_000_00, at * 1_000_00, "a", "t") for at in range(30)]
    for svg in both(totals("Harbor Agency", some, EN)):
        tops = sorted(y for _, y, _, _ in linked_bars(svg))
        assert min(after - before for before, after in pairwise(tops)) >= 24 - SLACK


def test_an_agency_without_technology_has_one_series() -> None:
    picture = totals("Harbor Agency", [Total(2024, 5_00, None, "a"), Total(2025, 6_00, None, "b")], EN)
    assert picture.columns == ("Fiscal year", "All net obligations", "Remark")
    assert picture.title == "Harbor Agency: of these fiscal years, 2025 has the largest net obligations"


@pytest.mark.parametrize(
    ("amounts", "finding"),
    [
        ([(1, 2), (None, 3)], "A: more through resellers than direct in every fiscal year"),
        ([(2, 1), (3, -3)], "A: more direct than through resellers in every fiscal year"),
        ([(2, 1), (3, 4)], "A: of these fiscal years, 2021 has the largest net obligations"),
        ([(2, 2), (4, 0)], "A: net obligations by fiscal year"),
        ([(None, None)], "A: no rows in any fiscal year"),
    ],
)
def test_the_title_is_the_finding(amounts: list[tuple[int | None, int | None]], finding: str) -> None:
    assert years("A", [year(2020 + at, *pair) for at, pair in enumerate(amounts)], EN).title == finding


class LongWords(Words):
    """A language that writes amounts out."""

    def plain(self, cents: int) -> str:
        return f"{super().plain(cents)} de dólares de EE. UU."


def test_long_amounts_of_another_language_have_room() -> None:
    for svg in both(years("A", [year(2023, 9_000_000_00, -3_000_000_00, "why")], LongWords())):
        assert outside(svg) == []


def test_a_hostile_name_stays_text() -> None:
    picture = years('<script>"\x00&', [year(2024, 1_00, 2_00)], EN, identifier='x"><script>')
    for svg in both(picture):
        assert "<script" not in svg
        assert root(svg).get("id")
