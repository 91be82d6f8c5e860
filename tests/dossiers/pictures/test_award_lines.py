from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dossiers.pictures.drawn_time import SLACK, classed, colliding, hrefs, numbers, outside, root, words
from tests.dossiers.pictures.drawn_time import box as box_of
from undersigned.dossiers.pictures.award_lines import Line, award_lines
from undersigned.dossiers.words.language import Words

EN = Words()
TODAY = date(2025, 9, 30)
DAYS = st.none() | st.dates(date(1985, 1, 1), date(2090, 1, 1))
LINES = st.lists(
    st.builds(
        Line,
        st.text(max_size=30),
        st.just("award/a.html"),
        st.text(max_size=60),
        DAYS,
        DAYS,
        DAYS,
        DAYS,
        DAYS,
        st.integers(-(10**13), 10**14),
        st.none() | st.integers(0, 10**14),
        st.none() | st.booleans(),
    ),
    max_size=30,
)


class LongWords(Words):
    """A language that writes amounts out."""

    def plain(self, cents: int) -> str:
        return f"{super().plain(cents)} de dólares de EE. UU."


def line(award: str = "A1", cents: int = 5_000_00, **more: object) -> Line:
    told: dict[str, object] = {
        "award_id": award,
        "href": f"award/{award}.html",
        "holder": "Harbor Systems",
        "start": date(2022, 1, 1),
        "end": date(2024, 1, 1),
        "potential_end": None,
        "first_day": date(2022, 1, 5),
        "last_day": date(2023, 6, 1),
        "obligated_cents": cents,
        "ceiling_cents": None,
        "running": False,
    }
    return Line(**{**told, **more})  # type: ignore[arg-type]  # tests name only what matters to them


def bar_widths(svg: str, style: str) -> list[float]:
    """Without the swatch of the key."""
    return [box_of(rect)[2] for rect in classed(svg, "bar", style)[1:]]


@settings(deadline=None)
@given(LINES, st.text(max_size=30))
def test_every_mark_is_on_the_paper_and_every_line_a_link(lines: list[Line], subject: str) -> None:
    picture = award_lines(subject, lines, TODAY, EN)
    for svg in (picture.wide, picture.narrow):
        assert outside(svg) == colliding(svg) == []
        assert len(hrefs(svg)) == min(len(lines), 25) == len(picture.rows)


@settings(deadline=None)
@given(LINES)
def test_money_is_as_long_as_it_is_much(lines: list[Line]) -> None:
    shown = sorted(lines, key=lambda one: (-one.obligated_cents, one.award_id))[:25]
    amounts = [abs(one.obligated_cents) for one in shown]
    most = max(amounts, default=0)
    for svg in (award_lines("A", lines, TODAY, EN).wide, award_lines("A", lines, TODAY, EN).narrow):
        widths = bar_widths(svg, "obligated")
        longest = max(widths, default=0)
        for cents, width in zip(amounts, widths, strict=True):
            assert width == pytest.approx(max(cents / most * longest, 1) if cents else 0, abs=2 * SLACK)


@settings(deadline=None)
@given(LINES)
def test_the_same_lines_are_the_same_bytes(lines: list[Line]) -> None:
    assert award_lines("A", lines, TODAY, EN) == award_lines("A", list(lines), TODAY, EN)


def test_largest_first_and_the_remainder_is_said() -> None:
    picture = award_lines("A", [line(f"A{at:02}", at * 100) for at in range(40)], TODAY, EN)
    assert hrefs(picture.narrow) == [f"award/A{at:02}.html" for at in range(39, 14, -1)]
    assert "15 smaller awards are not drawn; the table of awards has them." in picture.notes


def test_a_period_lies_on_its_days() -> None:
    whole = line("W", 2_00, start=date(2020, 1, 1), end=date(2024, 1, 1))
    half = line("H", 1_00, start=date(2022, 1, 1), end=date(2024, 1, 1))
    for svg in (award_lines("A", [whole, half], TODAY, EN).wide, award_lines("A", [whole, half], TODAY, EN).narrow):
        (long, short) = ((float(found.get("x1", "")), float(found.get("x2", ""))) for found in classed(svg, "period"))
        assert short[1] - short[0] == pytest.approx((long[1] - long[0]) / 2, abs=0.5)
        assert short[1] == pytest.approx(long[1], abs=SLACK)
        today = numbers(classed(svg, "today")[0])[0]
        assert today > long[1]


