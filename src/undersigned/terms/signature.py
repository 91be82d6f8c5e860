"""What a signer typed, and the states and events of a signature."""

import json
from dataclasses import dataclass
from enum import StrEnum

from undersigned.terms.initials import initials

_VERSION = 1
_pack = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


class Appearance(StrEnum):
    """How a signer asked to be shown; nothing is shown unless she chose it."""

    ANONYMOUS = "anonymous"
    INITIALS = "initials"
    NAME = "name"
    PERSONAL_CAPACITY = "personal_capacity"  # name and affiliation, "in a personal capacity"


class State(StrEnum):
    """Where a signature stands; erasing is withdrawn or invalidated with the sealed bytes emptied."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"
    INVALIDATED = "invalidated"


class EventKind(StrEnum):
    """What the ledger appends; the tally is derived from these."""

    COLLECTED = "collected"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"
    INVALIDATED = "invalidated"
    REINSTATED = "reinstated"
    PAPER = "paper"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class Typed:
    """What one signer typed into the form: name and address are needed, all else is her choice."""

    name: str
    email: str
    country: str = ""
    postcode: str = ""
    city: str = ""
    comment: str = ""
    appearance: Appearance = Appearance.ANONYMOUS
    affiliation: str = ""
    updates: bool = False
    language: str = "en"

    def __repr__(self) -> str:
        """Nothing of the signer, so that no log and no stack trace shows her."""
        return "Typed(…)"

    def shown(self) -> tuple[str, str] | None:
        """Name and affiliation as the signer asked to have them shown.

        None when she stays anonymous, or asked for the initials of a name that has no letters.
        """
        match self.appearance:
            case Appearance.ANONYMOUS:
                return None
            case Appearance.INITIALS:
                short = initials(self.name)
                return (short, "") if short else None
            case Appearance.NAME:
                return self.name, ""
            case Appearance.PERSONAL_CAPACITY:
                return self.name, self.affiliation

    def packed(self) -> bytes:
        """The plain bytes that are sealed: a JSON array that begins with the version of this layout.

        Half of a surrogate pair is no character: it becomes a question mark, so that packing never fails.
        """
        fields = [
            _VERSION,
            self.name,
            self.email,
            self.country,
            self.postcode,
            self.city,
            self.comment,
            self.appearance.value,
            self.affiliation,
            1 if self.updates else 0,
            self.language,
        ]
        return _pack(fields).encode("utf-8", "replace")

    @classmethod
    def unpacked(cls, data: bytes) -> "Typed":
        """What `packed` made, back again.

        Raises:
            ValueError: the bytes are no such array, or one of a later version.
        """
        fields = json.loads(data)
        if not isinstance(fields, list) or not fields or fields[0] != _VERSION or len(fields) != 11:
            raise ValueError(f"not a signature's fields as version {_VERSION} lays them out")
        name, email, country, postcode, city, comment, appearance, affiliation, updates, language = fields[1:]
        texts = (name, email, country, postcode, city, comment, affiliation, language)
        if not all(isinstance(text, str) for text in texts) or updates not in {0, 1}:
            raise ValueError("a signature's field has the wrong kind of value")
        return cls(
            name=name,
            email=email,
            country=country,
            postcode=postcode,
            city=city,
            comment=comment,
            appearance=Appearance(appearance),
            affiliation=affiliation,
            updates=bool(updates),
            language=language,
        )
