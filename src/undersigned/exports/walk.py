"""One walk over a finished trace, which tells every format that listens: table by table, then award by award."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from undersigned.claims.reading import Trace
from undersigned.exports.base import NO_ADDRESS, RECORDS, About, Format, Record, Row, Sheet, Sink, SourceFile
from undersigned.exports.tables import DECIMALS, MONEY, TABLES
from undersigned.terms.money import dollars

_BATCH = 10_000

_AWARDS = """
    SELECT award_key, award_id, agency, recipient_name, company_id, company_name, obligation, last_day, start_date,
           end_date, potential_end_date, current_value, ceiling, product_service, opening_words, link
    FROM awards ORDER BY award_key"""
_TRANSACTIONS = """
    SELECT award_key, transaction_key, modification, obligation, action_date, description, file_id, row, individual,
           is_summary, recipient_uei, recipient_city, recipient_state, recipient_country, product_code, product_service
    FROM transactions ORDER BY award_key, action_date, transaction_key"""
_ATTRIBUTIONS = "FROM attributions ORDER BY award_key, maker"
_DOCUMENTS = """
    SELECT DISTINCT award_key, document_id, title, kind, date, source, archive, sha256, media_type
    FROM award_documents JOIN documents USING (document_id) SEMI JOIN awards USING (award_key)
    ORDER BY award_key, documents.date, document_id"""


@dataclass(frozen=True, slots=True)
class Job:
    """One file to write: its format, its place, and the tables (or records) that it is told."""

    form: Format
    target: Path
    hears: frozenset[str]


def about(trace: Trace, site_address: str = "") -> About:
    """What is known of the whole case; without an address, a placeholder stands for it."""
    [(as_of,)] = trace.rows("SELECT coalesce(max(as_of), '1970-01-01') FROM claims")
    files = tuple(
        SourceFile(book.file_id, book.name, book.sha256, book.shape, book.title, book.kept)
        for book in trace.case.reconciliations()
    )
    return About(as_of, files, f"{site_address.rstrip('/')}/" if site_address else NO_ADDRESS)


def columns(trace: Trace, query: str) -> list[str]:
    """The columns of a table that leaves the case, without reading it."""
    cursor = trace.connection.cursor().execute(f"SELECT * FROM ({query}) LIMIT 0")
    return [column[0] for column in cursor.description or ()]


def walk(trace: Trace, jobs: Sequence[Job], told: About, queries: Mapping[str, str] = TABLES) -> dict[str, int]:
    """Write every file in one walk; how many rows (or awards) each table had."""
    with ExitStack() as opened:
        listening = [(opened.enter_context(job.form.begin(job.target, told)), job.hears) for job in jobs]
        counts = {}
        for name in [*queries, RECORDS]:
            if sinks := [sink for sink, hears in listening if name in hears]:
                counts[name] = (
                    _tell_records(trace, sinks) if name == RECORDS else _tell(trace, name, queries[name], sinks)
                )
    return counts


def write_one(trace: Trace, job: Job, told: About) -> dict[str, int]:
    """Write one file beside its target and rename it into place; how many rows (or awards) each table had."""
    with TemporaryDirectory(prefix=".new-", dir=job.target.parent) as folder:
        beside = Path(folder) / job.target.name
        counts = walk(trace, [replace(job, target=beside)], told)
        beside.replace(job.target)
    return counts


def _tell(trace: Trace, name: str, query: str, sinks: Sequence[Sink]) -> int:
    cursor = trace.connection.cursor().execute(query)
    columns = [column[0] for column in cursor.description or ()]
    sheet = Sheet(name, columns, DECIMALS.intersection(columns))
    for sink in sinks:
        sink.table(sheet)
    count = 0
    for batch in _batches(cursor, [place for place, column in enumerate(columns) if column in MONEY]):
        count += len(batch)
        for sink in sinks:
            sink.rows(batch)
    return count


def _batches(cursor: Any, money: Sequence[int]) -> Iterator[list[Row]]:
    """The rows of a cursor, cents turned into dollars."""
    while batch := cursor.fetchmany(_BATCH):
        yield [_in_dollars(row, money) for row in batch] if money else batch


def _in_dollars(row: tuple[Any, ...], money: Sequence[int]) -> Row:
    cells = list(row)
    for place in money:
        if cells[place] is not None:
            cells[place] = dollars(cells[place])
    return tuple(cells)


def _tell_records(trace: Trace, sinks: Sequence[Sink]) -> int:
    count = 0
    for record in _records(trace):
        count += 1
        for sink in sinks:
            sink.record(record)
    return count


def _records(trace: Trace) -> Iterator[Record]:
    """The awards in the order of their keys; the tables are read side by side, a batch of each in memory."""
    transactions = _by_award(trace, _TRANSACTIONS)
    attributions = _by_award(trace, _ATTRIBUTIONS)
    documents = _by_award(trace, _DOCUMENTS)
    for award in _dicts(trace, _AWARDS):
        key = award["award_key"]
        yield Record(award, transactions(key), attributions(key), documents(key))


def _by_award(trace: Trace, query: str) -> Callable[[str], Sequence[Mapping[str, Any]]]:
    """Gives the rows of one award after the other; the awards must be asked for in the order of their keys."""
    groups = groupby(_dicts(trace, query), itemgetter("award_key"))
    waiting = next(groups, None)

    def of(award_key: str) -> Sequence[Mapping[str, Any]]:
        nonlocal waiting
        if waiting is None or waiting[0] != award_key:
            return ()
        rows = list(waiting[1])
        waiting = next(groups, None)
        return rows

    return of


def _dicts(trace: Trace, query: str) -> Iterator[Mapping[str, Any]]:
    cursor = trace.connection.cursor().execute(query)
    columns = [column[0] for column in cursor.description or ()]
    batches: Iterator[list[Any]] = iter(lambda: cursor.fetchmany(_BATCH), [])
    for row in chain.from_iterable(batches):
        yield dict(zip(columns, row, strict=True))
