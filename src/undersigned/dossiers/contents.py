"""What the pages tell of a trace, read once: claims by subject, awards, attributions, names, books."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from copy import copy
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from undersigned.claims import quoted
from undersigned.claims.figures import HEADLINE
from undersigned.claims.quoted import OfAward, Quoted
from undersigned.claims.reading import Subject, Trace
from undersigned.documents.document import Document
from undersigned.dossiers.addresses import NONE
from undersigned.dossiers.flows import Flows
from undersigned.dossiers.profiles import Profiles, profiles
from undersigned.terms.attribution import Attribution
from undersigned.terms.claim import Claim
from undersigned.terms.reconciliation import Reconciliation

Measured = tuple[str, str, str, int | None]
"""What tells the claims about one subject apart: measure, channel, other, fiscal year."""


@dataclass(frozen=True, slots=True)
class Award:
    """One award as the pages show it; `obligation` in cents net, days None where they are not in these records."""

    award_key: str
    award_id: str
    agency: str
    company_name: str
    family_name: str
    recipient_name: str
    obligation: int
    transactions: int
    first_day: date | None
    last_day: date | None
    first_year: int | None
    last_year: int | None
    start_date: date | None
    end_date: date | None
    potential_end_date: date | None
    current_value: int | None
    ceiling: int | None
    opening_words: str
    product_service: str
    only_summary: bool
    link: str

    def running(self, as_of: str) -> bool | None:
        """True where it had not ended on that day; None where the records have no end date."""
        return None if self.end_date is None else self.end_date.isoformat() >= as_of


@dataclass(frozen=True, slots=True)
class Name:
    """One way in which the records write a recipient, with the reasons for its company and its family."""

    recipient_name: str
    company_name: str
    basis: str
    family_name: str
    family_basis: str
    family_source: str


class Contents:
    """The finished trace in memory: some 150 MB for 50,000 rows."""

    def __init__(self, trace: Trace, kept: Mapping[Subject, str] = NONE) -> None:
        self.trace = trace
        self.profiles: Profiles = profiles(trace, kept)
        self.documents: dict[str, Document] = quoted.documents(trace)
        self.documents_of: dict[str, list[OfAward]] = quoted.of_awards(trace)
        self._quoted = quoted.quotations(trace)
        self._hold(trace.every_claim())
        self.as_of = next(iter(self.claims.values())).as_of if self.claims else ""
        self.awards: dict[str, Award] = {award.award_key: award for award in _awards(trace)}
        self.attributions: dict[str, list[Attribution]] = _attributions(trace)
        self.flows = Flows(trace)
        self.owners: dict[str, dict[str, str]] = _told(trace, "owners.json")
        self.sources: dict[str, dict[str, dict[str, str]]] = _told(trace, "sources.json")
        self.books: list[Reconciliation] = trace.case.reconciliations()
        self._awards_of = awards_of(trace)
        self._names: dict[str, list[Name]] = defaultdict(list)
        for row in trace.rows(f"SELECT {_columns(Name)} FROM companies ORDER BY ALL"):
            name = Name(*row)
            self._names[name.family_name].append(name)
            if name.company_name != name.family_name:
                self._names[name.company_name].append(name)

    def _hold(self, claims: Iterable[Claim]) -> None:
        self.claims: dict[str, Claim] = {claim.claim_id: claim for claim in claims}
        self._narrowed: dict[tuple[str, str, str], Claim] = {}
        self._by_subject: dict[Subject, dict[Measured, Claim]] = defaultdict(dict)
        self._with_other: dict[str, list[Claim]] = defaultdict(list)
        self.quotations: dict[str, Quoted] = {key: told for key, told in self._quoted.items() if key in self.claims}
        for claim in self.claims.values():
            if claim.claim_id in self.quotations:
                continue
            told = (claim.measure, claim.channel, claim.other, claim.fiscal_year)
            if claim.of_agency:
                self._narrowed[claim.subject, claim.other, claim.of_agency] = claim
                continue
            self._by_subject[Subject(claim.subject_kind, claim.subject)][told] = claim
            if claim.other:
                self._with_other[claim.other].append(claim)

    def without(self, withdrawn: Collection[str]) -> "Contents":
        """The same without these claims, for paper: it cannot lead to the pages that say why they were withdrawn."""
        left = copy(self)
        left._hold(claim for claim in self.claims.values() if claim.claim_id not in withdrawn)
        return left

    def about(self, subject: Subject | None) -> dict[Measured, Claim]:
        """Every claim about a subject."""
        return self._by_subject.get(subject, {}) if subject else {}

    def claim(self, kind: str, name: str, *measured: Any) -> Claim | None:
        """One claim by what it says: kind and name of the subject, measure, channel, other, fiscal year."""
        return self.about(Subject(kind, name)).get(measured)

    def quoted_about(self, subjects: Collection[Subject]) -> list[Quoted]:
        """The quotations about any of these subjects, by document and page."""
        return [told for told in self.quotations.values() if not set(subjects).isdisjoint(told.subjects)]

    def quoted_from(self, document_id: str) -> list[Quoted]:
        """The quotations from a document, by page."""
        return [told for told in self.quotations.values() if told.document_id == document_id]

    def changes(self, subject: Subject | None) -> list[Claim]:
        """From each fiscal year to the next, the earliest first."""
        found = [claim for told, claim in self.about(subject).items() if told[0] == "change"]
        return sorted(found, key=lambda claim: claim.fiscal_year or 0)

    def claim_of_band(self, agency: str, channel: str, maker: str) -> Claim | None:
        """The claim that sums the rows of an agency's awards for a maker's products through a channel."""
        if not maker:
            measure = "several makers through" if channel else "several makers direct"
            return self.claim("agency", agency, measure, "shared", channel, None)
        if not channel:
            return self.claim("maker", maker, "obligations at", "direct", agency, None)
        narrowed = self._narrowed.get((maker, channel, agency))
        return narrowed or self.claim("maker", maker, "obligations through", "resold", channel, None)

    def owner_of(self, maker: str) -> str:
        """The owner of a maker as the catalogue knows it; empty where it knows none."""
        return str(self.owners.get(maker, {}).get("name", ""))

    def years_of(self, claim: Claim) -> list[Claim]:
        """The claims of single fiscal years that a claim over all years adds up to; none for one agency alone."""
        if claim.of_agency:
            return []
        about = self.about(Subject(claim.subject_kind, claim.subject))
        same = (claim.measure, claim.channel, claim.other)
        years = sorted(told[3] for told in about if told[:3] == same and told[3] is not None)
        return [about[(*same, year)] for year in years]

    def names(self, name: str) -> list[Name]:
        """How the records write the companies of a family, or one company."""
        return self._names.get(name, [])

    def with_other(self, other: str) -> list[Claim]:
        """The claims in which a name is the second subject: the agency, the reseller, the maker."""
        return self._with_other.get(other, [])

    def awards_of(self, subject: Subject) -> list[str]:
        """The award keys of a subject, the largest first; a maker's are those that name its products."""
        return self._awards_of.get(subject, [])

    def named(self, award_key: str) -> list[Attribution]:
        """The attributions of an award that may stand in a figure: nothing inferred, nothing about labour."""
        return [
            found
            for found in self.attributions.get(award_key, ())
            if found.relation == "product" and found.confidence != "low"
        ]


