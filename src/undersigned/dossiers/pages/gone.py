"""The address of a claim or page that is gone: what it said, since when it is not, what stands in its place."""

from undersigned.dossiers import addresses
from undersigned.dossiers.desk import Desk
from undersigned.dossiers.parts import Part
from undersigned.dossiers.succession import why

PARTS = 1


def write(desk: Desk, _part: Part) -> None:
    """Write a page for everything that was published before and is not in this build."""
    for gone in desk.edition.gone:
        desk.write(
            addresses.claim(gone.line.claim_id),
            "gone_claim.html",
            line=gone.line,
            withdrawn=desk.edition.withdrawn.get(gone.line.claim_id),
            replied=desk.edition.replies.by_claim.get(gone.line.claim_id, ()),
            why=why(gone.line, gone.successor, gone.day, desk.words),
            successor=desk.contents.claims.get(gone.successor.claim_id),
        )
    for address, now in desk.edition.moved.items():
        if not (desk.folder / address).exists():
            desk.write(address, "gone_page.html", now=now)
