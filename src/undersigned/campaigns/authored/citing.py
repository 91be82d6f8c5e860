"""Claims of a case as a campaign cites them: sentence, figure and day, and where they can be read."""

from collections.abc import Iterable
from datetime import date

from undersigned.case.folder import Case
from undersigned.claims.reading import reading
from undersigned.dossiers import addresses
from undersigned.dossiers.authored import settings
from undersigned.terms.campaign import CitedClaim
from undersigned.terms.claim import Claim
from undersigned.terms.money import plain
from undersigned.terms.sentence import wording_of
from undersigned.terms.text import count


def cite(case: Case, claim_ids: Iterable[str]) -> list[CitedClaim]:
    """The claims as the newest trace has them, in the order asked for.

    Raises:
        CaseError: the case is not traced, or has no such claim.
        CatalogError: its `dossier.toml`, which says where the dossier stands, cannot be.
    """
    ids = list(claim_ids)
    if not ids:
        return []
    root = settings.load(case.folder).address
    with reading(case) as trace:
        return [_cited(trace.claim(claim_id), root) for claim_id in ids]


def _cited(claim: Claim, root: str) -> CitedClaim:
    return CitedClaim(
        id=claim.claim_id,
        statement=str(claim.statement),
        wording=claim.wording or wording_of(claim.statement),
        figure=_figure(claim),
        day=date.fromisoformat(claim.as_of[:10]),
        address=f"{root}{addresses.claim(claim.claim_id)}" if root else "",
    )


def _figure(claim: Claim) -> str:
    if claim.figure is None:
        return ""
    if claim.unit == "cents":
        return plain(claim.figure)
    return f"{claim.figure / 10:.1f} %" if claim.unit == "percent" else count(claim.figure, "award")
