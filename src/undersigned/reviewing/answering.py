"""Answers become judgements at once; they can be taken back, and taken over from another case."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from undersigned.case.folder import Case
from undersigned.companies import judgements, parting, recording, settling
from undersigned.companies.recording import Kept, New
from undersigned.errors import CaseError, InputError
from undersigned.reviewing.questions import Asked, LinkAsked, MakerAsked
from undersigned.terms.judgement import Answer, Decided, DifferentCompany, SameCompany

AGAIN = "answered again"
"""Why an earlier answer of the same person to the same question is marked as undone."""
_COMES_TO: dict[Answer, str] = {
    "yes": "They are one company.",
    "no": "They are different companies.",
    "unsure": "It counts as unsure: an identifier in the records joins them, a likeness of names does not.",
}


@dataclass(frozen=True, slots=True)
class Given:
    """One person's answer to one question."""

    asked: Asked
    answer: Answer
    decided: Decided

    def entry(self) -> New:
        """It as an entry of `judgements.toml`."""
        return self.asked.entry(self.answer, self.decided)


def give(case: Case, given: Sequence[Given]) -> list[str]:
    """Write answers into the case, all or none; the identifiers of those that are new.

    What the same person answered to the same question before is kept as undone. An answer that stands there already
    with the same reason is not written again.

    Raises:
        CaseError: another command is changing the case.
        CatalogError: `judgements.toml` cannot be read or added to.
    """
    standing = [entry for entry in recording.entries(case) if not entry.undone]
    new: list[New] = []
    undone: dict[str, Decided] = {}
    for one in given:
        before = [entry for entry in standing if _answers(entry, one)]
        if any(_without_day(entry) == _without_day(one.entry()) for entry in before):
            continue
        new.append(one.entry())
        undone |= {entry.identifier: Decided(one.decided.who, one.decided.when, AGAIN) for entry in before}
    if new:
        recording.change(case, new, undone)
    return [Kept(entry.kind, 0, entry.says).identifier for entry in new]


def _without_day(entry: Kept | New) -> tuple[str, dict[str, object]]:
    return entry.kind, {key: value for key, value in entry.says.items() if key != "when"}


def _answers(entry: Kept, given: Given) -> bool:
    """True where an entry is the same person's answer to the same question."""
    if settling.person(str(entry.says.get("who", ""))) != settling.person(given.decided.who):
        return False
    if isinstance(given.asked, MakerAsked):
        about = (entry.kind, entry.says.get("award"), entry.says.get("maker"))
        return about == ("maker", given.asked.award_key, given.asked.maker) and "answer" in entry.says
    if entry.kind not in ("same_company", "different_company"):
        return False
    names, others = (tuple(map(str, entry.says.get(key, ()))) for key in ("names", _beside(entry.kind)))
    spoken = settling.pairs(DifferentCompany(names, given.decided, others))
    return set(spoken) <= set(_pairs(given.asked, given.decided))


def _beside(kind: str) -> str:
    return "from" if kind == "different_company" else "with"


def _pairs(asked: LinkAsked, decided: Decided) -> list[settling.NamePair]:
    return settling.pairs(SameCompany(asked.names, decided, asked.others))


def last_of(case: Case, who: str) -> Kept:
    """The last judgement of a person that stands.

    Raises:
        CaseError: there is none.
    """
    mine = [entry for entry in standing(case) if settling.person(str(entry.says.get("who"))) == settling.person(who)]
    if not mine:
        raise CaseError(f"No judgement of {who} stands in {case.folder / judgements.FILE}; nothing was undone.")
    return mine[-1]


def standing(case: Case) -> list[Kept]:
    """The judgements of a case that nobody took back, in the order of the file."""
    return [entry for entry in recording.entries(case) if not entry.undone]


def with_identifier(case: Case, identifier: str) -> Kept:
    """The judgement with this identifier.

    Raises:
        CaseError: none that stands has it.
    """
    found = [entry for entry in standing(case) if entry.identifier.casefold() == identifier.casefold()]
    if not found:
        raise CaseError(
            f"No judgement {identifier} stands in {case.folder / judgements.FILE}. `undersigned review --undo` without "
            "an identifier takes back your last one; `--export` lists all of them."
        )
    return found[-1]


