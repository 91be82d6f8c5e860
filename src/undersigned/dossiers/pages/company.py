"""The page of a company: what it makes and who sells it, what it is paid itself, its names and its owner."""

from collections import Counter
from dataclasses import dataclass

from undersigned.claims.reading import Subject
from undersigned.dossiers import subject, tables
from undersigned.dossiers.contents import Measured
from undersigned.dossiers.desk import Desk
from undersigned.dossiers.drawn import pictures
from undersigned.dossiers.parts import Part
from undersigned.dossiers.profiles import Profile
from undersigned.dossiers.subject import Dossier
from undersigned.dossiers.tables import AwardTable, ClaimTable, Table
from undersigned.dossiers.words.language import message
from undersigned.terms.claim import Claim

PARTS = 8
_KICKERS = {
    "maker": message("Maker"),
    "family": message("Family of companies"),
    "company": message("Company that is paid"),
}


def write(desk: Desk, part: Part) -> None:
    """Write the pages of this part's companies."""
    for profile in part.of(desk.contents.profiles.in_folder("company")):
        subject.write(desk, _dossier(desk, profile))


def _dossier(desk: Desk, profile: Profile) -> Dossier:
    maker = profile.subject("maker")
    own = profile.subject("family") or profile.subject("company")
    made, paid = desk.contents.about(maker), desk.contents.about(own)
    return Dossier(
        profile,
        profile.name,
        desk.words.text(_KICKERS[profile.subjects[0].kind]),
        lead=_lead(made, paid),
        pictures=pictures.of_maker(desk, profile.name, made) if made else [],
        tables=[table for table in _tables(desk, profile, made, paid) if table.rows],
        changes=desk.contents.changes(maker),
        facts={
            "owner": desk.contents.owners.get(maker.name) if maker else None,
            "sources": desk.contents.sources.get(maker.name) if maker else None,
            "names": desk.contents.names(own.name if own else profile.name),
            "products": _products(desk, maker, made),
        },
    )


def _lead(made: dict[Measured, Claim], paid: dict[Measured, Claim]) -> list[Claim]:
    """The strongest claims: through resellers, direct, with others, what it is paid itself, what still runs."""
    wanted = [
        made.get(("obligations", "resold", "", None)),
        made.get(("obligations", "direct", "", None)),
        paid.get(("obligations", "all", "", None)),
        made.get(("obligations", "shared", "", None)),
        *(claim for told, claim in made.items() if told[0] in ("running", "obligations in summaries")),
        *(claim for told, claim in paid.items() if told[:3] == ("obligations in summaries", "all", "")),
    ]
    return [claim for claim in wanted if claim]


def _tables(desk: Desk, profile: Profile, made: dict[Measured, Claim], paid: dict[Measured, Claim]) -> list[Table]:
    text = desk.words.text
    channels = {
        "direct": text("Direct"),
        "resold": text("Through resellers"),
        "shared": text("With other makers' products"),
    }
    where = desk.contents.profiles.address
    found: list[Table] = []
    if made:
        found.append(tables.years(desk, made, channels))
        resellers = tables.by_other(made, "obligations through", ("resold",), lambda name: where("reseller", name))
        found.append(
            ClaimTable(
                "resellers",
                text("Channels: who holds the awards"),
                (text("Reseller"), text("Net obligations")),
                resellers,
            )
        )
        agencies = tables.by_other(made, "obligations at", ("direct", "resold"), lambda name: where("agency", name))
        found.append(
            ClaimTable("agencies", text("Agencies"), (text("Agency"), channels["direct"], channels["resold"]), agencies)
        )
        keys = desk.contents.awards_of(Subject("maker", profile.name))
        found.append(AwardTable("awards", text("Awards that name its products"), tables.awards(desk, keys)))
    if paid:
        found += _paid(desk, profile, paid)
    return found


def _paid(desk: Desk, profile: Profile, paid: dict[Measured, Claim]) -> list[Table]:
    """What the company or family is paid itself, whatever for."""
    text = desk.words.text
    own = profile.subject("family") or profile.subject("company")
    where = desk.contents.profiles.address
    yearly = tables.years(desk, paid, {"all": text("Obligated to it")})
    companies = tables.by_other(paid, "obligations of", ("all",), lambda name: where("company", name))
    keys = desk.contents.awards_of(own) if own else []
    return [
        ClaimTable("own-years", text("What it is obligated itself, by fiscal year"), yearly.columns, yearly.rows),
        ClaimTable(
            "own-companies", text("Companies of the family"), (text("Company"), text("Net obligations")), companies
        ),
        AwardTable("own-awards", text("Awards that it holds itself"), tables.awards(desk, keys)),
    ]


@dataclass(frozen=True, slots=True)
class Product:
    """One product that awards name; the claims sum the awards that name it and no other product."""

    name: str
    category: str
    awards: int
    direct: Claim | None
    resold: Claim | None


def _products(desk: Desk, maker: Subject | None, made: dict[Measured, Claim]) -> list[Product]:
    """The products of a maker, those that most awards name first."""
    if maker is None:
        return []
    counted = Counter(
        (found.product, found.category)
        for key in desk.contents.awards_of(maker)
        for found in desk.contents.named(key)
        if found.maker == maker.name
    )
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return [
        Product(
            product,
            category,
            awards,
            made.get(("obligations for", "direct", product, None)),
            made.get(("obligations for", "resold", product, None)),
        )
        for (product, category), awards in ordered
    ]
