"""`undersigned verify`: is every byte as it was written, and does every claim follow from its rows?"""

from collections.abc import Sequence
from pathlib import Path

from undersigned.case.folder import Case
from undersigned.cli.terminal import progress, say, say_point
from undersigned.errors import CaseError
from undersigned.terms.text import count
from undersigned.verifying.verify import Verified
from undersigned.verifying.verify import verify as verify_case

MOST_SHOWN = 20


def verify(case: Case, originals: Sequence[Path]) -> None:
    """Verify the case and print what was looked at.

    Raises:
        CaseError: something does not hold; the sentence says what and where.
    """
    with progress() as shown:
        found = verify_case(case, shown, originals)
    if found.findings:
        raise CaseError(_complaint(found))
    say(f"{count(found.files, 'file')} of the case: every byte is as it was written.")
    if found.originals:
        say(f"{count(found.originals, 'original file')}: the same bytes as were added.")
    say(f"{count(found.rows, 'row')} count, and those that should.")
    say(f"{count(found.claims, 'claim')}, computed again by a second path: every figure, sentence and row agrees.")
    say(f"{count(found.citations, 'citation')} looked up.")
    if found.quotations:
        say(f"{count(found.quotations, 'quotation')}: the words stand in their documents.")
    say("Whether the publisher's records are right, no program can see.")


def _complaint(found: Verified) -> str:
    """All findings as one error, those beyond the first few as a number."""
    first, *others = (finding.sentence() for finding in found.findings)
    for sentence in others[:MOST_SHOWN]:
        say_point(sentence)
    listed = f" {count(len(others), 'more finding')}, listed above." if others else ""
    if len(others) > MOST_SHOWN:
        listed = f" {count(len(others), 'more finding')}, the first {MOST_SHOWN} of them listed above."
    return f"This case does not hold. {first}{listed}"
