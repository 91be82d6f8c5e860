"""Social cards: a picture of 1200 by 630 pixels for makers, agencies and the claims that the authors cite."""

from undersigned.dossiers.desk import Desk
from undersigned.dossiers.parts import Part
from undersigned.dossiers.pictures.card import Card, card
from undersigned.dossiers.profiles import Profile
from undersigned.terms.claim import Claim

PARTS = 4


def write(desk: Desk, part: Part) -> None:
    """Draw this part's cards, in the main language only: a card belongs to a page, not to its reader."""
    if desk.language.folder:
        return
    for profile in part.of([profile for profile in desk.contents.profiles.all if desk.has_card(profile)]):
        _draw(desk, desk.card(profile), _of_profile(desk, profile))
    if part.index == 0:
        _draw(desk, "cards/site.png", Card(desk.title, "", desk.words.text("Every figure leads to its rows."), ""))
        for claim_id in sorted(desk.edition.cited & desk.contents.claims.keys()):
            _draw(desk, f"cards/{claim_id}.png", _of_claim(desk, desk.contents.claims[claim_id]))


def _draw(desk: Desk, address: str, told: Card) -> None:
    (desk.top / address).write_bytes(card(told))


def _of_profile(desk: Desk, profile: Profile) -> Card:
    """The name with its largest total and what that is."""
    claim = max(desk.headlines(profile), key=lambda claim: claim.figure or 0)
    return Card(profile.name, desk.amount(claim, exact=False), desk.said(claim), desk.title, claim.claim_id)


def _of_claim(desk: Desk, claim: Claim) -> Card:
    return Card(desk.said(claim), desk.amount(claim, exact=False), "", desk.title, claim.claim_id)