def test_options_are_dashed_on_to_the_potential_end() -> None:
    picture = award_lines(
        "A", [line(potential_end=date(2026, 1, 1)), line("B", potential_end=date(2023, 1, 1))], TODAY, EN
    )
    for svg in (picture.wide, picture.narrow):
        assert len(classed(svg, "option")) == 1
    assert "with options to 1 January 2026" in picture.wide


@pytest.mark.parametrize(
    ("first", "last"),
    [(date(2015, 1, 1), date(2015, 2, 1)), (date(2025, 8, 1), TODAY), (date(2015, 1, 1), TODAY)],
)
def test_an_award_without_dates_is_drawn_by_its_rows_and_says_so(first: date, last: date) -> None:
    undated = line("B", start=None, end=None, running=None, first_day=first, last_day=last)
    picture = award_lines("A", [line(), undated], TODAY, EN)
    for svg in (picture.wide, picture.narrow):
        assert len(classed(svg, "dot")) == 2
        assert "end date: not in these records" in words(svg)
    assert "1 award has dots at its first and last row: its end date is not in these records." in picture.notes
    assert picture.rows[1][3].text == "not in these records"


def test_where_the_whole_sentence_has_no_room_a_short_one_stands() -> None:
    undated = line("B", start=None, end=None, first_day=date(2022, 9, 1), last_day=date(2024, 3, 1))
    assert "no end date" in words(award_lines("A", [line(), undated], TODAY, EN).wide)


def test_where_no_award_has_dates_it_is_said_once() -> None:
    lines = [line(f"A{at}", start=None, end=None, running=None) for at in range(9)]
    picture = award_lines("A", lines, TODAY, EN)
    assert picture.title == "A: 9 awards; the records do not say when they end"
    assert words(picture.narrow).count("end date: not in these records") == 1


def test_the_ceiling_is_drawn_where_the_records_have_it() -> None:
    picture = award_lines("A", [line("B", 10_00, ceiling_cents=20_00), line("C", 5_00)], TODAY, EN)
    for svg in (picture.wide, picture.narrow):
        (ceiling,) = bar_widths(svg, "ceiling")
        assert ceiling == pytest.approx(2 * bar_widths(svg, "obligated")[0], abs=SLACK)
    assert "The ceiling of 1 award is not in these records." in picture.notes


def test_one_odd_date_does_not_squash_the_others() -> None:
    odd = line("O", 9_00, start=date(1950, 1, 1), end=date(2099, 1, 1))
    svg = award_lines("A", [odd, line()], TODAY, EN).wide
    assert len(classed(svg, "beyond")) == 2
    ordinary = classed(svg, "period")[1]
    assert float(ordinary.get("x2", "")) - float(ordinary.get("x1", "")) > 60


def test_one_holder_is_not_repeated_in_every_line() -> None:
    assert "Harbor Systems" not in words(award_lines("A", [line(), line("B")], TODAY, EN).wide)
    assert "Other" in words(award_lines("A", [line(), line("B", holder="Other")], TODAY, EN).wide)


def test_running_awards_are_counted_and_stand_out() -> None:
    lines = [line(), line("B", end=TODAY + timedelta(days=9), running=True)]
    picture = award_lines("Harbor", lines, TODAY, EN)
    assert picture.title == "Harbor: 2 awards, 1 running"
    assert len(classed(picture.wide, "running")) == 1


def test_long_amounts_of_another_language_have_room() -> None:
    picture = award_lines("A", [line("B", 9_000_000_00, ceiling_cents=9_500_000_00)], TODAY, LongWords())
    for svg in (picture.wide, picture.narrow):
        assert outside(svg) == []
        assert min(bar_widths(svg, "obligated")) > 60


def test_no_awards_and_hostile_names() -> None:
    assert award_lines("A", [], TODAY, EN).title == "A: no awards in these records"
    svg = award_lines("A", [line('"><script>', holder="<b>\x00")], TODAY, EN).wide
    assert "<script" not in svg
    assert root(svg).tag.endswith("svg")
