"""The bands of a flow picture: net obligations, and the claim behind each."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from undersigned.dossiers import addresses
from undersigned.dossiers.contents import Contents
from undersigned.dossiers.flows import Flow
from undersigned.dossiers.pictures.flow import Band


def bands(flows: Iterable[Flow], href: Callable[[Flow], tuple[str, str]]) -> list[Band]:
    """One band an agency, channel and maker, whatever the categories; `href` gives an address and a claim or ''."""
    grouped: dict[tuple[str, str, str], list[Flow]] = defaultdict(list)
    for flow in flows:
        grouped[flow.agency, flow.channel, flow.maker].append(flow)
    return [_band(parts, href(parts[0])) for parts in grouped.values()]


def _band(parts: list[Flow], behind: tuple[str, str]) -> Band:
    first, (href, claim_id) = parts[0], behind
    cents, awards = sum(part.cents for part in parts), sum(part.awards for part in parts)
    return Band(first.agency, first.channel, first.maker, cents, awards, href, claim_id)


def behind(contents: Contents, up: str) -> Callable[[Flow], tuple[str, str]]:
    """Where a band leads: to the claim that sums its rows."""

    def found(flow: Flow) -> tuple[str, str]:
        claim = contents.claim_of_band(flow.agency, flow.channel, flow.maker)
        if claim:
            return f"{up}{addresses.claim(claim.claim_id)}", claim.claim_id
        return f"{up}{addresses.award(flow.award_key)}", ""

    return found
