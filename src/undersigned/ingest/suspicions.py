"""What looks wrong in a file, slice by slice: found here, carried to every figure it touches."""

import re
from collections import Counter

import duckdb

from undersigned.ingest.normalising import Reading
from undersigned.terms.reconciliation import Suspicion
from undersigned.terms.sentence import Part, Template, Value, fixed

MISFILED_SHARE = 0.9
"""A file is of one fiscal year when its name says so or when this share of its rows lies in one."""


def find(reading: Reading, name: str, repaired_lines: int, connection: duckdb.DuckDBPyConnection) -> list[Suspicion]:
    """Every suspicion about the file behind the view `kept` and the table `repeated`, in which its repeats are."""
    found = [*_repeats(reading, connection), *_habits(reading)]
    if reading.source.page and reading.source.rows == "transactions":
        found += _stopped_early(reading.source.page, connection)
    if reading.source.rows == "transactions":
        found += _outside_the_year(name, connection)
    if repaired_lines:
        said = _ENCODINGS.counting(repaired_lines).said()
        found.append(Suspicion("mixed encodings", said, repaired_lines, wording=said.wording))
    return found


_ENCODINGS = Template(
    "Not UTF-8: {n} line, read as Windows-1252, so accents may be wrong.",
    "Not UTF-8: {n} lines, read as Windows-1252, so accents may be wrong.",
)


def _repeats(reading: Reading, connection: duckdb.DuckDBPyConnection) -> list[Suspicion]:
    """Exact repeats by slice; on a paged source those at a page's edge tell how the file was fetched.

    A slice lies together in a file, so a row's place in it is its distance from the slice's first row.
    """
    page = reading.source.page or 100
    rows = connection.execute(
        f"""WITH every AS ({_every("agency, row")}),
                 slices AS (SELECT agency, min(row) AS start, count(*) AS size, max(row) - min(row) + 1 AS span
                            FROM every WHERE EXISTS (FROM repeated) GROUP BY agency),
                 placed AS (SELECT repeated.agency, fiscal_year,
                                   repeated.row - (CASE WHEN size = span THEN start ELSE 1 END) AS place,
                                   repeated.first - (CASE WHEN size = span THEN start ELSE 1 END) AS first_place
                            FROM repeated JOIN slices USING (agency))
            SELECT agency, fiscal_year, count(*), count(*) FILTER (place // {page} != first_place // {page})
            FROM placed GROUP BY ALL ORDER BY ALL"""
    ).fetchall()
    found = []
    for agency, year, count, at_edge in rows:
        if reading.source.page:
            repeats = _REPEATS_AT_EDGE.counting(count, **_slice(agency, year), at_edge=at_edge, page=str(page))
        else:
            repeats = _REPEATS.counting(count, **_slice(agency, year))
        said = repeats.said()
        found.append(Suspicion("exact repeats", said, count, agency, year, said.wording))
    return found


_REPEATS = Template(
    "{agency}, {year}: {n} row repeats an earlier row exactly; each is counted once.",
    "{agency}, {year}: {n} rows repeat an earlier row exactly; each is counted once.",
)
_REPEATS_AT_EDGE = Template(
    "{agency}, {year}: {n} row repeats an earlier row exactly ({at_edge} across a multiple of {page}, a page's edge); "
    "each is counted once.",
    "{agency}, {year}: {n} rows repeat an earlier row exactly ({at_edge} across a multiple of {page}, a page's edge); "
    "each is counted once.",
)


def _stopped_early(page: int, connection: duckdb.DuckDBPyConnection) -> list[Suspicion]:
    """Pages come sorted by amount: a slice of whole pages without one negative amount probably lacks its end."""
    found = []
    for agency, year, count, least in _slices(connection):
        if count % page == 0 and least is not None and least >= 0:
            said = _STOPPED_EARLY.of(**_slice(agency, year), rows=count, page=str(page)).said()
            found.append(Suspicion("fetch stopped early", said, count, agency, year, said.wording))
    return found


_STOPPED_EARLY = Template(
    "{agency}, {year}: exactly {rows} rows, whole pages of {page}, and not one negative amount: the fetch probably "
    "stopped early, so smaller and negative rows are missing and the true net sum is another."
)


def _slices(connection: duckdb.DuckDBPyConnection) -> list[tuple[str | None, int | None, int, int | None]]:
    """Agency, fiscal year, rows and least amount of each slice that was fetched as one.

    A file of one fiscal year was fetched by agency: a row of it with another date, or none, came with the others.
    """
    every = f"({_every('agency, fiscal_year, obligation')})"
    years = dict(connection.execute(f"SELECT fiscal_year, count(*) FROM {every} GROUP BY ALL").fetchall())
    common = max(years, key=lambda year: years[year], default=None)
    whole = common is not None and years[common] >= MISFILED_SHARE * sum(years.values())
    year = f"{common}::INTEGER" if whole else "fiscal_year"
    return connection.execute(
        f"SELECT agency, {year} AS of_year, count(*), min(obligation) FROM {every} GROUP BY ALL ORDER BY ALL"
    ).fetchall()


