"""A laid out money flow as SVG: strands first, then nodes with their labels beside or above them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from undersigned.dossiers.pictures import flow_words, svg
from undersigned.dossiers.pictures.flow_groups import Flow, Key, Node, Strand
from undersigned.dossiers.pictures.flow_layout import Ends, Frame, Layout, Place, laid_out
from undersigned.dossiers.words.language import Words

Links = Mapping[Key, str]
BAR, PAD, GAP, HEAD = 8.0, 6.0, 7.0, 30.0
THIN = 1.0
LEAST = 30.0
"""A flow of few nodes needs no tall drawing."""
WIDEST = (132.0, 190.0, 150.0)
"""How wide the labels of the three columns may be in the wide drawing."""


@dataclass(frozen=True, slots=True)
class Column:
    """Where one column's nodes begin and end, and where its labels stand."""

    left: float
    right: float
    text: float
    anchor: str
    width: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """One drawing's size and manner: labels `above` their nodes on a narrow sheet, beside them on a wide one."""

    width: float
    columns: tuple[Column, Column, Column]
    money: float
    above: bool
    lines: int


def wide(names: Mapping[Key, str], amounts: Mapping[Key, str], headings: Sequence[str]) -> Sheet:
    """Labels in places of their own: left of the agencies, inside the channels, right of the makers."""
    need = [svg.text_width(words) for words in headings]
    for key, name in names.items():
        full = max(svg.text_width(name), svg.text_width(amounts[key]))
        need[key.column] = max(need[key.column], min(full, WIDEST[key.column]))
    first, last = need[0] + PAD, svg.WIDE - need[2] - PAD
    middle = (first + BAR + last - BAR) / 2
    half = need[1] / 2 + PAD
    return Sheet(
        svg.WIDE,
        (
            Column(first, first + BAR, need[0], "end", need[0]),
            Column(middle - half, middle + half, middle, "middle", need[1]),
            Column(last - BAR, last, last + PAD, "start", need[2]),
        ),
        money=300.0,
        above=False,
        lines=2,
    )


def narrow() -> Sheet:
    """Labels above their nodes, so that three columns fit a telephone."""
    return Sheet(
        svg.NARROW,
        (
            Column(0, BAR, 0, "start", 100),
            Column(156, 164, 160, "middle", 108),
            Column(svg.NARROW - BAR, svg.NARROW, svg.NARROW, "end", 100),
        ),
        money=220.0,
        above=True,
        lines=2,
    )


class Pen:
    """Draws one flow on one sheet; `links` lead to the page of a node, `table` to all figures."""

    def __init__(self, flow: Flow, words: Words, links: Links, table: str) -> None:
        self.flow, self.words, self.links, self.table = flow, words, links, table
        self.names = {key: flow_words.node_name(node, words) for key, node in flow.nodes.items()}
        self.headings = flow_words.headings(words)
        self.amounts = {key: words.plain(node.cents) for key, node in flow.nodes.items()}

    def draw(self, sheet: Sheet) -> tuple[str, float]:
        """The marks and how tall they are."""
        labels = {key: self._label(key, sheet) for key in self.flow.nodes}
        heights = {key: len(lines) * svg.LINE + (4 if sheet.above else 0) for key, lines in labels.items()}
        money = min(sheet.money, LEAST * len(self.flow.nodes))
        layout = laid_out(self.flow, Frame(money, GAP, HEAD, sheet.above, heights))
        marks = [self._heading(column, words) for column, words in zip(sheet.columns, self.headings, strict=True)]
        marks += [self._strand(*pair, sheet) for pair in zip(self.flow.strands, layout.ends, strict=True)]
        marks += [self._node(place, labels[place.key], sheet) for place in _in_order(layout)]
        return "".join(marks), layout.height + PAD

    def _label(self, key: Key, sheet: Sheet) -> list[str]:
        width = sheet.columns[key.column].width
        return [*svg.wrap(self.names[key], width, lines=sheet.lines), svg.fit(self.amounts[key], width)]

    @staticmethod
    def _heading(column: Column, words: str) -> str:
        return svg.text((column.text, 14.0), svg.fit(words, column.width), "axis", column.anchor)

    def _strand(self, strand: Strand, ends: Ends, sheet: Sheet) -> str:
        first, second, third = sheet.columns
        shape = svg.ribbon(first.right, second.left, ends.agency, ends.into)
        shape += svg.ribbon(second.right, third.left, ends.onward, ends.maker)
        route = flow_words.route([self.names[key] for key in strand.keys], self.words)
        name = self._said(route, flow_words.amount(strand.cents, strand.awards, self.words))
        thin = " thin" if ends.agency[1] - ends.agency[0] < THIN else ""
        return svg.link(self._behind(strand), name, svg.path(shape), f"strand {strand.style}{thin}")

    def _behind(self, strand: Strand) -> str:
        """The claim behind a strand of one band; else the page of its narrowest named end."""
        if len(strand.bands) == 1 and strand.bands[0].href:
            return strand.bands[0].href
        _, channel, maker = strand.keys
        return self.links.get(channel) or self.links.get(maker) or self.table

    def _said(self, name: str, amount: str) -> str:
        return self.words.text("{name}: {amount}", name=name, amount=amount)

    def _node(self, place: Place, label: list[str], sheet: Sheet) -> str:
        node = self.flow.nodes[place.key]
        column = sheet.columns[place.key.column]
        bar = _bar(place, node, column)
        top = place.top if sheet.above else place.top + (place.slot - place.label) / 2
        last = len(label) - 1
        told = "".join(
            svg.text((column.text, top + 12.5 + number * svg.LINE), line, "amount" if number == last else "label",
                     column.anchor)
            for number, line in enumerate(label)
        )  # fmt: skip
        name = self._said(self.names[place.key], flow_words.amount(node.cents, node.awards, self.words))
        return svg.link(self.links.get(place.key, self.table), name, bar + told, f"node {node.style}")


def _in_order(layout: Layout) -> list[Place]:
    return sorted(layout.places.values(), key=lambda place: (place.key.column, place.top))


def _bar(place: Place, node: Node, column: Column) -> str:
    """A node; one that holds its own label is a pale field between two edges."""
    width, height = column.right - column.left, max(place.height, 0.5)
    if width <= BAR or node.key.column != 1:
        return svg.rect((column.left, place.start), width, height, "bar")
    edges = "".join(svg.rect((x, place.start), 3, height, "bar") for x in (column.left, column.right - 3))
    return svg.rect((column.left, place.start), width, height, "through") + edges if height > BAR else edges
