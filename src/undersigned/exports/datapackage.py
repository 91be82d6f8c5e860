"""The data dictionary: a Frictionless Data Package, version 2 (https://datapackage.org) of what was written."""

import json
from collections.abc import Sequence
from typing import Any

from undersigned.exports.base import MEDIA_TYPES, About, Written
from undersigned.exports.tables import FREE_TEXT, KEYS, LINKS, Column, described

_PROFILE = "https://datapackage.org/profiles/2.0"
_ABOUT = (
    "Public contracts, traced to the companies behind them. Money is obligated, net of what was taken back; obligated "
    "is committed, not paid. Resellers hold awards that name makers' products; how much reaches a maker is not in the "
    "records. Do not sum `awards` over `attributions`: an award with several makers stands there several times."
)
_SAME = "The same rows and columns as the resource `{}`; amounts are decimals, days and yes or no are text as there"
_GUARD = " A text that a spreadsheet would run as a formula begins with an apostrophe."


def text(written: Sequence[Written], about: About) -> str:
    """`datapackage.json`; it holds no time of its own, so the same files make the same text."""
    return json.dumps(describe(written, about), ensure_ascii=False, indent=1) + "\n"


def describe(written: Sequence[Written], about: About) -> dict[str, Any]:
    """The package. Its resources are the tables as CSV, which any reader of data packages reads whole and checks.

    `files` is a property of ours: everything else that lies in the folder.
    """
    return {
        "$schema": f"{_PROFILE}/datapackage.json",
        "name": "undersigned",
        "title": "Undersigned: what was traced",
        "description": _ABOUT,
        "version": about.as_of,
        "licenses": [about.licence],
        "sources": [
            {"title": f"{file.title}: {file.name}", "version": f"sha256:{file.sha256}", "rows": file.kept}
            for file in about.files
        ],
        "resources": [_resource(file) for file in written if _is_resource(file)],
        "files": [_file(file) for file in written if not _is_resource(file)],
    }


def _is_resource(file: Written) -> bool:
    return bool(file.table) and file.form == "csv"


def _resource(file: Written) -> dict[str, Any]:
    packed = {"compression": "gz"} if file.path.endswith(".gz") else {}
    described_file = _file(file)
    del described_file["table"]
    return {
        "name": file.table,
        "type": "table",
        **described_file,
        **packed,
        "encoding": "utf-8",
        "schema": _schema(file),
    }


def _file(file: Written) -> dict[str, Any]:
    """A file; one of a table has the columns of the resource with that name."""
    return {
        "path": file.path,
        "description": file.meaning if _is_resource(file) or not file.table else _SAME.format(file.table),
        "format": file.form,
        "mediatype": MEDIA_TYPES[file.form],
        **({"rows": file.rows} if file.rows is not None else {}),
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        **({"table": file.table} if file.table else {}),
    }


def _schema(file: Written) -> dict[str, Any]:
    return {
        "$schema": f"{_PROFILE}/tableschema.json",
        "fields": [_field(column, file) for column in described(file.columns)],
        "missingValues": [""],
        "primaryKey": list(KEYS[file.table]),
        "foreignKeys": [
            {"fields": [column], "reference": {"resource": table, "fields": [column]}}
            for column, table in LINKS.get(file.table, {}).items()
        ],
    }


def _field(column: Column, file: Written) -> dict[str, Any]:
    meaning = f"{column.meaning}.{_GUARD if column.name in FREE_TEXT else ''}"
    field: dict[str, Any] = {"name": column.name, "type": column.kind, "description": meaning}
    if column.kind == "boolean":
        field |= {"trueValues": ["yes"], "falseValues": ["no"]}
    if column.unit:
        field["unit"] = column.unit
    if column.name in KEYS[file.table]:
        field["constraints"] = {"required": True}
    return field
