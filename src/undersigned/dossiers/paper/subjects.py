"""What a dossier is about: one name, and everything that claims are about it as."""

from dataclasses import dataclass

from undersigned.claims.reading import Subject
from undersigned.dossiers.contents import Contents
from undersigned.dossiers.words.language import Words
from undersigned.errors import CaseError
from undersigned.terms.claim import Claim

_FIRST = ("maker", "agency", "reseller", "category", "family", "company")
"""Of several kinds with one name the dossier is about the first."""


@dataclass(frozen=True, slots=True)
class About:
    """The subject of a dossier; `others` are the same name as something else, a family or a paid company."""

    subject: Subject
    others: tuple[Subject, ...]
    title: str
    kind: str


def about(contents: Contents, name: str, words: Words) -> About:
    """What a name is in this case.

    Raises:
        CaseError: nothing in the case has that name, or no claim is about it.
    """
    found = sorted(contents.trace.find(name), key=lambda subject: _FIRST.index(subject.kind))
    told = [subject for subject in found if contents.about(subject)]
    if not told:
        raise CaseError(f"No claim in this case is about {name!r}, so there is no dossier to write.")
    first = told[0]
    title = words.category(first.name).capitalize() if first.kind == "category" else first.name
    return About(first, tuple(told[1:]), title, _kind(first.kind, words))


def claims_naming(contents: Contents, kind: str, measure: str, other: str) -> list[Claim]:
    """The claims of all years about subjects of a kind in which another one is named, the largest figure first."""
    found = [
        claim
        for claim in contents.with_other(other)
        if claim.measure == measure and claim.subject_kind == kind and claim.fiscal_year is None
    ]
    return sorted(found, key=lambda claim: (-(claim.figure or 0), claim.subject, claim.channel))


def _kind(kind: str, words: Words) -> str:
    return {
        "maker": words.text("Maker"),
        "agency": words.text("Agency"),
        "reseller": words.text("Reseller"),
        "category": words.text("Category"),
        "family": words.text("Family of companies"),
        "company": words.text("Company"),
    }[kind]
