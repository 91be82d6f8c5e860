"""Second step through the engine: staged text to rows in our terms, as one SQL statement a source."""

from dataclasses import dataclass

from undersigned.engine.duck import literal, quoted
from undersigned.ingest.amounts_and_dates import Habits, cents, day
from undersigned.ingest.persons import NEUTRAL_NAME, marked_individual, marked_prime, masked, without_name
from undersigned.sources.base import Source
from undersigned.terms.column import SUBAWARD, TRANSACTION, Column
from undersigned.terms.money import LARGEST_BELIEVABLE

BELIEVABLE_YEARS = (1900, 2199)
MASKED_TEXTS = ("description", "base_description")
OF_THE_RECIPIENT = (
    "recipient_raw_name",
    "recipient_dba",
    "recipient_uei",
    "recipient_duns",
    "parent_name",
    "parent_uei",
    "parent_duns",
    "recipient_city",
)
"""Withheld together with an individual's name, because they lead back to it."""
OF_THE_PRIME = ("prime_uei", "prime_parent_name", "prime_parent_uei")
"""The same for the recipient of the award from which a subaward is paid."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How one file is read: its source, the headings found, its habits, and where it comes from."""

    source: Source
    found: dict[str, str]
    header: tuple[str, ...]
    habits: Habits
    file_id: str

    def columns(self) -> tuple[Column, ...]:
        """Our columns for this kind of rows."""
        return SUBAWARD if self.source.rows == "subawards" else TRANSACTION

    def money(self) -> str:
        """The column whose cents this file is about."""
        return {
            "transactions": "obligation",
            "summaries": "total_obligation",
            "subawards": "subaward_amount",
        }[self.source.rows]


def columns_kept(reading: Reading) -> list[Column]:
    """Our columns that this file can fill; the others are not written and are read back as NULL."""
    filled = {*reading.found, *reading.source.constants, "fiscal_year"}
    if reading.source.federal_award_key:
        filled.add("agency_code")
    else:
        filled |= {"award_key", "modification"}
    return [column for column in reading.columns() if column.name in filled]


def typed(reading: Reading, numbered: str) -> str:
    """SQL: every staged row in our terms, unmasked, with `individual` and the reason why it cannot be kept, if any."""
    plain = ", ".join(f"{_plain(column, reading)} AS {column.name}" for column in reading.columns())
    money, date = (_text_of(reading, name) for name in (reading.money(), "action_date"))
    individual = marked_individual(reading.source, list(reading.header))
    if _is_subawards(reading):
        plain += f", {marked_prime(reading.source, list(reading.header))} AS prime_individual"
    return f"""
        SELECT * REPLACE ({_keys(reading)}, {_fiscal_year(reading)} AS fiscal_year), {reason(reading)} AS reason
        FROM (SELECT row, {plain}, {individual} AS individual, {money} AS raw_money, {date} AS raw_date
              FROM {numbered})"""


def kept(reading: Reading, typed_rows: str) -> str:
    """SQL: rows as the case keeps them: masked, neutral where a person is paid."""
    chosen = ", ".join(f"{_as_kept(column, reading)} AS {column.name}" for column in columns_kept(reading))
    return f"SELECT row, individual, {chosen} FROM {typed_rows}"


def _as_kept(column: Column, reading: Reading) -> str:
    person = "prime_individual" if column.name in ("prime_name", *OF_THE_PRIME) else "individual"
    if column.name in ("recipient_name", "prime_name"):
        return f"CASE WHEN {person} THEN {literal(NEUTRAL_NAME)} ELSE {column.name} END"
    if column.name in (*OF_THE_RECIPIENT, *OF_THE_PRIME):
        return f"CASE WHEN {person} THEN NULL ELSE {column.name} END"
    if column.name in MASKED_TEXTS:
        nameless = without_name(masked(column.name), "individual", "recipient_name")
        return without_name(nameless, "prime_individual", "prime_name") if _is_subawards(reading) else nameless
    return column.name


def _is_subawards(reading: Reading) -> bool:
    return reading.source.rows == "subawards"


