"""What each kind of campaign is called."""

from collections.abc import Mapping
from dataclasses import dataclass

from undersigned.dossiers.words.language import Words, message
from undersigned.terms.campaign import Kind


@dataclass(frozen=True, slots=True)
class Called:
    """The messages of a kind: its name with the target and without, the heading of the form, that of the text."""

    addressed: str
    alone: str
    sign: str
    letter: str


CALLED: Mapping[Kind, Called] = {
    Kind.PETITION: Called(
        message("Petition to {target}"), message("Petition"), message("Sign this petition"), message("The petition")
    ),
    Kind.LETTER: Called(
        message("Open letter to {target}"), message("Open letter"), message("Sign this letter"), message("The letter")
    ),
    Kind.PLEDGE: Called(
        message("Pledge to {target}"), message("Pledge"), message("Sign this pledge"), message("The pledge")
    ),
    Kind.ENDORSEMENT: Called(
        message("Endorsement, for {target} to hear"),
        message("Endorsement"),
        message("Sign this endorsement"),
        message("The statement"),
    ),
}


def named(kind: Kind, target: str, words: Words) -> str:
    """A kind and to whom: `Petition to the City Council`; a target that is markup gives markup."""
    called = CALLED[kind]
    return words.text(called.addressed, target=target) if target else words.text(called.alone)
