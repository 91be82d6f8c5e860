"""The requests that bring everything about some awards: summaries with dates and options, transactions, subawards.

Contracts: `v2/download/search.md` for awards by their numbers, `v2/download/contract.md` for one award by its key,
`v2/awards/count/transaction/award_id.md` and `v2/awards/count/subaward/award_id.md`. A number is not a key: two
agencies, or two vehicles, can have an order 0001. So awards are counted first, and those that share their number are
asked for by key. What an order was placed under (the parent award) and who owns the recipient stand in these files.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from undersigned.fetching.base import Award
from undersigned.fetching.federal import columns
from undersigned.fetching.federal.agencies import UnknownAgencyError, resolve
from undersigned.fetching.federal.counting import by_numbers, count
from undersigned.fetching.keeping import Part, State
from undersigned.fetching.web import RefusedError, Web, understood
from undersigned.terms.progress import Progress

BATCH = 50
"""Awards in one request."""
LEVELS = ("awards", "transactions", "subawards")
SEARCH = "api/v2/download/search/"
CONTRACT = "api/v2/download/contract/"
_LISTED = 8


def plan(web: Web, state: State, progress: Progress) -> None:
    """Put into a fetch the parts that complete its awards, and the keys of those that the publisher does not know."""
    awards = state.wanted.awards
    for name in sorted({award.agency for award in awards}):
        agency = _filter(web, name)
        for batch in _batches([award for award in awards if award.agency == name]):
            progress.step(f"Counting {len(batch)} awards of {name or 'any agency'}")
            for found in _exact(web, batch, agency):
                if isinstance(found, Part):
                    state.parts.append(found)
                else:
                    state.unknown.append(found)


def missing(state: State) -> str:
    """Awards that the publisher does not know, as a sentence; empty where there are none."""
    keys = state.unknown
    more = f" and {len(keys) - _LISTED} more" if len(keys) > _LISTED else ""
    noun = "award" if len(keys) == 1 else "awards"
    return (
        f"USAspending does not know {len(keys)} {noun} of this case: {', '.join(keys[:_LISTED])}{more}." if keys else ""
    )


def _filter(web: Web, name: str) -> dict[str, str] | None:
    """The agency's filter; none where the case spells it in a way that the publisher does not know."""
    try:
        return resolve(web, name).as_filter() if name else None
    except UnknownAgencyError:
        return None


def _batches(awards: Sequence[Award]) -> Iterator[list[Award]]:
    """Some awards at a time; no number twice in one batch."""
    times = Counter(award.number for award in awards)
    single = [award for award in awards if times[award.number] == 1]
    for start in range(0, len(single), BATCH):
        yield single[start : start + BATCH]
    yield from ([award] for award in awards if times[award.number] > 1)


def _exact(web: Web, batch: list[Award], agency: dict[str, str] | None) -> Iterator[Part | str]:
    """Requests that bring these awards and no other; the keys of awards that the publisher does not know."""
    filters = by_numbers([award.number for award in batch], agency)
    found = count(web, filters, "awards")
    if found.rows == len(batch):
        expects = {"awards": found.rows, **{level: count(web, filters, level).rows for level in LEVELS[1:]}}
        if max(expects.values()) <= found.most or len(batch) == 1:
            yield _searched(batch, filters, expects)
            return
    if len(batch) > 1:
        middle = len(batch) // 2
        yield from _exact(web, batch[:middle], agency)
        yield from _exact(web, batch[middle:], agency)
        return
    if found.rows == 0 and agency:
        yield from _exact(web, batch, None)
    elif found.rows == 0:
        yield batch[0].key
    else:
        yield from _by_key(web, batch[0])


def _searched(batch: list[Award], filters: dict[str, object], expects: dict[str, int]) -> Part:
    label = f"{len(batch)} awards, {batch[0].number} to {batch[-1].number}" if len(batch) > 1 else batch[0].key
    body = {
        "filters": filters,
        "columns": columns.asked(*LEVELS),
        "spending_level": list(LEVELS),
        "file_format": "csv",
    }
    return Part(label, SEARCH, body, dict(filters), expects, keys=sorted(award.key for award in batch))


def _by_key(web: Web, award: Award) -> Iterator[Part | str]:
    """One award by its key: its transactions and subawards; there is no summary in that download."""
    try:
        counts = {
            "transactions": web.get(
                f"api/v2/awards/count/transaction/{quote(award.key, safe='')}/", {}, ("transactions",)
            ),
            "subawards": web.get(f"api/v2/awards/count/subaward/{quote(award.key, safe='')}/", {}, ("subawards",)),
        }
    except RefusedError:
        yield award.key
        return
    with understood("api/v2/awards/count/"):
        expects = {level: int(answer[level]) for level, answer in counts.items()}
    yield Part(award.key, CONTRACT, {"award_id": award.key, "file_format": "csv"}, {}, expects, keys=[award.key])
