"""What looks wrong in a file, slice by slice: found here, carried to every figure it touches."""

import re
from collections import Counter

import duckdb

from undersigned.ingest.normalising import Reading
from undersigned.terms.reconciliation import Suspicion
from undersigned.terms.text import count as counted

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
        sentence = f"Not UTF-8: {counted(repaired_lines, 'line')}, read as Windows-1252, so accents may be wrong."
        found.append(Suspicion("mixed encodings", sentence, repaired_lines))
    return found


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
        where = _where(agency, year)
        edge = f" ({at_edge:,} across a multiple of {page}, a page's edge)" if reading.source.page else ""
        rows_repeat = "1 row repeats" if count == 1 else f"{count:,} rows repeat"
        sentence = f"{where}: {rows_repeat} an earlier row exactly{edge}; each is counted once."
        found.append(Suspicion("exact repeats", sentence, count, agency, year))
    return found


def _stopped_early(page: int, connection: duckdb.DuckDBPyConnection) -> list[Suspicion]:
    """Pages come sorted by amount: a slice of whole pages without one negative amount probably lacks its end."""
    return [
        Suspicion(
            "fetch stopped early",
            f"{_where(agency, year)}: exactly {count:,} rows, whole pages of {page}, and not one negative amount: the "
            "fetch probably stopped early, so smaller and negative rows are missing and the true net sum is another.",
            count,
            agency,
            year,
        )
        for agency, year, count, least in _slices(connection)
        if count % page == 0 and least is not None and least >= 0
    ]


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
    return [
        Suspicion(
            "dates outside the fiscal year",
            f"{_are(count, 'row')} of fiscal year {other} in a file of fiscal year {year}; "
            f"{'it counts' if count == 1 else 'they count'} in {other}.",
            count,
            None,
            other,
        )
        for other, count in sorted(counts.items())
        if other != year
    ]


def _named_year(name: str) -> int | None:
    """The fiscal year in a file's name, such as `records_fy2031.csv`; None where another year stands there too."""
    years = set(re.findall(r"(?<!\d)(?:19|20|21)\d\d(?!\d)", name))
    named = re.search(r"fy_?(\d{4})(?!\d)", name, re.IGNORECASE)
    return int(named[1]) if named and len(years | {named[1]}) == 1 else None


def _habits(reading: Reading) -> list[Suspicion]:
    habits = reading.habits
    found = []
    if habits.day_first and reading.source.dates == "month-first":
        sentence = (
            "Days are written before months, as a spreadsheet does; they were read so. Dates up to the 12th cannot be "
            "checked."
        )
        found.append(Suspicion("day-first dates", sentence, habits.day_first_rows))
    elif habits.day_first_rows and habits.month_first_rows:
        order = "day first" if habits.day_first else "month first"
        misfits = habits.month_first_rows if habits.day_first else habits.day_first_rows
        sentence = (
            f"{counted(habits.day_first_rows, 'row')} with the day before the month, {habits.month_first_rows:,} the "
            f"other way round. They cannot all be read rightly: all were read {order}; "
            f"{counted(misfits, 'row')} cannot be read so and {'is' if misfits == 1 else 'are'} rejected."
        )
        found.append(Suspicion("mixed date orders", sentence, misfits))
    elif habits.undecided_days and not (
        habits.day_first_rows or habits.month_first_rows or reading.source.federal_award_key
    ):
        order = "day first" if habits.day_first else "month first"
        sentence = (
            f"{counted(habits.undecided_days, 'date')} could be read either way and "
            f"{_were(habits.undecided_days)} read {order}. The mapping can say otherwise."
        )
        found.append(Suspicion("undecided dates", sentence, habits.undecided_days))
    if habits.amounts_as_text:
        sentence = (
            f"{_are(habits.amounts_as_text, 'amount')} text with signs, commas or words, as from a spreadsheet; those "
            "that make an amount were read."
        )
        found.append(Suspicion("numbers as text", sentence, habits.amounts_as_text))
    if habits.fractions_of_a_cent:
        number = habits.fractions_of_a_cent
        sentence = f"{counted(number, 'amount')} with fractions of a cent {_were(number)} rounded to the cent."
        found.append(Suspicion("fractions of a cent", sentence, habits.fractions_of_a_cent))
    return found


def _where(agency: str | None, year: int | None) -> str:
    parts = [agency or "no agency", f"fiscal year {year}" if year else "no fiscal year"]
    return ", ".join(parts)


def _are(number: int, noun: str) -> str:
    return f"{counted(number, noun)} {'is' if number == 1 else 'are'}"


def _were(number: int) -> str:
    return "was" if number == 1 else "were"
