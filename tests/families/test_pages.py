"""One promise over every kind of page: it is written whole, in however many parts it is shared out to the cores."""

import inspect
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.dossiers.conftest import ENGLISH, contents, county_trace, folders, nowhere
from undersigned.dossiers.contents import Contents
from undersigned.dossiers.desk import Desk
from undersigned.dossiers.edition import Edition
from undersigned.dossiers.pages.base import Kind
from undersigned.dossiers.parts import Part
from undersigned.dossiers.words.language import words
from undersigned.registry import members

__all__ = ["contents", "county_trace", "nowhere"]  # fixtures of the invented county
PAGES: Mapping[str, Kind] = members("undersigned.dossiers.pages")
WITHOUT_AUTHORS = {"document", "gone", "report"}
"""Kinds that write nothing where nobody wrote a report and nothing was published before."""

every_kind = pytest.mark.parametrize(("name", "kind"), PAGES.items(), ids=PAGES)


def written(kind: Kind, contents: Contents, site: Path, parts: int) -> dict[str, bytes]:
    """Every file of a kind that was written in so many parts."""
    desk = Desk(Edition((ENGLISH,)), contents, ENGLISH, words("en"), folders(site))
    for index in range(parts):
        kind.write(desk, Part(index, parts))
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_the_registry_finds_every_file_of_the_family(root: Path) -> None:
    files = {path.stem for path in (root / "src" / "undersigned" / "dossiers" / "pages").glob("*.py")}
    assert set(PAGES) == files - {"__init__", "base"}
    assert len(PAGES) >= 10


@every_kind
def test_it_has_parts_and_writes_one(name: str, kind: Kind) -> None:
    assert kind.PARTS >= 1, name
    assert len(inspect.signature(kind.write).parameters) == 2


@every_kind
def test_its_parts_together_write_what_one_part_writes(
    name: str, kind: Kind, contents: Contents, tmp_path: Path
) -> None:
    whole = written(kind, contents, tmp_path / "whole", 1)
    assert bool(whole) == (name not in WITHOUT_AUTHORS)
    if kind.PARTS > 1:
        assert written(kind, contents, tmp_path / "parts", kind.PARTS) == whole
