"""One promise over every format of a table: the same cells, exact money, text keys, all or nothing."""

import csv
import gzip
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from undersigned.claims.reading import Trace
from undersigned.errors import InputError
from undersigned.exports import xlsx
from undersigned.exports.base import About, Format, Row, Sheet, Sink
from undersigned.exports.tables import TABLES
from undersigned.exports.walk import Job, about, walk, write_one
from undersigned.registry import members

FORMATS: dict[str, Format] = {
    name: form for name, form in members("undersigned.exports", "begin").items() if not form.HEARS
}
ABOUT = About("2033-09-30")
Table = list[list[object]]

REQUIRED = {
    "attributions": "award_key maker product relation reseller category confidence evidence transaction_key",
    "companies": "recipient_name company_id company_name family_id family_name basis",
    "transactions": "transaction_key award_key agency recipient_name obligation action_date fiscal_year",
}


def from_csv(path: Path) -> Table:
    with path.open(encoding="utf-8", newline="") as file:
        return [[_bare(cell) for cell in row] for row in csv.reader(file)]


def _bare(cell: str) -> str:
    """Text that a spreadsheet would run as a formula stands behind an apostrophe."""
    return cell[1:] if re.match(r"'[=+\-@\t\r]", cell) else cell


def from_xlsx(path: Path) -> Table:
    workbook = CalamineWorkbook.from_path(str(path))
    return [list(row) for row in workbook.get_sheet_by_index(0).to_python()]


def from_parquet(path: Path) -> Table:
    table = pq.read_table(path)
    return [list(table.column_names), *[list(row.values()) for row in table.to_pylist()]]


READERS: dict[str, Callable[[Path], Table]] = {"csv": from_csv, "xlsx": from_xlsx, "parquet": from_parquet}


def plain(table: Table) -> list[list[str]]:
    """Cells as text: no cell and no text are alike, and a number is written in one way."""
    return [[_plain(cell) for cell in row] for row in table]


def _plain(cell: object) -> str:
    text = "" if cell is None else f"{cell:.2f}" if isinstance(cell, float) else str(cell)
    return f"{Decimal(text):.2f}".removesuffix(".00") if re.fullmatch(r"-?\d+\.\d{1,2}", text) else text


def export(trace: Trace, name: str, form: str, folder: Path) -> Table:
    path = folder / f"{name}.{form}"
    assert write_one(trace, Job(FORMATS[form], path, frozenset({name})), about(trace))[name] > 0
    return READERS[form](path)


def write(form: str, target: Path, columns: Sequence[str], rows: list[Row]) -> Path:
    """A file of rows made for a test."""
    with FORMATS[form].begin(target, ABOUT) as sink:
        sink.table(Sheet("t", columns, frozenset({"net"}).intersection(columns)))
        sink.rows(rows)
    return target


def test_there_is_a_reader_for_every_format() -> None:
    assert set(READERS) == set(FORMATS)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", TABLES)
def test_every_format_has_the_cells_of_the_table(trace: Trace, tmp_path: Path, name: str, form: str) -> None:
    cursor = trace.connection.execute(TABLES[name])
    columns = [column[0] for column in cursor.description or ()]
    money = [column in ("obligation", "current_value", "ceiling") for column in columns]
    expected: Table = [list(columns)]
    for row in cursor.fetchall():
        dollars = zip(row, money, strict=True)
        expected.append([Decimal(cell) / 100 if cents and cell is not None else cell for cell, cents in dollars])
    exported = export(trace, name, form, tmp_path)
    assert plain([row + [None] * (len(columns) - len(row)) for row in exported]) == plain(expected)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", REQUIRED)
def test_the_promised_columns_come_first(trace: Trace, tmp_path: Path, name: str, form: str) -> None:
    promised = REQUIRED[name].split()
    assert export(trace, name, form, tmp_path)[0][: len(promised)] == promised


