"""The lists that lead to every page about a name: by money first, then all from A to Z."""

from collections import defaultdict
from string import ascii_lowercase

from undersigned.claims.reading import Subject
from undersigned.dossiers import addresses, tables
from undersigned.dossiers.desk import Desk
from undersigned.dossiers.parts import Part, pages_of
from undersigned.dossiers.profiles import Profile
from undersigned.dossiers.tables import ClaimTable, Row

PARTS = 1
NAMES_A_PAGE = 1000
_KINDS = {"company": "maker", "agency": "agency", "category": "category", "reseller": "reseller"}


def write(desk: Desk, _part: Part) -> None:
    """Write the four lists by money, and the names of all companies by letter."""
    text = desk.words.text
    titles = {
        "company": ("companies", text("Companies"), text("Maker")),
        "agency": ("agencies", text("Agencies"), text("Agency")),
        "category": ("categories", text("Categories"), text("Category")),
        "reseller": ("resellers", text("Resellers"), text("Reseller")),
    }
    letters = _by_letter(desk.contents.profiles.in_folder("company"))
    for folder, (name, title, column) in titles.items():
        table = _by_money(desk, folder, title, column)
        pages = pages_of(table.rows)
        for number, rows in enumerate(pages, start=1):
            desk.write(
                addresses.page(f"{name}.html", number),
                "list.html",
                title=title,
                table=table,
                rows=rows,
                letters=sorted(letters) if folder == "company" else (),
                number=number,
                pages=len(pages),
                first=f"{name}.html",
            )
    for letter, profiles in letters.items():
        _write_letter(desk, letter, profiles)


def _by_money(desk: Desk, folder: str, title: str, column: str) -> ClaimTable:
    """The subjects of a kind, the largest sum first; a company is here as a maker."""
    text = desk.words.text
    channels = {
        "agency": {"all": text("All"), "technology": text("Technology")},
        "reseller": {"resold": text("Awards that name other makers' products")},
    }.get(folder, {"direct": text("Direct"), "resold": text("Through resellers")})
    rows = []
    for profile in desk.contents.profiles.in_folder(folder):
        if subject := profile.subject(_KINDS[folder]):
            label = desk.category(profile.name) if folder == "category" else profile.name
            rows.append(Row(label, _sums(desk, subject, tuple(channels)), profile.address))
    rows = [row for row in rows if any(row.claims)]
    rows.sort(key=lambda row: (-tables.worth(row), row.label))
    return ClaimTable(folder, title, (column, *channels.values()), tuple(rows))


def _sums(desk: Desk, subject: Subject, channels: tuple[str, ...]) -> tuple[tables.Figure, ...]:
    about = desk.contents.about(subject)
    yearly = tuple(about.get(("obligations", channel, "", None)) for channel in channels)
    if any(yearly):
        return yearly
    return tuple(about.get(("obligations in summaries", channel, "", None)) for channel in channels)


def _by_letter(profiles: list[Profile]) -> dict[str, list[Profile]]:
    found = defaultdict(list)
    for profile in profiles:
        first = addresses.slug(profile.name)[0]
        found[first if first in ascii_lowercase else "0"].append(profile)
    return found


def _write_letter(desk: Desk, letter: str, profiles: list[Profile]) -> None:
    first = f"companies-{letter}.html"
    pages = pages_of(profiles, NAMES_A_PAGE)
    for number, shown in enumerate(pages, start=1):
        desk.write(
            addresses.page(first, number),
            "letter.html",
            letter=letter,
            profiles=shown,
            number=number,
            pages=len(pages),
            first=first,
        )
