import zipfile
from pathlib import Path

import pytest

from undersigned.errors import InputError
from undersigned.ingest import sprawl
from undersigned.ingest.sprawl import must_not_sprawl
from undersigned.ingest.spreadsheet import to_csv


def book(folder: Path, *references: str, before: int = 0) -> Path:
    """As much of a workbook as is looked at: cells at these places, so many bytes into the sheet."""
    path = folder / "far.xlsx"
    cells = "".join(f'<c r="{reference}"/>' for reference in references)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", " " * before + cells)
    return path


def test_a_cell_at_the_far_corner_is_refused_before_room_is_made_for_it(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="1,048,576 rows and 16,384 columns"):
        to_csv(book(tmp_path, "A1", "XFD1048576"), tmp_path / "x.csv")


def test_far_down_and_far_right_in_two_cells_is_as_far(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="1,000,000 rows and 702 columns"):
        must_not_sprawl(book(tmp_path, "A1000000", "ZZ1"))


@pytest.mark.parametrize("into", range(0, 24, 3))
def test_a_reference_on_the_edge_of_two_blocks_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, into: int
) -> None:
    monkeypatch.setattr(sprawl, "_BLOCK", 32)
    with pytest.raises(InputError):
        must_not_sprawl(book(tmp_path, "XFD1048576", before=into))


def test_a_full_sheet_of_many_rows_and_what_is_no_workbook_pass(tmp_path: Path) -> None:
    must_not_sprawl(book(tmp_path, "A1", "BZ1048576"))
    other = tmp_path / "other.xlsx"
    other.write_bytes(b"no zip")
    must_not_sprawl(other)
