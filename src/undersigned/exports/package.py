"""The whole `exports/` folder of a site in one walk: every table, the workbook, OCDS, FollowTheMoney, the dictionary.

datapackage.json                 what every file and column is
tables/<table>.csv, .parquet     the long ones as .csv.gz
workbook.xlsx                    awards, attributions, companies and claims, with a sheet that explains the columns
ocds/releases.jsonl.gz           and the extension that it uses
ftm/entities.ftm.json.gz
"""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path

from undersigned.case import checksums
from undersigned.claims.reading import Trace
from undersigned.exports import csv, datapackage, ftm, ocds, parquet, xlsx
from undersigned.exports.base import OCID_PREFIX, Format, Written
from undersigned.exports.tables import PUBLISHED, about_table
from undersigned.exports.walk import Job, about, columns, walk

_LONG = ("transactions", "claims", "citations")
"""Tables whose CSV is packed: ten times shorter on its way to a reader."""
_IN_WORKBOOK = ("awards", "attributions", "companies", "claims", "documents", "quotations")
_EXTENSION = Path("ocds", "extension")
_MEANINGS: dict[Format, str] = {
    xlsx: "For a spreadsheet, keys as text; the last sheet explains the columns of: ",
    ocds: "Open Contracting Data Standard 1.1: one release an award, one a line",
    ftm: "FollowTheMoney: agencies, companies, owners, contracts and makers, one entity a line",
}
_DICTIONARY = "What every file and every column is"
_OF_EXTENSION = "The extension of OCDS that the releases use"


def write(trace: Trace, folder: Path, site_address: str = "", ocid_prefix: str = OCID_PREFIX) -> list[Written]:
    """Write the folder, which is made or empty; what was written, `datapackage.json` last.

    The same trace and address make the same bytes. `site_address` is where the site will be: some formats want
    absolute addresses, and without one they get a placeholder.
    """
    told = replace(about(trace, site_address), ocid_prefix=ocid_prefix)
    jobs = list(_jobs(trace, folder))
    for job in jobs:
        job.target.parent.mkdir(parents=True, exist_ok=True)
    counts = walk(trace, jobs, told, PUBLISHED)
    with as_file(files("undersigned.exports") / "ocds_extension") as extension:
        shutil.copytree(extension, folder / _EXTENSION, copy_function=shutil.copyfile)
    written = [
        *(_of_job(trace, folder, job, counts) for job in jobs),
        *(_file(folder, path) for path in sorted((folder / _EXTENSION).rglob("*")) if path.is_file()),
    ]
    dictionary = folder / "datapackage.json"
    dictionary.write_text(datapackage.text(written, told), encoding="utf-8")
    return [*written, _file(folder, dictionary, _DICTIONARY)]


def meanings() -> list[str]:
    """Every meaning that a written file may have, for pages in other languages; the workbook's with all its sheets."""
    whole = _MEANINGS | {xlsx: _MEANINGS[xlsx] + ", ".join(_IN_WORKBOOK)}
    return [*map(about_table, PUBLISHED), *whole.values(), _OF_EXTENSION, _DICTIONARY]


def _jobs(trace: Trace, folder: Path) -> Iterator[Job]:
    tables = folder / "tables"
    for table in PUBLISHED:
        yield Job(csv, tables / f"{table}.csv{'.gz' if table in _LONG else ''}", frozenset({table}))
        yield Job(parquet, tables / f"{table}.parquet", frozenset({table}))
    yield Job(xlsx, folder / "workbook.xlsx", _fitting(trace))
    yield Job(ocds, folder / "ocds" / "releases.jsonl.gz", ocds.HEARS)
    yield Job(ftm, folder / "ftm" / "entities.ftm.json.gz", ftm.HEARS)


def _fitting(trace: Trace) -> frozenset[str]:
    """The tables of the workbook that a sheet can hold."""
    rows = {table: trace.rows(f"SELECT count(*) FROM {table}")[0][0] for table in _IN_WORKBOOK}
    return frozenset(table for table, count in rows.items() if count <= xlsx.MOST_ROWS)


def _of_job(trace: Trace, folder: Path, job: Job, counts: Mapping[str, int]) -> Written:
    if job.form in _MEANINGS:
        sheets = ", ".join(table for table in _IN_WORKBOOK if table in job.hears) if job.form is xlsx else ""
        return _file(folder, job.target, _MEANINGS[job.form] + sheets)
    [table] = job.hears
    return replace(
        _file(folder, job.target, about_table(table)),
        table=table,
        rows=counts[table],
        columns=tuple(columns(trace, PUBLISHED[table])),
    )


def _file(folder: Path, path: Path, meaning: str = _OF_EXTENSION) -> Written:
    ending = path.name.removesuffix(".gz").rpartition(".")[2]
    form = "jsonl" if path.name.endswith(".ftm.json.gz") else ending
    return Written(
        path.relative_to(folder).as_posix(), form, meaning, None, path.stat().st_size, checksums.of_file(path)
    )
