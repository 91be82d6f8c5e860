"""Long tables of a page about a name: the beginning on the page, all of it on pages of its own."""

from dataclasses import replace

import pytest

from tests.dossiers.shown import page
from undersigned.dossiers import parts, subject
from undersigned.dossiers.desk import Desk
from undersigned.dossiers.subject import Dossier
from undersigned.dossiers.tables import SHOWN, AwardTable


@pytest.fixture
def dossier(desk: Desk) -> Dossier:
    """An agency with very many awards."""
    profile = desk.contents.profiles.of("agency", "Nowhere County")
    assert profile
    first = next(iter(desk.contents.awards.values()))
    awards = tuple(replace(first, award_key=f"A{number}", award_id=f"No. {number}.") for number in range(320))
    return Dossier(profile, "Nowhere County", "Agency", [], tables=[AwardTable("awards", "Awards", awards)])


def lines(desk: Desk, address: str) -> list[str]:
    return [part.partition("</a>")[0] for part in page(desk.top, address).main.split('.html">No. ')[1:]]


def test_a_page_shows_the_first_rows_and_leads_to_all(desk: Desk, dossier: Dossier) -> None:
    subject.write(desk, dossier)
    assert lines(desk, "agency/nowhere-county.html") == [f"{number}." for number in range(SHOWN)]
    assert "../agency/nowhere-county.awards.html" in page(desk.top, "agency/nowhere-county.html").links


def test_a_long_table_is_paged_and_loses_no_row(desk: Desk, dossier: Dossier) -> None:
    subject.write(desk, dossier)
    pages = [lines(desk, f"agency/nowhere-county.awards{further}.html") for further in ("", "-2", "-3")]
    assert [len(found) for found in pages] == [parts.LONGEST_TABLE, parts.LONGEST_TABLE, 20]
    assert [name for found in pages for name in found] == [f"{number}." for number in range(320)]


def test_a_short_table_has_no_page_of_its_own(desk: Desk, dossier: Dossier) -> None:
    awards = [*desk.contents.awards.values()] * SHOWN
    dossier.tables = [AwardTable("awards", "Awards", tuple(awards[:SHOWN]))]
    subject.write(desk, dossier)
    assert [path.name for path in (desk.top / "agency").iterdir()] == ["nowhere-county.html"]


def test_the_parts_of_a_list_are_the_list() -> None:
    found = [thing for index in range(4) for thing in parts.Part(index, 4).of(range(10))]
    assert sorted(found) == list(range(10))


def test_a_table_of_nothing_is_one_empty_page() -> None:
    assert parts.pages_of([]) == [[]]