def test_dollars_have_two_decimals_in_csv_and_sum_to_the_cent(trace: Trace, tmp_path: Path) -> None:
    header, *rows = export(trace, "transactions", "csv", tmp_path)
    amounts = [str(row[header.index("obligation")]) for row in rows]
    assert all(re.fullmatch(r"-?\d+\.\d\d", amount) for amount in amounts)
    total = trace.rows("SELECT sum(obligation) FROM transactions")[0][0]
    assert sum(map(Decimal, amounts)) * 100 == total


def test_parquet_money_is_exact_and_keys_are_text(trace: Trace, tmp_path: Path) -> None:
    export(trace, "transactions", "parquet", tmp_path)
    schema = pq.read_schema(tmp_path / "transactions.parquet")
    assert str(schema.field("obligation").type) == "decimal128(18, 2)"
    assert {str(schema.field(name).type) for name in ("award_key", "modification", "action_date")} == {"string"}


SPREADSHEET_TRAPS = ("0012", "1E5", "=1+1", "http://x.example", "2031-01-02", "007.10")


@pytest.mark.parametrize("form", FORMATS)
def test_text_that_looks_like_a_number_stays_text(tmp_path: Path, form: str) -> None:
    target = write(form, tmp_path / f"t.{form}", ["key"], [(text,) for text in SPREADSHEET_TRAPS])
    assert READERS[form](target) == [["key"], *[[text] for text in SPREADSHEET_TRAPS]]


@pytest.mark.parametrize("column", ["description", "evidence", "statement", "opening_words"])
def test_csv_guards_a_spreadsheet_against_formulas_in_free_text(tmp_path: Path, column: str) -> None:
    assert write("csv", tmp_path / "t.csv", [column, "net"], [("=cmd()", Decimal("-1.00"))]).read_text(
        encoding="utf-8"
    ).split() == [f"{column},net", "'=cmd(),-1.00"]


@pytest.mark.parametrize("column", ["recipient_name", "award_key", "company_name", "modification"])
def test_csv_leaves_names_and_keys_as_they_are_so_that_tables_join(tmp_path: Path, column: str) -> None:
    names = ["+ONE LLC", "@HOME INC", "-", "=1"]
    target = write("csv", tmp_path / "t.csv", [column], [(name,) for name in names])
    assert target.read_text(encoding="utf-8").splitlines() == [column, *names]


@pytest.mark.parametrize("form", FORMATS)
def test_figures_of_claims_are_in_plain_units(trace: Trace, tmp_path: Path, form: str) -> None:
    header, *rows = export(trace, "claims", form, tmp_path)
    identifier, figure, unit = (header.index(name) for name in ("claim_id", "figure", "unit"))
    units = {"cents": ("dollars", 100), "percent": ("percent", 10), "awards": ("awards", 1), "none": ("none", 1)}
    expected = {
        claim: ("" if stored is None else f"{Decimal(stored) / units[kind][1]:.2f}", units[kind][0])
        for claim, stored, kind in trace.rows("SELECT claim_id, figure, unit FROM claims")
    }
    told = {row[identifier]: (_two_decimals(row[figure]), row[unit]) for row in rows}
    assert told == expected
    assert {unit for _, unit in told.values()} >= {"dollars", "percent", "awards"}


def _two_decimals(cell: object) -> str:
    return "" if cell in (None, "") else f"{cell:.2f}" if isinstance(cell, float) else str(cell)


def test_figures_of_claims_are_exact_decimals_in_parquet(trace: Trace, tmp_path: Path) -> None:
    export(trace, "claims", "parquet", tmp_path)
    assert str(pq.read_schema(tmp_path / "claims.parquet").field("figure").type) == "decimal128(18, 2)"


class Failing:
    """A format on a disk that is full."""

    HEARS: frozenset[str] = frozenset()
    ENDINGS = (".csv",)

    @contextmanager
    def begin(self, target: Path, about: About) -> Iterator[Sink]:
        target.write_text(f"half of {about.as_of}", encoding="utf-8")
        yield Sink()
        raise OSError(28, "No space left on device")


