"""The page of a category, such as cloud hosting: how much, whose, who holds the awards."""

from undersigned.dossiers import subject, tables
from undersigned.dossiers.desk import Desk
from undersigned.dossiers.drawn import pictures
from undersigned.dossiers.parts import Part
from undersigned.dossiers.profiles import Profile
from undersigned.dossiers.subject import Dossier
from undersigned.dossiers.tables import AwardTable, ClaimTable, Table

PARTS = 2


def write(desk: Desk, part: Part) -> None:
    """Write the pages of this part's categories."""
    for profile in part.of(desk.contents.profiles.in_folder("category")):
        subject.write(desk, _dossier(desk, profile))


def _dossier(desk: Desk, profile: Profile) -> Dossier:
    about = desk.contents.about(profile.subjects[0])
    wanted = [about.get(("obligations", channel, "", None)) for channel in ("resold", "direct")]
    return Dossier(
        profile,
        desk.category(profile.name),
        desk.words.text("Category"),
        lead=[claim for claim in wanted if claim]
        or [claim for told, claim in about.items() if told[0] == "obligations in summaries"],
        pictures=pictures.of_category(desk, profile.name, about),
        tables=[table for table in _tables(desk, profile) if table.rows],
        changes=desk.contents.changes(profile.subjects[0]),
    )


def _tables(desk: Desk, profile: Profile) -> list[Table]:
    text, where = desk.words.text, desk.contents.profiles.address
    about = desk.contents.about(profile.subjects[0])
    channels = {"direct": text("Direct"), "resold": text("Through resellers")}
    makers = tables.by_other(about, "obligations of", ("direct", "resold"), lambda name: where("maker", name))
    keys = desk.contents.awards_of(profile.subjects[0])
    return [
        tables.years(desk, about, channels),
        ClaimTable("makers", text("Makers"), (text("Maker"), *channels.values()), makers),
        AwardTable("awards", text("Awards"), tables.awards(desk, keys)),
    ]
