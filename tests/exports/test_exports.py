"""One promise over every format: the same cells, exact money, text keys, all or nothing."""

import csv
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from undersigned.claims.reading import Trace
from undersigned.errors import InputError
from undersigned.exports import base, xlsx
from undersigned.exports.base import Sheet
from undersigned.registry import members

FORMATS = members("undersigned.exports")
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
    assert base.write(trace, name, FORMATS[form].write, path) > 0
    return READERS[form](path)


def test_there_is_a_reader_for_every_format() -> None:
    assert set(READERS) == set(FORMATS)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", base.TABLES)
def test_every_format_has_the_cells_of_the_table(trace: Trace, tmp_path: Path, name: str, form: str) -> None:
    cursor = trace.connection.execute(base.TABLES[name])
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
    base.write(trace, "transactions", FORMATS["parquet"].write, tmp_path / "t.parquet")
    schema = pq.read_schema(tmp_path / "t.parquet")
    assert str(schema.field("obligation").type) == "decimal128(18, 2)"
    assert {str(schema.field(name).type) for name in ("award_key", "modification", "action_date")} == {"string"}


SPREADSHEET_TRAPS = ("0012", "1E5", "=1+1", "http://x.example", "2031-01-02", "007.10")


@pytest.mark.parametrize("form", FORMATS)
def test_text_that_looks_like_a_number_stays_text(tmp_path: Path, form: str) -> None:
    target = tmp_path / f"t.{form}"
    FORMATS[form].write(Sheet("t", ["key"], frozenset(), [[(text,) for text in SPREADSHEET_TRAPS]]), target)
    assert READERS[form](target) == [["key"], *[[text] for text in SPREADSHEET_TRAPS]]


@pytest.mark.parametrize("column", ["description", "evidence", "statement", "opening_words"])
def test_csv_guards_a_spreadsheet_against_formulas_in_free_text(tmp_path: Path, column: str) -> None:
    row = ("=cmd()", Decimal("-1.00"))
    FORMATS["csv"].write(Sheet("t", [column, "net"], frozenset({"net"}), [[row]]), tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text(encoding="utf-8").split() == [f"{column},net", "'=cmd(),-1.00"]


@pytest.mark.parametrize("column", ["recipient_name", "award_key", "company_name", "modification"])
def test_csv_leaves_names_and_keys_as_they_are_so_that_tables_join(tmp_path: Path, column: str) -> None:
    names = ["+ONE LLC", "@HOME INC", "-", "=1"]
    sheet = Sheet("t", [column], frozenset(), [[(name,) for name in names]])
    FORMATS["csv"].write(sheet, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text(encoding="utf-8").splitlines() == [column, *names]


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
    base.write(trace, "claims", FORMATS["parquet"].write, tmp_path / "c.parquet")
    assert str(pq.read_schema(tmp_path / "c.parquet").field("figure").type) == "decimal128(18, 2)"


def test_a_failure_leaves_the_old_file_and_nothing_beside_it(trace: Trace, tmp_path: Path) -> None:
    target = tmp_path / "claims.csv"
    target.write_text("old", encoding="utf-8")

    def failing(sheet: Sheet, target: Path) -> None:
        target.write_text(f"half of {sheet.name}", encoding="utf-8")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        base.write(trace, "claims", failing, target)
    assert [path.name for path in tmp_path.iterdir()] == ["claims.csv"]
    assert target.read_text(encoding="utf-8") == "old"


def test_too_many_rows_for_a_sheet_is_said(trace: Trace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 10)
    with pytest.raises(InputError, match=r"claims has more rows than an XLSX sheet can hold \(10\)\. Export it as csv"):
        base.write(trace, "claims", xlsx.write, tmp_path / "claims.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_text_too_long_for_a_cell_is_cut_and_says_so(tmp_path: Path) -> None:
    xlsx.write(Sheet("t", ["x"], frozenset(), [[("a" * 40_000,)]]), tmp_path / "t.xlsx")
    text = str(from_xlsx(tmp_path / "t.xlsx")[1][0])
    assert (len(text), text[-2:]) == (32_767, "a…")
