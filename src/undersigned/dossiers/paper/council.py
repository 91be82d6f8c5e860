"""One sheet for a council: the contract, its next decision date, three questions. Every answer stays open."""

from dataclasses import dataclass

from undersigned.dossiers.contents import Award, Contents
from undersigned.dossiers.paper.awards import cut
from undersigned.dossiers.paper.content import Line, Sentence
from undersigned.dossiers.paper.sources import TO, Sources
from undersigned.dossiers.paper.subjects import About
from undersigned.dossiers.words.language import Words
from undersigned.terms.claim import Claim


@dataclass(frozen=True, slots=True)
class Fact:
    """One line about the contract: what it says, and in what words."""

    name: str
    text: str
    href: str = ""
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet; `figure` is the award's net obligation, `sentence` says whose it is, `state` whether it is running.

    `claim` is that sentence where a claim says it; `note` is the award's footnote where none does.
    """

    title: str
    figure: str
    claim: Sentence | None
    sentence: str
    note: Line
    state: str
    columns: tuple[str, str]
    facts: tuple[Fact, ...]
    decision: str
    after: tuple[str, ...]
    questions: tuple[str, ...]


def sheet(contents: Contents, about: About, held: list[Award], sources: Sources, words: Words) -> Sheet | None:
    """The sheet about the largest award of a subject that is not known to have ended; None without awards."""
    award = _chosen(contents, about, held)
    if award is None:
        return None
    claim = _claim(contents, about, award)
    return Sheet(
        title=words.text("For a council: one contract"),
        figure=words.plain(award.obligation),
        claim=sources.sentence(claim) if claim else None,
        sentence=_whose(contents, about, award, words),
        note=Line(award.award_key, award.link),
        state=_state(contents, award, words),
        columns=(words.text("The contract"), words.text("In these records")),
        facts=_facts(award, words),
        decision=_decision(contents, award, words),
        after=_after(contents, award, held, words),
        questions=_questions(contents, award, words),
    )


def _chosen(contents: Contents, about: About, held: list[Award]) -> Award | None:
    """Not known to have ended, before ended; a maker's alone before shared; of those the largest, as they come."""

    def rank(award: Award) -> tuple[bool, bool, bool]:
        shared = about.subject.kind == "maker" and _is_shared(contents, award)
        return award.only_summary, award.running(contents.as_of) is False, shared

    return min(held, key=rank, default=None)


def _is_shared(contents: Contents, award: Award) -> bool:
    return any(found.shared for found in contents.named(award.award_key))


def _claim(contents: Contents, about: About, award: Award) -> Claim | None:
    claims = contents.about(about.subject).values()
    return next((claim for claim in claims if claim.other == award.award_key), None)


def _whose(contents: Contents, about: About, award: Award, words: Words) -> str:
    """Which award it is, where no claim says so."""
    name, ended = about.title, award.running(contents.as_of) is False
    if about.subject.kind == "maker":
        if ended or award.only_summary or _is_shared(contents, award):
            return words.text("An award that names products of {name}.", name=name)
        return words.text(
            "The largest award that names products of {name} alone and is not known to have ended.", name=name
        )
    if ended or award.only_summary:
        return words.text("An award that belongs to this dossier: {name}.", name=name)
    return words.text("The largest award of this dossier, {name}, that is not known to have ended.", name=name)


def _state(contents: Contents, award: Award, words: Words) -> str:
    """What is known of its end."""
    day = words.day(contents.as_of)
    running = award.running(contents.as_of)
    if running is None:
        return words.text("Whether it was still running on {day} is not in these records.", day=day)
    if running:
        return words.text("It had not ended on {day}.", day=day)
    return words.text("No award of this dossier is known to have been running on {day}; this one had ended.", day=day)


def _facts(award: Award, words: Words) -> tuple[Fact, ...]:
    absent = words.text("not in these records")
    first, last = words.day(award.first_day), words.day(award.last_day)
    return (
        Fact(words.text("Award"), award.award_id or award.award_key, award.link),
        Fact(words.text("Award key"), award.award_key),
        Fact(words.text("Agency"), award.agency),
        Fact(words.text("Held by"), award.company_name),
        Fact(words.text("Net obligation"), words.money(award.obligation)),
        Fact(words.text("Ceiling, every option used"), absent if award.ceiling is None else words.money(award.ceiling)),
        Fact(words.text("First and last change"), f" {TO} ".join(dict.fromkeys(filter(None, (first, last)))) or absent),
        Fact(words.text("Current period ends"), words.day(award.end_date) or absent),
        Fact(words.text("Could be extended to"), words.day(award.potential_end_date) or absent),
        Fact(words.text("In the records' words"), cut(award.opening_words) or absent, quoted=bool(award.opening_words)),
    )


def _decision(contents: Contents, award: Award, words: Words) -> str:
    """The next day on which somebody decides: the end of the current period, then of the last option."""
    for day in (award.end_date, award.potential_end_date):
        if day and day.isoformat() >= contents.as_of:
            return words.day(day)
    return words.text("none is known") if award.end_date else words.text("not in these records")


def _after(contents: Contents, award: Award, held: list[Award], words: Words) -> tuple[str, ...]:
    """What that day means, or where it can be asked for; then the next end of an award that is known."""
    told = (_meaning(contents, award, words),)
    if award.running(contents.as_of):
        return told
    ahead = ((one.end_date, one) for one in held if one.end_date and one.end_date.isoformat() >= contents.as_of)
    next_end = min(ahead, key=lambda pair: pair[0], default=None)
    if next_end is None:
        return told
    day, other = next_end
    known = words.text(
        "The next known end of an award of this dossier is {day}: {award} ({holder}).",
        day=words.day(day),
        award=other.award_id or other.award_key,
        holder=other.company_name,
    )
    return (*told, known)


def _meaning(contents: Contents, award: Award, words: Words) -> str:
    as_of = contents.as_of
    end, last = award.end_date, award.potential_end_date
    if end and end.isoformat() >= as_of:
        ends = words.text("The current period of performance ends on this day.")
        if last and last > end:
            return f"{ends} {words.text('With every option used it would end on {day}.', day=words.day(last))}"
        return ends
    if last and last.isoformat() >= as_of:
        return words.text("Every option used, the award would end on this day.")
    if end:
        return words.text("Its last period of performance known here ended on {day}.", day=words.day(end))
    return words.text(
        "The records of this case have no end date for the award. Its official page and the agency's contracting "
        "office can give it."
    )


def _questions(contents: Contents, award: Award, words: Words) -> tuple[str, ...]:
    """Three questions, neutral about agency and maker."""
    values = {"agency": award.agency, "award": award.award_id or award.award_key, "day": words.day(award.end_date)}
    products = sorted({found.product or found.maker for found in contents.named(award.award_key)})
    if products:
        what = words.text(
            "Which products and services did {agency} order under award {award}, of which the records name {products}, "
            "for which offices and for which purpose?",
            products=", ".join(products[:3]),
            **values,
        )
    else:
        what = words.text(
            "What did {agency} order under award {award}, for which offices and for which purpose?", **values
        )
    if award.running(contents.as_of):
        option = words.text(
            "Will {agency} exercise an option, extend the award, compete it again or let it end on {day}, and who "
            "decides?",
            **values,
        )
    else:
        option = words.text(
            "On which day does the current period of award {award} end, is there an option to extend it, and who "
            "decides?",
            **values,
        )
    oversight = words.text(
        "Which rules govern the use of what was bought, who checks that they are kept, and where are the results "
        "published?"
    )
    return what, option, oversight
