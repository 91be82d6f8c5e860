"""A reject of a table typed by hand shows the columns that its mapping names, and no other."""

import csv
from pathlib import Path

from tests.ingest.cases import added, rejects

MAPPING = """
name = "marrowmere"
[columns]
who_is_paid = "Supplier"
what = "What for"
how_much = "Value"
when = "Signed"
[constants]
who_buys = "INVENTED COUNTY"
"""


def test_cells_under_a_heading_that_nobody_explained_are_blank(tmp_path: Path) -> None:
    text = (
        "Supplier,What for,Value,Signed,Handled by,Cell\n"
        "HOXLOCK LLC,hay,1,2031-05-04,QUILLA VORSTADT,2025550123\n"
        "HOXLOCK LLC,oats,much,2031-05-04,QUILLA VORSTADT,2025550123\n"
        "HOXLOCK LLC,straw,much,2031-05-04,,\n"
        "HOXLOCK LLC,water,1,2031-05-04,QUILLA VORSTADT\n"
    )
    case, _ = added(tmp_path, text, mapping=MAPPING)
    known, empty, broken = (next(csv.reader([found.raw])) for found in rejects(case))
    assert known == ["HOXLOCK LLC", "oats", "much", "2031-05-04", "[withheld]", "[withheld]"]
    assert empty == ["HOXLOCK LLC", "straw", "much", "2031-05-04", "", ""]
    assert broken == ["[withheld]"] * 5


def test_where_every_heading_is_mapped_the_row_is_shown(tmp_path: Path) -> None:
    rows = ("HOXLOCK LLC,hay,1,2031-05-04", "HOXLOCK LLC,oats,much,2031-05-04", "HOXLOCK LLC,rye")
    text = "\n".join(("Supplier,What for,Value,Signed", *rows, ""))
    case, _ = added(tmp_path, text, mapping=MAPPING)
    assert [found.raw for found in rejects(case)] == list(rows[1:])
