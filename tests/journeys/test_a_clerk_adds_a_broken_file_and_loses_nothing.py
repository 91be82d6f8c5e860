"""A clerk adds files broken in every usual way: each is refused in a sentence, or added and its rejects said."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.conftest import Tell
from tests.journeys.exported import dollars, read

GOOD = "invented_api_fy2031.csv.gz"

HEADING = (
    b"Agency,Award ID,Recipient Name,Federal Action Obligation,Action Date,Modification,Product/Service Description,"
    b"NAICS Description,Transaction Description,Generated Award ID\n"
)

BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "empty.csv": lambda _: b"",
    "words.csv": lambda _: b"This is a letter,\nand no table at all.\n",
    "no_heading.csv": lambda raw: raw.split(b"\n", 1)[1],
    "renamed_column.csv": lambda raw: raw.replace(b"Federal Action Obligation", b"Obligated", 1),
    "cut_off.csv.gz": lambda raw: gzip.compress(raw)[:-5000],
    "not_a_zip.zip": lambda raw: b"PK\x03\x04" + raw[:100],
    "no_amount.csv": lambda _: HEADING + b"IBS,A1,SHOP LLC,much,2031-01-02,0,x,y,z,CONT_AWD_A1\n",
}


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def case(tell: Tell, tmp_path: Path, invented: Path) -> Path:
    """A case with one good file in it, not in the folder where the clerk works."""
    folder = tmp_path / "case"
    tell("add", "--case", folder, invented / GOOD)
    return folder


def test_what_cannot_be_read_changes_nothing(tell: Tell, tmp_path: Path, invented: Path, case: Path) -> None:
    raw = gzip.decompress((invented / GOOD).read_bytes())
    before = bytes_of(case)
    for name, spoil in BROKEN.items():
        (tmp_path / name).write_bytes(spoil(raw))
        said = tell("add", "--case", case, invented / "invented_api_fy2032.csv.gz", tmp_path / name, fails=2)
        assert name.removesuffix(".gz") in said, name
        assert "Traceback" not in said
        assert bytes_of(case) == before, name


def test_bad_rows_are_said_and_the_good_ones_kept(tell: Tell, tmp_path: Path, case: Path) -> None:
    (tmp_path / "clerk.csv").write_bytes(
        HEADING
        + b"IBS,A1,SHOP LLC,100.10,2031-01-02,0,x,y,Oracle licenses,CONT_AWD_A1\n"
        + b"IBS,A1,SHOP LLC,-0.05,2031-02-03,P00001,x,y,funding only,CONT_AWD_A1\n"
        + b"IBS,A2,SHOP LLC,a lot,2031-02-03,0,x,y,hay,CONT_AWD_A2\n"
        + b"IBS,A3,SHOP LLC,7.00,the day before,0,x,y,hay,CONT_AWD_A3\n"
        + b"IBS,A1,SHOP LLC,100.10,2031-01-02,0,x,y,Oracle licenses,CONT_AWD_A1\n"
    )
    said = tell("add", "--case", case, tmp_path / "clerk.csv")
    assert "clerk.csv 5 2 2 1 $100.05" in said
    assert "1 rejected: the amount cannot be read." in said
    assert tell("add", "--case", case, tmp_path / "clerk.csv") == "clerk.csv is already in this case; nothing changed."
    tell("trace", "--case", case)
    tell("export", "transactions", "--case", case, "-o", tmp_path / "t.csv")
    mine = [row for row in read(tmp_path / "t.csv") if row["award_key"] == "CONT_AWD_A1"]
    assert str(dollars(mine)) == "100.05"
