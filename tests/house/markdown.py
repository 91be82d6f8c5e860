"""Markdown read for what can be checked: headings, links and commands."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

_FENCE = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)


def pages(root: Path) -> list[Path]:
    """Every page for people: those beside the README and those of `docs/`."""
    return sorted([*root.glob("*.md"), *(root / "docs").rglob("*.md")])


def links(text: str) -> list[str]:
    """Where the links of a page lead, code left out."""
    return _LINK.findall(_INLINE.sub("", _FENCE.sub("", text)))


def anchors(text: str) -> set[str]:
    """The names under which the headings of a page can be linked to."""
    headings = _HEADING.findall(_FENCE.sub("", text))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def commands(text: str, programs: set[str]) -> Iterator[list[str]]:
    """The command lines of these programs, in blocks of code and between backticks, as lists of words."""
    blocks = _FENCE.findall(text)
    lines = [line for block in blocks for line in block.replace("\\\n", " ").splitlines()]
    for line in [*lines, *_INLINE.findall(_FENCE.sub("", text))]:
        for part in re.split(r"&&|\||;", line.strip().removeprefix("$ ")):
            program, _, rest = part.strip().partition(" ")
            name = program.rpartition("/")[2]
            if name in programs and rest:
                yield [name, *shlex.split(rest, comments=True)]
