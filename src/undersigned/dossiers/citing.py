"""How a page is cited: a sentence for people, BibTeX and RIS for programs."""

from dataclasses import dataclass

from undersigned.dossiers.desk import Desk


@dataclass(frozen=True, slots=True)
class Citation:
    """One page to cite."""

    text: str
    bibtex: str
    ris: str


def reference(desk: Desk, key: str, title: str, address: str) -> Citation:
    """The citation of a page of the site."""
    where = f"{desk.edition.address}{desk.language.folder}{address}"
    text = desk.words.text(
        "{site}: “{title}” {key}, records to {day}. {where}",
        site=desk.title,
        title=title,
        key=key,
        day=desk.words.day(desk.contents.as_of),
        where=where,
    )
    return Citation(text, "", "")
