"""Zips hold numbered parts among files that are not read but named; damaged archives get one sentence."""

import gzip
import io
import zipfile
from pathlib import Path
from random import Random

import pytest

from tests.ingest.cases import HEADING, add, kept, line, refused, table
from undersigned.case.folder import Case
from undersigned.errors import InputError

FIRST, SECOND = table(line(1), line(2)), table(line(3))


def zipped(files: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def with_password(name: str) -> bytes:
    """A zip whose one member says that it is encrypted: bit 0 of both its headers."""
    raw = bytearray(zipped({name: FIRST}, zipfile.ZIP_STORED))
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    return bytes(raw)


def test_numbered_parts_are_read_and_everything_else_is_named(tmp_path: Path) -> None:
    path = tmp_path / "download.zip"
    path.write_bytes(
        zipped(
            {
                "readme.txt": "What this is.\nNothing else.",
                "Contracts_1.csv": FIRST,
                "sub/Contracts_2.csv": SECOND,
                "Contracts_3.csv": HEADING,
                "dictionary.xlsx": b"PK\x03\x04",
                "Assistance_1.csv": "fain,amount\n1,2\n",
                "doubled.csv": "a,a\n1,2\n",
                "__MACOSX/._Contracts_1.csv": b"\0\1\2",
            }
        )
    )
    case = Case(tmp_path / "case")
    one, two = add(case, path).new
    assert (one.name, two.name) == ("download.zip/Contracts_1.csv", "download.zip/sub/Contracts_2.csv")
    assert (one.rows_read, two.rows_read) == (2, 1)
    assert one.sha256 == two.sha256
    assert one.not_read == two.not_read
    assert set(one.not_read) == {
        "dictionary.xlsx",
        "__MACOSX/._Contracts_1.csv",
        "readme.txt (of no shape that we know)",
        "Assistance_1.csv (of no shape that we know)",
        "doubled.csv (of no shape that we know)",
        "Contracts_3.csv (no row)",
    }
    assert kept(case, "award_id") == [("A1",), ("A2",), ("A3",)]
    assert add(case, path).already == ("download.zip",)


def test_a_numbered_part_that_cannot_be_read_is_not_passed_over(tmp_path: Path) -> None:
    renamed = SECOND.replace("Federal Action Obligation", "Federal Action Obligations")
    said = refused(tmp_path, zipped({"Contracts_1.csv": FIRST, "Contracts_2.csv": renamed}), "download.zip")
    assert said.startswith("download.zip/Contracts_2.csv, line 1: the column 'Federal Action Obligation'")


def test_a_zip_of_strangers_is_refused(tmp_path: Path) -> None:
    said = refused(tmp_path, zipped({"readme.txt": "words", "other.csv": "a,b\n1,2\n"}), "download.zip")
    assert said.startswith("download.zip/other.csv: these columns are of no shape that we know")


DAMAGED = {
    "no CSV": (zipped({"a.pdf": b"", "b.docx": b""}), "holds no CSV file (it holds a.pdf, b.docx)"),
    "nothing": (zipped({}), "holds no CSV file (it holds nothing)"),
    "another zip": (zipped({"inner.zip": zipped({"a.csv": FIRST})}), "holds no CSV file (it holds inner.zip)"),
    "cut off": (zipped({"a.csv": FIRST})[:-30], "is damaged: it cannot be decompressed (File is not a zip file)"),
    "the start of one": (b"PK\x03\x04", "is damaged: it cannot be decompressed"),
    "a password": (with_password("a.csv"), "a.csv is locked with a password. Unpack it and add the CSV file."),
    "a NUL byte": (zipped({"a.csv": FIRST + "\0"}), "download.zip/a.csv, line 4: there is a NUL byte"),
}


@pytest.mark.parametrize(("content", "said"), DAMAGED.values(), ids=DAMAGED)
def test_a_zip_that_gives_no_table_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    sentence = refused(tmp_path, content, "download.zip")
    assert said in sentence
    assert "download.zip" in sentence


GZIP = gzip.compress(table(*(line(serial) for serial in range(300))).encode())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (GZIP[: len(GZIP) // 2], "is cut off: the compressed data ends too early. Download it again."),
        (GZIP[:5], "is cut off"),
        (GZIP[:-8] + bytes(8), "is damaged: it cannot be decompressed (CRC check failed"),
        (GZIP + b"and more", "is damaged: it cannot be decompressed"),
        (GZIP[:60] + b"\xff\xff\xff" + GZIP[63:], "is damaged: it cannot be decompressed"),
    ],
    ids=["half", "start", "checksum", "tail", "middle"],
)
def test_a_damaged_gzip_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    sentence = refused(tmp_path, content, "records.csv.gz")
    assert f"{tmp_path}/records.csv.gz {said}" in sentence


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_with_any_byte_wrong_is_read_or_refused(tmp_path: Path, method: int) -> None:
    """No damage of an archive comes through as anything but a sentence of ours."""
    dice = Random(method)
    whole = zipped({"a.csv": FIRST, "b.csv": SECOND}, method)
    for turn in range(12):
        raw = bytearray(whole)
        for _ in range(dice.choice((1, 5))):
            raw[dice.randrange(4, len(raw))] = dice.randrange(256)
        path = tmp_path / f"{turn}.zip"
        path.write_bytes(raw)
        case = Case(tmp_path / f"case{turn}")
        try:
            add(case, path)
        except InputError:
            assert not case.folder.exists()
        else:
            assert case.reconciliations()
