"""A file, a function and a class fit a reader's head; whoever goes over a stop says why in `EXCEPTIONS`."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.syntax import Definition, Function, Module

FILE, FUNCTION, CLASS, BRANCHES, PARAMETERS, README = 400, 50, 180, 10, 6, 150

EXCEPTIONS: dict[str, str] = {}
"""`path name: what` as the test reports it → the reason why it may stay over the stop."""

BRANCHING = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.match_case)


def lines(node: Function | ast.ClassDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def branches(node: ast.AST) -> int:
    """Places where a function's road forks; functions inside it count for themselves."""
    inner = [child for child in ast.iter_child_nodes(node) if not isinstance(child, Function | ast.ClassDef)]
    return sum(isinstance(child, BRANCHING) + branches(child) for child in inner)


def parameters(node: Function, *, in_class: bool) -> int:
    every = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    first = every[0].arg if every else ""
    return len(every) - (in_class and first in ("self", "cls"))


def measures(definition: Definition) -> Iterator[tuple[str, int, int]]:
    node = definition.node
    if isinstance(node, ast.ClassDef):
        yield "lines of a class", lines(node), CLASS
    else:
        yield "lines of a function", lines(node), FUNCTION
        yield "branches", branches(node), BRANCHES
        yield "parameters", parameters(node, in_class=definition.in_class), PARAMETERS


def over(modules: list[Module]) -> dict[str, str]:
    """What is over a stop → by how much."""
    found = {}
    for module in modules:
        if (count := len(module.text.splitlines())) > FILE:
            found[f"{module.path}: lines of a file"] = f"{count} > {FILE}"
        for definition in module.definitions():
            for what, count, stop in measures(definition):
                if count > stop:
                    found[f"{module.path} {definition.name}: {what}"] = f"{count} > {stop}"
    return found


def test_everything_fits_or_says_why_not(modules: list[Module]) -> None:
    assert len(modules) > 50
    too_big = {what: size for what, size in over(modules).items() if what not in EXCEPTIONS}
    assert too_big == {}


def test_no_exception_outlives_its_need(modules: list[Module]) -> None:
    assert sorted(set(EXCEPTIONS) - set(over(modules))) == []
    assert all(len(reason.split()) > 3 for reason in EXCEPTIONS.values())


def test_the_readme_fits_two_screens(root: Path) -> None:
    assert len((root / "README.md").read_text(encoding="utf-8").splitlines()) <= README


def test_forks_and_parameters_are_counted() -> None:
    tree = ast.parse(
        "def f(self, a, *, b):\n"
        "    if a: pass\n"
        "    elif b: pass\n"
        "    for x in a:\n"
        "        def inner():\n"
        "            if x: pass\n"
        "    try: pass\n"
        "    except OSError: pass\n"
    )
    function = tree.body[0]
    assert isinstance(function, ast.FunctionDef)
    assert (branches(function), parameters(function, in_class=True), lines(function)) == (4, 2, 8)
