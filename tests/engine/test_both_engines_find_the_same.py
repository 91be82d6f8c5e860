"""The sample traced on DuckDB and on a cluster of a master and two workers: the same, row by row."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.engine.cluster import Cluster, standalone
from tests.ingest.cases import add
from undersigned.case.folder import Case
from undersigned.claims.reading import TABLES
from undersigned.engine.duck import literal
from undersigned.sample.write import write_all

CATALOG = "catalog"
OF_DOCUMENTS = {"documents", "quotations", "award_documents"}
"""The sample has none; nothing of them is computed by an engine."""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with standalone(tmp_path_factory.mktemp("cluster"), workers=2) as started:
        yield started


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory, cluster: Cluster) -> tuple[Case, Case]:
    """One case, traced on DuckDB and, a copy of it, on the cluster, whose rows lie at an address of their own."""
    folder = tmp_path_factory.mktemp("cases")
    one, other = Case(folder / "one"), Case(folder / "other")
    add(one, *(path for path in write_all(folder / "sample", rows=400) if path.suffix in {".csv", ".gz"}))
    shutil.copytree(folder / "sample" / CATALOG, one.folder / CATALOG)
    shutil.copytree(one.folder, other.folder)
    shutil.copytree(other.folder / "files", folder / "bucket" / "files")
    for rows in other.folder.glob("files/*/rows.parquet"):
        rows.unlink()
    trace(one, "duckdb", {})
    trace(other, cluster.address, {**cluster.environment, "UNDERSIGNED_ROWS_AT": f"file://{folder}/bucket/"})
    return one, other


def trace(case: Case, engine: str, more: dict[str, str]) -> None:
    command = [sys.executable, "-m", "undersigned", "trace", "--case", str(case.folder), "--engine", engine]
    environment = {**os.environ, **more}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]


@pytest.mark.parametrize("table", TABLES)
def test_every_row_is_the_same(cases: tuple[Case, Case], table: str) -> None:
    with duckdb.connect() as connection:
        one, other = (
            connection.sql(f"FROM read_parquet({literal(str(case.trace_folder() / f'{table}.parquet'))})")
            for case in cases
        )
        assert (one.columns, one.types) == (other.columns, other.types)
        rows, others = one.fetchall(), other.fetchall()
    assert len(rows) > 10 or table in OF_DOCUMENTS
    assert rows == others


@pytest.mark.parametrize("name", ["owners", "superseded", "unmatched", "inputs"])
def test_what_is_told_besides_is_the_same(cases: tuple[Case, Case], name: str) -> None:
    one, other = ((case.trace_folder() / f"{name}.json").read_text(encoding="utf-8") for case in cases)
    assert one == other


def test_both_workers_took_part(cases: tuple[Case, Case], cluster: Cluster) -> None:
    assert cases
    logs = Path(cluster.environment["SPARK_CONF_DIR"]).parent
    for log in sorted(logs.glob("*worker.Worker.log")):
        assert "Asked to launch executor" in log.read_text(encoding="utf-8", errors="replace"), log.name
