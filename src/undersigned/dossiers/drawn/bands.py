"""The bands of a flow picture: net obligations, and the claim behind each."""

from collections import defaultdict
from collections.abc import Iterable

from undersigned.dossiers import addresses
from undersigned.dossiers.contents import Contents
from undersigned.dossiers.flows import Flow
from undersigned.dossiers.pictures.flow import Band


def bands(contents: Contents, flows: Iterable[Flow], up: str, rest: str) -> list[Band]:
    """One band an agency, channel and maker, whatever the categories.

    A band leads to the claim that sums exactly its rows. Where there is none, as for one category of a maker that
    has several, it leads to `rest`: the table that has the awards.
    """
    grouped: dict[tuple[str, str, str], list[Flow]] = defaultdict(list)
    for flow in flows:
        grouped[flow.agency, flow.channel, flow.maker].append(flow)
    return [_band(contents, parts, up, rest) for parts in grouped.values()]


def _band(contents: Contents, parts: list[Flow], up: str, rest: str) -> Band:
    first = parts[0]
    cents, awards = sum(part.cents for part in parts), sum(part.awards for part in parts)
    claim = contents.claim_of_band(first.agency, first.channel, first.maker)
    if claim and claim.figure == cents:
        behind, claim_id = f"{up}{addresses.claim(claim.claim_id)}", claim.claim_id
    else:
        behind, claim_id = rest, ""
    return Band(first.agency, first.channel, first.maker, cents, awards, behind, claim_id)
