"""`undersigned export NAME`: one table of the case as a file."""

from pathlib import Path

from undersigned.case.folder import Case
from undersigned.claims.reading import reading
from undersigned.cli.terminal import say
from undersigned.errors import InputError
from undersigned.exports import base
from undersigned.registry import members
from undersigned.terms.text import count

NAMES = tuple(base.TABLES)


def export(case: Case, name: str, form: str, output: Path) -> None:
    """Write a table in the format asked for, or the one of the file's ending."""
    formats = members("undersigned.exports")
    chosen = (form or output.suffix.lstrip(".")).lower()
    if name not in base.TABLES:
        raise InputError(f"There is no table {name!r} to export; there are {', '.join(NAMES)}.")
    if chosen not in formats:
        raise InputError(
            f"{chosen or 'no ending'!r} is not a format; there are {', '.join(formats)}. Say it with --format."
        )
    if output.is_dir():
        raise InputError(f"{output} is a folder. Name a file with -o.")
    if not output.parent.is_dir():
        raise InputError(f"There is no folder {output.parent}. Make it, or name another file with -o.")
    with reading(case) as found:
        rows = base.write(found, name, formats[chosen].write, output)
    say(f"{output}: {count(rows, 'row')} of {name}.")
