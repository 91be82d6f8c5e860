"""Text is UTF-8; what is not is read as Windows-1252 or UTF-16, line by line, and said."""

import gzip
from pathlib import Path

import pytest

from tests.ingest.cases import added, kept, line, refused, table

NAME = "CAFÉ LÉGÈRE ÑANDÚ € LLC"


def named(serial: int, encoding: str) -> bytes:
    return line(serial, recipient_name=NAME).encode(encoding)


HEADING = table().encode()


def test_utf8_needs_no_mending(tmp_path: Path) -> None:
    case, books = added(tmp_path, HEADING + named(1, "utf-8"))
    assert kept(case, "recipient_name") == [(NAME,)]
    assert books.suspicions == ()


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_lines_of_windows_1252_are_mended_and_counted(tmp_path: Path, pack: type[bytes]) -> None:
    raw = HEADING + named(1, "cp1252") + named(2, "utf-8") + named(3, "cp1252") + line(4).encode()
    case, books = added(tmp_path, pack(raw))
    assert kept(case, "recipient_name")[:3] == [(NAME,)] * 3
    (found,) = books.suspicions
    assert (found.kind, found.rows) == ("mixed encodings", 2)
    assert "2 lines" in found.sentence
    assert "Windows-1252" in found.sentence


def test_a_byte_that_no_alphabet_has_costs_its_letter_only(tmp_path: Path) -> None:
    raw = HEADING + line(1, recipient_name="CAF? LLC").encode().replace(b"?", b"\x81")
    case, _ = added(tmp_path, raw)
    assert kept(case, "recipient_name") == [("CAF\ufffd LLC",)]


def test_a_letter_cut_off_by_the_end_of_the_file_is_mended(tmp_path: Path) -> None:
    raw = HEADING + named(1, "utf-8") + line(2).encode().rstrip() + "é".encode()[:1]
    case, books = added(tmp_path, raw)
    assert kept(case, "award_key")[1][0].endswith("-NONE-\u00c3")
    assert [(found.kind, found.rows) for found in books.suspicions] == [("mixed encodings", 1)]


def test_a_letter_cut_in_half_at_the_end_of_a_block_is_whole(tmp_path: Path) -> None:
    """Files are read in blocks of 4 MiB; é takes two bytes, here one on each side of the first block's end."""
    before = len(HEADING) + len(line(1, description="", award_key="").encode()) - len(",\n")
    text = "X" * (before % 2 == 0) + "é" * (1 << 21)
    raw = HEADING + line(1, description=text).encode()
    with pytest.raises(UnicodeDecodeError):
        raw[: 1 << 22].decode()
    case, books = added(tmp_path, raw)
    assert kept(case, "description") == [(text,)]
    assert books.suspicions == ()


def test_utf16_with_its_mark_is_read_and_needs_no_mending(tmp_path: Path) -> None:
    for encoding, mark in (("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")):
        folder = tmp_path / encoding
        folder.mkdir()
        raw = mark + (HEADING + named(1, "utf-8")).decode().encode(encoding)
        case, books = added(folder, raw)
        assert kept(case, "recipient_name") == [(NAME,)]
        assert books.suspicions == ()


def test_half_a_letter_of_utf16_is_counted(tmp_path: Path) -> None:
    _, books = added(tmp_path, (table(line(1)).rstrip() + "x").encode("utf-16")[:-1])
    assert [(found.kind, found.rows) for found in books.suspicions] == [("mixed encodings", 1)]


def test_a_nul_in_utf16_is_refused_with_its_line(tmp_path: Path) -> None:
    assert "records.csv, line 2: there is a NUL byte" in refused(
        tmp_path, table(line(1, agency="A\0B")).encode("utf-16")
    )
