"""Families are found by file name: a new member is a new file and nothing else."""

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


def members(package: str, offering: str | None = None) -> dict[str, ModuleType]:
    """The members of a family by file name, in alphabetical order; `base` is the promise, not a member.

    Where a folder holds more than members of one promise, `offering` is the name that each of them defines.
    """
    folder = import_module(package)
    names = sorted(found.name for found in iter_modules(folder.__path__))
    found = {name: import_module(f"{package}.{name}") for name in names if name != "base"}
    return {name: module for name, module in found.items() if offering is None or hasattr(module, offering)}
