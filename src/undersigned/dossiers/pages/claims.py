"""Every claim by its identifier: whoever has one on paper finds its page, without scripts."""

from collections import defaultdict

from undersigned.dossiers import addresses
from undersigned.dossiers.desk import Desk
from undersigned.dossiers.parts import Part, pages_of
from undersigned.terms.claim import Claim

PARTS = 1
CLAIMS_A_PAGE = 350


def write(desk: Desk, _part: Part) -> None:
    """Write the list of the first letters, and a list of claims for each."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim_id, claim in sorted(desk.contents.claims.items()):
        found[claim_id[:3]].append(claim)
    desk.write("claims/index.html", "claims.html", beginnings=sorted(found))
    for beginning, claims in found.items():
        first = f"claims/{beginning}.html"
        pages = pages_of(claims, CLAIMS_A_PAGE)
        for number, shown in enumerate(pages, start=1):
            desk.write(
                addresses.page(first, number),
                "claims_beginning.html",
                beginning=beginning,
                claims=shown,
                number=number,
                pages=len(pages),
                first=first,
            )
