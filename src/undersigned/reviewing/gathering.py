"""All that is uncertain in a case, links and attributions together, those with most money at stake first."""

from collections.abc import Sequence

from undersigned.claims.reading import Trace
from undersigned.companies import judgements
from undersigned.companies.settling import person
from undersigned.makers import catalogue
from undersigned.reviewing import attributions, links
from undersigned.reviewing.questions import LinkQuestion, MakerQuestion, Question

KINDS = {"links": LinkQuestion, "attributions": MakerQuestion}


def gather(found: Trace, about: str = "") -> list[Question]:
    """The open questions of a traced case: all, only `links` or `attributions`, or those that speak of a name.

    Answers count from when they are written, also those that the trace has not read yet.
    """
    folder = found.case.folder
    decided = judgements.load(folder)
    every: list[Question] = []
    if about != "attributions":
        every += links.questions(found, decided)
    if about != "links":
        every += attributions.questions(found, catalogue.load(folder), decided)
    every.sort(key=lambda question: (-question.stake, question.asked.identifier))
    return every if not about or about in KINDS else [one for one in every if _speaks_of(one, about.casefold())]


def for_person(questions: Sequence[Question], who: str) -> list[Question]:
    """Without those that only this person answered, with unsure: others may know more."""
    me = {person(who)}
    return [one for one in questions if {person(said.decided.who) for said in one.said} != me]


def _speaks_of(question: Question, about: str) -> bool:
    if isinstance(question, LinkQuestion):
        told = [question.asked.identifier, *question.asked.names, *question.asked.others]
    else:
        asked = question.asked
        told = [asked.identifier, asked.maker, asked.award_key, question.award_id, question.recipient, question.agency]
    return any(about in text.casefold() for text in told)
