"""The page of a claim: sentence, figure, caveats, the rows that it sums, a download of just these rows."""

import csv
from collections.abc import Iterator
from typing import Any

from markupsafe import escape

from undersigned.dossiers import addresses, linked
from undersigned.dossiers.citing import reference
from undersigned.dossiers.desk import Desk
from undersigned.dossiers.parts import Part, pages_of
from undersigned.exports.csv import guarded
from undersigned.exports.tables import FREE_TEXT
from undersigned.terms.claim import Claim
from undersigned.terms.money import dollars

PARTS = 12
LONGEST_WORDS = 140
LONGEST_WITH_YEARS = 300
"""A claim of more rows than this that is the sum of yearly claims leads to these; the download has all its rows."""

_ROWS = """
    SELECT claim_id, action_date, award_key, coalesce(award_id, award_key), company_name, coalesce(description, ''),
           obligation, transaction_key, agency, modification, file_id, row
    FROM claims JOIN citations USING (claim_id) JOIN transactions USING (transaction_key)
    WHERE list_contains(sources, claim_id) AND len(sources) = 1 AND claim_id[2:] >= ? AND claim_id[2:] < ?
    ORDER BY claim_id, action_date, transaction_key"""
_COLUMNS = (
    "transaction_key",
    "award_key",
    "modification",
    "action_date",
    "agency",
    "company",
    "obligation",
    "description",
    "file",
    "row",
)
_FREE = [place for place, column in enumerate(_COLUMNS) if column in FREE_TEXT]


def write(desk: Desk, part: Part) -> None:
    """Write the pages of the claims whose identifiers begin with this part's letters, and their rows as CSV."""
    first, past = _range(part)
    rows = _Rows(desk.contents.trace.rows_in_batches(_ROWS, first, past))
    for claim_id in sorted(desk.contents.claims):
        if first <= claim_id[1:] < past:
            _write(desk, desk.contents.claims[claim_id], rows.of(claim_id))


def _range(part: Part) -> tuple[str, str]:
    """The identifiers of a part, without their `C`: from the first on, before the last."""
    whole = 16**3
    first, past = (whole * number // part.count for number in (part.index, part.index + 1))
    return f"{first:03x}", f"{past:03x}" if past < whole else "g"


class _Rows:
    """The cited rows, claim after claim as the engine gives them."""

    def __init__(self, found: Iterator[tuple[Any, ...]]) -> None:
        self._found = found
        self._next = next(found, None)

    def of(self, claim_id: str) -> list[tuple[Any, ...]]:
        """The rows of the next claim; none where it is derived from others."""
        rows = []
        while self._next and self._next[0] == claim_id:
            rows.append(self._next)
            self._next = next(self._found, None)
        return rows


def _write(desk: Desk, claim: Claim, rows: list[tuple[Any, ...]]) -> None:
    contents = desk.contents
    parts = [contents.claims[source] for source in claim.sources if source != claim.claim_id]
    if claim.fiscal_year is None and len(rows) > LONGEST_WITH_YEARS:
        parts = contents.years_of(claim)
    address = addresses.claim(claim.claim_id)
    tables = pages_of([] if parts else rows)
    download = address.replace(".html", ".csv") if rows else ""
    if download and not desk.language.folder:
        _write_csv(desk, download, rows)
    for number, table in enumerate(tables, start=1):
        desk.write(
            addresses.page(address, number),
            "claim.html",
            claim=claim,
            rows="".join(_row(desk, row) for row in table),
            parts=parts,
            number=number,
            pages=len(tables),
            first=address,
            download=download,
            quoted=contents.quotations.get(claim.claim_id),
            warned=desk.caveats(claim),
            withdrawn=desk.edition.withdrawn.get(claim.claim_id),
            replied=desk.edition.replies.by_claim.get(claim.claim_id, ()),
            earlier=desk.edition.earlier.get(claim.claim_id, ()),
            linked=linked.claim(desk, claim),
            reference=reference(desk, claim.claim_id, desk.said(claim), address),
        )


def _row(desk: Desk, row: tuple[Any, ...]) -> str:
    _, day, award_key, award_id, company, description, cents, *_ = row
    words = description if len(description) <= LONGEST_WORDS else f"{description[:LONGEST_WORDS]}…"
    return (
        f'<tr><td class="day">{desk.words.day(day)}</td><td class="n">{desk.words.money(cents)}</td>'
        f'<td><a href="../{escape(addresses.award(award_key))}">{escape(award_id)}</a></td>'
        f'<td>{escape(company)}</td><td class="quoted">{escape(words)}</td></tr>\n'
    )


def _write_csv(desk: Desk, address: str, rows: list[tuple[Any, ...]]) -> None:
    with (desk.top / address).open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(_COLUMNS)
        writer.writerows(
            guarded(
                (key, award_key, modification, day, agency, company, dollars(cents), description, file_id, row), _FREE
            )
            for _, day, award_key, _, company, description, cents, key, agency, modification, file_id, row in rows
        )
