"""One run of all checks: a good site gives none, many processes find what one finds, very many are counted."""

from pathlib import Path

import pytest

from tests.dossiers.checking.conftest import GoodSite
from undersigned.claims.reading import Trace
from undersigned.dossiers.checking import files, run
from undersigned.dossiers.checking.base import Allowed
from undersigned.registry import members


def test_a_good_site_has_no_finding(good: GoodSite, trace: Trace) -> None:
    assert good.check(trace) == []


def test_every_file_of_the_folder_is_a_check_or_a_known_helper() -> None:
    kinds = members("undersigned.dossiers.checking")
    assert set(kinds) > run._HELPERS
    assert all(callable(kinds[name].look) for name in run.checks())


def test_findings_name_page_and_line_as_a_person_reads_them(good: GoodSite, trace: Trace) -> None:
    line = good.break_in("award/one.html", "<h1>One</h1>", "<h1>One</h1><h1>Two</h1>")
    assert [str(found) for found in good.check(trace)] == [
        f"award/one.html:{line}: A second <h1>: a page has exactly one."
    ]


def test_two_processes_find_what_one_finds(good: GoodSite, trace: Trace, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(60):
        good.page(f"company/c{number}.html", "Acme", f"<h1>ACME LLC</h1><p>${number}</p>")
    alone = run.check(good.folder, trace, Allowed(), processes=1)
    monkeypatch.setattr(run, "FEW", 1)
    monkeypatch.setattr(run, "_SHARE", 10_000)
    assert run.check(good.folder, trace, Allowed(), processes=2) == alone
    assert len(alone) == 60


def test_of_very_many_findings_the_first_are_named_and_the_others_counted(
    good: GoodSite, trace: Trace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "MOST_NAMED", 3)
    good.page("company/acme.html", "Acme", "<h1>ACME LLC</h1>" + "<p>$1</p>" * 10)
    sentences = [found.sentence for found in good.check(trace)]
    assert len(sentences) == 4
    assert "7 more findings of this kind (citations) are not named." in sentences


def test_long_files_are_read_in_stretches_and_lines_go_on(
    good: GoodSite, trace: Trace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "STRETCH", 200)
    claim = Path("claim") / f"{good.claim_id}.csv"
    assert good.check(trace) == []
    with (good.folder / claim).open("a", encoding="utf-8") as file:
        file.write('key,"TWO\r\nLINES",0.00,CALL 202-555-0123\r\n')
    text = (good.folder / claim).read_text(encoding="utf-8")
    found = {(found.check, found.page, found.line) for found in good.check(trace)}
    assert ("contact", str(claim), text.count("\n")) in found
    assert {check for check, _, _ in found} == {"contact", "figures"}
