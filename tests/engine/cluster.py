"""A Spark cluster of our own for the tests: a master and workers on loopback, from the classes that pyspark carries.

Without pyspark or Java the tests are skipped with that reason, unless `UNDERSIGNED_NEEDS_SPARK` is set, as `make test`
does: then they fail.
"""

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

PATIENCE = 120
_SMALL = """
spark.cores.max 2
spark.default.parallelism 2
spark.driver.extraJavaOptions -XX:TieredStopAtLevel=1
spark.driver.memory 700m
spark.executor.cores 1
spark.executor.extraJavaOptions -XX:TieredStopAtLevel=1
spark.executor.memory 500m
spark.sql.adaptive.enabled false
spark.sql.codegen.wholeStage false
spark.sql.shuffle.partitions 2
spark.ui.enabled false
"""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Its address, and what a driver's environment needs to be small and on loopback."""

    address: str
    environment: dict[str, str]


def require_spark() -> Path:
    """Where pyspark is; a skip or a failure where it or Java is not."""
    spec = find_spec("pyspark")
    if spec is not None and spec.origin is not None and shutil.which("java") is not None:
        return Path(spec.origin).parent
    said = "there is no pyspark or no Java here: pip install pyspark, apt-get install openjdk-17-jre-headless"
    if os.environ.get("UNDERSIGNED_NEEDS_SPARK"):
        pytest.fail(said)
    pytest.skip(said)


@contextmanager
def standalone(folder: Path, workers: int) -> Iterator[Cluster]:
    """A master and its workers, stopped at the end whatever happens; their logs stay in the folder."""
    home = require_spark()
    settings = folder / "conf"
    settings.mkdir(parents=True)
    (settings / "spark-defaults.conf").write_text(_SMALL, encoding="utf-8")
    environment = {
        **{name: os.environ[name] for name in ("PATH", "JAVA_HOME", "LANG") if name in os.environ},
        "SPARK_HOME": str(home),
        "SPARK_CONF_DIR": str(settings),
        "SPARK_SCALA_VERSION": "2.13",
        "SPARK_LOCAL_DIRS": str(folder / "local"),
        "SPARK_LOCAL_IP": "127.0.0.1",
    }
    started: list[subprocess.Popen[bytes]] = []
    try:
        master = _Daemon("master.Master", folder, {**environment, "PYSPARK_PYTHON": "/bin/false"}, started)
        address = master.says(r"Starting Spark master at (spark://\S+)")
        for number in range(workers):
            work = ["--cores", "1", "--memory", "600m", "--work-dir", str(folder / f"work-{number}"), address]
            daemon = _Daemon("worker.Worker", folder, {**environment, "PYSPARK_PYTHON": "/bin/false"}, started, work)
            daemon.says("Successfully registered with master")
        yield Cluster(address, environment)
    finally:
        _stop(started)


class _Daemon:
    """One process of the cluster. Its Python is none: executors need Java alone."""

    def __init__(
        self,
        name: str,
        folder: Path,
        environment: dict[str, str],
        started: list[subprocess.Popen[bytes]],
        arguments: list[str] | None = None,
    ) -> None:
        self.log = folder / f"{len(started)}-{name}.log"
        jars = f"{environment['SPARK_CONF_DIR']}:{environment['SPARK_HOME']}/jars/*"
        command = ["java", "-Xmx300m", "-cp", jars, f"org.apache.spark.deploy.{name}"]
        where = ["--host", "127.0.0.1", "--port", "0", "--webui-port", "0"]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*command, *where, *(arguments or [])], env=environment, stdout=log, stderr=log, start_new_session=True
            )
        started.append(self.process)

    def says(self, words: str) -> str:
        """What its log says, as soon as it does: the first group, or all of it."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.process.poll() is None:
            if found := re.search(words, self.log.read_text(encoding="utf-8", errors="replace")):
                return found.group(found.lastindex or 0)
            time.sleep(0.1)
        pytest.fail(f"{self.log.name} never said {words!r}:\n{self.log.read_text(errors='replace')[-2000:]}")


def _stop(processes: list[subprocess.Popen[bytes]]) -> None:
    """Each with the executors that it started."""
    for process in reversed(processes):
        process.terminate()
    for process in reversed(processes):
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)
