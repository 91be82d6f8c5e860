"""The TOML files that people write into a case, read key by key so that a mistake is said with file and key."""

import tomllib
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from undersigned.errors import CatalogError
from undersigned.terms.links import is_web


class Entry:
    """One table of a file; `where` names it in errors: `dossier.toml` or `replies.toml: [[reply]] number 2`."""

    def __init__(self, where: str, values: dict[str, Any]) -> None:
        self.where = where
        self._values = values

    def only(self, known: Iterable[str]) -> None:
        """Refuse a key that nobody reads: it is a typing error, and what it says would be lost."""
        if unknown := set(self._values) - set(known):
            raise self.fault(f"`{min(unknown)}` is not one of {', '.join(known)}")

    def text(self, key: str) -> str:
        """A text that must be there."""
        found = self.maybe(key)
        if not found:
            raise self.fault(f'there is no `{key}`. Write {key} = "…"')
        return found

    def maybe(self, key: str) -> str:
        """A text, empty where there is none."""
        value = self._values.get(key, "")
        if not isinstance(value, str):
            raise self.fault(f'`{key}` is a text in quotes: {key} = "…"')
        return value.strip()

    def day(self, key: str) -> str:
        """A day (ISO) that must be there, written with or without quotes."""
        value = self._values.get(key, "")
        text = value.isoformat() if isinstance(value, date) else str(value)
        try:
            if isinstance(value, datetime):
                text = value.date().isoformat()
            return date.fromisoformat(text).isoformat()
        except ValueError as error:
            raise self.fault(f"there is no `{key}` such as 2026-01-31") from error

    def maybe_day(self, key: str) -> str:
        """A day (ISO), empty where there is none."""
        return self.day(key) if self._values.get(key, "") != "" else ""

    def number(self, key: str) -> int | None:
        """A whole number from 1, None where there is none."""
        value = self._values.get(key)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 1):
            raise self.fault(f"`{key}` is a whole number without quotes: {key} = 100")
        return value

    def web(self, key: str) -> str:
        """The whole address of a web page, empty where there is none."""
        link = self.maybe(key)
        if link and not is_web(link):
            raise self.fault(f"`{key}` {link!r} is not a whole web address such as https://example.org/page")
        return link

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty where there is none."""
        value = self._values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(text, str) and text.strip() for text in value):
            raise self.fault(f'`{key}` is a list of texts in quotes: {key} = ["…", "…"]')
        return tuple(text.strip() for text in value)

    def entries(self, kind: str) -> list["Entry"]:
        """The tables of one kind, in the order of the file."""
        value = self._values.get(kind, [])
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            raise self.fault(f"write [[{kind}]] with two brackets on each side")
        return [Entry(f"{self.where}: [[{kind}]] number {place}", entry) for place, entry in enumerate(value, 1)]

    def table(self, key: str) -> "Entry":
        """One table below this one; it has nothing where it is not there."""
        value = self._values.get(key, {})
        if not isinstance(value, dict):
            raise self.fault(f"write [{key}] in brackets, and what belongs to it below")
        return Entry(f"{self.where}: [{key}]", value)

    def fault(self, what: str) -> CatalogError:
        """An error about this entry: where, what, and a full stop."""
        return CatalogError(f"{self.where}: {what}.")


def read(path: Path) -> Entry:
    """A whole file; an empty one where there is none.

    Raises:
        CatalogError: it cannot be read or is no TOML.
    """
    try:
        return Entry(path.name, tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except FileNotFoundError:
        return Entry(path.name, {})
    except (OSError, ValueError, RecursionError) as error:  # not TOML, not UTF-8, a number or a nesting without end
        raise CatalogError(f"{path.name} cannot be read: {error}. Mend it; it was not changed.") from error


def paragraphs(text: str) -> tuple[str, ...]:
    """A text as its paragraphs, which an empty line parts; line breaks inside one are kept."""
    blocks: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip():
            blocks[-1].append(line.strip())
        elif blocks[-1]:
            blocks.append([])
    return tuple("\n".join(block) for block in blocks if block)
