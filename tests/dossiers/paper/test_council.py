"""The sheet for a council: the contract, its next decision date, three questions; what is not known is said."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from undersigned.dossiers.contents import Award, Contents
from undersigned.dossiers.paper import awards, council
from undersigned.dossiers.paper.council import Sheet
from undersigned.dossiers.paper.sources import Sources
from undersigned.dossiers.paper.subjects import About, about
from undersigned.dossiers.words.language import words

ABSENT = "not in these records"


@pytest.fixture(scope="module")
def subject(contents: Contents, maker: str) -> About:
    return about(contents, maker, words())


@pytest.fixture(scope="module")
def award(contents: Contents, subject: About) -> Award:
    """The largest award that is one maker's alone, without any end."""
    held = awards.awards(contents, subject.subject)
    alone = (one for one in held if not any(found.shared for found in contents.named(one.award_key)))
    return replace(next(alone), end_date=None, potential_end_date=None, ceiling=None)


def sheet(contents: Contents, subject: About, *held: Award) -> Sheet:
    found = council.sheet(contents, subject, list(held), Sources(contents, words()), words())
    assert found is not None
    return found


def ahead(contents: Contents, days: int) -> date:
    return date.fromisoformat(contents.as_of) + timedelta(days=days)


def told(found: Sheet) -> dict[str, str]:
    return {fact.name: fact.text for fact in found.facts}


def test_dates_that_the_records_lack_are_said_to_be_lacking(contents: Contents, subject: About, award: Award) -> None:
    found = sheet(contents, subject, award)
    assert found.decision == ABSENT
    assert told(found)["Current period ends"] == told(found)["Ceiling, every option used"] == ABSENT
    assert "Whether it was still running" in found.state
    assert "On which day does the current period" in found.questions[1]


def test_the_next_decision_is_the_end_of_the_period(contents: Contents, subject: About, award: Award) -> None:
    end, last = ahead(contents, 90), ahead(contents, 400)
    found = sheet(contents, subject, replace(award, end_date=end, potential_end_date=last))
    assert found.decision == words().day(end)
    assert words().day(last) in found.after[0]
    assert f"let it end on {words().day(end)}" in found.questions[1]


def test_after_the_period_the_last_option_is_next(contents: Contents, subject: About, award: Award) -> None:
    last = ahead(contents, 400)
    found = sheet(contents, subject, replace(award, end_date=ahead(contents, -1), potential_end_date=last))
    assert found.decision == words().day(last)
    assert "had ended" in found.state


def test_an_award_that_ended_stands_behind_one_that_may_run(contents: Contents, subject: About, award: Award) -> None:
    ended = replace(award, end_date=ahead(contents, -1), obligation=award.obligation + 1)
    found = sheet(contents, subject, ended, replace(award, award_id="OPEN"))
    assert told(found)["Award"] == "OPEN"


def test_an_award_that_ended_is_not_called_the_largest(contents: Contents, subject: About, award: Award) -> None:
    ended = replace(award, award_key="ENDED", end_date=ahead(contents, -1))
    found = council.sheet(contents, subject, [ended], Sources(contents, words()), words())
    assert found is not None
    assert found.decision == "none is known"
    assert "largest" not in found.sentence
    assert "this one had ended" in found.state


def test_the_next_known_end_is_told_where_the_largest_has_none(
    contents: Contents, subject: About, award: Award
) -> None:
    known = replace(award, award_id="KNOWN", end_date=ahead(contents, 30), obligation=1)
    found = sheet(contents, subject, award, known)
    assert found.decision == ABSENT
    assert "KNOWN" in found.after[1]
    assert words().day(ahead(contents, 30)) in found.after[1]


def test_there_are_three_questions(contents: Contents, subject: About, award: Award) -> None:
    found = sheet(contents, subject, award)
    assert len(found.questions) == 3
    assert all(question.endswith("?") for question in found.questions)
    assert award.award_id in found.questions[0]


def test_no_award_gives_no_sheet(contents: Contents, subject: About) -> None:
    assert council.sheet(contents, subject, [], Sources(contents, words()), words()) is None
