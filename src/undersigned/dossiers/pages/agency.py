"""The page of an agency: who holds its awards, for what, whose products; what is new and what ends."""

from undersigned.claims.reading import Subject
from undersigned.dossiers import subject, tables
from undersigned.dossiers.desk import Desk
from undersigned.dossiers.drawn import pictures
from undersigned.dossiers.parts import Part
from undersigned.dossiers.profiles import Profile
from undersigned.dossiers.subject import Dossier
from undersigned.dossiers.tables import AwardTable, ClaimTable, Row, Table
from undersigned.terms.claim import Claim

PARTS = 2


def write(desk: Desk, part: Part) -> None:
    """Write the pages of this part's agencies."""
    for profile in part.of(desk.contents.profiles.in_folder("agency")):
        subject.write(desk, _dossier(desk, profile))


def _dossier(desk: Desk, profile: Profile) -> Dossier:
    about = desk.contents.about(profile.subjects[0])
    wanted = [
        about.get(("obligations", "all", "", None)),
        about.get(("share of obligations", "technology", "", None)),
        about.get(("obligations", "resold", "", None)),
        about.get(("obligations", "direct", "", None)),
        about.get(("obligations in summaries", "all", "", None)),
    ]
    return Dossier(
        profile,
        profile.name,
        desk.words.text("Agency"),
        lead=[claim for claim in wanted if claim],
        pictures=pictures.of_totals(desk, profile.name, about, "agency"),
        tables=[table for table in _tables(desk, profile) if table.rows],
        changes=desk.contents.changes(profile.subjects[0]),
    )


def _tables(desk: Desk, profile: Profile) -> list[Table]:
    text = desk.words.text
    about = desk.contents.about(profile.subjects[0])
    channels = {
        "all": text("All"),
        "technology": text("Technology"),
        "direct": text("Held by makers"),
        "resold": text("Held by resellers"),
    }
    at_it = desk.contents.with_other(profile.name)
    makers = _of_makers(desk, [claim for claim in at_it if claim.measure == "obligations at"])
    latest = max((told[3] for told in about if told[3] is not None), default=None)
    keys = desk.contents.awards_of(profile.subjects[0])
    awards = [desk.contents.awards[key] for key in keys]
    new = [award.award_key for award in awards if award.first_year == latest and not award.only_summary]
    ending = [award.award_key for award in awards if award.running(desk.contents.as_of)]
    return [
        tables.years(desk, about, channels),
        ClaimTable(
            "makers",
            text("Whose products it buys"),
            (text("Maker"), text("Direct"), text("Through resellers")),
            makers,
        ),
        ClaimTable(
            "companies",
            text("Who holds its awards"),
            (text("Company"), text("Net obligations")),
            _paid(desk, profile.name, at_it),
        ),
        AwardTable("awards", text("Awards"), tables.awards(desk, keys)),
        AwardTable(
            "new-awards",
            text("New in fiscal year {year}", year=latest),
            tables.awards(desk, new),
            text("First seen in these records in that year."),
        ),
        AwardTable("ending-awards", text("Still running, with an end date"), tables.awards(desk, ending)),
    ]


def _of_makers(desk: Desk, claims: list[Claim]) -> tuple[Row, ...]:
    """One row a maker: direct and through resellers, all years, the largest sum first."""
    found: dict[str, dict[str, Claim]] = {}
    for claim in claims:
        if claim.fiscal_year is None and claim.subject_kind == "maker":
            found.setdefault(claim.subject, {})[claim.channel] = claim
    rows = [
        Row(maker, (by.get("direct"), by.get("resold")), desk.contents.profiles.address("maker", maker))
        for maker, by in found.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-tables.worth(row), row.label)))


def _paid(desk: Desk, agency: str, at_it: list[Claim]) -> tuple[Row, ...]:
    """Whom the agency pays, the largest sum first; a company that no other agency pays has its total for a claim."""
    where = desk.contents.profiles.address
    told = [claim for claim in at_it if (claim.subject_kind, claim.measure) == ("company", "obligations at")]
    shared = {claim.subject for claim in told}
    only = {desk.contents.awards[key].company_name for key in desk.contents.awards_of(Subject("agency", agency))}
    told += [
        claim
        for name in only - shared
        if (claim := desk.contents.claim("company", name, "obligations", "all", "", None))
    ]
    return tables.by_subject(told, lambda name: where("company", name))
