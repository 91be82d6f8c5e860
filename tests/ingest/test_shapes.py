"""Each shape is known by its columns, and a table is the same table in every form in which it may come."""

import csv
import gzip
import io
import re
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.ingest.cases import HEADER, add, added, kept, line, refused, table
from undersigned.case.folder import Case
from undersigned.sample.write import write_sample
from undersigned.terms.reconciliation import Reconciliation

LINES = [
    line(1),
    line(2, description="a, b; c\td | e", obligation="-7.00"),
    line(3, description='24" WIDE\nON TWO LINES'),
    line(3),
    line(4, obligation="none"),
    *(line(serial) for serial in range(5, 40)),
]
PLAIN = table(*LINES)
SHAPES = (
    ("api", False, "usaspending_api"),
    ("transactions", False, "usaspending_transactions"),
    ("awards", False, "usaspending_summaries"),
    ("subawards", False, "usaspending_subawards"),
    ("subawards", True, "usaspending_subawards"),
)


@pytest.mark.parametrize(("name", "old_names", "shape"), SHAPES)
def test_each_shape_is_known_and_read_whole(tmp_path: Path, name: str, old_names: bool, shape: str) -> None:
    path = tmp_path / "records.csv"
    write_sample(name, 300, path, old_names=old_names)
    with path.open(encoding="utf-8", newline="") as file:
        rows = sum(1 for _ in csv.DictReader(file))
    (books,) = add(Case(tmp_path / "case"), path).new
    assert (books.shape, books.rows_read, books.rejected) == (shape, rows, 0)
    assert (books.not_understood, books.absent) == ((), ())
    assert books.balances()


def test_old_and_new_names_of_subawards_say_the_same(tmp_path: Path) -> None:
    told = []
    for age in ("old", "new"):
        folder = tmp_path / age
        folder.mkdir()
        write_sample("subawards", 200, folder / "records.csv", old_names=age == "old")
        case = Case(folder / "case")
        add(case, folder / "records.csv")
        told.append(kept(case))
    assert told[0] == told[1]
    assert len(told[0]) == 200


def with_delimiter(delimiter: str) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")
    writer.writerows(csv.reader(io.StringIO(PLAIN, newline="")))
    return buffer.getvalue().encode()


def quoted_throughout() -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerows(csv.reader(io.StringIO(PLAIN, newline="")))
    return buffer.getvalue().encode()


FORMS = {
    "semicolons.csv": with_delimiter(";"),
    "tabs.tsv": with_delimiter("\t"),
    "bars.txt": with_delimiter("|"),
    "quoted.csv": quoted_throughout(),
    "windows.csv": PLAIN.replace("\nON", "ON").replace("\n", "\r\n").replace("ON TWO", "\nON TWO").encode(),
    "mark.csv": b"\xef\xbb\xbf" + PLAIN.encode(),
    "utf-16.csv": PLAIN.encode("utf-16"),
    "utf-16-be.csv": b"\xfe\xff" + PLAIN.encode("utf-16-be"),
    "small.csv.gz": gzip.compress(PLAIN.encode()),
    "parts.csv.gz": gzip.compress(PLAIN[:500].encode()) + gzip.compress(PLAIN[500:].encode()),
    "marked.csv.gz": gzip.compress(b"\xef\xbb\xbf" + PLAIN.encode()),
    "named-otherwise.dat": PLAIN.encode(),
    "no-last-newline.csv": PLAIN.strip().encode(),
    "blank-lines.csv": PLAIN.replace("\nIBS,A7", "\n\n  \nIBS,A7").encode() + b"\n\n",
}


@pytest.fixture(scope="session")
def plain_case(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, Reconciliation]:
    return added(tmp_path_factory.mktemp("plain"), PLAIN)


@pytest.mark.parametrize("name", FORMS)
def test_every_form_holds_the_same_rows(tmp_path: Path, plain_case: tuple[Case, Reconciliation], name: str) -> None:
    plain, books = plain_case
    case, same_books = added(tmp_path, FORMS[name], name)
    assert kept(case) == kept(plain)
    assert (same_books.kept, same_books.rejected, same_books.net_kept) == (books.kept, 2, books.net_kept)
    assert same_books.suspicions == books.suspicions


