from pathlib import Path

import pytest

from tests.dossiers.publishing import Told, trace_of
from undersigned.case.folder import Case
from undersigned.claims.reading import Subject, Trace
from undersigned.dossiers.published import FILE, Page, Published, previous, remember, with_trace
from undersigned.errors import CaseError

HERON = Subject("company", "HERON LLC")
PAGES = {HERON: "company/heron.html", Subject("maker", "Heron"): "company/heron.html"}


@pytest.fixture
def case(tmp_path: Path) -> Case:
    (tmp_path / "case.json").write_text('{"format": 1, "files": [], "trace": null}', encoding="utf-8")
    return Case(tmp_path)


def publish(case: Case, *claims: Told, as_of: str = "2031-09-30", pages: dict[Subject, str] | None = None) -> Published:
    before = previous(case)
    now = with_trace(before, trace_of(case, claims, as_of), PAGES if pages is None else pages)
    remember(case, now)
    assert previous(case) == now
    return now


def test_a_case_that_was_never_published_remembers_nothing(case: Case) -> None:
    assert previous(case) == Published()


def test_a_publication_is_remembered(case: Case) -> None:
    now = publish(case, Told("C1"), Told("C2", figure=None, rows=(), fiscal_year=2031, other="STILT é"))
    assert now.publications == ("2031-09-30",)
    assert now.first_published("C1") == now.last_published("C1") == "2031-09-30"
    assert (now.claims["C1"].figure, now.claims["C2"].figure, now.claims["C2"].rows) == (100, None, "")
    assert now.statements()["C1"] == "HERON LLC has 100."
    assert now.pages == {"company/heron.html": Page("company/heron.html", (HERON, Subject("maker", "Heron")))}


def test_publishing_the_same_twice_changes_no_byte(case: Case) -> None:
    publish(case, Told("C1"), Told("C2"))
    path = case.folder / FILE
    before, written = path.read_bytes(), path.stat().st_mtime_ns
    now = previous(case)
    assert not remember(case, with_trace(now, trace_of(case, [Told("C2"), Told("C1")]), PAGES))
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, written)


def test_the_sample_is_the_same_after_a_second_publication(case: Case, trace: Trace) -> None:
    rows = trace.rows("SELECT DISTINCT subject_kind, subject FROM claims ORDER BY ALL")
    pages = {Subject(*row): f"{row[0]}/{place}.html" for place, row in enumerate(rows)}
    assert remember(case, with_trace(previous(case), trace, pages))
    before = previous(case)
    assert len(before.claims) > 1000
    assert with_trace(before, trace, pages) is before


def test_a_line_says_no_more_than_it_must(case: Case) -> None:
    publish(case, Told("C1", rows=()))
    assert (case.folder / FILE).read_text(encoding="utf-8").splitlines() == [
        '{"format":1,"publications":["2031-09-30"]}',
        '{"page":"company/heron.html","subjects":[["company","HERON LLC"],["maker","Heron"]]}',
        '{"claim":"C1","kind":"company","subject":"HERON LLC","measure":"obligations","channel":"all",'
        '"statement":"HERON LLC has 100.","unit":"cents","figures":[[1,100]]}',
    ]


def test_the_rows_have_one_fingerprint_whatever_their_order(case: Case) -> None:
    found = publish(case, Told("C1", rows=("a", "b")), Told("C2", rows=("b", "a")), Told("C3", rows=("a", "c"))).claims
    assert found["C1"].rows == found["C2"].rows != found["C3"].rows
    assert found["C1"].rows.startswith("2-")


def test_one_other_row_is_another_fingerprint(case: Case) -> None:
    found = publish(case, *(Told(f"C{place}", rows=("a", f"b{place}")) for place in range(20))).claims
    assert len({line.rows for line in found.values()}) == 20


def test_a_figure_that_changed_keeps_what_it_was(case: Case) -> None:
    publish(case, Told("C1"), Told("C2"))
    publish(case, Told("C1"), Told("C2"), as_of="2032-09-30")
    now = publish(case, Told("C1", figure=250), Told("C2"), as_of="2033-09-30")
    assert now.earlier_figures("C1") == [("2031-09-30", 100)]
    assert now.earlier_figures("C2") == []
    assert now.claims["C1"].figures == ((1, 100), (3, 250))
    assert now.claims["C1"].statement == "HERON LLC has 250."
    assert now.first_published("C1") == "2031-09-30"
    assert now.last_published("C2") == "2033-09-30"


def test_a_claim_that_vanished_is_kept_with_its_last_day(case: Case) -> None:
    publish(case, Told("C1"), Told("C2"))
    publish(case, Told("C1"), Told("C2"), as_of="2032-09-30")
    publish(case, Told("C1"), as_of="2033-09-30")
    now = publish(case, Told("C1"), as_of="2034-09-30")
    assert [(line.claim_id, line.gone) for line in now.vanished()] == [("C2", 3)]
    assert now.last_published("C2") == "2032-09-30"


def test_a_claim_that_comes_back_stands_again(case: Case) -> None:
    publish(case, Told("C1"), Told("C2"))
    publish(case, Told("C1"))
    now = publish(case, Told("C1"), Told("C2", figure=7))
    assert now.vanished() == []
    assert now.claims["C2"].figures == ((1, 100), (3, 7))


def test_a_page_that_vanished_keeps_its_address(case: Case) -> None:
    publish(case, Told("C1"))
    now = publish(case, Told("C1"), pages={HERON: "company/heron-llc.html"})
    assert now.pages["company/heron.html"].gone == 2
    assert now.pages["company/heron-llc.html"].gone == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "was not written by this version of Undersigned"),
        ('{"format":9}\n', "was not written by this version of Undersigned"),
        ("{", "is damaged"),
        ('{"format":1,"publications":["2031-09-30"]}\n{"claim":"C1"}\n', "is damaged"),
        ('{"format":1,"publications":["2031-09-30"]}\n{"page":"a.html","subj\n', "is damaged"),
        ('{"format":1}\n', "is damaged"),
    ],
)
def test_a_damaged_memory_is_said_and_left_as_it_is(case: Case, text: str, said: str) -> None:
    (case.folder / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(CaseError, match=said):
        previous(case)
    assert (case.folder / FILE).read_text(encoding="utf-8") == text


def test_a_publication_in_between_is_not_overwritten(case: Case) -> None:
    before = previous(case)
    publish(case, Told("C1"))
    late = with_trace(before, trace_of(case, [Told("C2")]), PAGES)
    with pytest.raises(CaseError, match="Another command has published the case"):
        remember(case, late)
    publish(case, Told("C3"))
    with pytest.raises(CaseError, match="Another command has published the case"):
        remember(case, late)
    assert [line.claim_id for line in previous(case).claims.values() if not line.gone] == ["C3"]


def test_nothing_published_is_nothing_to_write(case: Case) -> None:
    assert not remember(case, Published())
    assert not (case.folder / FILE).exists()


def test_nothing_is_left_beside_the_memory(case: Case) -> None:
    publish(case, Told("C1"))
    assert sorted(path.name for path in case.folder.iterdir()) == [".lock", "case.json", FILE]
