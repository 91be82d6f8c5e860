"""The promise of a format, and which tables and columns may leave a case."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

from undersigned.claims.reading import Trace
from undersigned.terms.money import dollars

_MONEY = frozenset({"obligation", "current_value", "ceiling"})
"""Columns in cents that leave as dollars with two decimals."""

_DECIMALS = _MONEY | {"figure"}
"""Columns with two decimals; `figure` is in plain units already."""

TABLES = {
    "attributions": """
        SELECT award_key, maker, product, relation, CASE WHEN reseller THEN 'yes' ELSE 'no' END AS reseller, category,
               confidence, evidence, transaction_key, rule, CASE WHEN shared THEN 'yes' ELSE 'no' END AS shared
        FROM attributions ORDER BY award_key, maker""",
    "companies": """
        SELECT recipient_name, company_id, company_name, family_id, family_name, basis, family_basis, family_source
        FROM companies ORDER BY recipient_name""",
    "transactions": """
        SELECT transaction_key, award_key, agency, recipient_name, obligation,
               strftime(action_date, '%Y-%m-%d') AS action_date, fiscal_year, modification, company_id, company_name,
               family_name, description, shape, file_id, row
        FROM transactions ORDER BY award_key, transactions.action_date, transaction_key""",
    "awards": """
        SELECT award_key, award_id, agency, recipient_name, company_id, company_name, family_name, obligation,
               transactions, strftime(first_day, '%Y-%m-%d') AS first_day, strftime(last_day, '%Y-%m-%d') AS last_day,
               strftime(start_date, '%Y-%m-%d') AS start_date, strftime(end_date, '%Y-%m-%d') AS end_date,
               strftime(potential_end_date, '%Y-%m-%d') AS potential_end_date, current_value, ceiling,
               product_service, opening_words, link
        FROM awards ORDER BY award_key""",
    "claims": """
        SELECT claim_id, subject_kind, subject, measure, channel, other, fiscal_year, statement,
               CAST(CASE unit WHEN 'cents' THEN CAST(figure AS DECIMAL(18, 0)) * 0.01
                              WHEN 'percent' THEN CAST(figure AS DECIMAL(18, 0)) * 0.1
                              ELSE CAST(figure AS DECIMAL(18, 0)) END AS DECIMAL(18, 2)) AS figure,
               CASE unit WHEN 'cents' THEN 'dollars' ELSE unit END AS unit, awards, transactions,
               as_of, array_to_string(caveats, ' ') AS caveats, array_to_string(sources, ' ') AS sources
        FROM claims ORDER BY claim_id""",
    "citations": """
        SELECT claim_id, transaction_key, award_key, obligation, file_id, row, link
        FROM citations JOIN transactions USING (transaction_key)
             JOIN (SELECT award_key, link FROM awards) USING (award_key)
        ORDER BY claim_id, transaction_key""",
}
"""What can be exported; money is in dollars with two decimals, days are ISO, yes and no are words."""

Cell = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table on its way out: its name, its columns, which of them have two decimals, and its rows in batches."""

    name: str
    columns: Sequence[str]
    decimals: frozenset[str]
    batches: Iterable[list[tuple[Cell, ...]]]


class Format(Protocol):
    """The `write` of every member: one sheet to one file; keys stay text, money stays exact."""

    def __call__(self, sheet: Sheet, target: Path) -> None:
        """Write the file."""


def write(trace: Trace, name: str, form: Format, target: Path) -> int:
    """Write a table beside the target and rename it into place; the number of rows."""
    cursor = trace.connection.execute(TABLES[name])
    columns = [column[0] for column in cursor.description or ()]
    counted = _Batches(cursor, [column in _MONEY for column in columns])
    beside = target.with_name(f".{target.name}.new")
    try:
        form(Sheet(name, columns, _DECIMALS.intersection(columns), counted), beside)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return counted.rows


class _Batches:
    """The rows of a cursor in batches, cents turned into dollars."""

    def __init__(self, cursor: Any, is_money: list[bool]) -> None:
        self._cursor = cursor
        self._is_money = is_money
        self.rows = 0

    def __iter__(self) -> Any:
        while batch := self._cursor.fetchmany(10_000):
            self.rows += len(batch)
            yield [
                tuple(
                    dollars(cell) if money and cell is not None else cell
                    for cell, money in zip(row, self._is_money, strict=True)
                )
                for row in batch
            ]
