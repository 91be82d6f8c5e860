"""Tables: the largest first, a column for each channel, nothing twice."""

from undersigned.claims.reading import Subject, Trace
from undersigned.dossiers import tables
from undersigned.dossiers.contents import Contents
from undersigned.dossiers.desk import Desk
from undersigned.dossiers.tables import ClaimTable, Row
from undersigned.dossiers.words.language import words

HERON = Subject("maker", "Heronsoft")


def figures(rows: tuple[Row, ...]) -> list[tuple[str, list[int | None]]]:
    return [(row.label, [told.figure if told else None for told in row.claims]) for row in rows]


def by_year(desk: Desk, channels: dict[str, str]) -> ClaimTable:
    return tables.years(desk, desk.contents.about(HERON), channels)


def test_years_stand_in_order_and_the_total_last(desk: Desk) -> None:
    assert figures(by_year(desk, {"direct": "D", "resold": "R"}).rows) == [
        ("2030", [None, 275_25]),
        ("2031", [1_25, 130_00]),
        ("All years", [1_25, 405_25]),
    ]


def test_a_channel_without_claims_has_no_column(desk: Desk) -> None:
    assert by_year(desk, {"all": "A", "resold": "R"}).columns == ("Fiscal year", "R")


def test_second_subjects_stand_with_the_largest_first(desk: Desk) -> None:
    about = dict(sorted(desk.contents.about(HERON).items(), key=lambda item: item[0][3] or 0))
    rows = tables.by_other(about, "obligations at", ("direct", "resold"), lambda name: f"{name[0]}.html")
    assert figures(rows) == [("Nowhere County", [1_25, 385_00]), ("Elsewhere County", [None, 20_25])]
    assert [row.href for row in rows] == ["N.html", "E.html"]


def test_subjects_stand_with_the_largest_first_and_without_single_years(desk: Desk) -> None:
    at_it = [told for told in desk.contents.with_other("Nowhere County") if told.measure == "obligations at"]
    assert figures(tables.by_subject(at_it, str)) == [
        ("Heronsoft", [385_00]),
        ("SHOP LLC", [385_00]),
        ("Heronsoft", [1_25]),
        ("Wader", [90]),
        ("Avocet", [60]),
    ]


def test_running_awards_stand_first_then_the_largest(trace: Trace, desk: Desk) -> None:
    told = Contents(trace)
    of_sample = Desk(desk.edition, told, desk.language, words("en"), desk.top)
    rows = tables.awards(of_sample, reversed(list(told.awards)))
    order = [(award.running(told.as_of) is not True, -award.obligation) for award in rows]
    assert order == sorted(order)
    assert {running for running, _ in order} == {True, False}


def test_a_year_in_which_no_column_has_a_claim_has_no_line(desk: Desk) -> None:
    assert [row.label for row in by_year(desk, {"direct": "D"}).rows] == ["2031", "All years"]
