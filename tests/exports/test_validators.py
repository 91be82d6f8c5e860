"""What others' programs say of our exports: each validator runs in a Python of its own (`make test` makes it)."""

import gzip
import json
import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from undersigned.claims.reading import Trace
from undersigned.exports import ocds
from undersigned.exports.base import RECORDS, Written
from undersigned.exports.walk import Job, about, walk

Told = dict[str, Any]


@pytest.fixture(scope="module")
def environment(root: Path) -> Path:
    """The folder of the validators' environment."""
    folder = root / ".venv-validators"
    if not (folder / "installed").exists():
        reason = "there is no .venv-validators; `make test` makes it"
        if os.environ.get("UNDERSIGNED_NEEDS_VALIDATORS"):
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


def ask(environment: Path, script: str, *arguments: Path) -> Told:
    path = Path(__file__).parent.parent / "validators" / script
    with TemporaryDirectory() as folder:  # a validator writes where it stands
        asked = subprocess.run(
            [environment / "bin" / "python", "-P", path, *arguments],
            capture_output=True, text=True, check=False, cwd=folder,
        )  # fmt: skip
    assert asked.returncode == 0, asked.stderr
    told: Told = json.loads(asked.stdout)
    return told


@pytest.fixture(scope="module")
def releases(trace: Trace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case as one release package."""
    path = tmp_path_factory.mktemp("ocds") / "releases.json"
    walk(trace, [Job(ocds, path, frozenset({RECORDS}))], about(trace, "https://watch.example/evidence"))
    return path


def validate(environment: Path, releases: Path, folder: Path) -> Told:
    return ask(environment, "check_ocds.py", releases, folder / "ocds" / "extension", environment / "archives")


def test_the_standards_own_validator_finds_nothing_in_our_releases(
    trace: Trace, environment: Path, releases: Path, packaged: tuple[Path, list[Written]]
) -> None:
    told = validate(environment, releases, packaged[0])
    assert told.pop("releases") == trace.rows("SELECT count(*) FROM awards")[0][0]
    assert told.pop("extensions") == [{}], "the extension is found, with every list of codes"
    assert {name: found for name, found in told.items() if found} == {}


def test_the_standards_own_validator_would_find_a_fault(
    environment: Path, releases: Path, packaged: tuple[Path, list[Written]], tmp_path: Path
) -> None:
    package = json.loads(releases.read_text(encoding="utf-8"))
    package["releases"] = package["releases"][:3]
    package["releases"][0]["contracts"][0] |= {"status": "sleeping", "colour": "red", "attributions": [{"id": "x"}]}
    del package["releases"][1]["ocid"]
    (tmp_path / "spoilt.json").write_text(json.dumps(package), encoding="utf-8")
    told = validate(environment, tmp_path / "spoilt.json", packaged[0])
    assert {error["description"].replace("'", "") for error in told["errors"]} >= {"ocid is missing but required"}
    assert any("attributions" in error["path"] for error in told["errors"]), "the extension's own rules are read"
    assert ["colour" in str(field) for field in told["unknown fields"]] == [True]
    assert told["unknown codes"]


def test_lines_can_be_put_into_a_package_by_the_standards_own_tool(
    environment: Path, packaged: tuple[Path, list[Written]]
) -> None:
    with gzip.open(packaged[0] / "ocds" / "releases.jsonl.gz") as file:
        lines = b"".join(file.readlines()[:5])
    made = subprocess.run(
        [environment / "bin" / "ocdskit", "package-releases", "--uri", "https://watch.example/r.json"],
        input=lines, capture_output=True, check=True,
    )  # fmt: skip
    assert len(json.loads(made.stdout)["releases"]) == 5


def test_followthemoney_loads_every_entity_and_finds_nothing_wrong(
    trace: Trace, environment: Path, packaged: tuple[Path, list[Written]]
) -> None:
    told = ask(environment, "check_ftm.py", packaged[0] / "ftm" / "entities.ftm.json.gz")
    assert (told["wrong"], told["twice"], told["people"]) == ([], [], [])
    assert told["schemata"]["Contract"] == trace.rows("SELECT count(*) FROM awards")[0][0]
    assert told["schemata"]["UnknownLink"] == trace.rows("SELECT count(*) FROM attributions")[0][0]


def test_followthemoney_would_find_a_fault(environment: Path, tmp_path: Path) -> None:
    lines = [
        {"id": "a", "schema": "Company", "properties": {"name": ["A"], "country": ["Atlantis"]}},
        {"id": "b", "schema": "ContractAward", "properties": {"supplier": ["c"], "date": ["once"]}},
        {"id": "a", "schema": "Person", "properties": {"name": ["P"]}},
    ]
    (tmp_path / "e.json").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    told = ask(environment, "check_ftm.py", tmp_path / "e.json")
    assert (told["twice"], told["people"]) == (["a"], ["Person"])
    assert {"ContractAward:supplier leads nowhere"} < set(told["wrong"])
    assert any("Atlantis" in fault for fault in told["wrong"])
    assert any("once" in fault for fault in told["wrong"])


def test_frictionless_finds_every_table_as_its_dictionary_says(
    environment: Path, packaged: tuple[Path, list[Written]]
) -> None:
    told = ask(environment, "check_datapackage.py", packaged[0] / "datapackage.json")
    assert told["errors"] == []
    assert {name: task["errors"] for name, task in told["tasks"].items() if task["errors"]} == {}
    rows = {file.table: file.rows for file in packaged[1] if file.form == "csv" and file.table}
    assert {name: task["rows"] for name, task in told["tasks"].items()} == rows


def test_frictionless_would_find_a_fault(
    environment: Path, packaged: tuple[Path, list[Written]], tmp_path: Path
) -> None:
    folder = shutil.copytree(packaged[0], tmp_path / "spoilt")
    companies = folder / "tables" / "companies.csv"
    lines = companies.read_text(encoding="utf-8").splitlines(keepends=True)
    companies.write_text("".join([*lines[:-1], lines[1]]), encoding="utf-8")
    told = ask(environment, "check_datapackage.py", folder / "datapackage.json")
    faults = " ".join(told["tasks"]["companies"]["errors"])
    assert "hash" in faults
    assert "primary" in faults.lower()
    assert not told["valid"]