def undo(case: Case, entry: Kept, decided: Decided) -> None:
    """Mark a judgement as taken back: it stays in the file and decides nothing any more."""
    recording.change(case, (), {entry.identifier: decided})


def adopt(case: Case, other: Path, names: Collection[str], award_keys: Collection[str]) -> tuple[int, list[str]]:
    """Take over another case's judgements that match something here: how many, and a sentence for each left out.

    What somebody undid here is not brought back.
    """
    try:
        written = other.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{other} cannot be read: {error}.") from error
    judgements.parse(written, str(other))
    here = {entry.identifier for entry in recording.entries(case)}
    taken, left = [], []
    for kind, entries in judgements.tables(written, str(other)).items():
        for place, says in enumerate(entries):
            kept = Kept(kind, place, says)
            if kept.undone:
                continue
            if kept.identifier in here:
                left.append(f"{kept.identifier}, {about(kept)}: this case has it, or somebody undid it here.")
            elif not _matches(kept, names, award_keys):
                left.append(f"{kept.identifier}, {about(kept)}: nothing in this case's records is meant by it.")
            else:
                taken.append(New(kind, says))
    if taken:
        recording.change(case, taken, {})
    return len(taken), left


def _matches(entry: Kept, names: Collection[str], award_keys: Collection[str]) -> bool:
    if entry.kind == "maker":
        return entry.says.get("award") in award_keys
    one = judgements.parse(recording.written_as(New(entry.kind, entry.says)), "an entry")
    said = judgements.unmatched(one, names, award_keys)
    spoken_of = [*_listed(entry, "names"), *_listed(entry, _beside(entry.kind))]
    return len(said) <= max(0, len(set(spoken_of)) - 2)


def _listed(entry: Kept, key: str) -> list[str]:
    return [str(name) for name in entry.says.get(key, ())]


def about(entry: Kept) -> str:
    """What a judgement says, in a few words."""
    says = entry.says
    if entry.kind == "maker":
        maker = says.get("maker") or "no maker that can be known"
        return f"{says.get('award')} {maker}{_answered(says.get('answer'))}"
    if entry.kind == "family":
        return f"{says.get('company')} belongs to {says.get('owner')}"
    names, others = " = ".join(_listed(entry, "names")), " = ".join(_listed(entry, _beside(entry.kind)))
    kind = "different" if entry.kind == "different_company" else "one company"
    return f"{f'{names} | {others}' if others else names}: {kind}{_answered(says.get('answer'))}"


def _answered(answer: object) -> str:
    return f" ({answer})" if answer else ""


def differing(found: Iterable[tuple[str, settling.Verdict]]) -> list[str]:
    """A sentence for each question on which two people differ."""
    return [
        f"{about_what}: {'; '.join(map(settling.Said.sentence, verdict.said))}. They differ, so it counts as unsure."
        for about_what, verdict in found
        if verdict.contested
    ]


def about_names(case: Case, names: Collection[str]) -> list[str]:
    """A sentence for each pair of names, one of them among these, that people spoke of."""
    verdicts_on = settling.links(judgements.load(case.folder))
    named = parting.Named(names, verdicts_on)
    return [
        f"{' | '.join(sorted(pair)).upper()}: {'; '.join(map(settling.Said.sentence, verdict.said))}. "
        + _COMES_TO[verdict.answer]
        for pair, verdict in verdicts_on.items()
        if any(named.meant(pair))
    ]


def verdicts(case: Case) -> list[tuple[str, settling.Verdict]]:
    """Every question that somebody answered, in words, with what the answers come to."""
    decided = judgements.load(case.folder)
    entries: list[SameCompany | DifferentCompany] = [*decided.same, *decided.different]
    spelt = {name.casefold(): name for entry in entries for name in (*entry.names, *entry.others)}
    links = [(" | ".join(sorted(spelt[name] for name in pair)), one) for pair, one in settling.links(decided).items()]
    makers = [
        (f"{key}, {maker.entry.maker}", maker.verdict)
        for key, award in settling.awards(decided).items()
        for maker in award.makers
    ]
    return [*sorted(links, key=lambda link: link[0]), *makers]
