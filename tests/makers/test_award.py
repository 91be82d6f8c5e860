from datetime import date

import pyarrow as pa
import pytest

from tests.makers.invented import ROW
from undersigned.engine.base import Engine
from undersigned.makers.award import LINE, Award, Line, awards, lines, whole_awards


class Rows:
    """Rows of one award, as an engine has them."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.rows: list[dict[str, object]] = []

    def add(self, key: str, day: str, text: str | None, base: str | None = None) -> None:
        self.rows.append(
            {
                "award_key": "A1",
                "transaction_key": key,
                "action_date": date.fromisoformat(day),
                "description": text,
                "base_description": base,
                "recipient_name": "FOUR MEADOWS LLC",
                "industry": "PUBLISHERS",
            }
        )

    def award(self) -> Award:
        every = self.engine.load("every_row", pa.Table.from_pylist(self.rows, ROW))
        (said,) = whole_awards(self.engine.batches(lines(every)))
        (one,) = awards(said)
        return one

    def texts(self) -> list[tuple[str, str]]:
        return [(line.transaction_key, line.text) for line in self.award().lines]


@pytest.fixture
def rows(engine: Engine) -> Rows:
    return Rows(engine)


def test_an_awards_texts_come_oldest_row_first(rows: Rows) -> None:
    rows.add("T2", "2031-05-01", "FUNDING ONLY")
    rows.add("T1", "2031-04-01", "PERCH LICENSES")
    assert rows.texts() == [("T1", "PERCH LICENSES"), ("T2", "FUNDING ONLY")]


def test_a_repeated_text_is_of_the_first_row_that_carries_it(rows: Rows) -> None:
    rows.add("T2", "2031-05-01", "PERCH LICENSES")
    rows.add("T1", "2031-04-01", "PERCH LICENSES")
    assert rows.texts() == [("T1", "PERCH LICENSES")]


def test_the_base_description_is_read_too(rows: Rows) -> None:
    rows.add("T1", "2031-04-01", "FUNDING ONLY", "PERCH LICENSES")
    rows.add("T2", "2031-05-01", "PERCH LICENSES", "PERCH LICENSES")
    assert rows.texts() == [("T1", "FUNDING ONLY"), ("T1", "PERCH LICENSES")]


def test_what_a_row_does_not_say_is_an_empty_text(rows: Rows) -> None:
    rows.add("T1", "2031-04-01", None)
    assert rows.award() == Award("A1", (Line("T1", "", "FOUR MEADOWS LLC", "", "PUBLISHERS"),))


def test_the_agreement_is_the_parents_number_and_agency() -> None:
    assert Award("CONT_AWD_A1_7012_P1_4732", ()).agreement() == "P1_4732"
    assert Award("CONT_AWD_A1_7012_-NONE-_-NONE-", ()).agreement() is None
    assert Award("CONT_IDV_A1_7012", ()).agreement() is None
    assert Award("county|17", ()).agreement() is None


def test_recipients_are_named_once_in_order_of_the_rows() -> None:
    lines = tuple(Line("T", "", name, "", "") for name in ("B LLC", "A LLC", "B LLC"))
    assert Award("A1", lines).recipients == ("B LLC", "A LLC")


def test_the_context_is_everything_that_a_row_says() -> None:
    assert Line("T", "Perch", "Meadows", "Tools", "Publishers").context() == "PERCH TOOLS PUBLISHERS MEADOWS"


def test_batches_are_cut_so_that_no_award_stands_in_two() -> None:
    keys = ["A", "A", "B", "B", "B", "C"]
    table = pa.table([keys] + [[str(number) for number in range(6)]] * 5, schema=LINE)
    for size in range(1, 7):
        cut = list(whole_awards(table.to_batches(size)))
        assert pa.Table.from_batches(cut) == table
        last = [set(batch.column("award_key").to_pylist()) for batch in cut]
        assert sum(map(len, last)) == 3
