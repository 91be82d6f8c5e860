"""Read a finished trace: what the terminal, the exports and later the pages ask of it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from sys import intern
from typing import Any

import duckdb
from rapidfuzz import fuzz, process

from undersigned.case.folder import Case
from undersigned.companies.names import core
from undersigned.engine.duck import literal
from undersigned.errors import CaseError
from undersigned.terms.claim import Claim
from undersigned.terms.sentence import Worded

TABLES = (
    "transactions",
    "awards",
    "companies",
    "attributions",
    "steps",
    "claims",
    "citations",
    "documents",
    "quotations",
    "award_documents",
)
CLOSE_ENOUGH = 85.0
"""Out of 100: names at least this alike are offered where the one asked for is not there."""
MOST_OFFERED = 5
_BETWEEN_WORDS = re.compile(r"[^\w&+]|_")


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

    def rows_in_batches(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """The same for more rows than should stand in memory at once."""
        cursor = self.connection.cursor().execute(query, list(values))
        while batch := cursor.fetchmany(10_000):
            yield from batch

    def find(self, asked: str) -> list[Subject]:
        """The subjects with that name, whatever its case; a company's recipient names and identifier count too.

        Words that only one name has find it, unless they are also a product's name. `_` is a space.

        Raises:
            CaseError: there is none, or several fit; the sentence says which, or offers the closest names.
        """
        if exact := self._named(asked) or self._named("_".join(asked.split())):
            return exact
        names = self._names_with(asked)
        products = self._products_with(asked)
        if len(names) == 1 and not any(_spoken(product) == _spoken(asked) for product, _ in products):
            return self._named(names[0])
        raise CaseError(f"Nothing in this case is called {asked!r}.{self._offer(asked, names, products)}")

    def _named(self, asked: str) -> list[Subject]:
        rows = self.rows(
            """SELECT subject_kind, subject FROM claims WHERE lower(subject) = lower(?)
               UNION SELECT 'company', company_name FROM companies WHERE lower(?) IN (lower(recipient_name), company_id)
               ORDER BY ALL""",
            asked,
            asked,
        )
        return [Subject(*row) for row in rows]

    def _names_with(self, asked: str) -> list[str]:
        """The names of subjects with these words in this order; a recipient name stands for its company."""
        rows = self.rows(
            "SELECT subject, subject FROM claims UNION SELECT recipient_name, company_name FROM companies ORDER BY ALL"
        )
        return sorted({name for spelling, name in rows if _has_words(spelling, asked)})

    def _products_with(self, asked: str) -> list[tuple[str, str]]:
        """The products, each with its maker, that have these words in their names."""
        rows = self.rows("SELECT DISTINCT product, maker FROM attributions WHERE product != '' ORDER BY ALL")
        return [(product, maker) for product, maker in rows if _has_words(product, asked)]

    def _offer(self, asked: str, names: list[str], products: list[tuple[str, str]]) -> str:
        """What to ask for instead, as sentences with a space before each; of names alike, mere companies come last."""
        said = ""
        if products:
            told = dict.fromkeys(f"{product} is a product of {maker!r}" for product, maker in products)
            said += f" {_listed(list(told))}."
        if names:
            noun = "name" if len(names) == 1 else "names"
            said += f" The {noun} {_listed(list(map(repr, names)))} {'has' if len(names) == 1 else 'have'} these words."
        if said:
            return said
        rows = self.rows(
            "SELECT subject FROM claims GROUP BY subject ORDER BY bool_and(subject_kind = 'company'), subject"
        )
        known = [name for (name,) in rows]
        close = process.extract(
            asked, known, scorer=fuzz.WRatio, processor=core, limit=MOST_OFFERED, score_cutoff=CLOSE_ENOUGH
        )
        return f" Did you mean {' or '.join(repr(name) for name, _, _ in close)}?" if close else ""

    def claims(self, subject: Subject) -> list[Claim]:
        """Every claim about a subject; a quotation may be about several."""
        rows = self.rows(
            f"""SELECT {_CLAIM} FROM claims WHERE (subject_kind = $1 AND subject = $2) OR claim_id IN (
                    SELECT claim_id FROM (SELECT claim_id, unnest(subject_kinds) AS kind, unnest(subjects) AS name
                                          FROM quotations) WHERE (kind, name) = ($1, $2))
                ORDER BY claim_id""",
            subject.kind,
            subject.name,
        )
        return [_claim(row) for row in rows]

    def every_claim(self) -> Iterator[Claim]:
        """All claims, by subject."""
        rows = self.rows_in_batches(f"SELECT {_CLAIM} FROM claims ORDER BY subject_kind, subject, claim_id")
        return map(_claim, rows)

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


def _spoken(name: str) -> str:
    """A name as its words, whatever its case and what stands between them."""
    return " ".join(_BETWEEN_WORDS.sub(" ", name.casefold()).split())


def _has_words(name: str, asked: str) -> bool:
    """True where the name has the words asked for, whole and in this order."""
    words = _spoken(asked)
    return bool(words) and f" {words} " in f" {_spoken(name)} "


def _listed(parts: list[str]) -> str:
    more = f" and {len(parts) - MOST_OFFERED:,} more" if len(parts) > MOST_OFFERED else ""
    return ", ".join(parts[:MOST_OFFERED]) + more


_FIELDS = tuple(field.name for field in fields(Claim))
_CLAIM = ", ".join(_FIELDS)


def _claim(row: tuple[Any, ...]) -> Claim:
    told: dict[str, Any] = dict(zip(_FIELDS, row, strict=True))
    wordings = tuple(map(intern, told["caveat_wordings"]))
    return Claim(
        **{
            **told,
            "statement": Worded(told["statement"], told["wording"]),
            "caveats": tuple(map(_caveat, told["caveats"], wordings)),
            "caveat_wordings": wordings,
            "sources": tuple(map(intern, told["sources"])),
        }
    )


@lru_cache(maxsize=4096)
def _caveat(sentence: str, wording: str) -> Worded:
    """A caveat; many claims share it, and it stands in memory once."""
    return Worded(sentence, wording)


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
