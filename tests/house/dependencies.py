"""What pyproject.toml asks for, by the names that package indexes use."""

import re
import tomllib
from pathlib import Path


def normal(name: str) -> str:
    """One spelling for the many ways to write a distribution's name."""
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(root: Path, *, development: bool) -> set[str]:
    """The distributions that the package needs, or with those that its development needs."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = project["dependencies"] + (project["optional-dependencies"]["dev"] if development else [])
    return {_name(line) for line in asked}


def of_spark(root: Path) -> set[str]:
    """The distributions that only the engine needs that is chosen."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {_name(line) for line in project["optional-dependencies"]["spark"]}


def validators(root: Path) -> set[str]:
    """The distributions that tests run in a Python of their own, and that are no part of ours."""
    lines = (root / "tests" / "validators" / "requirements.in").read_text(encoding="utf-8").splitlines()
    return {_name(line) for line in lines if line and not line.startswith("#")}


def _name(line: str) -> str:
    return normal(re.split(r"[\[<>=~! ;]", line, maxsplit=1)[0])
