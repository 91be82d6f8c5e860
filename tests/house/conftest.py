"""The house as its tests see it: the files that git knows, and the Python among them read as syntax."""

import ast
import subprocess
from pathlib import Path

import pytest

from tests.house.syntax import Module


@pytest.fixture(scope="session")
def tracked(root: Path) -> list[str]:
    """The files that git knows or would add, by their path from the checkout."""
    if not (root / ".git").exists():
        pytest.skip("this is not a git checkout, so nothing says which files are the project's")
    # safe.directory: a checkout made by one user may be tested by another.
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    )
    return sorted(path for path in set(listed.stdout.split("\0")) if path and (root / path).is_file())


@pytest.fixture(scope="session")
def modules(root: Path) -> list[Module]:
    """Every Python file of the project."""
    found = []
    for path in sorted(path for folder in ("src", "tests", "bench", "docs") for path in (root / folder).rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        found.append(Module(path.relative_to(root).as_posix(), text, ast.parse(text)))
    return found
