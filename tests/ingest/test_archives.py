"""Zips hold numbered parts among files that are not read but named; damaged archives get one sentence."""

import csv
import gzip
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest

from tests.ingest.cases import HEADER, HEADING, add, bytes_of, cells, kept, line, refused, rejects, table
from undersigned.case.folder import Case
from undersigned.errors import InputError
from undersigned.sample.write import write_sample

FIRST, SECOND = table(line(1), line(2)), table(line(3))


def zipped(files: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
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
    (books,) = add(case, path).new
    assert books.name == "download.zip/Contracts_1-2.csv"
    assert books.parts == (("Contracts_1.csv", 2), ("Contracts_2.csv", 1))
    assert books.rows_read == 3
    assert set(books.not_read) == {
        "dictionary.xlsx",
        "__MACOSX/._Contracts_1.csv",
        "readme.txt (of no shape that we know)",
        "Assistance_1.csv (of no shape that we know)",
        "doubled.csv (of no shape that we know)",
        "Contracts_3.csv (no row)",
    }
    assert kept(case, "row", "award_id") == [(1, "A1"), (2, "A2"), (3, "A3")]
    assert case.reconciliations() == [books]
    assert books.suspicions == ()
    assert add(case, path).already == ("download.zip",)


def test_parts_stand_in_the_order_of_their_numbers_and_are_one_table(tmp_path: Path) -> None:
    path = tmp_path / "download.zip"
    broken = table(line(5), 'IBS,A6,"never closed\n', line(7, obligation="none"))
    path.write_bytes(zipped({"P_10.csv": broken, "P_2.csv": table(line(2), line(1)), "P_1.csv": FIRST}))
    case = Case(tmp_path / "case")
    (books,) = add(case, path).new
    assert books.balances()
    assert books.name == "download.zip/P_1-10.csv"
    assert books.parts == (("P_1.csv", 2), ("P_2.csv", 2), ("P_10.csv", 3))
    assert kept(case, "row", "award_id") == [(1, "A1"), (2, "A2"), (5, "A5")]
    assert [(each.row, each.line) for each in rejects(case)] == [(6, 3), (7, 4)]
    assert books.repeated == 2
    (missing,) = (each for each in books.suspicions if each.kind == "missing parts")
    assert missing.rows == 7
    assert missing.sentence == (
        "The archive holds numbered parts up to 10, but not parts 3, 4, 5, 6, 7, 8, 9: their rows are missing, and "
        "the true net sum is another."
    )


def test_tables_of_other_names_or_shapes_are_not_parts_of_one(tmp_path: Path) -> None:
    path = tmp_path / "download.zip"
    write_sample("subawards", 20, tmp_path / "subawards.csv")
    subawards = (tmp_path / "subawards.csv").read_bytes()
    path.write_bytes(zipped({"of_2031.csv": FIRST, "of_2032.csv": SECOND, "x_1.csv": FIRST, "x_2.csv": subawards}))
    books = add(Case(tmp_path / "case"), path).new
    assert [each.name.partition("/")[2] for each in books] == ["of_2031.csv", "of_2032.csv", "x_1.csv", "x_2.csv"]
    assert all(each.parts == () for each in books)


def test_parts_with_other_columns_are_put_together_by_name_and_it_is_said(tmp_path: Path) -> None:
    swapped = [name for name in reversed(HEADER) if name != "NAICS Description"]
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, [*swapped, "Extra"], extrasaction="ignore")
    writer.writeheader()
    writer.writerow({**dict(zip(HEADER, cells(3), strict=True)), "Extra": "more"})
    path = tmp_path / "download.zip"
    path.write_bytes(zipped({"P_1.csv": FIRST, "P_2.csv": buffer.getvalue()}))
    case = Case(tmp_path / "case")
    (books,) = add(case, path).new
    assert kept(case, "award_id", "recipient_name", "industry")[2] == ("A3", "HOXLOCK SUPPLY LLC", None)
    assert [each.sentence for each in books.suspicions] == [
        "P_2.csv differs from the first part in 2 columns (Extra, NAICS Description); "
        "columns were put together by name."
    ]
    assert books.not_understood == ("Extra",)


def test_parts_in_different_encodings_are_read_each_in_its_own(tmp_path: Path) -> None:
    path = tmp_path / "download.zip"
    named = [table(line(serial, recipient_name="HÖXLÖCK LLC")) for serial in (1, 2, 3)]
    encoded = {"P_1.csv": named[0].encode(), "P_2.csv": named[1].encode("cp1252"), "P_3.csv": named[2].encode("utf-16")}
    path.write_bytes(zipped(encoded))
    case = Case(tmp_path / "case")
    (books,) = add(case, path).new
    assert kept(case, "recipient_name") == [("HÖXLÖCK LLC",)] * 3
    assert [(each.kind, each.rows) for each in books.suspicions] == [("mixed encodings", 1)]


def test_the_same_zip_gives_the_same_bytes(tmp_path: Path) -> None:
    path = tmp_path / "download.zip"
    parts = {f"P_{part}.csv": table(*(line(part * 70_000 + serial) for serial in range(70_000))) for part in (1, 2)}
    path.write_bytes(zipped(parts))
    written = []
    for turn in ("one", "two"):
        case = Case(tmp_path / turn)
        add(case, path)
        written.append(bytes_of(case.folder / "files"))
    assert written[0] == written[1]


def test_a_zip_that_would_unpack_to_too_much_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.csv", "w") as member:
        for _ in range(300):
            member.write(bytes(1 << 20))
    with pytest.raises(InputError) as caught:
        add(Case(tmp_path / "case"), path)
    assert str(caught.value).startswith(f"{path}: a.csv would unpack to 0.3 GB, 1,0")
    assert not (tmp_path / "case").exists()


def test_a_damaged_table_is_not_passed_over_as_a_stranger(tmp_path: Path) -> None:
    raw = bytearray(zipped({"broken.csv": FIRST, "whole.csv": SECOND}))
    raw[raw.index(b"broken.csv") + 10] ^= 0x07
    assert "download.zip is damaged: it cannot be decompressed" in refused(tmp_path, bytes(raw), "download.zip")


def test_a_wrong_sum_at_the_end_of_a_part_refuses_the_whole_zip(tmp_path: Path) -> None:
    raw = bytearray(zipped({"P_1.csv": FIRST, "P_2.csv": SECOND}, zipfile.ZIP_STORED))
    at = raw.index(b"HOXLOCK", raw.index(b"P_2.csv"))
    raw[at : at + 7] = b"HOXLICK"
    said = refused(tmp_path, bytes(raw), "download.zip")
    assert "download.zip is damaged: it cannot be decompressed (Bad CRC-32 for file 'P_2.csv')" in said


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
