"""What the program says of a case, as the measurements need it; the one place that knows how it is asked.

It calls the library. To measure what `undersigned trace` wrote instead, change `of_case` and nothing else.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from undersigned.case.folder import Case
from undersigned.companies import families, judgements, match, owners_data, recipients
from undersigned.engine.duck import connect
from undersigned.ingest import adding, counted
from undersigned.makers import award, catalogue
from undersigned.makers.attribute import Attributor
from undersigned.settings import Settings
from undersigned.terms.company import Company, Recipient
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
        return of_case(case)


def of_case(case: Case) -> Predictions:
    """What the program says of a case."""
    with tempfile.TemporaryDirectory(prefix="undersigned-score-") as spill, connect(Settings(), Path(spill)) as engine:
        counted.prepare(case, engine)
        awards = award.awards(engine)
        paid, as_of = recipients.recipients(engine), counted.last_day(engine)
        sums = engine.execute("SELECT agency, fiscal_year, sum(obligation) FROM counting GROUP BY ALL").fetchall()
    known = catalogue.load(case.folder)
    companies = _companies(case, paid, known, as_of)
    decisions = Attributor(
        known, judgements.load(case.folder), {company.recipient_name: company.family_name for company in companies}
    ).attribute(awards)
    return Predictions(
        makers={
            key: tuple(
                Predicted(found.maker, found.relation, found.confidence, found.evidence, found.rule)
                for found in decision.attributions
            )
            for key, decision in decisions.items()
        },
        texts={each.key: tuple(dict.fromkeys(line.text for line in each.lines)) for each in awards},
        recipients={each.key: each.recipients for each in awards},
        companies={company.recipient_name: (company.company_id, company.family_id) for company in companies},
        sums={(agency, year): int(cents) for agency, year, cents in sums},
    )


def _companies(case: Case, paid: Sequence[Recipient], known: catalogue.Catalogue, as_of: str) -> Sequence[Company]:
    owners = owners_data.load()
    decided = judgements.load(case.folder)
    matched = match.match(paid, owners, decided)
    return families.families(matched, paid, owners, known.ownership(), decided, as_of)