def test_a_failure_leaves_the_old_file_and_nothing_beside_it(trace: Trace, tmp_path: Path) -> None:
    target = tmp_path / "claims.csv"
    target.write_text("old", encoding="utf-8")

    with pytest.raises(OSError, match="No space"):
        write_one(trace, Job(Failing(), target, frozenset({"claims"})), ABOUT)
    assert [path.name for path in tmp_path.iterdir()] == ["claims.csv"]
    assert target.read_text(encoding="utf-8") == "old"


def test_too_many_rows_for_a_sheet_is_said(trace: Trace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 10)
    with pytest.raises(InputError, match=r"claims has more rows than an XLSX sheet can hold \(10\)\. Export it as csv"):
        export(trace, "claims", "xlsx", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_text_too_long_for_a_cell_is_cut_and_says_so(tmp_path: Path) -> None:
    text = str(from_xlsx(write("xlsx", tmp_path / "t.xlsx", ["x"], [("a" * 40_000,)]))[1][0])
    assert (len(text), text[-2:]) == (32_767, "a…")


def test_a_sheet_has_every_column_beyond_the_alphabet(tmp_path: Path) -> None:
    columns = [f"c{number}" for number in range(60)]
    path = write("xlsx", tmp_path / "t.xlsx", columns, [tuple(f"v{number}" for number in range(60))])
    lines = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("t").to_python()
    assert lines == [columns, [f"v{number}" for number in range(60)]]


@pytest.mark.parametrize("text", ["a<b>&c", "  spaces  ", "tab\tline\nend", "bell\x07", "_x0041_", "q\"'", "é→"])
def test_any_text_comes_back_from_a_sheet(tmp_path: Path, text: str) -> None:
    assert from_xlsx(write("xlsx", tmp_path / "t.xlsx", ["x"], [(text,), (None,), ("z",)]))[1] == [text]


def test_a_workbook_ends_with_a_sheet_that_explains_its_columns(trace: Trace, tmp_path: Path) -> None:
    job = Job(FORMATS["xlsx"], tmp_path / "w.xlsx", frozenset({"awards", "companies"}))
    walk(trace, [job], ABOUT)
    workbook = CalamineWorkbook.from_path(str(tmp_path / "w.xlsx"))
    assert workbook.sheet_names == ["companies", "awards", "columns"]
    explained = {(line[0], line[1]): line[3] for line in workbook.get_sheet_by_name("columns").to_python()}
    assert explained["awards", "obligation"] == "US dollars"
    assert {table for table, _ in explained} >= {"claims", "citations"}, "what is left out is said"


def test_a_packed_csv_holds_the_same_text_and_no_time(tmp_path: Path) -> None:
    plain = write("csv", tmp_path / "t.csv", ["key"], [("é",)])
    packed = write("csv", tmp_path / "t.csv.gz", ["key"], [("é",)])
    assert gzip.decompress(packed.read_bytes()) == plain.read_bytes()
    assert packed.read_bytes()[4:8] == bytes(4)


def test_one_walk_tells_every_format_what_it_asked_for(trace: Trace, tmp_path: Path) -> None:
    jobs = [
        Job(FORMATS["csv"], tmp_path / "companies.csv", frozenset({"companies"})),
        Job(FORMATS["csv"], tmp_path / "awards.csv", frozenset({"awards"})),
        Job(FORMATS["parquet"], tmp_path / "awards.parquet", frozenset({"awards"})),
    ]
    counts = walk(trace, jobs, ABOUT)
    assert list(counts) == ["companies", "awards"]
    assert (
        len(from_csv(tmp_path / "awards.csv")) == counts["awards"] + 1 == len(from_parquet(tmp_path / "awards.parquet"))
    )
    assert len(from_csv(tmp_path / "companies.csv")) == counts["companies"] + 1
