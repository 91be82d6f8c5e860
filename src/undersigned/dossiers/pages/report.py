"""The authors' own report, a page a chapter, and the whole of it as a PDF."""

from markupsafe import Markup

from undersigned.claims.reading import Subject
from undersigned.dossiers.authored import report
from undersigned.dossiers.authored.known import Known
from undersigned.dossiers.desk import Desk
from undersigned.dossiers.drawn import pictures
from undersigned.dossiers.paper import printing
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
    if _prints(desk, found.language):
        _print(desk, known)


def _prints(desk: Desk, language: str) -> bool:
    """True for the one desk that writes the PDF: that of the report's language, or else the first."""
    tags = [told.tag for told in desk.edition.languages]
    return desk.language.tag == (language if language in tags else tags[0])


def _print(desk: Desk, known: Known) -> None:
    """Paper draws its pictures itself."""
    found = report.load(desk.contents.trace.case.folder, known, desk.words, desk.edition.withdrawn)
    if found is not None:
        target = desk.top / "report" / f"report.{found.language}.pdf"
        contents = desk.contents.without(desk.edition.withdrawn)
        printing.save(printing.of_report(contents, found, desk.words, desk.edition.settings), target)


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
