from pathlib import Path

import pytest

from tests.dossiers.publishing import Told, trace_of
from undersigned.case.folder import Case
from undersigned.dossiers.authored.corrections import Correction, Corrections, Withdrawn
from undersigned.dossiers.authored.known import About
from undersigned.dossiers.news import Changes, changes, entries
from undersigned.dossiers.published import Published, with_trace
from undersigned.dossiers.succession import Successor

FIRST = [Told("C1"), Told("C2"), Told("C3")]
SECOND = [Told("C1", figure=150), Told("C2"), Told("C4", "Heron", kind="maker")]


@pytest.fixture
def published(tmp_path: Path) -> tuple[Published, Published]:
    case = Case(tmp_path)
    first = with_trace(Published(), trace_of(case, FIRST), {})
    return first, with_trace(first, trace_of(case, SECOND, "2032-09-30"), {})


def test_changes_are_told_from_one_publication_to_the_next(published: tuple[Published, Published]) -> None:
    first, second = published
    assert changes(Published(), first) == Changes(("C1", "C2", "C3"), (), ())
    assert changes(first, second) == Changes(("C4",), ("C1",), ("C3",))
    assert changes(second, second) == Changes((), (), ())


def test_the_first_publication_is_no_news(published: tuple[Published, Published]) -> None:
    assert entries(published[0], Corrections(), {}) == []


def test_news_say_then_and_now_and_what_replaced_it(published: tuple[Published, Published]) -> None:
    found = {entry.key: entry for entry in entries(published[1], Corrections(), {"C3": Successor("renamed", "C4")})}
    assert list(found) == ["C4/2", "C3/2/gone", "C1/2"]
    assert {entry.day for entry in found.values()} == {"2032-09-30"}
    changed, gone, new = found["C1/2"], found["C3/2/gone"], found["C4/2"]
    assert (changed.kind, changed.before, changed.before_day, changed.figure) == ("changed", 100, "2031-09-30", 150)
    assert (new.kind, new.statement, new.before_day) == ("new", "Heron has 100.", "")
    assert (gone.kind, gone.replaced_by, gone.before, gone.figure) == ("gone", "C4", 100, None)


def test_corrections_and_withdrawals_are_always_news(published: tuple[Published, Published]) -> None:
    lines = tuple(Correction("2032-10-01", About("page", "company/heron.html"), (what, "B.")) for what in ("A.", "C."))
    taken = {"C2": Withdrawn("C2", "2032-11-01", "Counted twice.", "C1")}
    found = entries(published[1], Corrections(lines, taken), {}, most=1)
    assert [(entry.key, entry.kind, entry.day) for entry in found] == [
        ("C2/withdrawn", "withdrawn", "2032-11-01"),
        ("company/heron.html/corrected/2032-10-01", "corrected", "2032-10-01"),
        ("company/heron.html/corrected/2032-10-01/2", "corrected", "2032-10-01"),
        ("C4/2", "new", "2032-09-30"),
    ]
    assert (found[0].statement, found[0].text, found[0].replaced_by) == ("HERON LLC has 100.", "Counted twice.", "C1")
    assert (found[1].text, found[1].about_kind) == ("A.\n\nB.", "page")
