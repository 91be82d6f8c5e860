"""What a page calls each kind of campaign."""

from collections.abc import Mapping
from dataclasses import dataclass

from undersigned.dossiers.words.language import message
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
    Kind.PLEDGE: Called(message("Pledge to {target}"), message("Pledge"), message("Sign this pledge"), message("The pledge")),
    Kind.ENDORSEMENT: Called(
        message("Endorsement, for {target} to hear"),
        message("Endorsement"),
        message("Sign this endorsement"),
        message("The statement"),
    ),
}
