"""Python files read as syntax: their functions and classes, by the names that a reader would give them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Definition:
    """A function or class with the name that a reader would give it, such as `Source.found`."""

    name: str
    node: Function | ast.ClassDef
    in_class: bool
    public: bool


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file, by its path from the checkout."""

    path: str
    text: str
    tree: ast.Module

    def definitions(self) -> list[Definition]:
        """Every function and class of the file, also those inside others."""
        return list(_definitions(self.tree, "", public=True))


def _definitions(node: ast.AST, within: str, *, public: bool) -> Iterator[Definition]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Function | ast.ClassDef):
            shown = public and not child.name.startswith("_")
            name = f"{within}{child.name}"
            yield Definition(name, child, isinstance(node, ast.ClassDef), shown)
            yield from _definitions(child, f"{name}.", public=shown and isinstance(child, ast.ClassDef))
        else:
            yield from _definitions(child, within, public=public)
