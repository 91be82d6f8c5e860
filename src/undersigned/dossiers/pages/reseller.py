"""The page of a reseller: what passes through it, and whose."""

from undersigned.dossiers import subject, tables
from undersigned.dossiers.desk import Desk
from undersigned.dossiers.drawn import pictures
from undersigned.dossiers.parts import Part
from undersigned.dossiers.profiles import Profile
from undersigned.dossiers.subject import Dossier
from undersigned.dossiers.tables import AwardTable, ClaimTable, Table

PARTS = 2


def write(desk: Desk, part: Part) -> None:
    """Write the pages of this part's resellers."""
    for profile in part.of(desk.contents.profiles.in_folder("reseller")):
        subject.write(desk, _dossier(desk, profile))


def _dossier(desk: Desk, profile: Profile) -> Dossier:
    about = desk.contents.about(profile.subjects[0])
    own = desk.contents.claim("company", profile.name, "obligations", "all", "", None)
    wanted = [about.get(("obligations", "resold", "", None)), own]
    return Dossier(
        profile,
        profile.name,
        desk.words.text("Reseller"),
        lead=[claim for claim in wanted if claim]
        or [claim for told, claim in about.items() if told[0] == "obligations in summaries"],
        pictures=pictures.of_totals(desk, profile.name, about, "reseller"),
        tables=[table for table in _tables(desk, profile) if table.rows],
        changes=desk.contents.changes(profile.subjects[0]),
        facts={"names": desk.contents.names(profile.name)},
    )


def _tables(desk: Desk, profile: Profile) -> list[Table]:
    text, where = desk.words.text, desk.contents.profiles.address
    about = desk.contents.about(profile.subjects[0])
    through = [claim for claim in desk.contents.with_other(profile.name) if claim.measure == "obligations through"]
    keys = desk.contents.awards_of(profile.subjects[0])
    return [
        tables.years(desk, about, {"resold": text("Other makers' products")}),
        ClaimTable(
            "makers",
            text("Whose products pass through it"),
            (text("Maker"), text("Net obligations")),
            tables.by_subject(through, lambda name: where("maker", name)),
        ),
        AwardTable("awards", text("Awards that name other makers' products"), tables.awards(desk, keys)),
    ]
