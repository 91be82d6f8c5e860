"""What ingest dropped from the original files, read again from these: the self-check looks for it in the site.

The values stay in memory and are written nowhere but into a temporary folder outside case and site, which vanishes.
"""

import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from undersigned.case.folder import Case
from undersigned.claims.reading import Trace
from undersigned.engine.duck import connect, literal, quoted
from undersigned.errors import InputError
from undersigned.ingest import heading, numbered, opening, staging
from undersigned.ingest.normalising import OF_THE_PRIME, OF_THE_RECIPIENT
from undersigned.ingest.numbered import Columned, Table
from undersigned.ingest.opening import Opened
from undersigned.ingest.persons import natural_among
from undersigned.settings import Settings
from undersigned.sources.base import Source, personal
from undersigned.sources.table import guess
from undersigned.terms.progress import Silent
from undersigned.terms.text import NOT_A_WORD, ascii_upper

SHORTEST = 6
"""Letters and digits; shorter values stand everywhere by chance."""
_LONG_NUMBER = 7
_PUBLIC = """
    SELECT recipient_name FROM transactions UNION SELECT recipient_raw_name FROM transactions
    UNION SELECT recipient_dba FROM transactions UNION SELECT parent_name FROM transactions
    UNION SELECT recipient_city FROM transactions UNION SELECT office FROM transactions
    UNION SELECT agency FROM transactions UNION SELECT product_service FROM transactions
    UNION SELECT industry FROM transactions UNION SELECT company_name FROM transactions
    UNION SELECT family_name FROM transactions UNION SELECT maker FROM attributions
    UNION SELECT product FROM attributions"""
_TEXTS = "SELECT description FROM transactions UNION SELECT opening_words FROM awards"
_AMOUNTS = """
    SELECT abs(obligation) FROM transactions UNION SELECT abs(obligation) FROM awards
    UNION SELECT abs(figure) FROM claims WHERE unit = 'cents'"""


def dropped(trace: Trace, paths: Iterable[Path]) -> dict[str, tuple[str, ...]]:
    """Every dropped value that is not public as well, as words between spaces, each under its rarest word.

    Raises:
        InputError: a file is not one of the case, or cannot be read.
    """
    values: set[str] = set()
    for path in paths:
        with tempfile.TemporaryDirectory(prefix="undersigned-") as scratch:
            for value in _of_file(path, trace.case, Path(scratch)):
                values.update(_said(value))
    return _by_rarest_word(values, trace)


def _of_file(path: Path, case: Case, scratch: Path) -> Iterator[str]:
    examined = opening.examine(path, Silent())
    if all(book.sha256 != examined.sha256 for book in case.reconciliations()):
        raise InputError(
            f"{path} is not one of the files of this case (its SHA-256 is {examined.sha256}). "
            "Give the file as it was added."
        )
    opened = opening.look_inside(path, examined, scratch)
    with connect(Settings(), scratch) as connection:
        tables = numbered.tables(_with_rows(opened, connection))
    for table in tables:
        kept = case.file_folder(table.file_id(examined.sha256))
        if kept.is_dir():
            with connect(Settings(), scratch) as connection:
                yield from _Table(table, kept, scratch).values(connection)


def _with_rows(opened: Opened, connection: duckdb.DuckDBPyConnection) -> Iterator[Columned]:
    """The tables of a file; what else lies in a zip was not added."""
    for place, part in enumerate(opened.parts, start=1):
        try:
            yield Columned(part, heading.read(part, connection), place)
        except InputError:
            if not part.in_zip:
                raise


