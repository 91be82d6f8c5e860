"""What ships: every data file, and nothing that the lock or the list of dependencies does not know."""

import ast
import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.house.dependencies import declared, normal, of_spark, validators
from tests.house.syntax import Module

OURS = {"undersigned", "bench", "docs", "tests"}


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names inside the wheel, built as a release would be."""
    folder = tmp_path_factory.mktemp("wheel")
    command: list[str | Path] = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, root]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    with ZipFile(next(folder.glob("undersigned-*.whl"))) as archive:
        return archive.namelist()


def test_every_file_of_the_package_is_in_the_wheel(tracked: list[str], wheel: list[str]) -> None:
    inside = {path.removeprefix("src/") for path in tracked if path.startswith("src/undersigned/")}
    assert {Path(path).suffix for path in inside} >= {
        ".css",
        ".html",
        ".js",
        ".po",
        ".py",
        ".svg",
        ".toml",
        ".txt",
        ".typ",
    }
    assert sorted(inside - set(wheel)) == []


def test_the_wheel_holds_the_package_and_its_licence_alone(wheel: list[str]) -> None:
    assert {name.split("/")[0].split("-")[0] for name in wheel} == {"undersigned"}
    assert any(name.endswith("licenses/LICENSE") for name in wheel)
    assert any(name.endswith("entry_points.txt") for name in wheel)


def test_an_init_holds_a_docstring_alone(modules: list[Module]) -> None:
    inits = [module for module in modules if module.path.endswith("/__init__.py")]
    assert len(inits) > 5
    talkative = [module.path for module in inits if len(module.tree.body) != 1 or not ast.get_docstring(module.tree)]
    assert talkative == []


def imported(modules: list[Module], folder: str) -> set[str]:
    """The distributions whose packages the modules of a folder import."""
    nodes = [node for module in modules if module.path.startswith(folder) for node in ast.walk(module.tree)]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    foreign = {name.split(".")[0] for name in names} - sys.stdlib_module_names - OURS
    installed = packages_distributions()
    return {normal(installed.get(name, [name])[0]) for name in foreign}


def test_what_the_package_imports_is_declared(root: Path, modules: list[Module]) -> None:
    of_a_cluster = imported(modules, "src/undersigned/engine/cluster/") & of_spark(root)
    assert sorted(imported(modules, "src/") - declared(root, development=False) - of_a_cluster) == []


def test_spark_is_imported_only_where_it_is_chosen(root: Path, modules: list[Module]) -> None:
    elsewhere = [module for module in modules if not module.path.startswith("src/undersigned/engine/cluster/")]
    assert sorted(imported(elsewhere, "src/") & of_spark(root)) == []


def test_what_tests_and_measurements_import_is_declared(root: Path, modules: list[Module]) -> None:
    found = imported(modules, "tests/") | imported(modules, "bench/") | imported(modules, "docs/")
    assert sorted(found - declared(root, development=True) - imported(modules, "tests/validators/")) == []


def test_what_the_validators_import_is_in_an_environment_of_its_own(root: Path, modules: list[Module]) -> None:
    found = imported(modules, "tests/validators/")
    assert "libcoveocds" in found
    assert sorted(found - validators(root)) == []
    assert sorted(found & declared(root, development=True)) == []


@pytest.mark.parametrize("lock", ["requirements", "requirements-dev", "requirements-spark", "requirements-validators"])
def test_a_lock_holds_names_versions_and_hashes_alone(root: Path, lock: str) -> None:
    lines = (root / f"{lock}.lock").read_text(encoding="utf-8").splitlines()
    said = [line for line in lines if line and not line.lstrip().startswith("#")]
    form = re.compile(r"[a-z0-9][a-z0-9.-]*==[\w.!+]+ \\|    --hash=sha256:[0-9a-f]{64}(?: \\)?")
    assert [line for line in said if not form.fullmatch(line)] == []


@pytest.mark.parametrize(("lock", "development"), [("requirements.lock", False), ("requirements-dev.lock", True)])
def test_a_lock_holds_every_declared_dependency(root: Path, lock: str, development: bool) -> None:
    locked = set(re.findall(r"^([a-z0-9.-]+)==", (root / lock).read_text(encoding="utf-8"), re.MULTILINE))
    assert sorted(declared(root, development=development) - {normal(name) for name in locked}) == []


def test_the_validators_lock_holds_every_one_of_them(root: Path) -> None:
    text = (root / "requirements-validators.lock").read_text(encoding="utf-8")
    locked = {normal(name) for name in re.findall(r"^([a-z0-9.-]+)==", text, re.MULTILINE)}
    assert sorted(validators(root) - locked) == []


def test_sparks_lock_holds_what_its_extra_needs(root: Path) -> None:
    text = (root / "requirements-spark.lock").read_text(encoding="utf-8")
    locked = {normal(name) for name in re.findall(r"^([a-z0-9.-]+)==", text, re.MULTILINE)}
    assert sorted((of_spark(root) | {"setuptools"}) - locked) == []


def test_both_locks_agree(root: Path) -> None:
    run, development = (
        dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", (root / lock).read_text(encoding="utf-8"), re.MULTILINE))
        for lock in ("requirements.lock", "requirements-dev.lock")
    )
    assert run.items() <= development.items()
