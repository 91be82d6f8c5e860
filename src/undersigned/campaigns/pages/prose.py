"""What organisers wrote in Markdown, as HTML: no HTML of theirs, no images, links only to the web and to mail."""

from functools import lru_cache

from markdown_it import MarkdownIt
from markupsafe import Markup

from undersigned.terms.links import is_allowed

_HEADINGS = {f"h{level}": f"h{min(level + 2, 6)}" for level in range(1, 7)}
"""A text stands under a heading of the second rank, so its own begin at the third."""


@lru_cache(maxsize=256)
def html(text: str) -> Markup:
    """Safe HTML of a text; a link that may not be, and an image, stay as they were typed."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("strikethrough").disable("image")
    parser.validateLink = _may  # type: ignore[method-assign]  # the parser's own way to be told
    tokens = parser.parse(text)
    for token in tokens:
        token.tag = _HEADINGS.get(token.tag, token.tag)
    return Markup(parser.renderer.render(tokens, parser.options, {}))  # noqa: S704  # the renderer escapes


def _may(url: str) -> bool:
    return is_allowed(url)
