"""A report's blocks as HTML; every sign that an author wrote is escaped."""

from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

from undersigned.claims.reading import Subject
from undersigned.dossiers import addresses
from undersigned.dossiers.words.language import Words

Pictures = Callable[[str, tuple[Subject, ...]], Markup | None]
"""Draws a picture of a kind about somebody (nobody: the whole case); None where there is no such picture."""


class Prose(RendererHTML):
    """Writes blocks for a page one folder below its language's root."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._options = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False}).options

    def html(self, blocks: Sequence[Token]) -> Markup:
        """Whole blocks."""
        return Markup(self.render(blocks, self._options, {}))  # noqa: S704  # the renderer escapes what it writes

    def inline_html(self, inline: Token) -> Markup:
        """The words of a heading or a paragraph, without its element."""
        return Markup(self.renderInline(inline.children or [], self._options, {}))  # noqa: S704

    def claim(self, tokens: Sequence[Token], place: int, _: OptionsDict, __: EnvType) -> Markup:
        """A claim's figure or its sentence, with a link to its page."""
        token = tokens[place]
        claim_id, href = token.meta["claim_id"], f"../{addresses.claim(token.meta['claim_id'])}"
        if token.meta["form"] == "quotation":
            document = f"../{addresses.document(token.meta['document_id'])}"
            words = Markup('<q data-quotation="{}"><a href="{}">{}</a></q>').format(claim_id, href, token.content)
            where = Markup('<a href="{}">{}</a>').format(document, token.meta["place"])
            return Markup("{} ({})").format(words, where)
        if token.meta["form"] == "sentence":
            link = Markup('<a href="{}">{}</a>').format(href, token.content)
            return Markup('<q class="claim" data-claim="{}">{}</q>').format(claim_id, link)
        data = Markup('<data value="{}" data-claim="{}">{}</data>').format(
            token.meta["figure"], claim_id, token.content
        )
        return Markup('<a href="{}">{}</a>').format(href, data)

    def award(self, tokens: Sequence[Token], place: int, _: OptionsDict, __: EnvType) -> Markup:
        """An award's number with a link to its page, and its net obligation."""
        token = tokens[place]
        key, net = token.meta["award_key"], token.meta["obligation"]
        link = Markup('<a href="../{}">{}</a>').format(addresses.award(key), token.content)
        data = Markup('<data value="{}" data-award="{}">{}</data>').format(net, key, self._words.plain(net))
        return escape(self._words.text("{award} ({amount} net)")).format(award=link, amount=data)

    def sourced(self, tokens: Sequence[Token], place: int, _: OptionsDict, __: EnvType) -> Markup:
        """A figure from elsewhere with a link to where it is from."""
        token = tokens[place]
        return Markup('<a class="sourced" href="{}">{}</a>').format(token.meta["link"], token.content)

    def picture(self, tokens: Sequence[Token], place: int, _: OptionsDict, __: EnvType) -> Markup:
        """A picture as it was drawn when the report was read."""
        return Markup("{}\n").format(tokens[place].meta.get("drawn", Markup("")))
