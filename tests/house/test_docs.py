"""What is written for people is true: docstrings, links between pages, commands, reasons for dependencies."""

import ast
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import typer

from tests.house import markdown
from tests.house.dependencies import declared, of_spark, validators
from tests.house.syntax import Module
from undersigned.cli.loading import whole
from undersigned.cli.main import app

COMMANDS = whole(app).commands
LIKE_A_FILE = re.compile(r".*[.…*].*|[A-Z]+|-")


def page(root: Path, name: str) -> str:
    return (root / name).read_text(encoding="utf-8")


def test_every_module_and_public_definition_has_a_docstring(modules: list[Module]) -> None:
    silent = [module.path for module in modules if not ast.get_docstring(module.tree) and promised(module)]
    silent += [
        f"{module.path} {definition.name}"
        for module in filter(promised, modules)
        for definition in module.definitions()
        if definition.public and not definition.name.endswith("__") and not ast.get_docstring(definition.node)
    ]
    assert silent == []


def promised(module: Module) -> bool:
    """Tests are named as sentences and need no more words."""
    return not module.path.startswith("tests/")


def test_every_link_between_pages_resolves(root: Path) -> None:
    assert len(markdown.pages(root)) > 3
    broken = [
        f"{path.relative_to(root)}: {link}"
        for path in markdown.pages(root)
        for link in markdown.links(path.read_text(encoding="utf-8"))
        if not re.match(r"[a-z]+:", link) and not resolves(path, link)
    ]
    assert broken == []


def resolves(path: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = (path.parent / name) if name else path
    if anchor and target.suffix == ".md" and target.is_file():
        return anchor in markdown.anchors(target.read_text(encoding="utf-8"))
    return target.exists()


def test_every_page_of_the_docs_is_linked_from_another(root: Path) -> None:
    linked = {
        (path.parent / link.partition("#")[0]).resolve()
        for path in markdown.pages(root)
        for link in markdown.links(path.read_text(encoding="utf-8"))
        if link.partition("#")[0]
    }
    alone = [path.relative_to(root).as_posix() for path in (root / "docs").rglob("*.md") if path not in linked]
    assert alone == []


def fault(words: list[str], targets: set[str], commands: Mapping[str, Any] = COMMANDS) -> str | None:
    """What is wrong with a command that a page shows; None where it would run."""
    program, *rest = words
    if program == "make":
        unknown = [word for word in rest if "=" not in word and word not in targets]
        return f"no such target: {unknown}" if unknown else None
    given = [word for word in rest if not word.startswith("-")]
    name = given.pop(0) if given and given[0] in commands else "run"
    if given and name == "run" and not any(LIKE_A_FILE.fullmatch(word) for word in given):
        return f"no such command: {given[0]}"
    command = commands[name]
    if given and (inner := getattr(command, "commands", None)):
        if given[0] not in inner:
            return f"no such command: {name} {given[0]}"
        name, command = f"{name} {given[0]}", inner[given[0]]
    options = {option for parameter in command.params for option in parameter.opts} | {"--help"}
    unknown = [word for word in rest if re.match(r"--?[a-z]", word) and word.partition("=")[0] not in options]
    return f"{name} has no {unknown}" if unknown else None


def test_every_command_that_a_page_shows_exists(root: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", page(root, "Makefile"), re.MULTILINE))
    shown = [
        (path.relative_to(root).as_posix(), words)
        for path in markdown.pages(root)
        for words in markdown.commands(path.read_text(encoding="utf-8"), {"make", "undersigned"})
    ]
    assert {"make", "undersigned"} == {words[0] for path, words in shown if path == "README.md"}
    assert [(path, words, wrong) for path, words in shown if (wrong := fault(words, targets))] == []


@pytest.mark.parametrize(
    "line", ["make tea", "undersigned ask", "undersigned trace --cased x", "undersigned a.csv --why"]
)
def test_a_command_that_is_not_there_is_found(line: str) -> None:
    [words] = markdown.commands(f"Do `{line}` now.", {"make", "undersigned"})
    assert fault(words, {"demo"}) is not None


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("undersigned tea brew --hot", None),
        ("undersigned tea --help", None),
        ("undersigned tea drink", "no such command: tea drink"),
        ("undersigned tea brew --cold", "tea brew has no ['--cold']"),
    ],
)
def test_commands_inside_a_command_are_looked_at_too(line: str, said: str | None) -> None:
    inner, outer = typer.Typer(), typer.Typer()
    inner.command("brew")(_brew)
    inner.callback()(_tea)
    outer.add_typer(inner, name="tea")
    outer.command("run")(_tea)
    known = typer.main.get_command(outer).commands  # type: ignore[attr-defined]  # a group has commands
    [words] = markdown.commands(f"`{line}`", {"undersigned"})
    assert fault(words, set(), known) == said


def _brew(*, hot: bool = False) -> None:
    assert hot


def _tea() -> None:
    pass


def test_each_dependency_has_one_line_with_its_reason(root: Path) -> None:
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| (.+) \|$", page(root, "docs/dependencies.md"), re.MULTILINE)
    assert sorted(name for name, _ in rows) == sorted(
        declared(root, development=True) | of_spark(root) | validators(root) | {"hatchling"}
    )
    assert [name for name, reason in rows if len(reason.split()) < 4] == []
