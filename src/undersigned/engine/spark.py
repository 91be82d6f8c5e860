"""Apache Spark: the engine for more than one machine; `spark` is this machine alone, `spark://host:port` a cluster."""

import os
import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from undersigned.engine.base import Engine, Place
from undersigned.errors import InputError
from undersigned.settings import Settings


@contextmanager
def opened(settings: Settings, place: Place) -> Iterator[Engine]:
    """A session of its own, stopped at the end.

    Raises:
        InputError: the extra or Java is missing, or no cluster answers.
    """
    if find_spec("pyspark") is None:
        raise InputError(
            f"--engine {settings.engine} needs an extra that is not installed. Run: pip install 'undersigned[spark]', "
            "or leave --engine out: DuckDB needs nothing more."
        )
    if not _has_java():
        raise InputError(
            f"--engine {settings.engine} needs Java 17. On Debian, as root: apt-get install openjdk-17-jre-headless. "
            "Where it is somewhere else, JAVA_HOME names it."
        )
    with warnings.catch_warnings():
        # Spark 4.3 says at every turn that it was not tried with pandas 3; nothing here goes through pandas.
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas >= 3", FutureWarning)
        session = import_module("undersigned.engine.cluster.session")
        with session.opened(settings, place) as engine:
            yield engine


def _has_java() -> bool:
    home = os.environ.get("JAVA_HOME")
    return (Path(home) / "bin" / "java").exists() if home else shutil.which("java") is not None
