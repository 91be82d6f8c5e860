"""One table on its way into a case: staged, typed, checked, kept, and its books closed."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from undersigned.engine.duck import literal, quoted
from undersigned.errors import InputError
from undersigned.ingest import (
    amounts_and_dates,
    marks,
    normalising,
    numbered,
    persons,
    rejecting,
    repeats,
    staging,
    suspicions,
)
from undersigned.ingest.normalising import Reading
from undersigned.ingest.recognising import Incoming
from undersigned.ingest.staging import VIEW, Staged
from undersigned.sources import base
from undersigned.terms.progress import Progress
from undersigned.terms.reconciliation import Reconciliation

_LASTING = (
    "COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE 30720, DICTIONARY_SIZE_LIMIT 3000, WRITE_BLOOM_FILTER false"
)
"""Half the size of the engine's usual compression, at the same speed.

Its dictionaries stay in the processor's cache, and columns without repeats give them up soon: 5 million rows of ten
columns cost a third less than in groups of the usual 122,880 rows.
"""


@dataclass(frozen=True, slots=True)
class Keeping:
    """The road of one table: `work` holds its raw text, `folder` what the case will have of it."""

    incoming: Incoming
    work: Path
    folder: Path
    connection: duckdb.DuckDBPyConnection
    progress: Progress

    def books(self) -> Reconciliation:
        """Write rows, rejects and books; the books must balance before anything is moved into the case."""
        table, connection = self.incoming.table, self.connection
        staged = staging.stage(table, self.incoming.source, self.work, connection, self.progress)
        reading = self._reading(staged)
        connection.execute(f"CREATE OR REPLACE TEMP VIEW typed AS {normalising.typed(reading, VIEW)}")
        repeats.find(reading, staged, connection)
        self._keep(reading, staged)
        rejecting.mark(reading, staged, connection)
        rejected = rejecting.write(table, reading, staged, self.folder / "rejects.parquet", connection)
        books = self._reconcile(reading, staged, rejected)
        self._must_be_worth_keeping(books, rejected.first)
        (self.folder / "reconciliation.json").write_text(json.dumps(books.as_dict(), indent=1) + "\n", encoding="utf-8")
        staging.forget(staged)
        return books

    def _reading(self, staged: Staged) -> Reading:
        source, header = self.incoming.source, self.incoming.table.header()
        found = source.found(list(header))
        told = [found[column] for column in (*amounts_and_dates.MONEY, "action_date") if column in found]
        narrow = staged.view("amounts_and_dates", staged.texts().only(told), self.connection)
        habits = amounts_and_dates.habits(source, found, narrow, self.connection)
        for mark, column in (("natural_recipient", "recipient_name"), ("natural_prime", "prime_name")):
            if column in found:
                self._mark_natural(mark, found[column], staged)
        return Reading(source, found, header, habits, self.incoming.file_id)

    def _mark_natural(self, mark: str, column: str, staged: Staged) -> None:
        narrow = staged.view("paid", staged.texts().only(["row", column]), self.connection)
        paid = quoted(column)
        names = self.connection.execute(f"SELECT DISTINCT {paid} FROM {narrow}").fetchall()
        natural = persons.natural_among(name for (name,) in names)
        self.connection.execute("CREATE OR REPLACE TEMP TABLE natural_names AS SELECT unnest(?::VARCHAR[])", [natural])
        rows = f"SELECT row FROM {narrow} WHERE {paid} IN (FROM natural_names)"
        marks.put(mark, rows, staged.rows, self.connection)

    def _keep(self, reading: Reading, staged: Staged) -> None:
        """Write `rows.parquet`; the view `kept` reads it back, the table `repeated` has the exact repeats."""
        target = literal(str(self.folder / "rows.parquet"))
        marks.put("again", "FROM again", staged.rows, self.connection)
        rows = f"(SELECT * FROM typed WHERE reason IS NULL AND NOT {marks.has('again')})"
        self.connection.execute(f"COPY ({normalising.kept(reading, rows)}) TO {target} (FORMAT parquet, {_LASTING})")
        self.connection.execute(f"CREATE OR REPLACE TEMP VIEW kept AS FROM read_parquet({target})")
        self.connection.execute(
            "CREATE OR REPLACE TEMP TABLE repeated AS "
            "SELECT sharing_typed.*, first FROM sharing_typed JOIN again USING (row) WHERE same"
        )

    def _reconcile(self, reading: Reading, staged: Staged, rejected: rejecting.Rejected) -> Reconciliation:
        money = reading.money()
        texts = [column.name for column in normalising.columns_kept(reading) if column.name in normalising.MASKED_TEXTS]
        touched = " OR ".join(f"contains({text}, ' masked]')" for text in texts) or "false"
        kept, net_kept, first, last, individuals, masked = self._one(
            f"""SELECT count(*), coalesce(sum({money}), 0), min(action_date), max(action_date),
                       count(*) FILTER (individual), count(*) FILTER ({touched}) FROM kept"""
        )
        repeated, net_repeated = self._one(f"SELECT count(*), coalesce(sum({money}), 0) FROM repeated")
        table, source, header = self.incoming.table, self.incoming.source, list(self.incoming.table.header())
        found = [
            *suspicions.find(reading, table.name, staged.repaired, self.connection),
            *numbered.suspicions(table, source, self.incoming.empty),
        ]
        return Reconciliation(
            file_id=self.incoming.file_id,
            name=table.name,
            sha256=self.incoming.sha256,
            shape=source.name,
            title=source.title,
            rows_read=staged.rows,
            kept=kept,
            rejected=rejected.count,
            repeated=repeated,
            net_read=reading.habits.net,
            net_kept=int(net_kept),
            net_rejected=rejected.cents,
            net_repeated=int(net_repeated),
            first_day=str(first) if first else None,
            last_day=str(last) if last else None,
            individuals=individuals,
            masked=masked,
            not_understood=tuple(source.not_understood(header)),
            absent=tuple(source.absent(header)),
            personal=tuple(base.personal(header)),
            not_read=self.incoming.not_read,
            suspicions=tuple(found),
            reject_reasons=rejected.reasons(),
            parts=numbered.counted(table, [part.rows for part in staged.parts]),
        )

    def _must_be_worth_keeping(self, books: Reconciliation, first: rejecting.Reject | None) -> None:
        if not books.kept:
            place = f"line {first.line}" if first and first.line else "row 1"
            why = f" First, {place}: {first.reason}." if first else ""
            raise InputError(f"{books.name}: none of its {books.rows_read:,} rows can be kept.{why} Nothing was added.")
        if not books.balances():
            raise InputError(
                f"{books.name}: the books do not balance ({books.rows_read:,} rows read, {books.kept:,} kept, "
                f"{books.rejected:,} rejected, {books.repeated:,} repeated). Nothing was added; please report this."
            )

    def _one(self, query: str) -> tuple[Any, ...]:
        """The single row of an aggregate."""
        return self.connection.execute(query).fetchall()[0]
