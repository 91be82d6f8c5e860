"""Imports go down only, members of a family do not know each other, and the wall stands: import-linter says so.

The second half plants one forbidden import after the other in a copy and sees each contract break.
"""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.syntax import Module

LINT = Path(sys.executable).with_name("lint-imports")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the package below a folder, not on the installed one."""
    return subprocess.run(
        [LINT, "--no-logo", "--no-cache", "--config", folder / "pyproject.toml"],
        cwd=folder / "src",
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """The code alone, to be spoilt."""
    shutil.copy(root / "pyproject.toml", tmp_path)
    for path in (root / "src").rglob("*.py"):
        target = tmp_path / path.relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    return tmp_path


def test_every_contract_is_kept(root: Path) -> None:
    result = lint(root)
    assert "0 broken" in result.stdout, result.stdout + result.stderr
    assert result.returncode == 0


PLANTED = {
    "terms/text.py": "undersigned.cli.main",
    "ingest/staging.py": "undersigned.sample.write",
    "engine/duck.py": "django",
    "engine/duckdb.py": "undersigned.engine.spark",
    "claims/figures.py": "urllib",
    "sources/usaspending_api.py": "undersigned.sources.table",
    "exports/csv.py": "undersigned.exports.xlsx",
    "makers/labour.py": "undersigned.ledger",
    "ledger/__init__.py": "undersigned.engine.duck",
    "site/__init__.py": "starlette",
    "sealing/__init__.py": "pathlib",
    "verifying/__init__.py": "undersigned.claims.figures",
}
"""Forbidden imports: a door from the ground, a neighbour, the web from behind the wall, a sister; signatures from
evidence and evidence from signatures, the web below the campaigns, files where bytes are sealed."""

CIRCLE = {"terms/column.py": "undersigned.terms.money", "terms/money.py": "undersigned.terms.column"}


def test_every_kind_of_forbidden_import_is_found(copy: Path) -> None:
    for file, forbidden in (PLANTED | CIRCLE).items():
        with (copy / "src" / "undersigned" / file).open("a", encoding="utf-8") as spoilt:
            spoilt.write(f"\nimport {forbidden}\n")
    result = lint(copy)
    assert result.returncode != 0
    assert "0 kept" in result.stdout, result.stdout + result.stderr
    said = " ".join(result.stdout.partition("Broken contracts")[2].split())
    for file, forbidden in PLANTED.items():
        importer = "undersigned." + file.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        assert f"{importer} -> {forbidden} (l." in said, (file, result.stdout)
    assert "are allowed in undersigned.terms. It could be made acyclic" in said, result.stdout


def test_a_room_without_a_floor_breaks_the_contract(copy: Path) -> None:
    room = copy / "src" / "undersigned" / "attic"
    room.mkdir()
    (room / "__init__.py").write_text('"""A room that no floor names."""\n', encoding="utf-8")
    result = lint(copy)
    assert result.returncode != 0
    assert "attic" in result.stdout


def test_sealing_opens_no_file_and_takes_only_chance_from_the_system(modules: list[Module]) -> None:
    sealing = [module for module in modules if module.path.startswith("src/undersigned/sealing/")]
    assert len(sealing) > 3
    assert [(module.path, found) for module in sealing for found in reaches(module.tree)] == []


def reaches(tree: ast.Module) -> list[str]:
    """Where code reaches out of itself, as far as import-linter does not see it: a built-in, and parts of `os`."""
    opened = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == "open"]
    system = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    named = [
        f"os.{name}"
        for node in system
        if isinstance(node, ast.ImportFrom) and node.module == "os"
        for name in _names(node)
    ]
    whole = [name for node in system if isinstance(node, ast.Import) for name in _names(node) if name == "os"]
    return ["open" for _ in opened] + [name for name in named + whole if name != "os.urandom"]


def _names(node: ast.Import | ast.ImportFrom) -> list[str]:
    return [alias.name for alias in node.names]


@pytest.mark.parametrize(
    ("code", "found"),
    [("open('x')", ["open"]), ("import os", ["os"]), ("from os import urandom, unlink", ["os.unlink"])],
)
def test_each_reach_is_found(code: str, found: list[str]) -> None:
    assert reaches(ast.parse(code)) == found
