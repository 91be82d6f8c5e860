"""`report.md` in the case: the authors' own prose, in which every figure cites a claim or a source.

`report.es.md` is its Spanish; where a translation is missing the report is shown in the language that there is. The
heading of the first level is the title, each of the second begins a chapter; `[words](#heading)` links to any of them.
"""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from types import MappingProxyType

from markdown_it.token import Token
from markupsafe import Markup
from rapidfuzz import fuzz, process

from undersigned.claims.reading import Subject
from undersigned.dossiers import addresses
from undersigned.dossiers.authored.cited import Citer, Footnote
from undersigned.dossiers.authored.corrections import Withdrawn
from undersigned.dossiers.authored.known import Known
from undersigned.dossiers.authored.markdown import parse, walk
from undersigned.dossiers.authored.prose import Pictures, Prose
from undersigned.dossiers.authored.typed_numbers import advice, typed_numbers
from undersigned.dossiers.words.language import ENGLISH, Words, languages
from undersigned.dossiers.words.language import words as words_of
from undersigned.errors import CatalogError

OPENING = "index"
"""The slug of what stands before the first chapter."""
_NONE: Mapping[str, Withdrawn] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter; `blocks` and `html` are what stands below its heading, headings raised so that the title is first.

    `claims` and `awards` are those that it cites, in order.
    """

    slug: str
    title: str
    title_html: Markup
    html: Markup
    blocks: tuple[Token, ...]
    claims: tuple[str, ...]
    awards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A report in one language: `language` is the one it is written in, `path` its file.

    `opening` is what stands before the first chapter. `blocks` are all tokens of the Markdown, looked up, for other
    forms than pages.
    """

    path: Path
    language: str
    title: str
    opening: Chapter
    chapters: tuple[Chapter, ...]
    blocks: tuple[Token, ...]
    footnotes: tuple[Footnote, ...]


def no_picture(_: str, __: tuple[Subject, ...]) -> Markup | None:
    """For forms that draw their pictures themselves."""
    return Markup("")


def find(folder: Path, language: str) -> tuple[Path, str] | None:
    """The file to show to readers of a language and the language that it is in; None where there is no report.

    Their own first, then English, then any other.
    """
    there = {path.name.split(".")[1]: path for path in sorted(folder.glob("report.*.md"))}
    if (folder / "report.md").is_file():
        there = {ENGLISH: folder / "report.md", **{tag: path for tag, path in there.items() if tag != ENGLISH}}
    tag = next((tag for tag in (language, ENGLISH, *there) if tag in there), None)
    return None if tag is None else (there[tag], tag)


def typed(folder: Path, language: str) -> list[tuple[str, int, str]]:
    """File, line and advice for every number typed in the report of a language; publishing fails where there is one."""
    found = find(folder, language)
    if found is None:
        return []
    name = found[0].name
    return [(name, line, advice(number)) for line, number in typed_numbers(_read(found[0]), name)]


def load(
    folder: Path,
    known: Known,
    words: Words,
    withdrawn: Mapping[str, Withdrawn] = _NONE,
    pictures: Pictures = no_picture,
) -> Report | None:
    """The report of a case for readers of one language; None where there is none.

    Raises:
        CatalogError: something in it cannot be, or names what the trace does not have; with file and line.
    """
    found = find(folder, words.tag)
    if found is None:
        return None
    path, language = found
    blocks = parse(_read(path), path.name)
    words = words_of(language) if language in languages() else words
    citer = Citer(known, words, withdrawn)
    for line, token, _ in walk(blocks):
        if token.type in ("placeholder", "picture"):
            citer.cite(token, f"{path.name}:{line}")
        if token.type == "picture":
            _draw(token, pictures, f"{path.name}:{line}")
    starts = _chapter_starts(blocks, path.name)
    slugs = _name_headings(blocks, starts, _english_slugs(folder, language))
    _link(blocks, starts, slugs, path.name)
    ends = [*starts[1:], len(blocks)]
    opening, *chapters = [
        _chapter(blocks[start:end], slug, Prose(words)) for start, end, slug in zip(starts, ends, slugs, strict=True)
    ]
    return Report(path, language, opening.title, opening, tuple(chapters), tuple(blocks), citer.footnotes)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogError(f"{path.name} cannot be read: {error}. It must be a text file in UTF-8.") from error


def _english_slugs(folder: Path, language: str) -> list[str]:
    """The addresses of the English chapters, which a translation keeps where it has as many."""
    path = folder / "report.md"
    if language == ENGLISH or not path.is_file():
        return []
    blocks = parse(_read(path), path.name)
    return _name_headings(blocks, _chapter_starts(blocks, path.name), [])[1:]


