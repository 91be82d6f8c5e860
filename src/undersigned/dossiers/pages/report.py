"""The authors' own report, a page a chapter."""

from markupsafe import Markup

from undersigned.claims.reading import Subject
from undersigned.dossiers.authored import report
from undersigned.dossiers.authored.known import Known
from undersigned.dossiers.desk import Desk
from undersigned.dossiers.drawn import pictures
from undersigned.dossiers.parts import Part

PARTS = 1


def write(desk: Desk, _part: Part) -> None:
    """Write the chapters, the first with the organisations and the list of the others."""
    drawn = _Drawer(desk)
    known = Known(desk.contents.trace)
    found = report.load(desk.contents.trace.case.folder, known, desk.words, desk.edition.withdrawn, drawn.draw)
    if found is None:
        return
    chapters = [found.opening, *found.chapters]
    for number, chapter in enumerate(chapters):
        desk.write(
            f"report/{chapter.slug}.html",
            "report.html",
            report=found,
            chapter=chapter,
            before=chapters[number - 1] if number else None,
            after=chapters[number + 1] if number + 1 < len(chapters) else None,
            opening=number == 0,
        )


class _Drawer:
    """Draws the pictures that the report asks for; each has a number of its own."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._drawn = 0

    def draw(self, kind: str, subjects: tuple[Subject, ...]) -> Markup | None:
        """One picture as a piece of a page; None where there is none of that kind."""
        self._drawn += 1
        found = pictures.one(self._desk, kind, subjects, f"picture-{self._drawn}")
        return self._desk.piece("picture.html", drawn=found, identifier=f"picture-{self._drawn}") if found else None
