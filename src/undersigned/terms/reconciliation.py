"""What became of every row of a file: kept, rejected or repeated, and what looks wrong in it."""

from dataclasses import asdict, dataclass, field
from typing import Any

from undersigned.terms.sentence import Worded


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Something in a file that looks wrong and touches figures: what, how many rows, and which slice.

    `agency` and `fiscal_year` are None where the suspicion touches the whole file. `wording` says how the sentence is
    worded, for other languages (`terms.sentence`).
    """

    kind: str
    sentence: str
    rows: int
    agency: str | None = None
    fiscal_year: int | None = None
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The books of one file: `rows_read` = `kept` + `rejected` + `repeated`; money in whole cents.

    `parts` are the names of the numbered parts that make up one table, with the rows of each.

    `net_read` is the sum of every readable amount, so `net_read` = `net_kept` + `net_rejected` + `net_repeated`.
    """

    file_id: str
    name: str
    sha256: str
    shape: str
    title: str
    rows_read: int
    kept: int
    rejected: int
    repeated: int
    net_read: int
    net_kept: int
    net_rejected: int
    net_repeated: int
    first_day: str | None
    last_day: str | None
    individuals: int = 0
    masked: int = 0
    not_understood: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    not_read: tuple[str, ...] = ()
    suspicions: tuple[Suspicion, ...] = ()
    reject_reasons: dict[str, int] = field(default_factory=dict)
    parts: tuple[tuple[str, int], ...] = ()

    def balances(self) -> bool:
        """True when no row and no cent is lost."""
        rows = self.kept + self.rejected + self.repeated
        cents = self.net_kept + self.net_rejected + self.net_repeated
        return rows == self.rows_read and cents == self.net_read

    def as_dict(self) -> dict[str, Any]:
        """For `reconciliation.json`."""
        return asdict(self)


def from_dict(stored: dict[str, Any]) -> Reconciliation:
    """A reconciliation as it was written."""
    tuples = {key: tuple(stored[key]) for key in ("not_understood", "absent", "personal", "not_read")}
    suspicions = tuple(_suspicion(found) for found in stored["suspicions"])
    parts = tuple((str(name), int(rows)) for name, rows in stored.get("parts", ()))
    return Reconciliation(**{**stored, **tuples, "suspicions": suspicions, "parts": parts})


def _suspicion(stored: dict[str, Any]) -> Suspicion:
    """A suspicion as it was written; cases of earlier versions do not know how its sentence is worded."""
    sentence = Worded(stored["sentence"], stored.get("wording", ""))
    return Suspicion(**{**stored, "sentence": sentence})
