"""Trace a case: companies, makers and claims in one run, written beside and then made the current trace.

transactions.parquet   the rows that count, each with company, family, file and row
awards.parquet         one row an award: net obligation, who holds it, dates where the records have them
companies.parquet      recipient name → company → family, with the reason for each link
attributions.parquet   award → maker, product, relation, with the quoted words
steps.parquet          how each award was attributed, rule by rule
claims.parquet, citations.parquet, owners.json (of makers), superseded.json, inputs.json,
unmatched.json (judgements that decide nothing)
"""

import json
from dataclasses import asdict
from pathlib import Path

import duckdb
import pyarrow as pa

from undersigned.case.folder import Case
from undersigned.claims import claiming, inputs
from undersigned.companies import families, judgements, linking, match, owners_data, recipients
from undersigned.engine import tables
from undersigned.engine.duck import connect
from undersigned.ingest import counted
from undersigned.makers import award, catalogue
from undersigned.makers.attribute import Attributor
from undersigned.makers.catalogue import Catalogue
from undersigned.makers.decision import Decision
from undersigned.settings import Settings
from undersigned.terms.company import Company
from undersigned.terms.judgement import Judgements
from undersigned.terms.progress import Progress
from undersigned.terms.text import count

_COMPANY = pa.schema(
    [
        (name, pa.string())
        for name in ("recipient_name", "company_id", "company_name", "basis", "family_id", "family_name")
    ]
    + [("family_basis", pa.string()), ("family_source", pa.string())]
)
_ATTRIBUTION = pa.schema(
    [
        ("award_key", pa.string()),
        ("maker", pa.string()),
        ("product", pa.string()),
        ("relation", pa.string()),
        ("reseller", pa.bool_()),
    ]
    + [(name, pa.string()) for name in ("category", "confidence", "evidence", "transaction_key", "rule")]
    + [("shared", pa.bool_())]
)
_STEP = pa.schema(
    [("award_key", pa.string()), ("number", pa.int32()), ("rule", pa.string()), ("sentence", pa.string())]
)


def trace(case: Case, settings: Settings, progress: Progress, as_of: str | None = None) -> Path:
    """Trace the whole case again; the folder of the finished trace.

    Raises:
        CaseError: the case has no files or no row up to that day, or another command is changing it.
        CatalogError: a maker, owner or judgement file says something that cannot be.
    """
    decided = judgements.load(case.folder)
    makers = catalogue.load(case.folder)
    with case.changing() as scratch, connect(settings, scratch) as connection:
        finished = scratch / "trace"
        finished.mkdir()
        progress.step("Choosing the rows that count")
        counted.prepare(case, connection, as_of)
        if later := counted.count_later(connection, as_of):
            progress.step(f"{count(later, 'row')} after {as_of} left out")
        superseded = [asdict(line) for line in counted.superseded(case, connection)]
        (finished / "superseded.json").write_text(json.dumps(superseded, indent=1) + "\n", encoding="utf-8")
        day = as_of or counted.last_day(connection)
        progress.step("Recipients to companies and families")
        companies = _companies(connection, makers, decided, day)
        progress.step("Awards to makers")
        decisions = _makers(connection, makers, decided, companies)
        names = [company.recipient_name for company in companies]
        unmatched = judgements.unmatched(decided, names, set(decisions))
        (finished / "unmatched.json").write_text(json.dumps(unmatched, indent=1) + "\n", encoding="utf-8")
        attributed = {found.maker for decision in decisions.values() for found in decision.attributions}
        owned = {name: asdict(owner) for name, owner in sorted(makers.owned(attributed, day).items())}
        (finished / "owners.json").write_text(json.dumps(owned, indent=1) + "\n", encoding="utf-8")
        _load_rows(connection, companies, decisions)
        inputs.write(case, finished)
        progress.step("Claims and their citations")
        _write_rows(connection, finished)
        claiming.write(case, connection, day, finished)
        return case.commit_trace(finished)


def _companies(
    connection: duckdb.DuckDBPyConnection, makers: Catalogue, decided: Judgements, day: str
) -> list[Company]:
    found = recipients.recipients(connection)
    owners = owners_data.load()
    matched = match.match(found, owners, decided, linking.probable_pairs(found))
    return families.families(matched, found, owners, makers.ownership(), decided, day)


def _makers(
    connection: duckdb.DuckDBPyConnection, makers: Catalogue, decided: Judgements, companies: list[Company]
) -> dict[str, Decision]:
    family_of = {company.recipient_name: company.family_name for company in companies}
    return Attributor(makers, decided, family_of).attribute(award.awards(connection))


def _load_rows(connection: duckdb.DuckDBPyConnection, companies: list[Company], decisions: dict[str, Decision]) -> None:
    tables.load(connection, "companies", [asdict(company) for company in companies], _COMPANY)
    attributions = [asdict(found) for decision in decisions.values() for found in decision.attributions]
    tables.load(connection, "attributions", attributions, _ATTRIBUTION)
    steps = [
        {"award_key": key, "number": number, "rule": step.rule, "sentence": step.sentence}
        for key, decision in decisions.items()
        for number, step in enumerate(decision.steps, start=1)
    ]
    tables.load(connection, "steps", steps, _STEP)
    counted.make_transactions(connection)


def _write_rows(connection: duckdb.DuckDBPyConnection, finished: Path) -> None:
    counted.make_awards(connection)
    for name, order in (
        ("companies", "recipient_name"),
        ("attributions", "award_key, maker"),
        ("steps", "award_key, number"),
        ("transactions", "award_key, action_date, transaction_key"),
        ("awards", "award_key"),
    ):
        tables.write(connection, f"FROM {name} ORDER BY {order}", finished / f"{name}.parquet")
