"""What every paper has: title, language, day, running lines, the words of the template, who publishes."""

from pathlib import Path
from typing import Any

from undersigned.dossiers.authored.settings import Organisation, Settings
from undersigned.dossiers.contents import Contents
from undersigned.dossiers.words.language import Words
from undersigned.errors import CatalogError

LONGEST_HEAD = 70
"""Signs of a title that fit the line at the top of a page."""


def frame(title: str, contents: Contents, words: Words) -> dict[str, Any]:
    """The frame of a paper; its day is the claims' own."""
    year, month, day = map(int, contents.as_of.split("-"))
    when = words.text("Records up to {day}", day=words.day(contents.as_of))
    return {
        "title": title,
        "language": words.tag,
        "direction": words.direction,
        "date": {"year": year, "month": month, "day": day},
        "as_of": when,
        "running": f"{_short(title)} · {when}",
        "labels": _labels(words),
    }


def _short(title: str) -> str:
    return title if len(title) <= LONGEST_HEAD else f"{title[: LONGEST_HEAD - 1].rstrip()}…"


def organisations(authored: Settings) -> list[dict[str, Any]]:
    """Who publishes; a logo is its bytes as numbers, because JSON has no bytes."""
    return [
        {"name": one.name, "link": one.link, "logo": list(_logo(one.logo, one)) if one.logo else []}
        for one in authored.organisations
    ]


def _logo(path: Path, organisation: Organisation) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CatalogError(f"The logo of {organisation.name}, {path}, cannot be read: {error.strerror}.") from error


def _labels(words: Words) -> dict[str, str]:
    return {
        "page": words.text("{page} of {pages}"),
        "summary": words.text("Summary"),
        "pictures": words.text("Pictures"),
        "tables": words.text("Tables"),
        "sources": words.text("Sources"),
        "decision": words.text("Next decision date"),
        "questions": words.text("Three questions"),
        "quotations": words.text("What documents say"),
        "said": words.text("What must be said with these figures"),
        "about_sources": words.text(
            "Every claim used here with its exact figure, and the rows and awards that it sums, the largest first. The "
            "links lead to the official pages."
        ),
        "about_tables": words.text(
            "Below each figure stands the identifier of its claim, which leads to the list of sources."
        ),
        "claim": words.text("Claim"),
        "largest": words.text("largest:"),
    }
