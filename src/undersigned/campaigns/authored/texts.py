"""`en.md`, `es.md` …: what organisers wrote in one language. A line that begins with a known word begins that part.

    Title: Stop the contract
    To: The county council
    Demand: We ask the council to end the contract before it is renewed.
    Hashtags: #StopTheContract
    Share: A sentence to pass on.
    Next step: Write to your council member. https://example.org/write

    Letter:
    Dear members of the council, …

    Why:
    Because …

`Letter` and `Why` are Markdown and end where the next part begins. Comments (`<!-- … -->`) are left out.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from undersigned.dossiers.authored.markdown import parse
from undersigned.errors import CatalogError
from undersigned.terms.campaign import Step, Texts
from undersigned.terms.links import is_mail, is_web

LIMITS = {"title": 150, "to": 200, "demand": 1_000, "share": 250, "letter": 15_000, "why": 8_000}
"""The most characters of each part; a page must reach an old phone on a bad line."""
_NEEDED = ("title", "to", "demand", "letter")
_PARTS = (*LIMITS, "hashtags", "next step")
_LONG = ("letter", "why")
_BEGINS = re.compile(rf"({'|'.join(_PARTS)}) ?:[ \t]*(.*)", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HASHTAG = re.compile(r"#[^\W_]\w{0,49}")
MOST_HASHTAGS = 6
MOST_STEPS = 6


@dataclass(frozen=True, slots=True)
class _Part:
    """One part as written; `line` is where it begins, from 1."""

    line: int
    lines: tuple[str, ...]

    @property
    def plain(self) -> str:
        """As one line."""
        return " ".join(" ".join(self.lines).split())

    @property
    def text(self) -> str:
        """As it stands, an escaped word at a line's beginning set free."""
        return "\n".join(line.removeprefix("\\") if _BEGINS.match(line[1:]) else line for line in self.lines).strip()


def load(folder: Path, language: str) -> Texts:
    """The texts of a language.

    Raises:
        CatalogError: the file is missing, or a part of it cannot be; the sentence names file, line and remedy.
    """
    path = folder / f"{language}.md"
    parts, steps = _parts(path.name, _read(path))
    for name in _NEEDED:
        if name not in parts or not parts[name].plain:
            raise CatalogError(f"{path.name}: there is no {name.capitalize()}. Write a line that begins {_named(name)}")
    for name, limit in LIMITS.items():
        _refuse_long(path.name, name, parts, limit)
    for name in _LONG:
        if name in parts:
            parse("\n" * parts[name].line + parts[name].text, path.name)

    def plain(name: str) -> str:
        return parts[name].plain if name in parts else ""

    return Texts(
        language=language,
        title=plain("title"),
        demand=plain("demand"),
        target=plain("to"),
        letter=parts["letter"].text,
        why=parts["why"].text if "why" in parts else "",
        share=plain("share"),
        hashtags=_hashtags(path.name, parts.get("hashtags")),
        next_steps=tuple(_step(path.name, step) for step in steps),
    )


def _read(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise CatalogError(
            f"{path.name} is missing: `languages` in campaign.toml names it. Write it, or take the language out."
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogError(f"{path.name} cannot be read: {error}. It must be a text file in UTF-8.") from error
    return _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text).splitlines()


def _parts(name: str, lines: list[str]) -> tuple[dict[str, _Part], list[_Part]]:
    """The parts that can stand once, and the next steps."""
    found = _begun(name, lines)
    once: dict[str, _Part] = {}
    steps = []
    for (part, line), begun in found.items():
        if part == "next step":
            steps.append(_Part(line, tuple(begun)))
            continue
        if part in once:
            raise CatalogError(
                f"{name}:{line}: {part.capitalize()} stands a second time; the first is in line {once[part].line}. "
                "Inside a text, write a \\ before the word."
            )
        once[part] = _Part(line, tuple(begun))
    if len(steps) > MOST_STEPS:
        raise CatalogError(f"{name}:{steps[MOST_STEPS].line}: {MOST_STEPS} next steps are the most that can be.")
    return once, [step for step in steps if step.plain]


def _begun(name: str, lines: list[str]) -> dict[tuple[str, int], list[str]]:
    found: dict[tuple[str, int], list[str]] = {}
    here: list[str] | None = None
    for number, line in enumerate(lines, 1):
        if begins := _BEGINS.fullmatch(line.rstrip()):
            here = found[" ".join(begins[1].lower().split()), number] = [begins[2]]
        elif here is not None:
            here.append(line)
        elif line.strip():
            listed = ", ".join(_named(part) for part in _PARTS)
            raise CatalogError(f"{name}:{number}: this belongs to no part. Begin a part with one of {listed}")
    return found


def _named(part: str) -> str:
    return f"{part.capitalize()}:"


def _refuse_long(name: str, part: str, parts: dict[str, _Part], limit: int) -> None:
    if part not in parts:
        return
    length = len(parts[part].text if part in _LONG else parts[part].plain)
    if length > limit:
        raise CatalogError(
            f"{name}:{parts[part].line}: {part.capitalize()} has {length:,} characters; {limit:,} are the most. "
            "Shorten it, or link to the rest."
        )


def _hashtags(name: str, part: _Part | None) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(part.plain.replace(",", " ").split())) if part else ()
    for tag in found:
        if not _HASHTAG.fullmatch(tag):
            raise CatalogError(
                f"{name}:{part.line if part else 1}: {tag!r} is no hashtag. Write #, then letters and digits only."
            )
    if part and len(found) > MOST_HASHTAGS:
        raise CatalogError(f"{name}:{part.line}: {len(found)} hashtags; {MOST_HASHTAGS} are the most.")
    return found


def _step(name: str, part: _Part) -> Step:
    text, _, address = part.plain.rpartition(" ")
    check: Callable[[str], bool] = is_mail if address.startswith("mailto:") else is_web
    if not text or not check(address.removeprefix("mailto:")):
        raise CatalogError(
            f"{name}:{part.line}: a next step is a sentence and, after it, where it leads: "
            "Next step: Write to your council member. https://example.org/write"
        )
    return Step(text, address)
