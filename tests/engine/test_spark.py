"""What Spark needs and this machine may lack is said in one sentence; nothing that may be a password is."""

import importlib.util
from pathlib import Path

import pytest

from tests.engine.cluster import require_spark
from undersigned.engine import choosing
from undersigned.engine.base import Place
from undersigned.errors import InputError
from undersigned.settings import Settings


def opened(engine: str, folder: Path) -> None:
    with choosing.chosen(Settings(engine=engine), Place(folder, folder)):
        pytest.fail("it opened")


def test_without_the_extra_the_way_out_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("undersigned.engine.spark.find_spec", lambda _: None)
    with pytest.raises(
        InputError, match=r"needs an extra .* pip install 'undersigned\[spark\]', or leave --engine out"
    ):
        opened("spark", tmp_path)


def test_without_java_the_way_out_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("undersigned.engine.spark.find_spec", lambda _: importlib.util.find_spec("json"))
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "nowhere"))
    with pytest.raises(InputError, match=r"needs Java 17.*apt-get install openjdk-17-jre-headless"):
        opened("spark", tmp_path)
    monkeypatch.delenv("JAVA_HOME")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError, match="needs Java 17"):
        opened("spark", tmp_path)


@pytest.mark.parametrize(("size", "mebibytes"), [("1200MB", 1200), ("4GB", 4096), ("1.5 GiB", 1536), ("512K", 0)])
def test_sizes_are_told_as_java_takes_them(size: str, mebibytes: int) -> None:
    require_spark()
    session = importlib.import_module("undersigned.engine.cluster.session")
    assert session.mebibytes(size) == mebibytes


def test_a_password_in_an_address_is_not_repeated() -> None:
    require_spark()
    session = importlib.import_module("undersigned.engine.cluster.session")
    said = session._first_line(ValueError("cannot read s3a://key:secret@bucket/case\nat org.apache"))
    assert said == "cannot read s3a://…@bucket/case"
