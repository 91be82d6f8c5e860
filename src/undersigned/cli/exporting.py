"""`undersigned export NAME`: one table of the case as a file, the whole case in a format, or the whole package."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from undersigned.case.folder import Case
from undersigned.claims.reading import reading
from undersigned.cli.terminal import say
from undersigned.errors import InputError
from undersigned.exports import package
from undersigned.exports.base import OCID_PREFIX, Format
from undersigned.exports.tables import TABLES
from undersigned.exports.walk import Job, about, write_one
from undersigned.registry import members
from undersigned.terms.text import count

_FORMATS: Mapping[str, Format] = members("undersigned.exports", "begin")
_OF_CASE = {name: form for name, form in _FORMATS.items() if form.HEARS}
_OF_TABLE = {name: form for name, form in _FORMATS.items() if not form.HEARS}
PACKAGE = "package"
NAMES = (*TABLES, *_OF_CASE, PACKAGE)


def export(
    case: Case, name: str, form: str, output: Path, site_address: str = "", ocid_prefix: str = OCID_PREFIX
) -> None:
    """Write a table in the format asked for or the one of the file's ending; or the whole case."""
    if name == PACKAGE:
        _export_package(case, output, site_address, ocid_prefix)
        return
    if name not in NAMES:
        raise InputError(f"There is no table {name!r} to export; there are {', '.join(NAMES)}.")
    chosen = _OF_CASE[name] if name in _OF_CASE else _for_table(form, output)
    if output.is_dir():
        raise InputError(f"{output} is a folder. Name a file with -o.")
    if not output.parent.is_dir():
        raise InputError(f"There is no folder {output.parent}. Make it, or name another file with -o.")
    if name in _OF_CASE and not output.name.removesuffix(".gz").endswith(chosen.ENDINGS):
        raise InputError(f"{output.name!r} should end in {' or '.join(chosen.ENDINGS)}; .gz may stand behind it.")
    with reading(case) as trace:
        told = replace(about(trace, site_address), ocid_prefix=ocid_prefix)
        rows = write_one(trace, Job(chosen, output, chosen.HEARS or frozenset({name})), told)
    say(
        f"{output}: {count(rows['records'], 'award')}."
        if name in _OF_CASE
        else f"{output}: {count(rows[name], 'row')} of {name}."
    )


def _for_table(form: str, output: Path) -> Format:
    chosen = (form or output.name.removesuffix(".gz").rpartition(".")[2]).lower() if form or "." in output.name else ""
    if chosen not in _OF_TABLE:
        raise InputError(
            f"{chosen or 'no ending'!r} is not a format; there are {', '.join(_OF_TABLE)}. Say it with --format."
        )
    return _OF_TABLE[chosen]


def _export_package(case: Case, folder: Path, site_address: str, ocid_prefix: str) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{folder} is there already. Name a folder that is empty or new with -o.")
    with reading(case) as trace:
        written = package.write(trace, folder, site_address, ocid_prefix)
    say(f"{folder}: {count(len(written), 'file')}, {sum(file.size for file in written) / 1_000_000:.1f} MB.")
