"""The bundle: what an organiser takes offline to open what signers typed, and how it is read.

A bundle is JSON lines in UTF-8. The first line is its head, the last its end; between them stand data keys and
signatures, each data key before the first signature that was sealed under it, byte strings in base64:

    {"bundle": 1, "campaign": 7, "slug": "stop-the-contract", "public": "…", "made": "2026-11-22"}
    {"key": "<uuid>", "wrapped": "…"}
    {"signature": "<uuid>", "key": "<uuid>", "sealed": "…", "state": "confirmed", "country": "US", "area": "CA"}
    {"end": true, "keys": 1, "signatures": 1}

`campaign` is the ledger's number, to which the data keys are bound; `sealed` is empty where a signature was erased,
and its `key` may be null then. Whoever writes a bundle leaves nothing else in it: no hash of an address, no time.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from undersigned.sealing.datakeys import unwrap
from undersigned.sealing.envelope import Sealer, SealError
from undersigned.sealing.holders import CampaignKey
from undersigned.sealing.places import data_key_of, holders_copy
from undersigned.terms.signature import State, Typed

_VERSION = 1
_MOST_NAMED = 1_000


@dataclass(frozen=True, slots=True)
class Head:
    """Which campaign a bundle is of, for which public key it was sealed, and the day on which it was made."""

    campaign: int
    slug: str
    public: bytes
    made: date


@dataclass(frozen=True, slots=True)
class SealedRow:
    """A signature as the ledger keeps it; nothing sealed where it was erased."""

    signature: UUID
    data_key: UUID | None
    sealed: bytes
    state: State
    country: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """A signature that was opened."""

    row: SealedRow
    typed: Typed


@dataclass(frozen=True, slots=True)
class Unopened:
    """A line that gave no signature, and why."""

    line: int
    signature: str
    reason: str


@dataclass(slots=True)
class Books:
    """What became of every signature of a bundle: `rows` is the sum of the three."""

    rows: int = 0
    opened: int = 0
    erased: int = 0
    unopened: int = 0
    named: list[Unopened] = field(default_factory=list)  # the first thousand that could not be opened
    amiss: list[str] = field(default_factory=list)  # what is wrong with the bundle as a whole


def head_line(head: Head) -> str:
    """The first line of a bundle."""
    return _line(
        {
            "bundle": _VERSION,
            "campaign": head.campaign,
            "slug": head.slug,
            "public": _text(head.public),
            "made": head.made.isoformat(),
        }
    )


def key_line(key: UUID, wrapped: bytes) -> str:
    """The line of a data key; it comes before the signatures sealed under it."""
    return _line({"key": str(key), "wrapped": _text(wrapped)})


def row_line(row: SealedRow) -> str:
    """The line of a signature."""
    return _line(
        {
            "signature": str(row.signature),
            "key": str(row.data_key) if row.data_key else None,
            "sealed": _text(row.sealed),
            "state": row.state.value,
            "country": row.country,
            "area": row.area,
        }
    )


def end_line(keys: int, signatures: int) -> str:
    """The last line of a bundle, by which a reader knows that nothing is missing."""
    return _line({"end": True, "keys": keys, "signatures": signatures})


def read_head(line: str) -> Head:
    """The head of a bundle.

    Raises:
        SealError: the line is no head that this version reads.
    """
    try:
        data = json.loads(line)
        if data["bundle"] != _VERSION:
            raise SealError("The bundle is of a later version of Undersigned: use that one to open it.")
        made = date.fromisoformat(data["made"])
        return Head(int(data["campaign"]), str(data["slug"]), b64decode(data["public"], validate=True), made)
    except (ValueError, KeyError, TypeError):
        raise SealError("This file is no bundle: make one again with `undersigned campaign bundle`.") from None


class Bundle:
    """A bundle being opened: its head at once, its signatures one by one, its books when they have all been read."""

    def __init__(self, lines: Iterable[str], key: CampaignKey) -> None:
        self._lines = iter(lines)
        self._key = key
        self._sealers: dict[str, Sealer | str] = {}  # a sealer, or why there is none
        self._ended = False
        self.books = Books()
        self.head = read_head(next(self._lines, ""))
        if self.head.public != key.public:
            raise SealError(
                f"This bundle was sealed for another key than the one recovered: it is of {self.head.slug}."
            )

    def __iter__(self) -> Iterator[Opened]:
        """Every signature that opens; what does not is in the books, with its reason."""
        for number, line in enumerate(self._lines, start=2):
            if self._ended:
                self._amiss("There are lines after the bundle's end.")
                return
            opened = self._read(number, line)
            if opened is not None:
                yield opened
        if not self._ended:
            self._amiss("The bundle is cut short: its last line is missing. Copy it again.")

    def _read(self, number: int, line: str) -> Opened | None:
        try:
            data = json.loads(line)
            if "signature" in data:
                return self._signature(number, data)
            if "wrapped" in data:
                self._data_key(str(data["key"]), str(data["wrapped"]))
            else:
                self._end(int(data["keys"]), int(data["signatures"]))
        except (ValueError, KeyError, TypeError, RecursionError):
            self._count_unopened(number, "?", "the line cannot be read")
        return None

    def _data_key(self, name: str, wrapped: str) -> None:
        try:
            self._sealers[name] = unwrap(
                self._key.private, b64decode(wrapped, validate=True), data_key_of(self.head.campaign)
            )
        except (SealError, ValueError):
            self._sealers[name] = "its data key does not open"

    def _signature(self, number: int, data: dict[str, object]) -> Opened | None:
        name = str(data["signature"])
        if not data["sealed"]:
            self.books.rows += 1
            self.books.erased += 1
            return None
        row = SealedRow(
            UUID(name),
            UUID(str(data["key"])),
            b64decode(str(data["sealed"]), validate=True),
            State(str(data["state"])),
            str(data.get("country", "")),
            str(data.get("area", "")),
        )
        sealer = self._sealers.get(str(data["key"]), "its data key is not in the bundle")
        if isinstance(sealer, str):
            self._count_unopened(number, name, sealer)
            return None
        try:
            typed = Typed.unpacked(sealer.open_sealed(row.sealed, holders_copy(row.signature)))
        except (SealError, ValueError):
            self._count_unopened(number, name, "it was changed, or sealed in another place")
            return None
        self.books.rows += 1
        self.books.opened += 1
        return Opened(row, typed)

    def _end(self, keys: int, signatures: int) -> None:
        self._ended = True
        if (keys, signatures) != (len(self._sealers), self.books.rows):
            self._amiss(
                f"The bundle was made with {signatures:,} signatures and {keys:,} data keys; "
                f"{self.books.rows:,} and {len(self._sealers):,} were read."
            )

    def _count_unopened(self, line: int, signature: str, reason: str) -> None:
        self.books.rows += 1
        self.books.unopened += 1
        if len(self.books.named) < _MOST_NAMED:
            self.books.named.append(Unopened(line, signature, reason))

    def _amiss(self, sentence: str) -> None:
        self.books.amiss.append(sentence)


def _text(data: bytes) -> str:
    return b64encode(data).decode("ascii")


def _line(data: dict[str, object]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
