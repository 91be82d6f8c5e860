"""`undersigned export`: a table, the case in a format of its own, or a package of all."""

import gzip
import json
from pathlib import Path

import pytest

from undersigned.case.folder import Case
from undersigned.cli.main import run_as_command


def export(traced: Case, *arguments: object) -> int:
    return run_as_command(["export", *map(str, arguments), "--case", str(traced.folder)])


def test_a_table_may_be_packed(traced: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export(traced, "companies", "-o", tmp_path / "c.csv.gz") == 0
    with gzip.open(tmp_path / "c.csv.gz", "rt", encoding="utf-8") as file:
        rows = len(file.readlines()) - 1
    assert f"c.csv.gz: {rows:,} rows of companies." in " ".join(capsys.readouterr().out.split())


def test_the_prefix_and_address_of_releases_are_the_publishers_own(traced: Case, tmp_path: Path) -> None:
    named = ("--ocid-prefix", "ocds-a1b2c3", "--site-address", "https://watch.example")
    assert export(traced, "ocds", "-o", tmp_path / "r.json", *named) == 0
    package = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert package["uri"] == "https://watch.example/exports/ocds/r.json"
    assert all(release["ocid"].startswith("ocds-a1b2c3-") for release in package["releases"])


def test_entities_are_written_by_their_short_name(traced: Case, tmp_path: Path) -> None:
    assert export(traced, "ftm", "-o", tmp_path / "e.ftm.json") == 0
    assert (tmp_path / "e.ftm.json").read_text(encoding="utf-8").count("\n") > 100


def test_a_package_goes_into_a_folder_of_its_own(traced: Case, tmp_path: Path) -> None:
    assert export(traced, "package", "-o", tmp_path / "p") == 0
    assert (tmp_path / "p" / "datapackage.json").is_file()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ocds", "-o", "x.csv"), "'x.csv' should end in .jsonl or .json; .gz may stand behind it."),
        (("ftm", "-o", "no/x.json"), "There is no folder no. Make it"),
    ],
)
def test_what_cannot_be_written_is_said(
    traced: Case, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert export(traced, *arguments) == 2
    assert said in capsys.readouterr().err.replace("\n", " ")


def test_a_package_never_mixes_with_what_lies_there(
    traced: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert export(traced, "package", "-o", tmp_path) == 2
    assert "is there already. Name a folder that is empty or new" in capsys.readouterr().err.replace("\n", " ")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
