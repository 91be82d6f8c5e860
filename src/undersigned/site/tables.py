"""Reads a table of site.toml into a frozen dataclass; what it does not understand is an error, never passed over."""

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, Field, field, fields
from pathlib import Path
from typing import Any, TypeVar

from undersigned.errors import SiteError

Table = TypeVar("Table")


def number(default: int, least: int, most: int) -> Any:
    """A whole number between two bounds, in a dataclass that `read` fills."""
    return field(default=default, metadata={"least": least, "most": most})


def load(path: Path) -> dict[str, Any]:
    """A file of tables; empty where there is none.

    Raises:
        SiteError: it cannot be read, or is no TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SiteError(f"{path} cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SiteError(f"{path} cannot be read as TOML: {error}.") from error


def part(table: Mapping[str, Any], name: str, path: Path) -> Mapping[str, Any]:
    """A table within a table; empty where there is none."""
    found = table.get(name, {})
    if not isinstance(found, dict):
        raise SiteError(f"{path}: {name} is to be a table. Write its keys below a line [{name}].")
    return found


def read(kind: type[Table], table: Mapping[str, Any], path: Path, name: str) -> Table:
    """Fill a dataclass of numbers and texts, whose defaults stand for keys that are not there."""
    known = {each.name: each for each in fields(kind)}  # type: ignore[arg-type]
    refuse_unknown(table, known, path, name)
    return kind(**{key: _checked(value, known[key], f"{path}: {name}.{key}") for key, value in table.items()})


def refuse_unknown(table: Mapping[str, Any], known: Mapping[str, object], path: Path, name: str = "") -> None:
    """One sentence about the first key that nobody knows."""
    unknown = next((key for key in table if key not in known), None)
    if unknown is not None:
        where = f"{name}.{unknown}" if name else unknown
        raise SiteError(f"{path}: there is no key {where}. The keys here are {', '.join(known)}.")


def _checked(value: object, expected: "Field[Any]", where: str) -> object:
    if "least" in expected.metadata:
        return whole_number(value, expected.metadata["least"], expected.metadata["most"], where)
    return text(value, where, may_be_empty=expected.default is not MISSING and expected.default == "")


def whole_number(value: object, least: int, most: int, where: str) -> int:
    """A value that must be a whole number between two bounds."""
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise SiteError(f"{where} is {value!r}. Set it to a whole number from {least} to {most}.")
    return value


def text(value: object, where: str, *, may_be_empty: bool = False) -> str:
    """A value that must be one line of text."""
    if not isinstance(value, str) or not value.isprintable() or not (value.strip() or may_be_empty):
        raise SiteError(f"{where} is {value!r}. Set it to a text on one line, in quotes.")
    return value
