"""A Spark session for one run: on this machine, or as the driver of a cluster."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files

from py4j.protocol import Py4JError, Py4JJavaError
from pyspark.conf import SparkConf
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from undersigned.engine.base import Place
from undersigned.engine.cluster.tables import Spark
from undersigned.engine.duck import connect
from undersigned.errors import InputError, UndersignedError
from undersigned.settings import Settings

_SIZE = re.compile(r"([\d.]+)\s*([KMGT])", re.IGNORECASE)
_MEBIBYTES = {"K": 1 / 1024, "M": 1, "G": 1024, "T": 1024**2}
_LEAST = 700
"""Mebibytes: with less Spark does not start."""
_LOGGING = files("undersigned.engine.cluster") / "log4j2.properties"
_PARTS = "64"
"""On this machine: so many that one fits beside others when it is streamed; Spark joins small ones."""
_PASSWORD = re.compile(r"://[^/@\s]*@")


@contextmanager
def opened(settings: Settings, place: Place) -> Iterator[Spark]:
    """The engine; where it fails, its first line is the sentence, without what may be a password."""
    try:
        with connect(settings, place.scratch) as desk, _session(settings, place) as session:
            yield Spark(session, desk, place, settings.rows_at)
    except (PySparkException, Py4JError) as error:
        raise UndersignedError(f"Spark gave up ({_first_line(error)}); the case is as it was.") from error


@contextmanager
def _session(settings: Settings, place: Place) -> Iterator[SparkSession]:
    try:
        session = SparkSession.Builder().config(conf=_configuration(settings, place)).getOrCreate()
    except (PySparkException, Py4JError) as error:
        raise InputError(
            f"--engine {settings.engine}: Spark did not start ({_first_line(error)}). "
            "Is the master's address right, and is it up? Its page shows the workers that it has."
        ) from error
    try:
        yield session
    finally:
        session.stop()


def _configuration(settings: Settings, place: Place) -> SparkConf:
    """What a run needs; everything else is the cluster's own, from `spark-defaults.conf`."""
    found = SparkConf().setAppName("undersigned")
    found.set("spark.sql.catalogImplementation", "in-memory").set("spark.sql.session.timeZone", "UTC")
    found.set("spark.sql.warehouse.dir", str(place.scratch / "warehouse"))
    found.set("spark.ui.showConsoleProgress", "false").setIfMissing("spark.ui.enabled", "false")
    if "SPARK_CONF_DIR" not in os.environ:
        found.set("spark.driver.extraJavaOptions", f"-Dlog4j2.configurationFile={_LOGGING}")
    if "://" in settings.engine:
        return found.setMaster(settings.engine)
    found.setMaster(f"local[{settings.threads}]").set("spark.local.dir", str(place.scratch / "spark"))
    found.set("spark.driver.host", "127.0.0.1").set("spark.driver.bindAddress", "127.0.0.1")
    found.setIfMissing("spark.sql.shuffle.partitions", _PARTS)
    return found.setIfMissing("spark.driver.memory", f"{max(_LEAST, mebibytes(settings.memory))}m")


def mebibytes(size: str) -> int:
    """A size of the settings, such as `1200MB`, in the whole mebibytes that Java takes."""
    number, unit = _SIZE.match(size).groups()  # type: ignore[union-attr]  # settings have checked it
    return int(float(number) * _MEBIBYTES[unit.upper()])


def _first_line(error: Exception) -> str:
    """The sentence of the failure; where Java tells it, py4j's own line stands before it."""
    lines = [line.removeprefix(": ") for line in str(error).splitlines() if line.strip()] or [type(error).__name__]
    told = lines[1] if isinstance(error, Py4JJavaError) and len(lines) > 1 else lines[0]
    return _PASSWORD.sub("://…@", told)
