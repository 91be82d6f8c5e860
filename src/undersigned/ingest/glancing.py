"""A first look at files too large to wait for: one pass, one company, nothing kept and nothing claimed.

What a trace does is missing: rows are not checked for repeats, companies not put together, awards not attributed.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import duckdb

from undersigned.engine.duck import connect, literal
from undersigned.errors import InputError
from undersigned.ingest import opening, persons, recognising, staging, streaming, working
from undersigned.ingest.amounts_and_dates import cents, day
from undersigned.ingest.numbered import Columned
from undersigned.settings import Settings
from undersigned.sources.base import Source
from undersigned.terms.progress import Progress
from undersigned.terms.text import words

_READ = ("recipient_name", "obligation", "action_date", "description", "base_description")


@dataclass(frozen=True, slots=True)
class Sum:
    """Rows of one recipient: how many, their net obligations in cents, their first and last day."""

    rows: int = 0
    net: int = 0
    first: date | None = None
    last: date | None = None

    def and_(self, other: "Sum") -> "Sum":
        """Both together."""
        days = [each for each in (self.first, self.last, other.first, other.last) if each]
        both = replace(self, rows=self.rows + other.rows, net=self.net + other.net)
        return replace(both, first=min(days), last=max(days)) if days else both


@dataclass(slots=True)
class Glance:
    """What one pass found: recipients whose name has the words, and others whose rows' texts have them."""

    rows_read: int = 0
    without_amount: int = 0
    paid: dict[str, Sum] = field(default_factory=dict)
    naming: dict[str, Sum] = field(default_factory=dict)


def glance(paths: Sequence[Path], name: str, settings: Settings, progress: Progress) -> Glance:
    """Sum the rows about a company, file after file. Natural persons are not looked for and not shown.

    Raises:
        InputError: a file cannot be read, holds no transactions, or the name has no word.
    """
    if not words(name) or persons.looks_natural(name):
        raise InputError(f"{name!r} is no name of a company. Natural persons are not looked for.")
    found = Glance()
    for path in paths:
        opening.must_be_a_file(path)
    with working.outside() as scratch:
        for path in paths:
            _look_at(path, name, found, scratch, settings, progress)
    return found


def _look_at(path: Path, name: str, found: Glance, scratch: Path, settings: Settings, progress: Progress) -> None:
    opened = opening.look_inside(path, opening.examine(path, progress), scratch)
    with connect(settings, scratch) as connection:
        tables = [
            each
            for each in recognising.incoming(opened, path, None, connection)
            if each.source.rows == "transactions" and each.table.parts[0].part.form == "csv"
        ]
        if not tables:
            raise InputError(f"{path} holds no CSV table of transactions to glance at. Add it, then trace.")
        for each in tables:
            for part in each.table.parts:
                progress.step(f"Glancing at {part.part.name}")
                _sum(part, each.source, name, found, scratch, connection)


def _sum(
    each: Columned, source: Source, name: str, found: Glance, scratch: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    with _path(each, scratch) as path:
        try:
            rows = connection.execute(_query(each, source, path, name)).fetchall()
        except duckdb.InvalidInputException as error:
            raise InputError(
                f"{each.part.name} has records that cannot be taken apart at a glance. Add it: that lists them."
            ) from error
    for recipient, direct, number, net, unread, first, last in rows:
        found.rows_read += number
        found.without_amount += unread
        if recipient is not None and not persons.looks_natural(recipient):
            sums = found.paid if direct else found.naming
            sums[recipient] = sums.get(recipient, Sum()).and_(Sum(number, int(net or 0), first, last))


@contextmanager
def _path(each: Columned, scratch: Path) -> Iterator[Path]:
    if each.part.packing == "none":
        yield each.part.path
        return
    with streaming.clean(each.part) as blocks, streaming.piped(blocks, scratch) as path:
        yield path


def _query(each: Columned, source: Source, path: Path, name: str) -> str:
    header = list(each.columns.names)
    found = {ours: theirs for ours, theirs in source.found(header).items() if ours in _READ}
    marks = [column for column in (*source.individual_columns, source.business_types) if column and column in header]
    names: dict[str, str | None] = {**found, **{column: column for column in marks}}
    text = "concat_ws(' ', " + ", ".join(each for each in ("description", "base_description") if each in found) + ")"
    pattern = literal(r"\b" + r"\W+".join(map(re.escape, words(name).split())) + r"\b")
    amount, when = cents("obligation", source.decimal_comma), day("action_date", source.dates == "day-first")
    return f"""
        SELECT CASE WHEN (direct OR naming) AND NOT person THEN name END AS recipient, direct, count(*), sum(amount),
               count(*) FILTER (amount IS NULL), min(day), max(day)
        FROM (SELECT trim(recipient_name) AS name, {amount} AS amount, {when} AS day,
                     {persons.marked_by_publisher(source, header)} AS person,
                     coalesce(regexp_matches(upper(recipient_name), {pattern}), false) AS direct,
                     coalesce(regexp_matches(upper({text}), {pattern}), false) AS naming
              FROM ({staging.of_csv(path, each.columns, names)}))
        GROUP BY ALL ORDER BY ALL"""
