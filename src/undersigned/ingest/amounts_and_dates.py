"""How a file writes its amounts and days: looked at once, over all rows, before any of them is read."""

from dataclasses import dataclass

import duckdb

from undersigned.engine.duck import literal, quoted
from undersigned.sources.base import Source

_MONTH_FIRST = (
    "%m/%d/%y",
    "%m/%d/%Y",
    "%m-%d-%Y",
    "%d-%b-%y",
    "%d-%b-%Y",
    "%B %d, %Y",
    "%b %d, %Y",
    "%Y/%m/%d",
)
_DAY_FIRST = (
    "%d/%m/%y",
    "%d/%m/%Y",
    "%d.%m.%y",
    "%d.%m.%Y",
    "%d-%m-%Y",
    "%d-%b-%y",
    "%d-%b-%Y",
    "%d %B %Y",
    "%d %b %Y",
    "%Y/%m/%d",
)
"""Two digits of a year are tried before four: `%Y` would take `21` for the year 21."""

_SPACE = r"\s\x{00A0}\x{202F}"
_GROUPS = rf"[,'{_SPACE}]"
_SIGNED = rf"[{_SPACE}]*[(-]?[{_SPACE}]*[(-]?[{_SPACE}]*%s[{_SPACE}]*[)-]?[{_SPACE}]*"
_WITH_POINT = _SIGNED % rf"(\d{{1,3}}([,'{_SPACE}]\d{{3}})+|\d*)(\.\d*)?"
_WITH_COMMA = _SIGNED % rf"(\d{{1,3}}([.'{_SPACE}]\d{{3}})+|\d*)(,\d*)?"
_POINT_AFTER_ALL = _SIGNED % r"\d+\.(\d{1,2}|\d{4,})"
"""Digits after a point that cannot be a group of thousands: what a spreadsheet itself writes."""


MONEY = ("obligation", "total_obligation", "subaward_amount")
"""Our columns of amounts; a file's money is in the first of them that it has."""
NUMBER = "DECIMAL(28,8)"
"""Wide enough for every amount that fits in whole cents, and fine enough to round once."""
_SMALL_NUMBER = "DECIMAL(18,8)"
"""The same for amounts below ten billion dollars: in 64 bits, where rounding costs a tenth of what it does in 128."""


@dataclass(frozen=True, slots=True)
class Habits:
    """What the rows show: day before month, amounts written with signs and commas, fractions of a cent.

    `net` is the sum in cents of every amount that can be read, against which the books are balanced.
    """

    net: int
    day_first: bool
    day_first_rows: int
    month_first_rows: int
    undecided_days: int
    amounts_as_text: int
    fractions_of_a_cent: int


def cents(column: str, decimal_comma: bool = False) -> str:
    """SQL: text to whole cents; NULL where it is no amount.

    `$1,234.50`, `(8.00)` and `1 234,50` (with a decimal comma) are read; more than two decimals are rounded.
    CASE, not coalesce: of a coalesce the engine works out common parts for all rows, here regular expressions.
    """
    small, plain = (f"TRY_CAST({column} AS {number})" for number in (_SMALL_NUMBER, NUMBER))
    written = _written_amount(column, decimal_comma)
    if decimal_comma:
        return f"TRY_CAST(round({written} * 100) AS BIGINT)"
    return (
        f"CASE WHEN {small} IS NOT NULL THEN CAST(round({small}, 2) * 100 AS BIGINT) "
        f"ELSE TRY_CAST(round(CASE WHEN {plain} IS NOT NULL THEN {plain} ELSE {written} END * 100) AS BIGINT) END"
    )


