"""Everybody whom records can be fetched from keeps the same promise."""

from datetime import date
from pathlib import Path

import pytest

from undersigned.errors import FetchError
from undersigned.fetching.base import Manners, Publisher, Span, Wanted
from undersigned.registry import members
from undersigned.terms.progress import Silent

PUBLISHERS: dict[str, Publisher] = {
    name: module.PUBLISHER for name, module in members("undersigned.fetching", "PUBLISHER").items()
}


@pytest.mark.parametrize("name", PUBLISHERS)
def test_a_publisher_is_called_like_its_file(name: str) -> None:
    assert PUBLISHERS[name].name == name
    assert PUBLISHERS[name].variable == f"UNDERSIGNED_{name.upper()}"


@pytest.mark.parametrize("name", PUBLISHERS)
def test_how_to_fetch_from_it_is_written_down(name: str, root: Path) -> None:
    said = (root / "docs" / "how-to" / "fetch-records.md").read_text(encoding="utf-8")
    assert f"undersigned fetch {name} " in said
    assert PUBLISHERS[name].variable in said


@pytest.mark.parametrize("name", PUBLISHERS)
def test_an_empty_folder_has_no_past(name: str, tmp_path: Path) -> None:
    assert list(PUBLISHERS[name].past(tmp_path)) == []


@pytest.mark.parametrize("name", PUBLISHERS)
def test_nobody_there_is_one_sentence(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PUBLISHERS[name].variable, "http://127.0.0.1:9")
    wanted = Wanted("x", ("Nobody",), (Span(date(2023, 1, 1), date(2023, 1, 2)),))
    with pytest.raises(FetchError, match="run the same command again"):
        PUBLISHERS[name].fetch(wanted, tmp_path, Manners(0.01, 0.01), Silent())