def _every(columns: str) -> str:
    """SQL: these columns of all rows that came with their cells, those that are not kept among them."""
    return " UNION ALL ".join(f"SELECT {columns} FROM {table}" for table in ("kept", "repeated", "rejected_rows"))


def _outside_the_year(name: str, connection: duckdb.DuckDBPyConnection) -> list[Suspicion]:
    counts: Counter[int] = Counter(
        dict(
            connection.execute(
                "SELECT fiscal_year, count(*) FROM kept WHERE fiscal_year IS NOT NULL GROUP BY ALL"
            ).fetchall()
        )
    )
    if not counts:
        return []
    common, rows = counts.most_common(1)[0]
    year = _named_year(name)
    if year is None or counts[year] * 2 < counts.total():
        if rows < MISFILED_SHARE * counts.total():
            return []
        year = common
    found = []
    for other, count in sorted(counts.items()):
        if other != year:
            said = _OUTSIDE.counting(count, other=Value("year", other), year=Value("year", year)).said()
            found.append(Suspicion("dates outside the fiscal year", said, count, None, other, said.wording))
    return found


_OUTSIDE = Template(
    "{n} row is of fiscal year {other} in a file of fiscal year {year}; it counts in {other}.",
    "{n} rows are of fiscal year {other} in a file of fiscal year {year}; they count in {other}.",
)


def _named_year(name: str) -> int | None:
    """The fiscal year in a file's name, such as `records_fy2031.csv`; None where another year stands there too."""
    years = set(re.findall(r"(?<!\d)(?:19|20|21)\d\d(?!\d)", name))
    named = re.search(r"fy_?(\d{4})(?!\d)", name, re.IGNORECASE)
    return int(named[1]) if named and len(years | {named[1]}) == 1 else None


def _habits(reading: Reading) -> list[Suspicion]:
    """How the file writes days and amounts, where that is odd."""
    habits = reading.habits
    found = _days(reading)
    if number := habits.amounts_as_text:
        said = _AS_TEXT.counting(number).said()
        found.append(Suspicion("numbers as text", said, number, wording=said.wording))
    if number := habits.fractions_of_a_cent:
        said = _FRACTIONS.counting(number).said()
        found.append(Suspicion("fractions of a cent", said, number, wording=said.wording))
    return found


_AS_TEXT = Template(
    "{n} amount is text with signs, commas or words, as from a spreadsheet; those that make an amount were read.",
    "{n} amounts are text with signs, commas or words, as from a spreadsheet; those that make an amount were read.",
)
_FRACTIONS = Template(
    "{n} amount with fractions of a cent was rounded to the cent.",
    "{n} amounts with fractions of a cent were rounded to the cent.",
)


def _days(reading: Reading) -> list[Suspicion]:
    habits = reading.habits
    order = (_DAY_FIRST if habits.day_first else _MONTH_FIRST).of()
    if habits.day_first and reading.source.dates == "month-first":
        return [Suspicion("day-first dates", _AS_SPREADSHEETS, habits.day_first_rows)]
    if habits.day_first_rows and habits.month_first_rows:
        misfits = habits.month_first_rows if habits.day_first else habits.day_first_rows
        rows = _ROWS.counting(habits.day_first_rows)
        said = _MIXED.counting(misfits, rows=rows, others=habits.month_first_rows, order=order).said()
        return [Suspicion("mixed date orders", said, misfits, wording=said.wording)]
    sure = habits.day_first_rows or habits.month_first_rows or reading.source.federal_award_key
    if habits.undecided_days and not sure:
        said = _UNDECIDED.counting(habits.undecided_days, order=order).said()
        return [Suspicion("undecided dates", said, habits.undecided_days, wording=said.wording)]
    return []


_AS_SPREADSHEETS = fixed(
    "Days are written before months, as a spreadsheet does; they were read so. Dates up to the 12th cannot be checked."
)
_DAY_FIRST = Template("day first")
_MONTH_FIRST = Template("month first")
_ROWS = Template("{n} row", "{n} rows")
_MIXED = Template(
    "{rows} with the day before the month, {others} the other way round. They cannot all be read rightly: all were "
    "read {order}; {n} row cannot be read so and is rejected.",
    "{rows} with the day before the month, {others} the other way round. They cannot all be read rightly: all were "
    "read {order}; {n} rows cannot be read so and are rejected.",
)
_UNDECIDED = Template(
    "{n} date could be read either way and was read {order}. The mapping can say otherwise.",
    "{n} dates could be read either way and were read {order}. The mapping can say otherwise.",
)


def _slice(agency: str | None, year: int | None) -> dict[str, Part]:
    """Which slice: its agency and fiscal year, in words where a row has none."""
    of_year = _NO_YEAR.of() if not year else _YEAR.of(year=Value("year", year))
    return {"agency": agency or _NO_AGENCY.of(), "year": of_year}


_NO_AGENCY = Template("no agency")
_NO_YEAR = Template("no fiscal year")
_YEAR = Template("fiscal year {year}")
