"""Any table that a mapping describes is read as the federal ones are: CSV and XLSX, as clerks type them."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from tests.ingest.cases import add, added, kept, refused, rejects
from undersigned.case.folder import Case
from undersigned.ingest.persons import NEUTRAL_NAME
from undersigned.sample.county import BAD_AMOUNT_ROW
from undersigned.sample.write import write_sample

MAPPING = """
name = "marrowmere"
title = "Invented County of Marrowmere, contracts"
[columns]
who_is_paid = "Supplier"
what = "What for"
how_much = "Value"
when = "Signed"
document = "No."
[constants]
who_buys = "INVENTED COUNTY"
[reading]
"""
HEAD = ("Supplier", "What for", "Value", "Signed", "No.")
TOLD = ("award_key", "recipient_name", "description", "obligation", "action_date", "fiscal_year", "agency")


def row(name: str, what: str, cents: int, day: date, number: str) -> tuple[object, ...]:
    """A row as the case keeps it."""
    return (f"table_marrowmere:{number}", name, what, cents, day, day.year, "INVENTED COUNTY")


def workbook(rows: Sequence[Sequence[object]], *, leading: int = 0, sheets: tuple[str, ...] = ("List",)) -> bytes:
    """An XLSX file; the rows stand in the last sheet."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        days = book.add_format({"num_format": "dd/mm/yyyy"})
        for name in sheets:
            sheet = book.add_worksheet(name)
        for down, cells in enumerate(rows, start=leading):
            for across, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(down, across, datetime(cell.year, cell.month, cell.day), days)  # noqa: DTZ001
                elif cell is not None:
                    sheet.write(down, across, cell)
    return buffer.getvalue()


def test_a_list_typed_by_hand(tmp_path: Path) -> None:
    text = (
        "Supplier;What for;Value;Signed;No.\n"
        "HOXLOCK LLC;hay;$1,234.50;31/05/2031;7\n"
        'HOXLOCK LLC;"oats; in sacks";(8.00);01/06/2031;8\n'
        "HOXLOCK LLC;water;see memo;02/06/2031;9\n"
        "HOXLOCK LLC;straw;12;3/6/31;\n"
    )
    case, books = added(tmp_path, text, mapping=MAPPING + 'dates = "day-first"')
    assert kept(case, *TOLD)[:2] == [
        row("HOXLOCK LLC", "hay", 123450, date(2031, 5, 31), "7"),
        row("HOXLOCK LLC", "oats; in sacks", -800, date(2031, 6, 1), "8"),
    ]
    key, *_ = kept(case, "award_key", "action_date")[2]
    assert key.startswith("table_marrowmere:")
    assert [(found.line, found.reason) for found in rejects(case)] == [(4, "the amount cannot be read")]
    assert [(found.kind, found.rows) for found in books.suspicions] == [("numbers as text", 2)]
    assert (books.shape, books.title) == ("table_marrowmere", "Invented County of Marrowmere, contracts")


def test_the_invented_countys_list(tmp_path: Path) -> None:
    write_sample("table", 300, tmp_path / "records.csv")
    mapping = MAPPING.replace('"Value"', '"Contract value"').replace('"Signed"', '"Signed on"')
    mapping = mapping.replace('"No."', '"Document no."') + 'dates = "day-first"'
    case, books = added(tmp_path, (tmp_path / "records.csv").read_bytes(), mapping=mapping)
    assert (books.rows_read, books.kept, books.rejected) == (300, 299, 1)
    assert [found.line for found in rejects(case)] == [BAD_AMOUNT_ROW + 2]
    assert {found.kind for found in books.suspicions} == {"numbers as text", "mixed encodings"}
    assert len({key for (key,) in kept(case, "award_key")}) == 299


def test_a_workbook_is_read_like_a_list(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        list(HEAD),
        ["HOXLOCK LLC", "hay", 1234.5, date(2031, 5, 31), 7],
        ["HOXLOCK LLC", "oats", 0.1 + 0.2, date(2031, 1, 2), "8"],
        [],
        ["HOXLOCK LLC", "water", "(8.00)", "31/01/2031", 9],
        ["HOXLOCK LLC", "on\ntwo lines", 1e6, date(2031, 1, 2), 10],
        ["HOXLOCK LLC", "straw", "much", date(2031, 1, 2), 11],
    ]
    case, _ = added(tmp_path, workbook(rows), "records.xlsx", MAPPING)
    assert kept(case, *TOLD) == [
        row("HOXLOCK LLC", "hay", 123450, date(2031, 5, 31), "7"),
        row("HOXLOCK LLC", "oats", 30, date(2031, 1, 2), "8"),
        row("HOXLOCK LLC", "water", -800, date(2031, 1, 31), "9"),
        row("HOXLOCK LLC", "on\ntwo lines", 100000000, date(2031, 1, 2), "10"),
    ]
    assert [found.reason for found in rejects(case)] == ["the amount cannot be read"]


