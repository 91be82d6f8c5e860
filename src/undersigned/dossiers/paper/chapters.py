"""The authors' report as nested parts that the template sets; every figure in it is a claim, an award or a source."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from markdown_it.token import Token

from undersigned.dossiers.authored.report import Report
from undersigned.dossiers.contents import Contents
from undersigned.dossiers.paper import pictures, summary
from undersigned.dossiers.paper.sources import Sources
from undersigned.dossiers.paper.subjects import about
from undersigned.dossiers.words.language import Words
from undersigned.errors import CatalogError

Part = dict[str, Any]
"""One part: `kind`, `parts` inside it, and what the kind needs: `text`, `href`, `level`, `note`, `first`."""
_PLAIN = {
    "paragraph": "paragraph",
    "bullet_list": "bullets",
    "ordered_list": "numbers",
    "list_item": "item",
    "blockquote": "quotation",
    "table": "table",
    "thead": "head",
    "tbody": "body",
    "tr": "row",
    "th": "cell",
    "td": "cell",
    "strong": "strong",
    "em": "emphasis",
    "s": "struck",
}
_WRITTEN = {
    "text": "text",
    "code_inline": "code",
    "fence": "block_of_code",
    "code_block": "block_of_code",
    "hardbreak": "break",
    "hr": "rule",
}


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its heading, its label, and what stands below; what opens a report has no heading."""

    slug: str
    title: str
    parts: list[Part]


def chapters(contents: Contents, report: Report, sources: Sources, words: Words) -> list[Chapter]:
    """The opening and the chapters; an opening without text is left out."""
    parted = _Parts(contents, sources, words, _headings(report))
    opening = Chapter(report.opening.slug, "", parted.of(report.opening.blocks))
    told = [Chapter(chapter.slug, chapter.title, parted.of(chapter.blocks)) for chapter in report.chapters]
    return [opening, *told] if opening.parts else told


def notes(contents: Contents, report: Report) -> dict[str, Part]:
    """What the footnotes of awards and of sources elsewhere say; those of claims are in the list of sources."""
    found = {}
    for note in report.footnotes:
        if note.kind == "award":
            award = contents.awards[note.key]
            found[note.key] = {"text": award.award_key, "href": award.link}
        elif note.kind == "source":
            found[note.key] = {"text": note.key, "href": note.key}
    return found


def _headings(report: Report) -> set[str]:
    below = (token for token in report.blocks if token.type == "heading_open")
    return {str(token.attrs.get("id", "")) for token in below} | {chapter.slug for chapter in report.chapters}


class _Parts:
    """Turns the flat stream of tokens into parts within parts."""

    def __init__(self, contents: Contents, sources: Sources, words: Words, headings: set[str]) -> None:
        self._contents = contents
        self._sources = sources
        self._words = words
        self._headings = headings

    def of(self, tokens: Sequence[Token]) -> list[Part]:
        """The parts of whole blocks, or of the words of one."""
        found: list[Part] = []
        open_parts = [found]
        for token in tokens:
            if token.nesting < 0:
                open_parts.pop()
                continue
            for part in self._parts(token):
                open_parts[-1].append(part)
                if token.nesting > 0:
                    open_parts.append(part["parts"])
        return found

    def _parts(self, token: Token) -> Iterator[Part]:
        if token.type == "inline":
            yield from self.of(token.children or [])
        elif token.type == "softbreak":
            yield {"kind": "text", "text": " "}
        elif token.type in _WRITTEN:
            yield {"kind": _WRITTEN[token.type], "text": token.content}
        elif token.type == "picture":
            yield self._picture(token)
        elif token.nesting > 0:
            yield self._opened(token)
        else:
            yield self._cited(token)

    def _opened(self, token: Token) -> Part:
        name = token.type.removesuffix("_open")
        if name == "heading":
            return {"kind": name, "level": int(token.tag[1:]) - 1, "slug": str(token.attrs.get("id", "")), "parts": []}
        if name == "link":
            return {"kind": name, **self._led(str(token.attrs.get("href", ""))), "parts": []}
        start = int(token.attrs.get("start", 1)) if name == "ordered_list" else 1
        return {"kind": _PLAIN[name], "start": start, "parts": []}

    def _led(self, href: str) -> Part:
        """Links between chapters lead within the paper; those to other pages of the site stay plain words."""
        if ":" in href.partition("/")[0]:
            return {"href": href, "slug": ""}
        page, _, fragment = href.partition("#")
        target = fragment or page.removesuffix(".html")
        return {"href": "", "slug": target if target in self._headings else ""}

    def _cited(self, token: Token) -> Part:
        if token.type == "claim":
            key = self._sources.use(self._contents.claims[token.meta["claim_id"]])
            text = token.content if token.meta["form"] == "figure" else f"“{token.content}”"
            if place := token.meta.get("place"):
                text = f"{text} ({place})"
        elif token.type == "award":
            key, net = token.meta["award_key"], self._words.plain(token.meta["obligation"])
            text = self._words.text("{award} ({amount} net)", award=token.content, amount=net)
        else:
            key, text = token.meta["link"], token.content
        return {"kind": "cited", "of": token.type, "text": text, "note": key, "first": self._sources.first(key)}

    def _picture(self, token: Token) -> Part:
        """A picture about a name or about the whole case; the claim that it shows is among the sources."""
        kind, name = token.meta["kind"], token.meta["name"]
        drawn = pictures.drawing(kind, token.meta["subjects"], self._contents, self._words)
        if drawn is None:
            raise CatalogError(f"The report asks for a picture {kind!r} of {name or 'the case'!r}, and there is none.")
        if name:
            subject = about(self._contents, name, self._words)
            self._sources.use(summary.weighed(self._contents, subject)[0])
        return {"kind": "picture", "picture": asdict(drawn)}