def as_parquet(folder: Path, types: str = "") -> bytes:
    """The plain rows, without the reject, as Parquet; `types` replaces columns."""
    (folder / "plain.csv").write_text(table(*LINES[:4], *LINES[5:]), encoding="utf-8")
    target = folder / "plain.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE plain AS FROM read_csv(?, auto_detect=false, header=true, quote='\"', columns=?)",
            [str(folder / "plain.csv"), dict.fromkeys(HEADER, "VARCHAR")],
        )
        connection.execute(f"COPY (SELECT * {types} FROM plain) TO '{target}' (FORMAT parquet)")
    return target.read_bytes()


@pytest.mark.parametrize(
    "types",
    [
        "",
        'REPLACE (CAST("Federal Action Obligation" AS DOUBLE) AS "Federal Action Obligation")',
        'REPLACE (CAST("Federal Action Obligation" AS DECIMAL(18,2)) AS "Federal Action Obligation")',
        'REPLACE (CAST("Action Date" AS DATE) AS "Action Date")',
        'REPLACE (CAST("Action Date" AS TIMESTAMP) AS "Action Date")',
    ],
    ids=["text", "double", "decimal", "date", "timestamp"],
)
def test_parquet_holds_the_same_rows(tmp_path: Path, plain_case: tuple[Case, Reconciliation], types: str) -> None:
    case, books = added(tmp_path, as_parquet(tmp_path, types), "records.parquet")
    said = ("award_key", "modification", "obligation", "action_date", "fiscal_year", "recipient_name", "description")
    assert kept(case, *said) == kept(plain_case[0], *said)
    assert books.shape == "usaspending_api"


def test_columns_may_stand_in_any_order(tmp_path: Path, plain_case: tuple[Case, Reconciliation]) -> None:
    turned = io.StringIO()
    csv.writer(turned).writerows(row[::-1] for row in csv.reader(io.StringIO(PLAIN, newline="")))
    case, _ = added(tmp_path, turned.getvalue())
    assert kept(case) == kept(plain_case[0])


def test_our_columns_are_the_publishers(tmp_path: Path) -> None:
    case, _ = added(tmp_path, table(line(7, modification="P00001", obligation="-1.10")))
    names = ("award_key", "award_id", "modification", "agency", "agency_code", "recipient_name", "obligation")
    assert kept(case, *names) == [
        ("CONT_AWD_A7_9901_-NONE-_-NONE-", "A7", "P00001", "IBS", "9901", "HOXLOCK SUPPLY LLC", -110)
    ]


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (
            lambda raw: raw[: len(raw) // 2],
            "records.parquet is damaged: it cannot be read as Parquet. Download it again.",
        ),
        (lambda raw: raw[:4], "records.parquet is damaged: it cannot be read as Parquet"),
        (
            lambda raw: raw[:30] + b"\xff" * 60 + raw[90:],
            "records.parquet is damaged: not all of its rows can be read. Download it again.",
        ),
    ],
    ids=["half", "start", "middle"],
)
def test_a_damaged_parquet_file_is_refused(tmp_path: Path, damage: Callable[[bytes], bytes], said: str) -> None:
    assert said in refused(tmp_path, damage(as_parquet(tmp_path)), "records.parquet")


@pytest.mark.parametrize("name", ["transactions", "awards", "subawards"])
def test_wide_columns_in_another_order_with_others_between_say_the_same(tmp_path: Path, name: str) -> None:
    """Columns are found by name, among 297, 286 and 118; days with a time are the same days."""
    write_sample(name, 200, tmp_path / "records.csv")
    with (tmp_path / "records.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = [*reversed(rows[0]), "a_new_column"]
    with (tmp_path / "moved.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, restval="new")
        writer.writeheader()
        writer.writerows({**row, **_with_times(row)} for row in rows)
    told = []
    for table_name in ("records", "moved"):
        case = Case(tmp_path / table_name)
        (books,) = add(case, tmp_path / f"{table_name}.csv").new
        told.append(kept(case))
    assert books.not_understood == ("a_new_column",)
    assert len(names) == {"transactions": 298, "awards": 287, "subawards": 119}[name]
    assert [each[:-1] for each in told[0]] == [each[:-1] for each in told[1]]


def _with_times(row: dict[str, str]) -> dict[str, str]:
    return {name: f"{cell} 00:00:00" for name, cell in row.items() if re.fullmatch(r"\d{4}-\d\d-\d\d", cell)}