def _written_amount(column: str, decimal_comma: bool) -> str:
    bare = f"regexp_replace({column}, '[$€£]|USD', '', 'g')"
    without_groups = f"regexp_replace({bare}, {literal(_GROUPS)}, '', 'g')"
    number = f"CASE WHEN regexp_full_match({bare}, {literal(_WITH_POINT)}) THEN {without_groups} END"
    if decimal_comma:
        with_point = f"replace(regexp_replace({bare}, {literal(_GROUPS.replace(',', '.'))}, '', 'g'), ',', '.')"
        number = (
            f"CASE WHEN regexp_full_match({bare}, {literal(_WITH_COMMA)}) THEN {with_point} "
            f"WHEN regexp_full_match({bare}, {literal(_POINT_AFTER_ALL)}) THEN {without_groups} END"
        )
    signed = f"regexp_replace({number}, '^\\((.*)\\)$|^(.*)-$', '-\\1\\2')"
    return f"TRY_CAST({signed} AS {NUMBER})"


def day(column: str, day_first: bool) -> str:
    """SQL: text to a date; NULL where it is none. ISO dates first, then the file's own habit; times are cut off."""
    formats = ", ".join(f"'{form}'" for form in (_DAY_FIRST if day_first else _MONTH_FIRST))
    bare = f"regexp_replace({column}, '[ T]\\d{{1,2}}:\\d\\d(:\\d\\d)?.*$', '')"
    return (
        f"CASE WHEN {column} IS NULL THEN NULL "
        f"WHEN substr({column}, 5, 1) = '-' THEN TRY_CAST(substr({column}, 1, 10) AS DATE) "
        f"ELSE CAST(TRY_STRPTIME({bare}, [{formats}]) AS DATE) END"
    )


def habits(source: Source, found: dict[str, str], staged: str, connection: duckdb.DuckDBPyConnection) -> Habits:
    """Look over all staged rows. Days: some first number over 12 and no second one means day first."""
    amount = quoted(next(found[column] for column in MONEY if column in found))
    date_name = found.get("action_date")
    date = quoted(date_name) if date_name else "NULL::VARCHAR"
    first = f"TRY_CAST(regexp_extract({date}, '^(\\d{{1,2}})[/.-]\\d{{1,2}}[/.-]', 1) AS INTEGER)"
    second = f"TRY_CAST(regexp_extract({date}, '^\\d{{1,2}}[/.-](\\d{{1,2}})[/.-]', 1) AS INTEGER)"
    small = "NULL" if source.decimal_comma else f"TRY_CAST({amount} AS {_SMALL_NUMBER})"
    number = f"TRY_CAST({amount} AS {NUMBER})"
    ((net, day_first, month_first, undecided, as_text, fractions),) = connection.execute(
        f"""SELECT coalesce(sum(cents), 0),
                   count(*) FILTER (plain_day IS NULL AND first > 12),
                   count(*) FILTER (plain_day IS NULL AND second > 12),
                   count(*) FILTER (plain_day IS NULL AND first <= 12 AND second <= 12),
                   count(*) FILTER (small IS NULL AND number IS NULL AND amount IS NOT NULL
                                    AND regexp_matches(amount, '\\d')),
                   count(*) FILTER (CASE WHEN small IS NOT NULL THEN round(small, 2) != small
                                         ELSE number * 100 != cents END)
            FROM (SELECT {amount} AS amount, CAST({small} AS {_SMALL_NUMBER}) AS small,
                         CASE WHEN {small} IS NULL THEN {number} END AS number,
                         {cents(amount, source.decimal_comma)} AS cents,
                         TRY_CAST(substr({date}, 1, 10) AS DATE) AS plain_day,
                         CASE WHEN substr({date}, 5, 1) != '-' THEN {first} END AS first,
                         CASE WHEN substr({date}, 5, 1) != '-' THEN {second} END AS second
                  FROM {staged})"""
    ).fetchall()
    decided = bool(day_first) and not month_first
    return Habits(
        net=int(net),
        day_first=decided or source.dates == "day-first",
        month_first_rows=int(month_first),
        day_first_rows=int(day_first),
        undecided_days=int(undecided),
        amounts_as_text=int(as_text),
        fractions_of_a_cent=int(fractions),
    )
