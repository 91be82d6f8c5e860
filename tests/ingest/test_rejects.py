"""Every reject carries its line, its reason and its raw text; nothing else of the file is lost for it."""

import csv
from pathlib import Path

import duckdb
import pytest

from tests.ingest.cases import HEADER, HEADING, Reject, added, cells, kept, line, refused, rejects, table

OPEN = "a quotation mark is opened and never closed"
STRAY = "a quotation mark stands in the middle of a quoted cell"


def raw_cells(reject: Reject) -> list[str]:
    return next(csv.reader([reject.raw]))


def test_a_reject_has_line_reason_and_raw_text(tmp_path: Path) -> None:
    case, books = added(tmp_path, table(line(1), line(2, obligation="n/a", description="a, b"), line(3)))
    (found,) = rejects(case)
    assert (found.row, found.line, found.reason, found.cents) == (2, 3, "the amount cannot be read", None)
    assert raw_cells(found) == cells(2, obligation="n/a", description="a, b")
    assert books.reject_reasons == {"the amount cannot be read": 1}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"recipient_name": " "}, "there is no recipient"),
        ({"award_key": ""}, "there is no award key"),
        ({"action_date": ""}, "there is no date"),
        ({"obligation": ""}, "there is no amount"),
    ],
)
def test_what_a_row_must_say(tmp_path: Path, changed: dict[str, str], reason: str) -> None:
    case, books = added(tmp_path, table(line(1), line(2, **changed)))
    cents = None if "obligation" in changed else 225
    assert [(found.line, found.reason, found.cents) for found in rejects(case)] == [(3, reason, cents)]
    assert books.net_rejected == (cents or 0)


def test_the_line_is_that_of_the_file_after_breaks_and_blank_lines(tmp_path: Path) -> None:
    text = table(line(1, description="on\nthree\nlines"), "\n", "   \n", line(2, obligation="x", description="on\ntwo"))
    for folder, content in (("unix", text), ("windows", text.replace("\n", "\r\n"))):
        (tmp_path / folder).mkdir()
        case, _ = added(tmp_path / folder, content + line(3) + line(4, obligation="y"))
        assert [(found.row, found.line) for found in rejects(case)] == [(2, 7), (4, 10)]


def test_cells_too_few_or_too_many(tmp_path: Path) -> None:
    text = table(line(1), "IBS,A2\n", line(3).strip() + ",one,more\n", line(4).strip() + ",,\n", "lonely\n", line(5))
    case, books = added(tmp_path, text)
    assert [(found.line, found.reason) for found in rejects(case)] == [
        (3, "2 cells where the heading has 10"),
        (4, "12 cells where the heading has 10"),
        (6, "1 cell where the heading has 10"),
    ]
    assert kept(case, "award_id") == [("A1",), ("A4",), ("A5",)]
    assert raw_cells(rejects(case)[1])[-2:] == ["one", "more"]
    assert (books.rows_read, books.kept, books.rejected) == (6, 3, 3)


def spoilt(serial: int, cell: str) -> str:
    """A line whose description stands in it as it is, without the quotes that it would need."""
    return line(serial, description="@@").replace("@@", cell)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ('"OPEN', OPEN),
        ('"OPEN, WITH A COMMA', OPEN),
        ('"A" TRAILER', STRAY),
        ('"24" WIDE"', STRAY),
        ('"A \\"B\\" C"', STRAY),
    ],
)
def test_a_wrong_quote_costs_its_own_line_only(tmp_path: Path, cell: str, reason: str) -> None:
    text = table(
        line(1),
        spoilt(2, cell),
        line(3, description="quoted, fine"),
        line(4, description='on\ntwo "lines"'),
        line(5, obligation="none"),
        line(6),
    )
    case, _ = added(tmp_path, text)
    assert kept(case, "award_id") == [("A1",), ("A3",), ("A4",), ("A6",)]
    assert kept(case, "description")[2] == ('on\ntwo "lines"',)
    assert [(found.line, found.reason) for found in rejects(case)] == [(3, reason), (7, "the amount cannot be read")]
    assert "".join(raw_cells(rejects(case)[0])) == spoilt(2, cell).strip().replace(",", "")


