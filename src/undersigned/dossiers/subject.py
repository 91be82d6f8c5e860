"""The page about a name: sentences first, then pictures, tables, what changed, names, caveats."""

from dataclasses import dataclass, field
from typing import Any

from undersigned.dossiers import addresses, linked
from undersigned.dossiers.citing import reference
from undersigned.dossiers.desk import Desk
from undersigned.dossiers.edition import replied
from undersigned.dossiers.parts import pages_of
from undersigned.dossiers.pictures.base import Picture
from undersigned.dossiers.profiles import Profile
from undersigned.dossiers.tables import SHOWN, AwardTable, Table
from undersigned.terms.claim import Claim


@dataclass(slots=True)
class Dossier:
    """What a page about a name says, in its order."""

    profile: Profile
    title: str
    kicker: str
    lead: list[Claim]
    pictures: list[tuple[str, Picture]] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    changes: list[Claim] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)


def write(desk: Desk, dossier: Dossier) -> None:
    """Write the page and the pages of its long tables."""
    address = dossier.profile.address
    warned = list(dict.fromkeys(caveat for claim in dossier.lead for caveat in desk.caveats(claim)))
    desk.write(
        address,
        "subject.html",
        dossier=dossier,
        shown=SHOWN,
        table_address=table_address,
        is_awards=is_awards,
        warned=warned,
        quoted=desk.contents.quoted_about(dossier.profile.subjects),
        replied=replied(desk.edition, dossier.profile.subjects),
        linked=linked.subject(desk, dossier.profile.subjects[0]),
        card=desk.card(dossier.profile),
        reference=reference(desk, dossier.profile.name, dossier.title, address),
    )
    for table in dossier.tables:
        if len(table.rows) > SHOWN:
            _write_table(desk, dossier, table)


def table_address(address: str, key: str) -> str:
    """Where the whole of a long table is: `company/amazon.awards.html`."""
    return f"{address.removesuffix('.html')}.{key}.html"


def is_awards(table: Table) -> bool:
    """True for a table of awards, which has other columns than one of claims."""
    return isinstance(table, AwardTable)


def _write_table(desk: Desk, dossier: Dossier, table: Table) -> None:
    first = table_address(dossier.profile.address, table.key)
    pages = pages_of(table.rows)
    for number, rows in enumerate(pages, start=1):
        desk.write(
            addresses.page(first, number),
            "table.html",
            dossier=dossier,
            table=table,
            rows=rows,
            is_awards=is_awards,
            number=number,
            pages=len(pages),
            first=first,
        )