def _draw(token: Token, pictures: Pictures, where: str) -> None:
    drawn = pictures(token.meta["kind"], token.meta["subjects"])
    if drawn is None:
        raise CatalogError(
            f"{where}: there is no picture {token.meta['kind']!r} of {token.meta['name'] or 'the case'!r}."
        )
    token.meta["drawn"] = drawn


def _chapter_starts(blocks: list[Token], name: str) -> list[int]:
    """Where the title and the chapters begin."""
    titles = [place for place, token in enumerate(blocks) if _is_heading(token, "h1")]
    if len(titles) != 1 or titles[0] != 0:
        line = (blocks[titles[1]].map or [0])[0] + 1 if len(titles) > 1 else 1
        raise CatalogError(
            f"{name}:{line}: a report begins with its title, one line such as # Title, and has no second one. "
            "Chapters begin with ##."
        )
    return titles + [place for place, token in enumerate(blocks) if _is_heading(token, "h2")]


def _is_heading(token: Token, tag: str) -> bool:
    return token.type == "heading_open" and token.tag == tag and token.level == 0


def _name_headings(blocks: list[Token], starts: list[int], slugs: list[str]) -> list[str]:
    """Give each heading its own `id`; those of chapters are their slugs, `slugs` where there are as many."""
    given = dict(zip(starts[1:], slugs, strict=True)) if len(slugs) == len(starts) - 1 else {}
    taken = {OPENING, *given.values()}
    for place, token in enumerate(blocks):
        if token.type == "heading_open":
            token.attrSet("id", given.get(place) or _free(addresses.slug(_written(blocks[place + 1])), taken))
            taken.add(str(token.attrs["id"]))
    return [OPENING, *(str(blocks[place].attrs["id"]) for place in starts[1:])]


def _free(wanted: str, taken: set[str]) -> str:
    return (
        wanted
        if wanted not in taken
        else next(name for number in count(2) if (name := f"{wanted}-{number}") not in taken)
    )


def _link(blocks: list[Token], starts: list[int], slugs: list[str], name: str) -> None:
    """Lead links within the report to the page of the chapter that has the heading."""
    targets: dict[str, str] = {}
    pages = dict(zip(starts, slugs, strict=True))
    here = OPENING
    for place, token in enumerate(blocks):
        here = pages.get(place, here)
        if token.type == "heading_open":
            heading = str(token.attrs["id"])
            targets[heading] = f"{here}.html" if place in pages else f"{here}.html#{heading}"
    for line, token, _ in walk(blocks):
        href = str(token.attrs.get("href", ""))
        if token.type == "link_open" and href.startswith("#"):
            token.attrSet("href", _address(href[1:], targets, f"{name}:{line}"))


def _address(heading: str, targets: Mapping[str, str], where: str) -> str:
    if heading in targets:
        return targets[heading]
    close = process.extractOne(heading, list(targets), scorer=fuzz.ratio)
    hint = f" The closest is #{close[0]}." if close else ""
    raise CatalogError(f"{where}: no heading of the report is called #{heading}.{hint}")


def _chapter(blocks: list[Token], slug: str, prose: Prose) -> Chapter:
    """A chapter from its heading on."""
    heading, below = blocks[1], blocks[3:]
    cited = [token for _, token, _ in walk(blocks)]
    return Chapter(
        slug=slug,
        title=_plain(heading),
        title_html=prose.inline_html(heading),
        html=prose.html([_raised(token) for token in below]),
        blocks=tuple(below),
        claims=_keys(cited, "claim", "claim_id"),
        awards=_keys(cited, "award", "award_key"),
    )


def _keys(tokens: list[Token], kind: str, key: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(token.meta[key]) for token in tokens if token.type == kind))


def _raised(token: Token) -> Token:
    """A heading one level up: the chapter's own is the first of its page."""
    if token.type not in ("heading_open", "heading_close") or token.tag == "h1":
        return token
    raised = copy(token)
    raised.tag = f"h{int(token.tag[1:]) - 1}"
    return raised


def _plain(inline: Token) -> str:
    """The words of a heading without marks."""
    words = (" " if child.type.endswith("break") else child.content for child in inline.children or ())
    return " ".join("".join(words).split())


def _written(inline: Token) -> str:
    """The words of a heading without what it cites: a figure changes, an address does not."""
    return "".join(child.content for child in inline.children or () if child.type in ("text", "code_inline"))
