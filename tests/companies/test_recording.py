from pathlib import Path

import pytest

from undersigned.case.folder import Case
from undersigned.companies.judgements import load
from undersigned.companies.recording import New, change, entries
from undersigned.errors import CaseError, CatalogError
from undersigned.terms.judgement import Decided, MakerOf

NOW = Decided("B. Coder", "2031-06-01", "looked again")
BY_HAND = """# ours, by hand

[[maker]]   # the big one
award = "A1"
maker = "Godwit"
who = "A. Reporter"
when = 2031-05-06
why = \"\"\"
a letter:
[[maker]]
\"\"\"

# [[same_company]]
[[ "family" ]]
company = "HERON LLC"
owner = "Avocet"
who = "A. Reporter"
when = "2031-05-06"
why = "a register"
# the end"""
SAME = New(
    "same_company",
    {"names": ['A "B" LLC', "Ü\\S"], "answer": "unsure", "who": "B. Coder", "when": "2031-06-01", "why": "=1\x7f\n"},
)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    (tmp_path / "judgements.toml").write_text(BY_HAND, encoding="utf-8")
    return Case(tmp_path)


def text(case: Case) -> str:
    return (case.folder / "judgements.toml").read_bytes().decode()


def test_an_entry_is_appended_and_nothing_else_is_touched(case: Case) -> None:
    change(case, [SAME], {})
    assert text(case).startswith(BY_HAND + "\n\n[[same_company]]\n")
    (found,) = load(case.folder).same
    assert (found.names, found.answer, found.decided.why) == (('A "B" LLC', "Ü\\S"), "unsure", "=1\x7f")
    assert [path.name for path in case.folder.iterdir()] == ["judgements.toml"]


def test_the_first_entry_makes_the_file(tmp_path: Path) -> None:
    change(Case(tmp_path), [SAME], {})
    assert text(Case(tmp_path)).startswith("# What people decided")
    assert len(load(tmp_path).same) == 1


def test_line_ends_stay_as_they_are(case: Case) -> None:
    (case.folder / "judgements.toml").write_bytes(BY_HAND.replace("\n", "\r\n").encode())
    change(case, [SAME], {entries(case)[0].identifier: NOW})
    assert text(case).count("\n") == text(case).count("\r\n")


def test_what_is_undone_stays_with_who_when_and_why_and_decides_nothing(case: Case) -> None:
    maker, family = entries(case)
    change(case, (), {maker.identifier: NOW})
    line = 'undone = {who = "B. Coder", when = "2031-06-01", why = "looked again"}\n'
    heading = "[[maker]]   # the big one\n"
    assert text(case) == BY_HAND.replace(heading, heading + line)
    assert load(case.folder).makers == ()
    assert [entry.undone for entry in entries(case)] == [True, False]
    assert entries(case)[0].identifier == maker.identifier
    change(case, (), {family.identifier: NOW})
    assert load(case.folder).families == ()


def test_of_two_entries_that_say_the_same_the_last_is_undone(case: Case) -> None:
    change(case, [SAME, SAME], {})
    change(case, (), {entries(case)[-1].identifier: NOW})
    assert [entry.undone for entry in entries(case)[-2:]] == [False, True]


def test_nothing_is_undone_twice(case: Case) -> None:
    identifier = entries(case)[0].identifier
    change(case, (), {identifier: NOW})
    before = text(case)
    with pytest.raises(CatalogError, match="no judgement J"):
        change(case, [SAME], {identifier: NOW})
    assert text(case) == before


def test_a_file_that_cannot_be_added_to_is_left_alone(tmp_path: Path) -> None:
    inline = 'maker = [{award = "A1", maker = "Godwit", who = "A", when = "2031-05-06", why = "x"}]\n'
    (tmp_path / "judgements.toml").write_text(inline, encoding="utf-8")
    says = {"award": "A2", "maker": "", "who": "A", "when": "2031-05-06", "why": "x"}
    with pytest.raises(CatalogError, match="cannot be added to"):
        change(Case(tmp_path), [New("maker", says)], {})
    assert text(Case(tmp_path)) == inline


def test_what_could_not_be_read_back_is_never_written(case: Case) -> None:
    with pytest.raises(CatalogError, match="no `why`"):
        change(case, [New("maker", {"award": "A2", "maker": "", "who": "A", "when": "2031-05-06", "why": " "})], {})
    assert text(case) == BY_HAND


def test_another_writer_keeps_the_file_as_it_is(case: Case) -> None:
    with case.changing(), pytest.raises(CaseError, match="Another command"):
        change(case, [SAME], {})
    assert text(case) == BY_HAND


def test_a_maker_with_an_answer_is_read_back(case: Case) -> None:
    says = {"award": "A2", "maker": "Stilt", "product": "", "relation": "product", "category": "other"}
    change(
        case,
        [New("maker", says | {"reseller": True, "answer": "no", "who": "B", "when": "2031-06-01", "why": "x"})],
        {},
    )
    assert load(case.folder).makers[-1] == MakerOf(
        "A2", "Stilt", "", "product", "other", reseller=True, decided=Decided("B", "2031-06-01", "x"), answer="no"
    )
