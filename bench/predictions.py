"""What `undersigned trace` wrote for a case, as the measurements need it; the one place that knows how it is asked."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from undersigned.case.folder import Case
from undersigned.claims import trace
from undersigned.claims.reading import Trace, reading
from undersigned.exports.tables import TABLES
from undersigned.ingest import adding
from undersigned.settings import Settings
from undersigned.terms.progress import Silent


@dataclass(frozen=True, slots=True)
class Predicted:
    """One maker that the program names for an award."""

    maker: str
    relation: str
    confidence: str
    evidence: str
    why: str = ""

    @property
    def counts(self) -> bool:
        """True for a product that is bought and more than inferred: what a headline figure is made of."""
        return self.relation == "product" and self.confidence != "low"


@dataclass(frozen=True, slots=True)
class Predictions:
    """Everything that is measured.

    `makers`, `texts` and `recipients` have every award of the case; `companies` maps a recipient name to its company
    and its family; `sums` are whole cents by agency and fiscal year (None where the row has none).
    """

    makers: dict[str, tuple[Predicted, ...]]
    texts: dict[str, tuple[str, ...]]
    recipients: dict[str, tuple[str, ...]]
    companies: dict[str, tuple[str, str]]
    sums: dict[tuple[str, int | None], int]


def of_files(files: Sequence[Path]) -> Predictions:
    """What the program says of these files, from a case that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="undersigned-score-") as folder:
        case = Case(Path(folder) / "case")
        adding.add(case, files, Settings(), Silent())
        trace.trace(case, Settings(), Silent())
        return of_case(case)


def of_case(case: Case) -> Predictions:
    """What the last trace of a case says, by the tables that are exported.

    Raises:
        CaseError: the case is not traced.
    """
    with reading(case) as found:
        awards = [key for (key,) in found.rows(f"SELECT award_key FROM ({TABLES['awards']})")]
        return Predictions(
            makers=_makers(found, awards),
            texts=_of_rows(found, "description"),
            recipients=_of_rows(found, "recipient_name"),
            companies={
                name: (company, family)
                for name, company, family in found.rows(
                    f"SELECT recipient_name, company_id, family_id FROM ({TABLES['companies']})"
                )
            },
            sums={
                (agency, year): int(cents)
                for agency, year, cents in found.rows(
                    f"SELECT agency, fiscal_year, sum(obligation) FROM ({TABLES['transactions']}) GROUP BY ALL"
                )
            },
        )


def _makers(found: Trace, awards: Sequence[str]) -> dict[str, tuple[Predicted, ...]]:
    makers: dict[str, list[Predicted]] = {key: [] for key in awards}
    columns = "award_key, maker, relation, confidence, evidence, rule"
    for key, *cells in found.rows(f"SELECT {columns} FROM ({TABLES['attributions']}) ORDER BY award_key, maker"):
        makers.setdefault(key, []).append(Predicted(*cells))
    return {key: tuple(named) for key, named in makers.items()}


def _of_rows(found: Trace, column: str) -> dict[str, tuple[str, ...]]:
    """The distinct values of a column by award, oldest row first."""
    values: dict[str, dict[str, None]] = {}
    rows = f"SELECT award_key, coalesce({column}, '') FROM ({TABLES['transactions']})"
    for key, value in found.rows(f"{rows} ORDER BY action_date, transaction_key"):
        values.setdefault(key, {})[value] = None
    return {key: tuple(distinct) for key, distinct in values.items()}
