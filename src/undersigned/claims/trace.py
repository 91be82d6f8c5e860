"""Trace a case: companies, makers and claims in one run, written beside and then made the current trace.

transactions.parquet   the rows that count, each with company, family, file and row
awards.parquet         one row an award: net obligation, who holds it, dates where the records have them
companies.parquet      recipient name → company → family, with the reason for each link
attributions.parquet   award → maker, product, relation, with the quoted words
steps.parquet          how each award was attributed, rule by rule
documents.parquet, quotations.parquet, award_documents.parquet: what is attached to the case and quoted from it
claims.parquet, citations.parquet, owners.json and sources.json (of makers), superseded.json, inputs.json,
unmatched.json (judgements that decide nothing)
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from operator import attrgetter
from pathlib import Path

import pyarrow as pa

from undersigned.case.folder import Case
from undersigned.claims import claiming, inputs, quoting, traced
from undersigned.claims.found import Found
from undersigned.companies import families, judgements, linking, match, owners_data, recipients
from undersigned.engine.base import Engine, Place
from undersigned.engine.choosing import chosen
from undersigned.engine.tables import Spool
from undersigned.ingest import counted
from undersigned.ingest.counted import Rows
from undersigned.makers import catalogue, tracing
from undersigned.makers.attribute import Attributor
from undersigned.makers.catalogue import Catalogue
from undersigned.makers.tracing import Room
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


def trace(case: Case, settings: Settings, progress: Progress, as_of: str | None = None) -> Path:
    """Trace the whole case again; the folder of the finished trace.

    Raises:
        CaseError: the case has no files or no row up to that day, or another command is changing it.
        CatalogError: a maker, owner or judgement file says something that cannot be.
    """
    decided = judgements.load(case.folder)
    makers = catalogue.load(case.folder)
    evidence = quoting.load(case, as_of)
    with case.changing() as scratch, chosen(settings, Place(case.folder, scratch)) as engine:
        finished = scratch / "trace"
        finished.mkdir()
        progress.step("Choosing the rows that count")
        rows = counted.prepare(case, engine, as_of)
        if later := counted.count_later(engine, rows, as_of):
            progress.step(f"{count(later, 'row')} after {as_of} left out")
        superseded = [asdict(line) for line in counted.superseded(case, engine, rows)]
        (finished / "superseded.json").write_text(json.dumps(superseded, indent=1) + "\n", encoding="utf-8")
        day = as_of or counted.last_day(engine, rows)
        progress.step("Recipients to companies and families")
        companies = _companies(engine, rows, makers, decided, day)
        progress.step("Awards to makers")
        attributor = Attributor(makers, decided, _families(companies), quoting.told(evidence))
        made = tracing.attribute(engine, rows.every, attributor, Room(scratch, settings.threads))
        names = [company.recipient_name for company in companies]
        there = made.awards_there({*quoting.award_keys(evidence), *(maker.award_key for maker in decided.makers)})
        unmatched = judgements.unmatched(decided, names, there) + quoting.unmatched(evidence, there)
        owned = {name: asdict(owner) for name, owner in sorted(makers.owned(made.makers(), day).items())}
        (finished / "owners.json").write_text(json.dumps(owned, indent=1) + "\n", encoding="utf-8")
        _write_sources(makers, made.makers(), finished)
        _write_companies(engine, companies, finished)
        made.write(finished)
        inputs.write(case, finished)
        progress.step("Claims and their citations")
        found = replace(_found(engine, rows, day, finished), evidence=evidence)
        unmatched += claiming.write(case, engine, found, finished)
        (finished / "unmatched.json").write_text(json.dumps(unmatched, indent=1) + "\n", encoding="utf-8")
        return case.commit_trace(finished)


def _companies(engine: Engine, rows: Rows, makers: Catalogue, decided: Judgements, day: str) -> list[Company]:
    found = recipients.recipients(engine, rows.every, rows.subawards)
    owners = owners_data.load()
    matched = match.match(found, owners, decided, linking.probable_pairs(found))
    return families.families(matched, found, owners, makers.ownership(), decided, day)


def _families(companies: list[Company]) -> dict[str, str]:
    """Recipient name → the name of its family."""
    return {company.recipient_name: company.family_name for company in companies}


def _write_sources(makers: Catalogue, names: Iterable[str], finished: Path) -> None:
    """What documents say of the makers found, for their pages."""
    told = {
        name: {about: asdict(source) for about, source in sources.items()}
        for name, sources in sorted(makers.sources(names).items())
    }
    (finished / "sources.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def _write_companies(engine: Engine, companies: list[Company], finished: Path) -> None:
    named = Spool(engine.desk, "own_companies", _COMPANY)
    row = attrgetter(*_COMPANY.names)
    named.add(dict(zip(_COMPANY.names, row(company), strict=True)) for company in companies)
    named.write(finished / "companies.parquet", ["recipient_name"])


def _found(engine: Engine, rows: Rows, day: str, finished: Path) -> Found:
    """The tables from which claims are made; transactions and awards are written on the way."""
    companies = engine.load("companies", finished / "companies.parquet")
    agencies = engine.keep("agencies", traced.agencies(rows.every))
    transactions = engine.keep("transactions", traced.transactions(rows.counting, agencies, companies))
    awards = engine.keep("awards", traced.awards(rows.every, transactions))
    engine.write(transactions, finished / "transactions.parquet", ["award_key", "action_date", "transaction_key"])
    engine.write(awards, finished / "awards.parquet", ["award_key"])
    attributions = engine.load("attributions", finished / "attributions.parquet")
    return Found(transactions, awards, attributions, agencies, day)
