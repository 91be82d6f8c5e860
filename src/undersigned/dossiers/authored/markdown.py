"""The authors' Markdown: CommonMark with tables, no HTML, and placeholders such as `{claim:C008e484cc3a7}`.

A placeholder becomes a token of type `placeholder`; `meta` holds its `name` (claim, award, source) and what it `asks`
for. A picture stands on a line of its own and is a block of type `picture`. Nothing is looked up here.
"""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from undersigned.errors import CatalogError
from undersigned.terms.links import is_allowed

NAMES = ("claim", "award", "picture", "source")
_OPENING = re.compile(r"\{\s*(?:([A-Za-z_]+)\s*:|(claim|award|picture|source)\b)\s*", re.IGNORECASE)
_PICTURE = re.compile(r"\{\s*picture\s*:\s*([^{}]*?)\s*\}\s*", re.IGNORECASE)


def parse(text: str, where: str) -> list[Token]:
    """The blocks of a text; `where` names its file in errors.

    Raises:
        CatalogError: a link, an image or a placeholder that cannot be; the sentence names file and line.
    """
    tokens = _markdown().parse(text)
    for line, token, in_link in walk(tokens):
        if fault := _fault(token, in_link):
            raise CatalogError(f"{where}:{line}: {fault}")
    return tokens


def walk(tokens: list[Token]) -> Iterator[tuple[int, Token, bool]]:
    """Every block and every part inside one, with its line (from 1) and whether it stands in a link's words."""
    line = 1
    for token in tokens:
        line = token.map[0] + 1 if token.map else line
        yield line, token, False
        in_link, here = False, line
        for child in token.children or ():
            in_link = child.type == "link_open" or (in_link and child.type != "link_close")
            yield here, child, in_link
            here += child.content.count("\n") if child.type == "placeholder" else child.type.endswith("break")


def _fault(token: Token, in_link: bool) -> str:
    """What is wrong with a part; empty where nothing is."""
    if token.type == "image":
        return "an image cannot be shown from here. Pictures are drawn from the records: {picture:flow:NAME}."
    if token.type == "link_open" and not is_allowed(link := str(token.attrs.get("href", ""))):
        return f"the link {link!r} is not one to http, https, mailto or a page of the site. Write it out: https://…"
    return _fault_of_placeholder(token, in_link) if token.type == "placeholder" else ""


def _fault_of_placeholder(token: Token, in_link: bool) -> str:
    name = token.meta["name"]
    if name not in NAMES:
        listed = ", ".join(f"{{{known}:…}}" for known in NAMES)
        return f"{{{name}:…}} is not one of {listed}. To print the sign itself write \\{{."
    if not token.meta["closed"]:
        return f"{{{name}:… is not closed with }}. In a table, write \\| for a | inside it."
    if name == "picture":
        return "write {picture:…} on a line of its own."
    return f"{{{name}:…}} cannot stand inside a link; it is one itself." if in_link else ""


def _markdown() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.validateLink = _any  # type: ignore[method-assign]  # refused above with a sentence, not silently
    parser.inline.ruler.before("link", "placeholder", _placeholder)
    parser.block.ruler.before(
        "paragraph", "picture", _picture, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    return parser


def _any(url: str) -> bool:  # noqa: ARG001  # the parser passes it by name or place
    return True


def _placeholder(state: StateInline, silent: bool) -> bool:
    opening = _OPENING.match(state.src, state.pos)
    if opening is None:
        return False
    end = state.src.find("}", opening.end())
    closed = end >= 0
    end = end if closed else state.posMax - 1
    if not silent:
        token = state.push("placeholder", "", 0)
        token.content = state.src[state.pos : end + 1]
        name = (opening[1] or opening[2]).lower()
        token.meta = {"name": name, "asks": state.src[opening.end() : end].strip(), "closed": closed}
    state.pos = end + 1
    return True


def _picture(state: StateBlock, start: int, _: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    found = _PICTURE.fullmatch(line)
    if found is None:
        return False
    if not silent:
        token = state.push("picture", "figure", 0)
        token.map = [start, start + 1]
        token.content = line.strip()
        token.meta = {"asks": found[1]}
        state.line = start + 1
    return True
