"""`[sources]` of a maker's file: which documents say who owns it and what it makes."""

from datetime import date
from typing import Any

from undersigned.errors import CatalogError
from undersigned.terms.links import is_web
from undersigned.terms.maker import Source

_ABOUT = ("ownership", "category")
_KEYS = ("says", "document", "url", "seen")


def sources(stored: dict[str, Any], where: str) -> dict[str, Source]:
    """The sources of a maker by what they are about; `where` names the file in errors."""
    told = stored.get("sources", {})
    if not isinstance(told, dict) or not all(isinstance(entry, dict) for entry in told.values()):
        raise CatalogError(
            f"{where}: write [sources.ownership] and [sources.category], each with `says` and `document`."
        )
    _only_known(told, _ABOUT, "[sources]", where)
    return {about: _source(entry, about, where) for about, entry in told.items()}


def _source(entry: dict[str, Any], about: str, where: str) -> Source:
    _only_known(entry, _KEYS, f"[sources.{about}]", where)
    says, document, url, seen = (str(entry.get(key, "")).strip() for key in _KEYS)
    if not says or not document:
        raise CatalogError(f"{where}: [sources.{about}] needs `says`, what the source says, and `document`, its name.")
    if bool(url) != bool(seen):
        raise CatalogError(
            f"{where}: [sources.{about}] has `url` and `seen` together, for a document that was opened, or neither."
        )
    if url and not (url.startswith("https://") and is_web(url)):
        raise CatalogError(f"{where}: `url` of [sources.{about}] is not the whole https address of a page.")
    if seen and not _is_day(seen):
        raise CatalogError(f"{where}: `seen` of [sources.{about}] is a day, written 2026-11-22.")
    return Source(says, document, url, seen)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _only_known(entry: dict[str, Any], keys: tuple[str, ...], what: str, where: str) -> None:
    if unknown := set(entry) - set(keys):
        raise CatalogError(f"{where}: {min(unknown)!r} is not a key of {what}; the keys are {', '.join(keys)}.")
