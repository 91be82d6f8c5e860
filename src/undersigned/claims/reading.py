"""Read a finished trace: what the terminal, the exports and later the pages ask of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import duckdb
from rapidfuzz import fuzz, process, utils

from undersigned.case.folder import Case
from undersigned.engine.duck import literal
from undersigned.errors import CaseError
from undersigned.terms.claim import Claim

TABLES = ("transactions", "awards", "companies", "attributions", "steps", "claims", "citations")
CLOSE_ENOUGH = 70.0
"""Out of 100: names at least this alike are offered where the one asked for is not there."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that claims are about: a maker, an agency, a reseller, a company, a category."""

    kind: str
    name: str


class Trace:
    """The tables of one trace, open for reading; use `reading`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, case: Case) -> None:
        self.connection = connection
        self.case = case

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows of a query over the trace's tables; values stand for `?`."""
        return self.connection.execute(query, list(values)).fetchall()

    def find(self, asked: str) -> list[Subject]:
        """The subjects with that name, whatever its case; a company's recipient names and identifier count too.

        Raises:
            CaseError: there is none; the sentence offers the closest names.
        """
        rows = self.rows(
            """SELECT subject_kind, subject FROM claims WHERE lower(subject) = lower(?)
               UNION SELECT 'company', company_name FROM companies WHERE lower(?) IN (lower(recipient_name), company_id)
               ORDER BY ALL""",
            asked,
            asked,
        )
        if rows:
            return [Subject(*row) for row in rows]
        names = [name for (name,) in self.rows("SELECT DISTINCT subject FROM claims ORDER BY subject")]
        close = process.extract(
            asked, names, scorer=fuzz.WRatio, processor=utils.default_process, limit=3, score_cutoff=CLOSE_ENOUGH
        )
        offer = f" Did you mean {' or '.join(repr(name) for name, _, _ in close)}?" if close else ""
        raise CaseError(f"Nothing in this case is called {asked!r}.{offer}")

    def claims(self, subject: Subject) -> list[Claim]:
        """Every claim about a subject."""
        rows = self.rows(
            f"SELECT {_CLAIM} FROM claims WHERE subject_kind = ? AND subject = ? ORDER BY claim_id",
            subject.kind,
            subject.name,
        )
        return [_claim(row) for row in rows]

    def claim(self, claim_id: str) -> Claim:
        """One claim.

        Raises:
            CaseError: there is no such claim.
        """
        rows = self.rows(f"SELECT {_CLAIM} FROM claims WHERE lower(claim_id) = lower(?)", claim_id)
        if not rows:
            raise CaseError(
                f"There is no claim {claim_id!r} in this case. `undersigned show NAME` lists the claims about a name."
            )
        return _claim(rows[0])


_FIELDS = tuple(field.name for field in fields(Claim))
_CLAIM = ", ".join(_FIELDS)


def _claim(row: tuple[Any, ...]) -> Claim:
    told: dict[str, Any] = dict(zip(_FIELDS, row, strict=True))
    return Claim(**{**told, "caveats": tuple(told["caveats"]), "sources": tuple(told["sources"])})


@contextmanager
def reading(case: Case) -> Iterator[Trace]:
    """Open the current trace of a case.

    Raises:
        CaseError: the case is not traced since the last file was added, or a table is missing.
    """
    folder = case.trace_folder()
    with duckdb.connect() as connection:
        for table in TABLES:
            _open(connection, table, folder / f"{table}.parquet")
        try:
            yield Trace(connection, case)
        except duckdb.Error as error:
            first_line = str(error).splitlines()[0]
            raise CaseError(
                f"The trace is damaged ({first_line}). Run: undersigned trace --case {case.folder}"
            ) from error


def _open(connection: duckdb.DuckDBPyConnection, table: str, path: Path) -> None:
    try:
        connection.execute(f"CREATE VIEW {table} AS FROM read_parquet({literal(str(path))})")
    except duckdb.Error as error:
        raise CaseError(f"{path} is missing or damaged. Trace the case again with: undersigned trace") from error
