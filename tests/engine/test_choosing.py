from pathlib import Path

import pytest

from undersigned.engine import choosing
from undersigned.engine.base import Place
from undersigned.errors import InputError
from undersigned.settings import Settings


@pytest.mark.parametrize("engine", ["duckdb", "spark", "spark://127.0.0.1:7077"])
def test_an_engine_is_known_by_its_name_or_its_address(engine: str) -> None:
    assert choosing.with_engine(Settings(threads=3), engine) == Settings(threads=3, engine=engine)


@pytest.mark.parametrize("engine", ["polars", "", "Spark", "base", "duck", "choosing", "duckdb://here"])
def test_an_engine_that_there_is_not_is_said_with_those_that_there_are(engine: str) -> None:
    with pytest.raises(InputError, match=r"there is no such engine\. There are: duckdb, spark, spark://host:port"):
        choosing.with_engine(Settings(), engine)


def test_duckdb_is_what_computes_unless_said_otherwise(tmp_path: Path) -> None:
    with choosing.chosen(Settings(), Place(tmp_path, tmp_path)) as engine:
        assert engine.desk.execute("SELECT 1").fetchone() == (1,)