def test_a_quote_inside_a_plain_cell_is_a_letter(tmp_path: Path) -> None:
    text = table(line(1), spoilt(2, 'MONITOR 24" WIDE'), line(3, obligation="x"), spoilt(4, '5" AND 6"'), line(5))
    case, _ = added(tmp_path, text)
    assert kept(case, "description")[1:3] == [('MONITOR 24" WIDE',), ('5" AND 6"',)]
    assert [raw_cells(found) for found in rejects(case)] == [cells(3, obligation="x")]


def test_quotes_left_open_on_every_line_merge_no_two_rows(tmp_path: Path) -> None:
    said = refused(tmp_path, table(*(spoilt(serial, '"OPEN') for serial in range(1, 8))))
    assert said == f"records.csv: none of its 7 rows can be kept. First, line 2: {OPEN}. Nothing was added."


def test_thousands_of_bad_lines_are_listed_one_by_one(tmp_path: Path) -> None:
    count = 20_500  # more than two batches of the list
    text = table(line(1), *(spoilt(serial, '"OPEN') for serial in range(2, 500)), *("x\n" * 1 for _ in range(count)))
    case, books = added(tmp_path, text)
    assert (books.kept, books.rejected) == (1, 498 + count)
    assert books.reject_reasons == {"1 cell where the heading has 10": count, OPEN: 498}
    assert [found.row for found in rejects(case)] == list(range(2, 500 + count))


def test_empty_rows_of_a_table_with_tabs_are_rows(tmp_path: Path) -> None:
    tabs = table(line(1), ",,,,,,,,,\n", line(2), line(3, obligation="x"), line(4)).replace(",", "\t")
    case, _ = added(tmp_path, tabs, "records.tsv")
    assert [(found.line, found.reason) for found in rejects(case)] == [
        (3, "there is no amount"),
        (5, "the amount cannot be read"),
    ]
    assert raw_cells(rejects(case)[1]) == cells(3, obligation="x")


def test_a_cell_of_megabytes_is_kept_and_one_beyond_measure_is_rejected(tmp_path: Path) -> None:
    huge = "X" * 3_000_000
    case, _ = added(tmp_path, table(line(1, description=huge), line(2, description="Y" * 17_000_000), line(3)))
    assert kept(case, "award_id") == [("A1",), ("A3",)]
    assert kept(case, "description")[0] == (huge,)
    (found,) = rejects(case)
    assert found.line == 3
    assert found.reason.startswith("the row cannot be taken apart (field larger than field limit")
    assert len(found.raw) <= 20_000


def test_a_row_that_contradicts_an_earlier_one_is_rejected_and_an_exact_one_repeated(tmp_path: Path) -> None:
    other = line(1, obligation="9.00")
    case, books = added(tmp_path, table(line(1), line(2), other, line(1), line(1, obligation="8.00")))
    assert [(found.line, found.reason, found.cents) for found in rejects(case)] == [
        (4, "same award and modification as row 1, with other values", 900),
        (6, "same award and modification as row 1, with other values", 800),
    ]
    assert (books.kept, books.rejected, books.repeated) == (2, 2, 1)
    assert books.reject_reasons == {"same award and modification as an earlier row, with other values": 2}
    assert (books.net_read, books.net_kept, books.net_rejected, books.net_repeated) == (2175, 350, 1700, 125)


def test_parquet_has_no_lines_but_raw_text(tmp_path: Path) -> None:
    (tmp_path / "plain.csv").write_text(
        table(line(1), line(2, obligation="x"), line(3, obligation="y")), encoding="utf-8"
    )
    with duckdb.connect() as connection:
        columns = dict.fromkeys(HEADER, "VARCHAR")
        connection.execute(
            "CREATE TABLE plain AS FROM read_csv(?, auto_detect=false, header=true, columns=?)",
            [str(tmp_path / "plain.csv"), columns],
        )
        connection.execute(f"COPY plain TO '{tmp_path / 'records.parquet'}' (FORMAT parquet)")
    case, _ = added(tmp_path, (tmp_path / "records.parquet").read_bytes(), "records.parquet")
    assert [(found.row, found.line) for found in rejects(case)] == [(2, None), (3, None)]
    assert raw_cells(rejects(case)[0]) == cells(2, obligation="x")


def test_a_file_without_rejects_has_an_empty_list(tmp_path: Path) -> None:
    case, books = added(tmp_path, HEADING + line(1))
    assert rejects(case) == []
    assert (books.rejected, books.reject_reasons) == (0, {})
