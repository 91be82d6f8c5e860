"""Which tables and columns may leave a case, and what each column means."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from undersigned.terms.column import TRANSACTION

MONEY = frozenset({"obligation", "current_value", "ceiling"})
"""Columns in cents that leave as dollars with two decimals."""

DECIMALS = MONEY | {"figure"}
"""Columns with two decimals; `figure` is in plain units already."""

WHOLE = frozenset({"fiscal_year", "transactions", "awards", "row", "page", "pages", "number"})
YES_NO = frozenset({"reseller", "shared"})
DAYS = frozenset(
    {
        "action_date",
        "first_day",
        "last_day",
        "start_date",
        "end_date",
        "potential_end_date",
        "as_of",
        "date",
        "attached",
    }
)

FREE_TEXT = frozenset({"description", "evidence", "statement", "opening_words", "title", "words", "speaker"})
"""Columns in which anybody may have written anything; names and keys stay as they are, so that tables join."""

TABLES = {
    "attributions": """
        SELECT award_key, maker, product, relation, CASE WHEN reseller THEN 'yes' ELSE 'no' END AS reseller, category,
               confidence, evidence, transaction_key, rule, CASE WHEN shared THEN 'yes' ELSE 'no' END AS shared
        FROM attributions ORDER BY award_key, maker""",
    "companies": """
        SELECT recipient_name, company_id, company_name, family_id, family_name, basis, family_basis, family_source
        FROM companies ORDER BY recipient_name""",
    "transactions": """
        SELECT transaction_key, award_key, agency, recipient_name, obligation,
               strftime(action_date, '%Y-%m-%d') AS action_date, fiscal_year, modification, company_id, company_name,
               family_name, description, shape, file_id, row
        FROM transactions ORDER BY award_key, transactions.action_date, transaction_key""",
    "awards": """
        SELECT award_key, award_id, agency, recipient_name, company_id, company_name, family_name, obligation,
               transactions, strftime(first_day, '%Y-%m-%d') AS first_day, strftime(last_day, '%Y-%m-%d') AS last_day,
               strftime(start_date, '%Y-%m-%d') AS start_date, strftime(end_date, '%Y-%m-%d') AS end_date,
               strftime(potential_end_date, '%Y-%m-%d') AS potential_end_date, current_value, ceiling,
               product_service, opening_words, link
        FROM awards ORDER BY award_key""",
    "claims": """
        SELECT claim_id, subject_kind, subject, measure, channel, other, fiscal_year, statement,
               CAST(CASE unit WHEN 'cents' THEN CAST(figure AS DECIMAL(18, 0)) * 0.01
                              WHEN 'percent' THEN CAST(figure AS DECIMAL(18, 0)) * 0.1
                              ELSE CAST(figure AS DECIMAL(18, 0)) END AS DECIMAL(18, 2)) AS figure,
               CASE unit WHEN 'cents' THEN 'dollars' ELSE unit END AS unit, awards, transactions,
               as_of, array_to_string(caveats, ' ') AS caveats, array_to_string(sources, ' ') AS sources
        FROM claims ORDER BY claim_id""",
    "citations": """
        SELECT claim_id, transaction_key, award_key, obligation, file_id, row, link
        FROM citations JOIN transactions USING (transaction_key)
             JOIN (SELECT award_key, link FROM awards) USING (award_key)
        ORDER BY claim_id, transaction_key""",
    "documents": """
        SELECT document_id, title, kind, date, source, archive, sha256, attached, media_type, pages
        FROM documents ORDER BY document_id""",
    "quotations": """
        SELECT claim_id, document_id, page, words, speaker, array_to_string(subjects, '; ') AS about
        FROM quotations ORDER BY claim_id""",
    "award_documents": """
        SELECT award_key, document_id,
               row_number() OVER (PARTITION BY award_key, document_id ORDER BY maker, page, words) AS number,
               maker, page, words
        FROM award_documents SEMI JOIN awards USING (award_key) ORDER BY award_key, document_id, number""",
}
"""What can be exported; money is in dollars with two decimals, days are ISO, yes and no are words."""

PUBLISHED = TABLES | {
    "citations": """
        SELECT claim_id, transaction_key FROM citations
        WHERE claim_id IN (SELECT claim_id FROM claims WHERE sources = [claim_id])
        ORDER BY claim_id, transaction_key""",
}
"""What a site publishes. Its citations are those of claims that sum rows: a share or a change cites nine rows in ten
of the case and has none of its own, its `sources` name the claims that do. The rest of a citation is in `transactions`.
"""

KEYS: Mapping[str, tuple[str, ...]] = {
    "attributions": ("award_key", "maker"),
    "companies": ("recipient_name",),
    "transactions": ("transaction_key",),
    "awards": ("award_key",),
    "claims": ("claim_id",),
    "citations": ("claim_id", "transaction_key"),
    "documents": ("document_id",),
    "quotations": ("claim_id",),
    "award_documents": ("award_key", "document_id", "number"),
}
"""The columns that name a row."""

LINKS: Mapping[str, Mapping[str, str]] = {
    "attributions": {"award_key": "awards", "transaction_key": "transactions"},
    "transactions": {"award_key": "awards", "recipient_name": "companies"},
    "awards": {"recipient_name": "companies"},
    "citations": {"claim_id": "claims", "transaction_key": "transactions"},
    "quotations": {"claim_id": "claims", "document_id": "documents"},
    "award_documents": {"award_key": "awards", "document_id": "documents"},
}
"""Table → column → the table in which the same column names a row."""

_NOTES = {
    "citations": "Here: for every claim that sums rows. A claim derived from others (a share, a change) is cited "
    "through them: its `sources` name claims whose rows are here. Amount, file and row of each are in `transactions`.",
}
"""What must be said beside a published table."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column for the data dictionary: `kind` is a type of Frictionless table schemas, `unit` empty where none is."""

    name: str
    kind: str
    meaning: str
    unit: str


@cache
def meanings() -> Mapping[str, Mapping[str, str]]:
    """What `columns.toml` says: tables, columns, units."""
    return tomllib.loads((files("undersigned.exports") / "columns.toml").read_text(encoding="utf-8"))


def about_table(name: str) -> str:
    """What a published table holds, in sentences."""
    return f"{meanings()['tables'][name]}. {_NOTES.get(name, '')}".strip()


def described(columns: Sequence[str]) -> list[Column]:
    """The columns with kind, meaning and unit."""
    known = {column.name: column.meaning for column in TRANSACTION}
    said = meanings()
    return [
        Column(name, _kind(name), said["columns"].get(name) or known[name], said["units"].get(name, ""))
        for name in columns
    ]


def _kind(name: str) -> str:
    if name in DECIMALS:
        return "number"
    if name in WHOLE:
        return "integer"
    if name in DAYS:
        return "date"
    return "boolean" if name in YES_NO else "string"