def raw_texts(reading: Reading) -> str:
    """SQL: the texts that tell one row of this kind from another, as the publisher writes them."""
    texts = (
        f"coalesce({_text_of(reading, column)}, '0')" if column == "modification" else _text_of(reading, column)
        for column in _telling(reading)
    )
    return ", ".join(texts)


def key_columns(reading: Reading) -> list[str]:
    """The publisher's names of the columns with these texts."""
    return [reading.found[column] for column in _telling(reading) if column in reading.found]


def _telling(reading: Reading) -> tuple[str, ...]:
    if reading.source.rows == "transactions" and reading.source.federal_award_key:
        return ("award_key", "modification", "transaction_key")
    if reading.source.rows == "summaries":
        return ("award_key",)
    return tuple(column.name for column in reading.columns() if column.name in reading.found)


def reason(reading: Reading) -> str:
    """SQL: why a row cannot be kept; NULL where it can."""
    money = reading.money()
    tests = [
        f"WHEN {money} IS NULL AND raw_money IS NULL THEN 'there is no amount'",
        f"WHEN {money} IS NULL THEN 'the amount cannot be read'",
        f"WHEN {money} NOT BETWEEN -{LARGEST_BELIEVABLE} AND {LARGEST_BELIEVABLE} "
        "THEN 'the amount is beyond belief (over $1 trillion)'",
        "WHEN recipient_name IS NULL THEN 'there is no recipient'",
    ]
    if reading.source.federal_award_key:
        tests.append("WHEN award_key IS NULL THEN 'there is no award key'")
    if reading.source.rows == "transactions":
        tests.append("WHEN action_date IS NULL AND raw_date IS NULL THEN 'there is no date'")
    tests.append("WHEN action_date IS NULL AND raw_date IS NOT NULL THEN 'the date cannot be read'")
    first, last = BELIEVABLE_YEARS
    tests.append(f"WHEN year(action_date) NOT BETWEEN {first} AND {last} THEN 'the date is beyond belief'")
    return f"CASE {' '.join(tests)} END"


def _plain(column: Column, reading: Reading) -> str:
    """SQL for one of our columns from the publisher's text."""
    name = reading.found.get(column.name)
    if name is None:
        constant = reading.source.constants.get(column.name)
        if constant is not None:
            return literal(constant)
        return {
            "text": "NULL::VARCHAR",
            "cents": "NULL::BIGINT",
            "date": "NULL::DATE",
            "year": "NULL::INTEGER",
        }[column.kind]
    text = _text_of(reading, column.name)
    if column.kind == "cents":
        return cents(text, reading.source.decimal_comma)
    if column.kind == "date":
        return day(text, reading.habits.day_first)
    return text


def _text_of(reading: Reading, column: str) -> str:
    """SQL: the publisher's text behind one of our columns, as it was staged."""
    name = reading.found.get(column)
    return "NULL::VARCHAR" if name is None else quoted(name)


def _fiscal_year(reading: Reading) -> str:
    """SQL: the fiscal year of the action date; a summary's money is of no single year."""
    if reading.source.rows == "summaries":
        return "NULL::INTEGER"
    start = reading.source.fiscal_year_start
    if start == 1:
        return "CAST(year(action_date) AS INTEGER)"
    return f"CAST(year(action_date) + CASE WHEN month(action_date) >= {start} THEN 1 ELSE 0 END AS INTEGER)"


def _keys(reading: Reading) -> str:
    """SQL: what the award key tells where no column does, or keys for a table that has none."""
    if not reading.source.federal_award_key:
        return _table_keys(reading)
    code = "coalesce(agency_code, nullif(split_part(award_key, '_', 4), '')) AS agency_code"
    return code if reading.source.rows != "transactions" else f"{code}, coalesce(modification, '0') AS modification"


def _table_keys(reading: Reading) -> str:
    """SQL: the list's name with the contract number, and the row's own content for its modification."""
    content = "concat_ws('|', action_date, obligation, recipient_name, description)"
    award = f"{literal(reading.source.name + ':')} || coalesce(award_id, substr(md5({content}), 1, 12))"
    change = f"coalesce(modification, substr(md5({content}), 1, 12))"
    return f"{award} AS award_key, {change} AS modification"
