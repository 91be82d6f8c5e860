"""What people wrote or attached to a case before a trace, as fingerprints: has any of it changed since?"""

import hashlib
import json
from pathlib import Path

from undersigned.case.folder import Case
from undersigned.errors import CaseError

FILE = "inputs.json"


def fingerprints(case: Case) -> dict[str, str]:
    """SHA-256 of each file that people write and a trace reads: judgements, own makers, quotations, documents."""
    found = [
        case.folder / "judgements.toml",
        case.folder / "quotations.toml",
        *sorted((case.folder / "catalog").glob("*.toml")),
        *sorted((case.folder / "documents").glob("*/document.json")),
    ]
    return {
        path.relative_to(case.folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in found
        if path.is_file()
    }


def write(case: Case, folder: Path) -> None:
    """Keep the fingerprints beside a finished trace."""
    (folder / FILE).write_text(json.dumps(fingerprints(case), indent=1) + "\n", encoding="utf-8")


def check(case: Case) -> None:
    """See that the current trace has read what is in the case now.

    Raises:
        CaseError: the case is not traced, or a file that people write changed since.
    """
    path = case.trace_folder() / FILE
    try:
        then = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CaseError(f"{path} is missing or damaged. Run: undersigned trace --case {case.folder}") from error
    now = fingerprints(case)
    changed = sorted(name for name in {*then, *now} if then.get(name) != now.get(name))
    if changed:
        raise CaseError(
            f"{', '.join(changed)} changed since the case was traced. Run: undersigned trace --case {case.folder}"
        )