def _told(trace: Trace, file: str) -> dict[str, Any]:
    """What a trace wrote beside its tables; nothing where it is older than the file."""
    path = trace.case.trace_folder() / file
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


def _columns(kind: type) -> str:
    return ", ".join(field.name for field in fields(kind))


def _awards(trace: Trace) -> list[Award]:
    rows = trace.rows(f"SELECT {_columns(Award)} FROM awards ORDER BY award_key")
    texts = [field.type is str for field in fields(Award)]
    return [Award(*_filled(row, texts)) for row in rows]


def _filled(row: tuple[Any, ...], texts: list[bool]) -> list[Any]:
    """The row with empty texts where the records say nothing."""
    return ["" if cell is None and is_text else cell for cell, is_text in zip(row, texts, strict=True)]


def _attributions(trace: Trace) -> dict[str, list[Attribution]]:
    found: dict[str, list[Attribution]] = defaultdict(list)
    for row in trace.rows(f"SELECT {_columns(Attribution)} FROM attributions ORDER BY award_key, maker"):
        attribution = Attribution(*row)
        found[attribution.award_key].append(attribution)
    return found


def awards_of(trace: Trace) -> dict[Subject, list[str]]:
    """The award keys of every subject, largest net obligation first; a maker's are those that name its products."""
    rows = trace.rows(
        f"""WITH told AS (SELECT * FROM attributions WHERE {HEADLINE}),
                 held AS (SELECT 'maker' AS kind, maker AS subject, award_key FROM told
                          UNION SELECT 'category', category, award_key FROM told
                          UNION SELECT 'reseller', company_name, award_key FROM told JOIN awards USING (award_key)
                                WHERE reseller
                          UNION SELECT 'agency', agency, award_key FROM awards
                          UNION SELECT 'company', company_name, award_key FROM awards
                          UNION SELECT 'family', family_name, award_key FROM awards)
            SELECT kind, subject, list(award_key ORDER BY obligation DESC, award_key)
            FROM held JOIN awards USING (award_key) WHERE subject IS NOT NULL GROUP BY ALL"""
    )
    return {Subject(kind, name): keys for kind, name, keys in rows}
