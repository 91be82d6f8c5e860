"""The page of an award: every row with the running total, whose product it is and by which words."""

from pathlib import Path

import pytest

from tests.dossiers.shown import page
from undersigned.claims.reading import Trace
from undersigned.dossiers import addresses
from undersigned.dossiers.citing import reference
from undersigned.dossiers.contents import Contents
from undersigned.dossiers.desk import Desk
from undersigned.dossiers.pages import award
from undersigned.dossiers.parts import Part
from undersigned.dossiers.words.language import words

FIRST, LONG, SEVERAL = "table_nowhere:1", "table_nowhere:6", "table_nowhere:4"


@pytest.mark.parametrize("language", ["", "es/"])
def test_every_award_has_its_page(county_site: Path, contents: Contents, language: str) -> None:
    assert [key for key in contents.awards if not (county_site / language / addresses.award(key)).is_file()] == []


def test_rows_stand_with_the_running_net_total(county_site: Path) -> None:
    rows = page(county_site, addresses.award(FIRST)).rows
    assert [row.count("$100.00") for row in rows] == [2, 0]
    assert "$25.00" in rows[1]
    assert "$75.00" in rows[1]


def test_the_words_behind_each_attribution_are_quoted(county_site: Path) -> None:
    shown = page(county_site, addresses.award(SEVERAL))
    assert [f"../company/{name}.html" in shown.links for name in ("heronsoft", "wader")] == [True, True]
    assert shown.main.count("Heronsoft Nest and Wader Tables") > 1


def test_what_the_records_have_no_column_for_is_said(county_site: Path) -> None:
    for language, tag in (("", "en"), ("es/", "es")):
        told = words(tag).text("not in these records")
        assert told in page(county_site, f"{language}{addresses.award(FIRST)}").words


def test_an_award_of_very_many_rows_says_how_many_are_left_out(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(award, "LONGEST", 100)
    award.write(desk, Part())
    shown = page(desk.top, addresses.award(LONG))
    assert len(shown.rows) == 100
    assert "210" in shown.words


def test_the_parts_of_the_work_write_every_award_once(desk: Desk) -> None:
    written: list[str] = []
    for index in range(3):
        award.write(desk, Part(index, 3))
        written += [path.name for path in (desk.top / "award").iterdir()]
        for path in (desk.top / "award").iterdir():
            path.unlink()
    assert sorted(written) == sorted(Path(addresses.award(key)).name for key in desk.contents.awards)


def test_a_part_without_awards_writes_nothing(desk: Desk) -> None:
    award.write(desk, Part(99, 100))
    assert list((desk.top / "award").iterdir()) == []


def test_the_official_page_is_linked(trace: Trace, desk: Desk) -> None:
    told = Contents(trace)
    key = next(key for key, found in told.awards.items() if found.link)
    of_sample = Desk(desk.edition, told, desk.language, desk.words, desk.top)
    award.write(of_sample, Part(list(told.awards).index(key), len(told.awards)))
    assert told.awards[key].link in page(desk.top, addresses.award(key)).links


def test_a_page_stays_as_it_is_when_other_records_come(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    day = desk.contents.awards[FIRST].last_day
    before = reference(desk, FIRST, "x", addresses.award(FIRST), day)
    monkeypatch.setattr(desk.contents, "as_of", "2099-12-31")
    assert reference(desk, FIRST, "x", addresses.award(FIRST), day) == before
    assert "2099" in reference(desk, FIRST, "x", addresses.award(FIRST)).bibtex
