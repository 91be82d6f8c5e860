"""The tally in words and as the small file that pages ask again: each kind by itself, never one sum."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from undersigned.campaigns.words.speaking import words_beside
from undersigned.dossiers.words.language import Words, message
from undersigned.terms.campaign import Campaign, Standing, Tally

STANDING = "standing"
KINDS = (
    ("collected", message("Collected"), message("signed here; each counts once its owner has confirmed by mail")),
    ("withdrawn", message("Withdrawn"), message("by signers themselves")),
    ("invalidated", message("Invalidated"), message("taken out because something was wrong with them")),
    ("reinstated", message("Reinstated"), message("put back after a second look")),
    ("paper", message("On paper"), message("counted by the organisers")),
    ("imported", message("Imported"), message("from elsewhere, counted by the organisers")),
)
"""The kinds beside the confirmed ones: field of the tally, its name, what it means."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One kind of signature, as a page shows it."""

    kind: str
    count: int
    label: str
    meaning: str


def counted(tally: Tally, words: Words) -> Iterator[Counted]:
    """Each kind beside the confirmed ones."""
    for kind, label, meaning in KINDS:
        yield Counted(kind, getattr(tally, kind), words.text(label), words.text(meaning))


def moment(now: datetime, words: Words) -> str:
    """`22 November 2025, 14:32 UTC`."""
    return words.text(
        "{day}, {time} UTC", day=words.day(now.astimezone(UTC).date()), time=f"{now.astimezone(UTC):%H:%M}"
    )


def separator(words: Words) -> str:
    """What stands between the thousands of a number."""
    return words.count(1_111)[1:-3]


def file(campaign: Campaign, standing: Standing, now: datetime) -> bytes:
    """`tally.json`: the counts, and the moment as each language says it; of a letter that waits nothing but that."""
    if standing.waits:
        return _json({"waits": True})
    said = {tag: moment(now, words_beside(tag)) for tag in campaign.languages}
    return _json({"at": now.astimezone(UTC).isoformat(timespec="seconds"), "counts": _counts(standing), "said": said})


def same(stored: bytes, standing: Standing) -> bool:
    """True where a file written before says these counts already; a file that cannot be read says nothing."""
    try:
        before = json.loads(stored)
    except ValueError:
        return False
    return bool(before == {"waits": True} if standing.waits else before.get("counts") == _counts(standing))


def _counts(standing: Standing) -> dict[str, int]:
    return {kind: getattr(standing.tally, kind) for kind in (STANDING, *(kind for kind, _, _ in KINDS))}


def _json(told: dict[str, object]) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
