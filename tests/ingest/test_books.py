"""The books balance whatever happens to a table: each row kept, rejected or repeated, each readable cent accounted for.

Hypothesis makes tables and damages them; a plain count with `Decimal` says what must come out.
"""

import csv
import io
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.cases import HEADER, add, cells, kept, rejects
from undersigned.case.folder import Case
from undersigned.terms.reconciliation import Reconciliation

GOOD_AMOUNTS = ("12.5", "-0.01", "0", "1,234.50", "(8.00)", "$ 5", "1e3", "999999999999.99", "5-")
BAD_AMOUNTS = ("", "n/a", "NaN", "1e400", "99999999999999999999", "12,34", "--5", " ")
IN_CENTS = {"1,234.50": 123450, "(8.00)": -800, "$ 5": 500, "5-": -500}
TEXTS = ("HAY", "a, b", 'the "best" hay', "on\ntwo lines", "", "é ñ", "=1+1", "  spaces  ", "a;b\tc|d", "'")
TORN = ("short", "long", "open", "stray", "lonely")


@dataclass(frozen=True)
class Row:
    """One invented row: which award, what it says, and what is done to it."""

    serial: int
    amount: str
    text: str
    day: str
    modification: str
    emptied: str
    torn: str

    def cells(self) -> list[str]:
        changed = {self.emptied: " "} if self.emptied else {}
        made = {
            "obligation": self.amount,
            "description": self.text,
            "action_date": self.day,
            "modification": self.modification,
        }
        return cells(self.serial, **{**made, **changed})

    def cents(self) -> int | None:
        """What a plain count makes of the amount; None where there is none."""
        if self.torn or self.amount in BAD_AMOUNTS:
            return None
        return IN_CENTS.get(self.amount) or int(Decimal(IN_CENTS.get(self.amount, self.amount)) * 100)

    def is_whole(self) -> bool:
        day = self.day.startswith("2031-0")
        return not self.torn and self.cents() is not None and day and not self.emptied


@dataclass
class Count:
    """What must come out."""

    kept: list[tuple[str, int]] = field(default_factory=list)
    rejected: list[int] = field(default_factory=list)
    repeated: int = 0
    cents: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("kept", "rejected", "repeated"), 0))


rows = st.builds(
    Row,
    serial=st.integers(1, 5),
    amount=st.sampled_from((*GOOD_AMOUNTS * 2, *BAD_AMOUNTS)),
    text=st.sampled_from(TEXTS),
    day=st.sampled_from(("2031-01-15", "2031-02-16 00:00:00", "2031-01-15", "soon", "", "2031-13-01")),
    modification=st.sampled_from(("0", "0", "P00001", "")),
    emptied=st.sampled_from(("", "", "", "", "", "recipient_name", "award_key")),
    torn=st.sampled_from(("",) * 10 + TORN),
)


def written(table: list[Row], delimiter: str, end: str) -> tuple[str, list[int]]:
    """The table as text, and the line on which each row begins."""
    text = delimiter.join(HEADER) + end
    begins = []
    for row in table:
        begins.append(text.count(end.strip("\r")) + 1)
        text += TEARING.get(row.torn, whole)(row, delimiter) + end
        text += end if row.serial == 5 else ""  # a blank line now and then
    return text, begins


def whole(row: Row, delimiter: str) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter).writerow(row.cells())
    return buffer.getvalue().removesuffix("\r\n")


TEARING: dict[str, Callable[[Row, str], str]] = {
    "short": lambda row, delimiter: delimiter.join(cells(row.serial)[:7]),
    "long": lambda row, delimiter: delimiter.join([*cells(row.serial), "more"]),
    "open": lambda row, delimiter: delimiter.join(cells(row.serial, description='"OPEN')),
    "stray": lambda row, delimiter: delimiter.join(cells(row.serial, description='"24" WIDE')),
    "lonely": lambda _row, _delimiter: "words",
}


def count(table: list[Row]) -> Count:
    """A plain count: rows in order, the first of an award and modification is kept."""
    found = Count()
    seen: dict[tuple[int, str], tuple[object, ...]] = {}
    for number, row in enumerate(table, start=1):
        cents = row.cents() or 0
        key = (row.serial, row.modification or "0")
        says = (cents, row.text.strip() or None, row.day[:10])
        if row.is_whole() and key not in seen:
            seen[key] = says
            found.kept.append((row.cells()[1], cents))
            found.cents["kept"] += cents
        elif row.is_whole() and seen[key] == says:
            found.repeated += 1
            found.cents["repeated"] += cents
        else:
            found.rejected.append(number)
            found.cents["rejected"] += cents
    return found


def check(case: Case, books: Reconciliation, table: list[Row], begins: list[int]) -> None:
    expected = count(table)
    assert books.balances()
    assert books.rows_read == len(table)
    assert (books.kept, books.repeated) == (len(expected.kept), expected.repeated)
    assert kept(case, "award_id", "obligation") == expected.kept
    assert (books.net_kept, books.net_rejected, books.net_repeated) == tuple(expected.cents.values())
    found = rejects(case)
    assert [each.row for each in found] == expected.rejected
    assert [each.line for each in found] == [begins[row - 1] for row in expected.rejected]
    assert sum(each.cents or 0 for each in found) == expected.cents["rejected"]
    assert sum(books.reject_reasons.values()) == len(found)
    for each in found:
        row = table[each.row - 1]
        if not row.torn:
            assert next(csv.reader(io.StringIO(each.raw, newline=""))) == row.cells()


@settings(max_examples=25, deadline=None)
@given(st.lists(rows, max_size=14), st.sampled_from(",;\t|"), st.sampled_from(("\n", "\r\n")))
def test_every_row_and_cent_is_accounted_for(table: list[Row], delimiter: str, end: str) -> None:
    table = [*table, Row(9, "1.00", "HAY", "2031-01-15", "0", "", "")]
    text, begins = written(table, delimiter, end)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "records.csv")
        path.write_text(text, encoding="utf-8", newline="")
        case = Case(Path(folder, "case"))
        (books,) = add(case, path).new
        check(case, books, table, begins)
