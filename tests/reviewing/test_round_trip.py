import csv
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from zipfile import ZipFile

import pytest
import python_calamine

from tests.reviewing.asked import questions
from undersigned.case.folder import Case
from undersigned.companies.recording import entries
from undersigned.errors import InputError
from undersigned.reviewing.answering import Given
from undersigned.reviewing.questions import LinkQuestion, MakerQuestion
from undersigned.reviewing.returned import read
from undersigned.reviewing.sheets import export
from undersigned.reviewing.workbook import Filled, write

Table = list[list[str]]
TODAY = "2031-06-01"


def exported(case: Case, target: Path) -> list[Path]:
    every = questions(case)
    links = [one for one in every if isinstance(one, LinkQuestion)]
    makers = [one for one in every if isinstance(one, MakerQuestion)]
    return export(target, links, makers, entries(case))


def tables(file: Path) -> dict[str, Table]:
    book = python_calamine.CalamineWorkbook.from_path(str(file))
    return {
        name: [list(map(str, row)) for row in book.get_sheet_by_name(name).to_python()] for name in book.sheet_names
    }


def saved(file: Path, sheets: dict[str, Table]) -> Path:
    """The tables as somebody's spreadsheet program saves them."""
    write(file, [Filled(name, tuple(rows[0]), (20,) * len(rows[0]), rows[1:]) for name, rows in sheets.items()])
    return file


def fill(table: Table, row: int, **cells: str) -> None:
    for column, value in cells.items():
        table[row][table[0].index(column)] = value


@pytest.fixture
def sheets(asking: Case, tmp_path: Path) -> dict[str, Table]:
    """The exported tables, not filled in yet."""
    (file,) = exported(asking, tmp_path / "pairs.xlsx")
    return tables(file)


def answers(given: Sequence[Given]) -> list[tuple[str, str, str]]:
    return sorted((one.answer, one.decided.who, one.decided.why) for one in given)


def test_a_workbook_has_how_to_both_kinds_and_what_was_decided(sheets: dict[str, Table]) -> None:
    assert list(sheets) == ["how to", "links", "attributions", "decided"]
    assert [len(sheets["links"]), len(sheets["attributions"])] == [3, 4]
    assert sheets["links"][1][sheets["links"][0].index("money at stake")] == "700.0"


def test_the_answers_are_a_list_to_choose_from(asking: Case, tmp_path: Path) -> None:
    (file,) = exported(asking, tmp_path / "pairs.xlsx")
    with ZipFile(file) as archive:
        page = archive.read("xl/worksheets/sheet2.xml").decode()
    assert '<dataValidation type="list"' in page
    assert 'sqref="A2:A3"><formula1>"yes,no,unsure"</formula1>' in page


def test_nothing_is_written_as_a_formula(asking: Case, tmp_path: Path) -> None:
    (file,) = exported(asking, tmp_path / "pairs.xlsx")
    with ZipFile(file) as archive:
        pages = [archive.read(name).decode() for name in archive.namelist() if "sheet" in name]
    assert any("=ROPES" in page for page in pages)
    assert not any(re.search(r"<f[ >]", page) for page in pages)
    links, _ = exported(asking, tmp_path / "pairs.csv")
    with links.open(newline="", encoding="utf-8") as opened:
        cells = [cell for row in csv.reader(opened) for cell in row]
    assert "'=ROPES" in cells
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


def test_sorted_rows_and_moved_columns_come_back(sheets: dict[str, Table], tmp_path: Path) -> None:
    fill(sheets["links"], 1, answer="No", who=" Ann ", why="two  registers")
    fill(sheets["attributions"], 3, answer="u", who="Ann", why="=1+1")
    turned = {name: [row[::-1] for row in (rows[0], *rows[:0:-1])] for name, rows in sheets.items()}
    given = read([saved(tmp_path / "back.xlsx", turned)], "", TODAY)
    assert answers(given) == [("no", "Ann", "two registers"), ("unsure", "Ann", "=1+1")]
    assert {one.decided.when for one in given} == {TODAY}
    assert {one.asked.identifier for one in given} == {sheets["links"][1][-1], sheets["attributions"][3][-1]}


def test_csv_comes_back_too_with_semicolons_and_guarded_cells(asking: Case, tmp_path: Path) -> None:
    links, makers = exported(asking, tmp_path / "pairs.csv")
    with links.open(newline="", encoding="utf-8") as opened:
        table = list(csv.reader(opened))
    fill(table, 1, answer="yes", who="Ann", why="'=x")
    with links.open("w", newline="", encoding="utf-8-sig") as opened:
        csv.writer(opened, delimiter=";").writerows(table)
    assert answers(read([links, makers], "", TODAY)) == [("yes", "Ann", "=x")]


