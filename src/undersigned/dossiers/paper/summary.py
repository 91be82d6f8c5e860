"""The summary: about eight claims in order of weight; the first is the cover's."""

from collections.abc import Iterable, Iterator

from undersigned.dossiers.contents import Contents
from undersigned.dossiers.paper.subjects import About, claims_naming
from undersigned.terms.claim import Claim

SENTENCES = 8


def weighed(contents: Contents, about: About) -> list[Claim]:
    """The claims of the summary, the strongest first; nothing inferred is in a claim at all."""
    own = list(contents.about(about.subject).values())
    others = [claim for subject in about.others for claim in contents.about(subject).values()]
    found = {claim.claim_id: claim for claim in _in_order(contents, about, own, others)}
    weighty = [claim for claim in found.values() if _says_something(claim)]
    return weighty[:SENTENCES] or [*found.values(), *own][:1]


def _in_order(contents: Contents, about: About, own: list[Claim], others: list[Claim]) -> Iterator[Claim]:
    yield from _totals(own, about.subject.kind)
    if about.subject.kind == "reseller":
        yield from claims_naming(contents, "maker", "obligations through", about.subject.name)[:3]
    yield from _largest(own, "obligations through")[:1]
    yield from _largest(own, "obligations at")[:2]
    yield from _largest(own, "obligations of")[:3]
    yield from _largest((claim for claim in own if _is_share(claim)), "")[:1]
    yield from _largest(own, "largest award")
    yield from sorted((claim for claim in own if claim.measure == "change"), key=lambda claim: -_year(claim))[:1]
    yield from (
        claim for claim in own if claim.measure == "obligations" and claim.channel == "shared" and _whole(claim)
    )
    yield from _largest(own, "obligations in summaries")
    yield from _totals(others, "")
    yield from (claim for claim in own if claim.measure == "running")
    yield from _largest(own, "second largest award")


def _totals(claims: Iterable[Claim], kind: str) -> list[Claim]:
    """The sums of all years; an agency's whole comes before its parts, of two channels the larger one."""
    found = _largest((claim for claim in claims if claim.channel != "shared"), "obligations")
    return found[:3] if kind == "agency" else found


def _largest(claims: Iterable[Claim], measure: str) -> list[Claim]:
    """The claims of all years with a measure, the largest figure first; any measure where it is empty."""
    found = [claim for claim in claims if measure in ("", claim.measure) and _whole(claim)]
    return sorted(found, key=lambda claim: (-(claim.figure or 0), claim.claim_id))


def _whole(claim: Claim) -> bool:
    return claim.fiscal_year is None


def _is_share(claim: Claim) -> bool:
    """A share of what was obligated in fiscal years; shares within award summaries are no headline."""
    return claim.measure.startswith("share of") and not claim.measure.endswith("in summaries")


def _year(claim: Claim) -> int:
    return claim.fiscal_year or 0


def _says_something(claim: Claim) -> bool:
    """A figure of zero is no finding; that the records cannot tell is one."""
    return claim.figure != 0
