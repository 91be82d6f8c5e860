"""Run by the validators' own Python: is this release package what the Open Contracting Data Standard wants?

    check_ocds.py PACKAGE EXTENSION_FOLDER ARCHIVES_FOLDER

libcoveocds is the standard's validator. It would fetch the schema and the extension; here the schema comes from source
archives of two of the standard's own packages, the extension from its folder, and every other request is refused.
"""

import io
import json
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from libcoveocds.api import ocds_json_output
from libcoveocds.config import LibCoveOCDSConfig
from ocdsextensionregistry import extension_version, util
from requests.adapters import BaseAdapter

Json = dict[str, Any]

SCHEMAS = {
    "release-schema.json": "ocdsextensionregistry",
    "versioned-release-validation-schema.json": "ocdsextensionregistry",
    "release-package-schema.json": "ocdskit",
}
"""The standard's schemas, version 1.1.5, and the package whose tests have a copy."""
OPEN_CODES = {
    "partyRole.csv": ["buyer", "supplier"],
    "itemClassificationScheme.csv": ["PSC"],
    "documentType.csv": ["contractSigned"],
}
"""Codes of the standard's open lists that we use, compared by hand with 1.1.5: no package on an index has the lists."""
EXTENSION = "exports/ocds/extension/"


def standard(archives: Path) -> bytes:
    """The repository of the standard as far as the validator reads it, as a zip."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("standard/", "")
        for name, package in SCHEMAS.items():
            [path] = archives.glob(f"{package}-*.tar.gz")
            with tarfile.open(path) as source:
                file = source.extractfile(f"{path.name.removesuffix('.tar.gz')}/tests/fixtures/{name}")
                archive.writestr(f"standard/schema/{name}", file.read() if file else b"")
        schema = json.loads(archive.read("standard/schema/release-schema.json"))
        for name, codes in (closed_codes(schema) | OPEN_CODES).items():
            lines = "".join(f"{code},{code}\n" for code in codes)
            archive.writestr(f"standard/schema/codelists/{name}", f"Code,Title\n{lines}")
    return packed.getvalue()


def closed_codes(schema: Json) -> dict[str, list[str]]:
    """The closed lists: the schema repeats their codes."""
    found = {}
    for field in every_field(schema):
        codes = field.get("enum") or (field.get("items") or {}).get("enum")
        if field.get("codelist") and codes:
            found[field["codelist"]] = [code for code in codes if code]
    return found


def every_field(schema: Json) -> Iterator[Json]:
    """The fields of the schema and of its definitions."""
    for part in (schema, *schema.get("definitions", {}).values()):
        for field in part.get("properties", {}).values():
            yield field
            yield from every_field(field)


class Folder(BaseAdapter):  # type: ignore[misc]  # its types are not with it
    """Answers from the extension's folder, and refuses what lies outside it."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def send(self, request: requests.PreparedRequest, **_: object) -> requests.Response:
        path = urlsplit(request.url).path.partition(EXTENSION)[2]
        if not path:
            raise requests.ConnectionError(f"asked for {request.url}")
        response = requests.Response()
        response.status_code = 200 if (self.folder / path).is_file() else 404
        response.raw = io.BytesIO((self.folder / path).read_bytes() if response.status_code == 200 else b"")
        response.url, response.request, response.encoding = request.url, request, "utf-8"
        return response

    def close(self) -> None:
        pass


def main(package: Path, extension: Path, archives: Path) -> None:
    """Print what the validator found as JSON."""
    local = requests.Session()
    for scheme in ("http://", "https://"):
        local.mount(scheme, Folder(extension))
    for module in (util, extension_version):
        vars(module)["session"] = local
    config = LibCoveOCDSConfig({"standard_zip": standard(archives), "context": "api"})
    found = ocds_json_output(file=str(package), lib_cove_ocds_config=config)
    json.dump(
        {
            "releases": found["count"],
            "errors": found["validation_errors"],
            "more": found["additional_checks"],
            "unknown fields": found["all_additional_fields"],
            "deprecated": found["deprecated_fields"],
            "unknown codes": found["additional_open_codelist_values"] | found["additional_closed_codelist_values"],
            "extensions": [extension["failed_codelists"] for extension in found["extensions"]["extensions"]],
            "broken extensions": found["extensions"]["invalid_extensions"],
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