def test_several_files_are_read_together_and_a_name_may_be_given_once(sheets: dict[str, Table], tmp_path: Path) -> None:
    fill(sheets["links"], 1, answer="yes", who="Ann", why="a")
    ann = saved(tmp_path / "ann.xlsx", sheets)
    fill(sheets["links"], 1, answer="no", who="", why="b")
    ben = saved(tmp_path / "ben.xlsx", sheets)
    assert answers(read([ann, ben, ann], "Ben", TODAY)) == [("no", "Ben", "b"), ("yes", "Ann", "a")]


def unknown_answer(table: Table) -> None:
    fill(table, 1, answer="perhaps", who="Ann", why="a")


def nobody(table: Table) -> None:
    fill(table, 1, answer="yes", why="a")


def no_reason(table: Table) -> None:
    fill(table, 1, answer="yes", who="Ann", why="  ")


def changed_identifier(table: Table) -> None:
    fill(table, 1, answer="yes", who="Ann", why="a", id="L-000000000000")


def changed_name(table: Table) -> None:
    fill(table, 1, answer="yes", who="Ann", why="a", names="GODWIT LLC")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (unknown_answer, "row 2: the answer 'perhaps' is not yes, no or unsure"),
        (nobody, "row 2: nobody stands in the column who"),
        (no_reason, "row 2: no reason stands in the column why"),
        (changed_identifier, "row 2: the id and what stands beside it no longer belong together"),
        (changed_name, "row 2: the id and what stands beside it no longer belong together"),
    ],
)
def test_what_cannot_be_taken_is_named_by_sheet_and_row(
    sheets: dict[str, Table], tmp_path: Path, spoil: Callable[[Table], None], said: str
) -> None:
    spoil(sheets["links"])
    fill(sheets["attributions"], 1, answer="yes", who="Ann", why="good")
    with pytest.raises(InputError) as refused:
        read([saved(tmp_path / "back.xlsx", sheets)], "", TODAY)
    assert str(refused.value) == f"Nothing was taken. back.xlsx, sheet links, {said}."


def test_one_person_cannot_answer_one_question_in_two_ways(sheets: dict[str, Table], tmp_path: Path) -> None:
    fill(sheets["links"], 1, answer="yes", who="Ann", why="a")
    one = saved(tmp_path / "one.xlsx", sheets)
    fill(sheets["links"], 1, answer="no", who="ann")
    with pytest.raises(InputError, match=r"[Aa]nn gave no and yes to L-"):
        read([one, saved(tmp_path / "two.xlsx", sheets)], "", TODAY)


def test_many_bad_rows_are_not_all_listed(sheets: dict[str, Table], tmp_path: Path) -> None:
    sheets["links"] += [list(sheets["links"][1]) for _ in range(20)]
    for row in range(1, len(sheets["links"])):
        fill(sheets["links"], row, answer="perhaps")
    with pytest.raises(InputError, match=r"row 11: .*; and 12 more\.$"):
        read([saved(tmp_path / "back.xlsx", sheets)], "", TODAY)


def test_a_missing_column_is_named(sheets: dict[str, Table], tmp_path: Path) -> None:
    sheets["links"][0][sheets["links"][0].index("who")] = "name"
    with pytest.raises(InputError, match="sheet links: the column 'who' is missing"):
        read([saved(tmp_path / "back.xlsx", sheets)], "", TODAY)


def test_a_row_that_breaks_off_is_named(asking: Case, tmp_path: Path) -> None:
    file = exported(asking, tmp_path / "pairs.csv")[0]
    heading = file.read_text(encoding="utf-8").partition("\n")[0]
    file.write_text(f"{heading}\nyes,Ann,looked it up\n", encoding="utf-8")
    with pytest.raises(InputError, match="row 2: the id and what stands beside it"):
        read([file], "", TODAY)


def test_an_unknown_answer_is_repeated_only_in_part(sheets: dict[str, Table], tmp_path: Path) -> None:
    fill(sheets["links"], 1, answer="perhaps " * 1000)
    with pytest.raises(InputError) as refused:
        read([saved(tmp_path / "back.xlsx", sheets)], "", TODAY)
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize(
    ("name", "data"), [("a.xlsx", b"PK"), ("a.csv", b"\xff"), ("b.csv", b"a,b\n1,2\n"), ("c.csv", b"")]
)
def test_another_file_is_one_sentence(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=r"cannot be read|holds no answers"):
        read([tmp_path / name], "", TODAY)


def test_the_same_questions_make_the_same_bytes(asking: Case, tmp_path: Path) -> None:
    (one,) = exported(asking, tmp_path / "one.xlsx")
    (two,) = exported(asking, tmp_path / "two.xlsx")
    assert one.read_bytes() == two.read_bytes()
