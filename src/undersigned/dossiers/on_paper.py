"""`publish --pdf`: one name of the case, or the authors' report, as a PDF."""

from pathlib import Path

from undersigned.case.folder import Case
from undersigned.claims import inputs
from undersigned.claims.reading import reading
from undersigned.dossiers import published
from undersigned.dossiers.authored import corrections, report
from undersigned.dossiers.authored import settings as authored_settings
from undersigned.dossiers.authored.known import Known
from undersigned.dossiers.paper import printing
from undersigned.dossiers.publish import CheckError, typed
from undersigned.dossiers.words import language as words_of
from undersigned.errors import CaseError

REPORT = "report"


def on_paper(case: Case, name: str, target: Path, language: str) -> None:
    """Write the PDF; `name` is a maker, company, agency, reseller, category, or `report`.

    Raises:
        CaseError: the case is not traced or changed since, or has no such name or no report.
        CatalogError: what the authors wrote cannot be.
        CheckError: numbers are typed in the report.
    """
    inputs.check(case)
    words = words_of.words(language)
    authored = authored_settings.load(case.folder, words_of.languages())
    with reading(case) as trace:
        known = Known(trace, published.previous(case).statements())
        withdrawn = corrections.load(case.folder, known).withdrawn
        if name.lower() != REPORT:
            printing.write(trace, name, target, words, authored, withdrawn)
            return
        if numbers := typed(case, [language]):
            raise CheckError(numbers, "the report: nothing was written")
        found = report.load(case.folder, known, words, withdrawn)
        if found is None:
            raise CaseError(
                f"There is no report.md in {case.folder}. docs/how-to/write-a-report.md says how to write one."
            )
        printing.write_report(trace, found, target, words, authored, withdrawn)
