"""Verify a case: every file against its checksum, every claim computed again by a path of its own.

The first path is a set of queries over tables; this one walks arrays of row numbers. Both read the same Parquet files.
What neither can see is whether the publisher's records are right.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from undersigned.case import checksums
from undersigned.case.folder import Case
from undersigned.errors import CaseError
from undersigned.terms.progress import Progress
from undersigned.verifying import citations, claims, hashes, kept, marks, quotations, sentences
from undersigned.verifying.cells import Rows
from undersigned.verifying.claims import Second, Told
from undersigned.verifying.columns import Whole
from undersigned.verifying.finding import Finding

_NOTHING: Whole = np.zeros(0, dtype=np.int64)


@dataclass(slots=True)
class Verified:
    """What was looked at, and what does not hold; a case holds where `findings` is empty."""

    files: int = 0
    rows: int = 0
    claims: int = 0
    citations: int = 0
    quotations: int = 0
    originals: int = 0
    findings: list[Finding] = field(default_factory=list)

    def note(self, found: Iterable[Finding | None]) -> int:
        """Keep the findings; how many things were looked at."""
        looked = list(found)
        self.findings += [finding for finding in looked if finding is not None]
        return len(looked)


def verify(case: Case, progress: Progress, originals: Sequence[Path] = ()) -> Verified:
    """Verify the current trace of a case and, with `originals`, that the files added are these.

    Files that are not as they were written end it: figures of changed files tell nothing.

    Raises:
        CaseError: the case is not traced, or one of its files cannot be read.
    """
    found = Verified()
    progress.step("Hashing every file")
    trace = case.trace_folder()
    found.files = found.note(hashes.hashed(case.folder))
    found.originals = found.note(_original(case, path) for path in originals)
    if not found.findings:
        _recompute(case, trace, found, progress)
    return found


def _recompute(case: Case, trace: Path, found: Verified, progress: Progress) -> None:
    progress.step("Counting the rows of every file")
    found.note(kept.balance(case))
    progress.step("Choosing the rows that count")
    told = claims.read(trace / "claims.parquet")
    day = max((claim.as_of for claim in told), default="9999-12-31")
    rows = kept.read(case, day)
    _counting(rows, trace, found)
    progress.step("Computing every claim again")
    award_marks = marks.read(trace / "attributions.parquet")
    second = Second(Rows(trace / "transactions.parquet", award_marks), award_marks, kept.ends(rows))
    cited = citations.cited(trace / "citations.parquet", second.rows.keys)
    _claims([claim for claim in told if not claim.is_a_quotation], second, cited, found, progress)
    found.quotations = found.note(quotations.quoted(case, trace, [claim for claim in told if claim.is_a_quotation]))


def _counting(rows: kept.Kept, trace: Path, found: Verified) -> None:
    """Do those rows count that should, each with its own amount?"""
    should, does = kept.counting(rows), kept.counted(trace / "transactions.parquet", rows)
    found.rows = len(does)
    if np.array_equal(should, does):
        return
    pairs = {tuple(pair) for pair in should.tolist()}, {tuple(pair) for pair in does.tolist()}
    for place, cents in sorted(pairs[0] - pairs[1]):
        found.findings.append(Finding(kept.told(place, rows.files), f"does not count, and should, with {cents} cents"))
    for place, cents in sorted(pairs[1] - pairs[0]):
        found.findings.append(Finding(kept.told(place, rows.files), f"counts, and should not, with {cents} cents"))


def _claims(
    told: Sequence[Told], second: Second, cited: Iterable[tuple[str, Whole]], found: Verified, progress: Progress
) -> None:
    """Every claim with the rows that it cites; the citations are read once and never held as a whole."""
    waiting = {claim.claim_id: claim for claim in told}
    total = len(waiting)
    for identifier, numbers in cited:
        if (claim := waiting.pop(identifier, None)) is None:
            found.findings.append(Finding("citations.parquet", f"cites rows for {identifier}, which is no such claim"))
            continue
        found.note(_claim(claim, second, numbers))
        found.citations += len(numbers)
        if len(waiting) % 1_000 == 0:
            progress.advance(total - len(waiting), total)
    for claim in waiting.values():
        found.note(_claim(claim, second, _NOTHING))
    found.claims = total


def _claim(told: Told, second: Second, cited: Whole) -> Iterable[Finding]:
    """What does not hold of one claim."""
    computed = second.compute(told)
    where = f"claim {told.claim_id} ({told.cell.subject}, {told.cell.measure})"
    if told.figure != computed.figure:
        yield Finding(where, f"says {told.figure} {told.unit}, and its rows give {computed.figure}")
    for unsaid in sentences.unsaid(told.statement, told.unit, computed.figure, computed.amounts):
        yield Finding(where, f"does not say {unsaid} in its sentence")
    rows = np.unique(computed.rows)
    keys = np.unique(second.rows.keys.codes[rows])
    if not np.array_equal(keys, np.sort(cited)):
        yield Finding(where, f"cites {len(cited):,} rows, and {len(keys):,} are behind it, not the same ones")
    awards = len(np.unique(second.rows.award.codes[rows]))
    if (told.awards, told.transactions) != (awards, len(rows)):
        counted = f"{told.awards:,} awards and {told.transactions:,} rows"
        yield Finding(where, f"counts {counted}, and its rows are {awards:,} awards and {len(rows):,} rows")


def _original(case: Case, path: Path) -> Finding | None:
    """None where an original file is one that was added to the case."""
    try:
        checksum = checksums.of_file(path)
    except OSError as error:
        raise CaseError(f"{path} cannot be read: {error.strerror}.") from error
    known = {book.sha256 for book in case.reconciliations()}
    return None if checksum in known else Finding(str(path), "is, byte for byte, no file that was added to this case")