@dataclass(frozen=True, slots=True)
class _Table:
    """One table of an original file and the folder of what the case kept of it."""

    table: Table
    kept: Path
    scratch: Path

    def values(self, connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
        """The cells about persons: whole columns, and those of natural persons' rows."""
        of_persons, of_people = personal(list(self.table.header())), self._of_people()
        wanted = dict.fromkeys((*of_persons, *(name for names in of_people.values() for name in names)))
        if not wanted:
            return
        source = Source("original", "", "transactions", 1, {name: (name,) for name in wanted}, ())
        staging.stage(self.table, source, self.scratch, connection, Silent())
        for column in of_persons:
            yield from _distinct(connection, f"SELECT DISTINCT {quoted(column)} FROM {staging.VIEW}")
        connection.execute(f"CREATE OR REPLACE TEMP TABLE withheld AS SELECT row FROM {self._individuals()}")
        for name, leading_back in of_people.items():
            names = list(_distinct(connection, f"SELECT DISTINCT {quoted(name)} FROM {staging.VIEW}"))
            connection.execute(
                "CREATE OR REPLACE TEMP TABLE natural_names AS SELECT unnest(?::VARCHAR[])", [natural_among(names)]
            )
            marked = "row IN (FROM withheld) OR" if leading_back[0] == name else ""
            for column in leading_back:
                rows = f"SELECT DISTINCT {quoted(column)} FROM {staging.VIEW}"
                yield from _distinct(connection, f"{rows} WHERE {marked} {quoted(name)} IN (FROM natural_names)")

    def _of_people(self) -> dict[str, list[str]]:
        """The publisher's columns that name who is paid, each with the columns that lead back to the same person.

        The first of them is the name itself where the case's own marks tell of this column.
        """
        header, one = list(self.table.header()), self.table.parts[0]
        try:
            found = heading.recognise(one.columns, one.part.name).found(header)
        except InputError:
            guessed = guess(header).get("who_is_paid")
            return {guessed: [guessed]} if guessed else {}
        people = {}
        for name, others in (("recipient_name", OF_THE_RECIPIENT), ("prime_name", OF_THE_PRIME)):
            if name in found:
                leading_back = [found[other] for other in others if other in found and other != "recipient_city"]
                first = [found[name]] if name == "recipient_name" else []
                people[found[name]] = [*first, *leading_back, *([] if first else [found[name]])]
        return people

    def _individuals(self) -> str:
        return f"read_parquet({literal(str(self.kept / 'rows.parquet'))}) WHERE individual"


def _distinct(connection: duckdb.DuckDBPyConnection, query: str) -> Iterator[str]:
    for (value,) in connection.execute(query).fetchall():
        if value:
            yield value


def _said(value: str) -> Iterator[str]:
    """The ways in which pages and files may write a value; none for what is too short to be anybody's."""
    spoken = _spoken(value)
    digits = re.sub(r"\D", "", value)
    if re.fullmatch(r"\d+(?:\.\d+)?", value):
        whole = value.partition(".")[0]
        if len(digits) >= _LONG_NUMBER:
            yield spoken
        if len(digits) >= SHORTEST and int(whole) % 1000:
            yield f"{int(whole):,}"
    elif len(spoken.replace(" ", "")) >= SHORTEST:
        yield spoken
    if len(digits) == 10 and not re.search(r"[A-Za-z]", value):
        yield from (digits, f"{digits[:3]} {digits[3:6]} {digits[6:]}")


def _spoken(text: str) -> str:
    return " ".join(NOT_A_WORD.sub(" ", ascii_upper(text)).split())


def _by_rarest_word(values: set[str], trace: Trace) -> dict[str, tuple[str, ...]]:
    """The values that are not public too; words are counted in what the case tells."""
    names = [_spoken(text) for (text,) in trace.rows(_PUBLIC) if text]
    in_texts = Counter(word for (text,) in trace.rows(_TEXTS) if text for word in _spoken(text).split())
    counts = Counter(word for name in names for word in name.split()) + in_texts
    rarest = defaultdict(set)
    for value in values - _amounts(trace):
        if not (value.isalpha() and in_texts[value]):
            rarest[min(value.split(), key=lambda word: (counts[word] + _in_amounts(word), -len(word), word))].add(value)
    for name in names:
        for word in name.split():
            for value in [value for value in rarest.get(word, ()) if f" {value} " in f" {name} "]:
                rarest[word].discard(value)
    return {word: tuple(sorted(found)) for word, found in sorted(rarest.items()) if found}


def _amounts(trace: Trace) -> set[str]:
    """Amounts that the case tells, as words: somebody's pay may be the same by chance."""
    told = [divmod(cents, 100) for (cents,) in trace.rows(_AMOUNTS) if cents is not None]
    return {f"{whole} {cents:02d}" for whole, cents in told} | {f"{whole:,}" for whole, _ in told}


def _in_amounts(word: str) -> int:
    """How often a word stands in pages beside those that the case counts: short numbers are parts of amounts."""
    return 100 if word.isdigit() and len(word) < 5 else 0
