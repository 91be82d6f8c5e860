"""The flow of net obligations: from agencies through resellers, or direct, to makers whose products awards name."""

from collections.abc import Mapping, Sequence

from undersigned.dossiers.pictures import flow_words, svg
from undersigned.dossiers.pictures.base import Picture
from undersigned.dossiers.pictures.flow_drawing import Pen, Sheet, narrow, wide
from undersigned.dossiers.pictures.flow_groups import Band, Flow, Key, gathered, summed
from undersigned.dossiers.words.language import Words

__all__ = ["AGENCY", "CHANNEL", "MAKER", "Band", "picture"]

AGENCY, CHANNEL, MAKER = 0, 1, 2
WIDE_LIMITS, NARROW_LIMITS = (6, 12, 12), (4, 6, 6)
"""How many named agencies, resellers and makers are drawn; the others are grouped."""


def picture(
    bands: Sequence[Band],
    words: Words,
    title: str,
    links: Mapping[tuple[int, str], str] | None = None,
    identifier: str = "flow",
) -> Picture:
    """The flow of these bands, one an agency, channel and maker.

    Args:
        bands: what is drawn; those that net to zero or less stand only in the table and the notes.
        words: the reader's language.
        title: the finding in words.
        links: the pages of nodes: `(AGENCY, "ICE")`; `(CHANNEL, "")` is direct, `(MAKER, "")` several makers.
        identifier: the only one of its page; what has no page of its own leads to the table `#<identifier>-table`.
    """
    sums = summed(bands)
    flow, small = gathered(bands, sums, WIDE_LIMITS), gathered(bands, sums, NARROW_LIMITS)
    described = flow_words.description(bands, flow, words)
    pages = {Key(column, False, name): href for (column, name), href in (links or {}).items()}
    frame = _Frame(words, pages, title, described, svg.identified(identifier))
    return Picture(
        kind="flow",
        title=title,
        description=described,
        wide=frame.drawn(flow, "wide"),
        narrow=frame.drawn(small, "narrow"),
        columns=flow_words.columns(words),
        rows=flow_words.rows(bands, words),
        notes=flow_words.notes(bands, flow, small, words),
    )


class _Frame:
    """What the two drawings share."""

    def __init__(self, words: Words, pages: Mapping[Key, str], title: str, described: str, identifier: str) -> None:
        self.words, self.pages, self.title = words, pages, title
        self.described, self.identifier = described, identifier

    def drawn(self, flow: Flow, kind: str) -> str:
        """One whole `<svg>`."""
        pen = Pen(flow, self.words, self.pages, f"#{self.identifier}-table")
        sheet = wide(pen.names, pen.amounts, pen.headings) if kind == "wide" else narrow()
        body, height = pen.draw(sheet) if flow.strands else self._empty(sheet)
        identifier = f"{self.identifier}-{kind}"
        return svg.drawing(sheet.width, height, self.title, self.described, f'<g class="flow">{body}</g>', identifier)

    def _empty(self, sheet: Sheet) -> tuple[str, float]:
        nothing = self.words.text("No net obligations to draw.")
        return svg.text((0, 18), svg.fit(nothing, sheet.width)), 30.0
