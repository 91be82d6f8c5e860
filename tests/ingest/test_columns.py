"""Columns that nobody told us about are named, absent ones too, and personal ones are not read."""

import csv
import io
from pathlib import Path

from tests.ingest.cases import HEADING, add, added, cells, kept, line, table
from undersigned.case.folder import Case
from undersigned.sample.write import write_sample


def wide(shape: str, folder: Path) -> list[dict[str, str]]:
    """Invented rows of a wide shape."""
    path = folder / f"{shape}.csv"
    write_sample(shape, 40, path)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def text_of(rows: list[dict[str, str]]) -> str:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def test_a_new_column_is_named_and_not_read(tmp_path: Path) -> None:
    text = HEADING.strip() + ",Mood,\n" + line(1).strip() + ",cheerful,\n"
    case, books = added(tmp_path, text)
    assert books.not_understood == ("Mood",)
    assert "cheerful" not in str(kept(case))


def test_absent_columns_are_named_and_left_empty(tmp_path: Path) -> None:
    names = HEADING.strip().split(",")
    short = [name for name in names if name not in ("NAICS Description", "Award ID")]
    row = dict(zip(names, cells(1), strict=True))
    case, books = added(tmp_path, ",".join(short) + "\n" + ",".join(row[name] for name in short) + "\n")
    assert books.absent == ("Award ID", "NAICS Description")
    assert kept(case, "award_key", "description") == [("CONT_AWD_A1_9901_-NONE-_-NONE-", "HAY FOR HORSES")]


def test_drift_of_a_wide_shape_is_named_both_ways(tmp_path: Path) -> None:
    rows = [
        {name.replace("naics_description", "naics_words"): value for name, value in row.items()}
        for row in wide("transactions", tmp_path)
    ]
    _, books = added(tmp_path, text_of(rows))
    assert books.not_understood == ("naics_words",)
    assert books.absent == ("naics_description",)
    assert books.kept == len(rows)


def test_personal_columns_are_named_whatever_the_shape(tmp_path: Path) -> None:
    text = HEADING.strip() + ",Contact Phone,E-mail\n" + line(1).strip() + ",202-555-0199,fox@example.org\n"
    case, books = added(tmp_path, text)
    assert books.personal == ("Contact Phone", "E-mail")
    assert books.not_understood == ()
    assert "0199" not in str(kept(case))
    path = tmp_path / "wide.csv"
    path.write_text(text_of(wide("transactions", tmp_path)), encoding="utf-8")
    (books,) = add(Case(tmp_path / "wide"), path).new
    officers = [name for name in books.personal if "highly_compensated_officer" in name]
    assert len(officers) == 10
    assert {"recipient_phone_number", "recipient_fax_number", "recipient_address_line_1"} <= set(books.personal)


def test_the_books_say_where_the_file_came_from(tmp_path: Path) -> None:
    case, books = added(tmp_path, table(line(1), line(2, action_date="2031-03-09")), "Some records.csv")
    assert (books.name, books.title) == ("Some records.csv", "USAspending transaction search, 10 columns")
    assert (books.first_day, books.last_day) == ("2031-01-15", "2031-03-09")
    assert books.file_id == books.sha256[:16]
    assert case.reconciliation(books.file_id) == books
