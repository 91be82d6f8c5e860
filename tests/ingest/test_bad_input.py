"""Bad input gets one sentence that names the file and what to do, and the case stays as it was."""

import gzip
from pathlib import Path

import pytest

from tests.ingest.cases import HEADING, add, bytes_of, cells, line, refused, table
from undersigned.case.folder import Case
from undersigned.errors import InputError

GOOD = table(line(1), line(2))
WITHOUT_MONEY = "".join(",".join(row[:3] + row[4:]) + "\n" for row in (HEADING.strip().split(","), cells(1)))

NOT_A_TABLE = {
    "a PDF": (b"%PDF-1.7 and so on", "is a PDF document, not a table. Give a CSV, XLSX or Parquet file."),
    "a picture": (b"\x89PNG\r\n\x1a\n", "is a picture, not a table"),
    "a photograph": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "is a picture, not a table"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1", "is an old Excel workbook; save it as XLSX or CSV"),
    "a program": (b"\x7fELF\x02", "is a program, not a table"),
    "bzip2": (b"BZh91AY", "is compressed with bzip2; decompress it first"),
    "a web page": (b"<!DOCTYPE html><html>", "is not a CSV table: it starts with '<!DOCTYPE html><html'"),
    "JSON": (b'[{"Agency": "IBS"}]', 'is not a CSV table: it starts with \'[{"Agency": "IBS"}]\''),
    "XML": (b"<?xml version='1.0'?>", "is not a CSV table: it starts with"),
    "a letter": (b"Dear clerk\nthe table follows\n", "line 1: this is not a CSV table; no column separator was found"),
    "one column": (b"Agency\nIBS\n", "line 1: this is not a CSV table"),
    "blank lines": (b"\n\n\n", "line 1: this is not a CSV table"),
    "nothing": (b"", "is empty. Download it again."),
    "a compressed nothing": (gzip.compress(b""), "line 1: this is not a CSV table"),
    "a heading alone": (HEADING.encode(), "has a heading and no row. Download it again."),
    "a heading and blank lines": (HEADING.encode() + b"\n \n", "has a heading and no row"),
    "a NUL byte": (GOOD.encode().replace(b"HAY,", b"H\0Y,", 1), "line 2: there is a NUL byte"),
    "a NUL byte at the end": (GOOD.encode() + b"\0", "line 4: there is a NUL byte"),
    "UTF-16 without its mark": (GOOD.encode("utf-16-le"), "line 1: there is a NUL byte"),
    "UTF-32": (GOOD.encode("utf-32"), "there is a NUL byte"),
    "an open quote in the heading": (('"' + GOOD).encode(), "line 1: the heading cannot be taken apart"),
    "a heading of 20 MB": (b"x" * 20_000_000 + b"," + GOOD.encode(), "line 1: the heading cannot be taken apart"),
}

WRONG_COLUMNS = {
    "no heading": (line(1) + line(2), "line 1: this is a row, not a heading"),
    "another table": (
        "name,colour\nfox,red\n",
        "are of no shape that we know. Describe the table once with: undersigned",
    ),
    "a column missing": (
        WITHOUT_MONEY,
        "line 1: the column 'Federal Action Obligation' of USAspending transaction search",
    ),
    "a column in the plural": (
        GOOD.replace("Federal Action Obligation", "Federal Action Obligations", 1),
        "'Federal Action Obligations' looks like it; rename it to 'Federal Action Obligation'",
    ),
    "a column by its last word": (
        GOOD.replace("Federal Action Obligation", "Obligation", 1),
        "'Obligation' looks like it; rename it to 'Federal Action Obligation'",
    ),
    "two columns missing": (
        GOOD.replace("Action Date,Modification", "Day,Number", 1),
        "the column 'Action Date' (and 1 more) of",
    ),
    "a doubled column": (GOOD.replace("Award ID", "Agency", 1), "line 1: the column 'Agency' stands twice"),
    "no row that can be kept": (
        table(line(1, obligation="much"), line(2, obligation="")),
        "none of its 2 rows can be kept. First, line 2: the amount cannot be read. Nothing was added.",
    ),
}


@pytest.mark.parametrize(("content", "said"), NOT_A_TABLE.values(), ids=NOT_A_TABLE)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    sentence = refused(tmp_path, content)
    assert said in sentence
    assert "records.csv" in sentence


@pytest.mark.parametrize(("content", "said"), WRONG_COLUMNS.values(), ids=WRONG_COLUMNS)
def test_a_table_with_the_wrong_columns_is_refused(tmp_path: Path, content: str, said: str) -> None:
    sentence = refused(tmp_path, content)
    assert said in sentence
    assert "records.csv" in sentence


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for path, said in (
        (tmp_path / "absent.csv", "there is no such file. Check the name."),
        (tmp_path, "is a folder. Name the files in it"),
        (tmp_path / "file" / "below.csv", "there is no such file"),
        (tmp_path / ("x" * 300), "cannot be read: File name too long"),
        (Path("/dev/null"), "is not a regular file"),
    ):
        with pytest.raises(InputError, match=f"{path.name[:200]}.*{said}"):
            add(Case(tmp_path / "case"), path)
        assert not (tmp_path / "case").exists()


def test_a_bad_file_beside_a_good_one_changes_nothing(tmp_path: Path) -> None:
    first, second, bad = (tmp_path / name for name in ("first.csv", "second.csv", "bad.csv"))
    first.write_text(GOOD, encoding="utf-8")
    second.write_text(table(line(3)), encoding="utf-8")
    bad.write_text(table(line(4, obligation="none")), encoding="utf-8")
    case = Case(tmp_path / "case")
    add(case, first)
    before = bytes_of(case.folder)
    with pytest.raises(InputError, match=r"bad\.csv: none of its 1 rows"):
        add(case, second, bad)
    assert bytes_of(case.folder) == before


def test_folders_made_for_a_case_that_did_not_come_to_be_go_again(tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("no table", encoding="utf-8")
    with pytest.raises(InputError):
        add(Case(tmp_path / "a" / "b" / "case"), bad)
    assert list(tmp_path.iterdir()) == [bad]


def test_a_folder_that_was_there_keeps_what_is_in_it(tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("no table", encoding="utf-8")
    before = bytes_of(tmp_path)
    with pytest.raises(InputError):
        add(Case(tmp_path), bad)
    assert bytes_of(tmp_path) == before