def test_a_reject_of_a_workbook_names_the_row_of_the_sheet(tmp_path: Path) -> None:
    good: list[object] = ["HOXLOCK LLC", "hay", 1, date(2031, 5, 31), 7]
    rows: list[list[object]] = [list(HEAD), good, [], [], ["HOXLOCK LLC", "oats", "much", date(2031, 5, 31), 8], good]
    case, _ = added(tmp_path, workbook(rows), "records.xlsx", MAPPING)
    assert [found.line for found in rejects(case)] == [5]


def test_the_first_sheet_with_rows_is_read(tmp_path: Path) -> None:
    rows: list[list[object]] = [list(HEAD), ["HOXLOCK LLC", "hay", 1, date(2031, 5, 31), 7]]
    case, _ = added(tmp_path, workbook(rows, leading=3, sheets=("Empty", "List")), "records.xlsx", MAPPING)
    assert kept(case, "obligation") == [(100,)]


@pytest.mark.parametrize("number", [1234.5, 1234.56, 12.345, 1.5, 7])
def test_numbers_of_a_workbook_keep_their_point_under_a_decimal_comma(tmp_path: Path, number: float) -> None:
    rows: list[list[object]] = [list(HEAD), ["HOXLOCK LLC", "hay", number, date(2031, 5, 31), 7]]
    rows.append(["HOXLOCK LLC", "oats", "1.234,50", date(2031, 5, 31), 8])
    case, _ = added(tmp_path, workbook(rows), "records.xlsx", MAPPING + 'decimal = "comma"')
    assert kept(case, "obligation") == [(int(number * 100 + 0.5),), (123450,)]


BROKEN = {
    "cut off": (workbook([list(HEAD)])[:2000], "records.xlsx is damaged: it cannot be decompressed"),
    "empty": (workbook([]), "records.xlsx has no sheet with rows. Check that the table is in the workbook."),
    "a heading": (workbook([list(HEAD)]), "has no sheet with rows"),
    "a sheet missing": (
        workbook([list(HEAD), ["a"]]).replace(b"sheet1.xml", b"sheet7.xml"),
        "records.xlsx cannot be read as a workbook",
    ),
}


@pytest.mark.parametrize(("content", "said"), BROKEN.values(), ids=BROKEN)
def test_a_broken_workbook_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    assert said in refused(tmp_path, content, "records.xlsx", MAPPING)


TABLE = "Supplier,What for,Value,Signed,No.\nHOXLOCK LLC,hay,1,2031-05-04,7\n"


def test_a_mapping_beside_the_table_is_found(tmp_path: Path) -> None:
    (tmp_path / "county.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "county.toml").write_text(MAPPING, encoding="utf-8")
    (books,) = add(Case(tmp_path / "case"), tmp_path / "county.csv").new
    assert (books.shape, books.kept) == ("table_marrowmere", 1)


def test_headings_like_our_own_words_mean_what_the_mapping_says(tmp_path: Path) -> None:
    """Crossed names on purpose: only the mapping may decide."""
    text = "obligation,recipient_name,agency,award_key,h\nHOXLOCK LLC,hay,12.5,2031-05-04,7\n"
    mapping = MAPPING
    for old, new in zip(HEAD, ("obligation", "recipient_name", "agency", "award_key", "h"), strict=True):
        mapping = mapping.replace(f'"{old}"', f'"{new}"')
    case, _ = added(tmp_path, text + text.splitlines()[1] + "\n", mapping=mapping)
    assert kept(case, *TOLD) == [row("HOXLOCK LLC", "hay", 1250, date(2031, 5, 4), "7")]


@pytest.mark.parametrize(
    ("text", "mapping", "said"),
    [
        (
            TABLE.replace("Value", "Worth", 1),
            MAPPING,
            "line 1: the mapping names the column 'Value', which is not there.",
        ),
        (TABLE.replace("Value", "Values", 1), MAPPING, "which is not there; 'Values' looks like it."),
        (TABLE.replace("What for", "Value", 1), MAPPING, "line 1: the column 'Value' stands twice."),
        (
            TABLE.replace("No.", "Row", 1),
            MAPPING.replace('"No."', '"Row"'),
            "the column 'Row' needs a name that differs",
        ),
        (
            TABLE.replace("No.", "VALUE", 1),
            MAPPING.replace('"No."', '"VALUE"'),
            "needs a name that differs from 'row' and from the others in more than capitals",
        ),
        (TABLE, "name = ", "described.toml is not valid TOML"),
        (TABLE, MAPPING + 'decimal = "komma"', "described.toml: [reading] decimal must be one of point, comma."),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused(tmp_path: Path, text: str, mapping: str, said: str) -> None:
    assert said in refused(tmp_path, text, mapping=mapping)


def test_persons_of_a_county_are_neutral_too(tmp_path: Path) -> None:
    text = TABLE + "MARY Q JONES,lesson by Mary Jones,5,2031-05-04,8\nMARY Q JONES,lesson,x,2031-05-04,9\n"
    case, books = added(tmp_path, text, mapping=MAPPING)
    assert kept(case, "recipient_name", "description")[1] == (NEUTRAL_NAME, "lesson by [name withheld] [name withheld]")
    assert books.individuals == 1
    assert [found.raw for found in rejects(case)] == ["[withheld],lesson,x,2031-05-04,9"]
