from pathlib import Path

import pytest

from tests.reviewing.asked import given, link, maker, trace
from undersigned.case.folder import Case
from undersigned.claims.reading import reading
from undersigned.companies.judgements import load
from undersigned.companies.recording import entries
from undersigned.errors import CaseError, InputError
from undersigned.reviewing.answering import (
    about,
    about_names,
    adopt,
    differing,
    give,
    last_of,
    undo,
    verdicts,
    with_identifier,
)
from undersigned.terms.judgement import Decided

LATER = Decided("Ben", "2031-06-02", "the register was old")


def companies(case: Case, *names: str) -> int:
    """How many companies these names are."""
    with reading(case) as found:
        rows = found.rows(
            "SELECT count(DISTINCT company_id) FROM companies WHERE list_contains(?, recipient_name)", names
        )
    return int(rows[0][0])


def attributed(case: Case, award: str) -> dict[str, str]:
    """Maker → confidence."""
    with reading(case) as found:
        return dict(found.rows("SELECT maker, confidence FROM attributions WHERE award_key = ?", f"CONT_AWD_{award}"))


def test_a_no_parts_and_a_yes_joins_from_the_next_trace_on(case: Case) -> None:
    herons, stilts = ("HERON MARSH LLC", "HERON MARSH INC"), ("STILT FENLAND LLC", "STILT FENLAMD LLC")
    assert (companies(case, *herons), companies(case, *stilts)) == (1, 2)
    give(case, [given(link(case, herons[0]), "no"), given(link(case, stilts[0]), "yes")])
    trace(case)
    assert (companies(case, *herons), companies(case, *stilts)) == (2, 1)


def test_answers_about_makers_count_from_the_next_trace_on(case: Case) -> None:
    give(case, [given(maker(case, "A5", "Plover Data"), "no"), given(maker(case, "A7", "Kestrelcloud"), "yes")])
    give(case, [given(maker(case, "A5", "Kestrelcloud"), "unsure")])
    trace(case)
    assert attributed(case, "A5") == {"Kestrelcloud": "low"}
    assert attributed(case, "A7") == {"Kestrelcloud": "high"}


def test_whoever_answers_again_takes_the_first_answer_back_and_it_stays_in_the_file(case: Case) -> None:
    asked = link(case, "HERON MARSH LLC")
    give(case, [given(asked, "no")])
    give(case, [given(asked, "yes", "Ben")])
    give(case, [given(asked, "yes", " ANN")])
    assert [entry.undone for entry in entries(case)] == [True, False, False]
    assert load(case.folder).different == ()


def test_the_same_answer_is_written_once(case: Case) -> None:
    asked = maker(case, "A5", "Plover Data")
    assert len(give(case, [given(asked, "no")])) == 1
    assert give(case, [given(asked, "no")]) == []
    assert len(give(case, [given(asked, "no", why="another reason")])) == 1


def test_two_people_who_differ_are_named(case: Case) -> None:
    asked = link(case, "HERON MARSH LLC")
    give(case, [given(asked, "no"), given(asked, "yes", "Ben")])
    (said,) = differing(verdicts(case))
    assert said == (
        "HERON MARSH INC | HERON MARSH LLC: Ben said yes on 2031-06-01: a register; Ann said no on 2031-06-01: "
        "a register. They differ, so it counts as unsure."
    )
    (why,) = about_names(case, ["HERON MARSH LLC"])
    assert why.endswith("It counts as unsure: an identifier in the records joins them, a likeness of names does not.")
    assert about_names(case, ["GODWIT LLC"]) == []


def test_the_last_judgement_of_a_person_is_taken_back(case: Case) -> None:
    asked = link(case, "HERON MARSH LLC")
    give(case, [given(asked, "no")])
    give(case, [given(maker(case, "A5", "Plover Data"), "no", "Ben")])
    mine = last_of(case, "ann")
    assert about(mine) == "HERON MARSH INC = HERON MARSH LLC: different"
    undo(case, mine, LATER)
    assert load(case.folder).different == ()
    assert entries(case)[0].says["undone"] == {"who": "Ben", "when": "2031-06-02", "why": "the register was old"}
    assert link(case, "HERON MARSH LLC") == asked
    with pytest.raises(CaseError, match="No judgement of Ann stands"):
        last_of(case, "Ann")
    with pytest.raises(CaseError, match="undersigned review --undo"):
        with_identifier(case, mine.identifier)
    assert with_identifier(case, last_of(case, "BEN").identifier.upper()).kind == "maker"


def test_another_cases_judgements_are_taken_over_where_they_mean_something(case: Case, tmp_path: Path) -> None:
    other = tmp_path / "judgements.toml"
    said = 'who = "Ann"\nwhen = 2031-06-01\nwhy = "a register"\n'
    other.write_text(
        f'[[different_company]]\nnames = ["Heron Marsh, L.L.C.", "HERON MARSH INC"]\n{said}'
        f'[[same_company]]\nnames = ["GODWIT LLC", "AVOCET LLC"]\n{said}'
        f'[[maker]]\naward = "CONT_AWD_A8"\nmaker = "Stilt"\n{said}'
        f'[[maker]]\naward = "CONT_AWD_B1"\nmaker = "Stilt"\n{said}'
        f'[[family]]\ncompany = "GODWIT"\nowner = "Avocet"\n{said}'
        f'[[family]]\ncompany = "AVOCET"\nowner = "Godwit"\n{said}'
        f'[[maker]]\nundone = {{who = "Ann", when = 2031-06-02, why = "x"}}\naward = "CONT_AWD_A7"\nmaker=""\n{said}',
        encoding="utf-8",
    )
    names, keys = {"HERON MARSH LLC", "HERON MARSH INC", "GODWIT LLC"}, {"CONT_AWD_A7", "CONT_AWD_A8"}
    taken, left = adopt(case, other, names, keys)
    assert taken == 3
    assert [sentence.partition(", ")[2] for sentence in left] == [
        "GODWIT LLC = AVOCET LLC: one company: nothing in this case's records is meant by it.",
        "AVOCET belongs to Godwit: nothing in this case's records is meant by it.",
        "CONT_AWD_B1 Stilt: nothing in this case's records is meant by it.",
    ]
    trace(case)
    assert companies(case, "HERON MARSH LLC", "HERON MARSH INC") == 2
    undo(case, last_of(case, "Ann"), LATER)
    taken, left = adopt(case, other, names, keys)
    assert taken == 0
    assert sum("somebody undid it here" in sentence for sentence in left) == 3


def test_a_file_that_is_no_judgements_is_one_sentence(case: Case, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        adopt(case, tmp_path / "nowhere.toml", set(), set())
    assert not (case.folder / "judgements.toml").exists()
