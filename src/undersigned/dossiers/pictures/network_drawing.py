"""A network as SVG: columns by kind on a wide sheet, on a narrow one a list with arcs beside it."""

from collections.abc import Sequence
from math import sqrt

from undersigned.dossiers.pictures import network_words, svg
from undersigned.dossiers.pictures.network_layout import KINDS, Edge, Key, Layout, Node, Place, laid_out
from undersigned.dossiers.words.language import Words

RADIUS, PAD, HEAD = 6.0, 5.0, 34.0
ROW, THINNEST, THICKEST = 22.0, 0.8, 6.0
LEAST_GAP, BROADEST = 40.0, 175.0
DETAILED = 24
"""Up to so many nodes each has its amount beside its name."""
ARCS = 236.0
"""Where the shapes stand on a narrow sheet; labels before, arcs behind."""


class Pen:
    """Draws one network; both ends of every edge are among the nodes."""

    def __init__(self, nodes: Sequence[Node], edges: Sequence[Edge], centre: Key, words: Words) -> None:
        self.nodes, self.edges, self.centre, self.words = nodes, edges, centre, words
        self.by_key = {node.key: node for node in nodes}
        self.most = max((abs(edge.cents or 0) for edge in edges), default=0) or 1
        self.detailed = len(nodes) <= DETAILED

    def wide(self) -> tuple[str, float]:
        """Columns by kind; lines run from the end of a label to the next column's shapes."""
        zones = self._zones()
        labels = {node.key: self._label(node, zones[node.kind][1]) for node in self.nodes}
        slots = {key: max(len(lines) * svg.LINE, 2 * RADIUS + 2) for key, lines in labels.items()}
        layout = laid_out(self.nodes, self.edges, slots, HEAD)
        bold = {self.centre: svg.BOLD}
        ends = {key: zones[key[0]][0] + _broad(lines) * bold.get(key, 1.0) for key, lines in labels.items()}
        marks = [
            svg.text((zones[kind][0] - RADIUS - PAD - RADIUS, 14), network_words.heading(kind, self.words), "axis")
            for kind in layout.kinds
        ]
        marks += [self._edge(number, layout, zones, ends) for number in self._thickest_first()]
        for node in sorted(self.nodes, key=lambda node: (KINDS.index(node.kind), layout.nodes[node.key].top)):
            marks.append(self._node(node, layout.nodes[node.key], zones[node.kind][0], labels[node.key]))
        return "".join(marks), layout.height + PAD

    def _zones(self) -> dict[str, tuple[float, float]]:
        """Each kind's column: where its labels begin and how wide they may be."""
        kinds = [kind for kind in KINDS if any(node.kind == kind for node in self.nodes)]
        shape = 2 * RADIUS + PAD + 2
        room = svg.WIDE - (shape + LEAST_GAP) * len(kinds) + LEAST_GAP
        widths = _shared([self._need(kind) for kind in kinds], room)
        crossings = [1 + sqrt(self._crossing(kinds, number)) for number in range(1, len(kinds))]
        zones, left = {}, 0.0
        for kind, width, crossed in zip(kinds, widths, [*crossings, 0.0], strict=True):
            zones[kind] = (left + shape, width)
            left += shape + width + LEAST_GAP + (room - sum(widths)) * crossed / (sum(crossings) or 1.0)
        return zones

    def _crossing(self, kinds: Sequence[str], number: int) -> int:
        """How many edges cross the gap before a column: the more they are, the wider it is."""
        before = set(kinds[:number])
        return sum((edge.start[0] in before) != (edge.end[0] in before) for edge in self.edges)

    def _need(self, kind: str) -> float:
        nodes = [node for node in self.nodes if node.kind == kind]
        told = [svg.text_width(node.name, self._size(node)) for node in nodes]
        if self.detailed:
            told += [svg.text_width(self.words.plain(node.cents)) for node in nodes if node.cents is not None]
        heading = svg.text_width(network_words.heading(kind, self.words)) - 2 * RADIUS - PAD
        return max(heading, min(max(told), BROADEST), 40.0)

    def _size(self, node: Node) -> float:
        """The size at which a name is as wide as it is drawn: the centre's is bold."""
        return svg.SIZE * (svg.BOLD if node.key == self.centre else 1)

    def _label(self, node: Node, width: float) -> list[tuple[str, str]]:
        """The lines of a label, each with its class."""
        lines = [(line, "label") for line in svg.wrap(node.name, width, self._size(node), 3 if self.detailed else 2)]
        if self.detailed and node.cents is not None:
            lines.append((svg.fit(self.words.plain(node.cents), width), "amount"))
        return lines

    def _thickest_first(self) -> list[int]:
        """Those at the centre last, so that they lie over the others."""

        def order(number: int) -> tuple[bool, int, int]:
            edge = self.edges[number]
            return self._is_near(edge), -abs(edge.cents or 0), number

        return sorted(range(len(self.edges)), key=order)

    def _is_near(self, edge: Edge) -> bool:
        return self.centre in (edge.start, edge.end)

    def _edge(self, number: int, layout: Layout, zones: dict[str, tuple[float, float]], ends: dict[Key, float]) -> str:
        road = layout.roads[number]
        columns = [layout.kinds.index(road[0].key[0]) + step for step in range(len(road))]
        x, y = ends[road[0].key] + PAD, road[0].middle
        if road[0].key[0] == road[-1].key[0]:
            return self._line(self.edges[number], _bow(x, y, ends[road[-1].key] + PAD, road[-1].middle))
        shape = f"M{svg.num(x)} {svg.num(y)}"
        for step, place in zip(columns[1:], road[1:], strict=True):
            gap = zones[layout.kinds[step - 1]]
            x = max(x, gap[0] + gap[1] + PAD)
            left = zones[layout.kinds[step]][0] - 2 * RADIUS - PAD
            shape += f"H{svg.num(x)}" + _curve(x, y, left, place.middle)
            x, y = left, place.middle
        return self._line(self.edges[number], shape)

    def _line(self, edge: Edge, shape: str) -> str:
        width = THINNEST + (THICKEST - THINNEST) * sqrt(abs(edge.cents or 0) / self.most)
        near = " near" if self._is_near(edge) else ""
        line = f'<path d="{shape}" stroke-width="{svg.num(width)}"/>'
        return svg.link(edge.href, network_words.edge_said(edge, self.words), line, f"edge {_style(edge)}{near}")

    def _node(self, node: Node, place: Place, left: float, lines: list[tuple[str, str]]) -> str:
        top = place.middle - len(lines) * svg.LINE / 2
        told = "".join(
            svg.text((left, top + 12.5 + number * svg.LINE), line, style) for number, (line, style) in enumerate(lines)
        )
        return self._linked(node, _shape(node.kind, left - PAD - RADIUS, place.middle) + told)

    def _linked(self, node: Node, marks: str) -> str:
        chosen = " centre" if node.key == self.centre else ""
        return svg.link(node.href, network_words.node_said(node, self.words), marks, f"node {node.kind}{chosen}")

    def narrow(self) -> tuple[str, float]:
        """A list by kind; each link is an arc beside it."""
        rows: dict[Key, float] = {}
        marks: list[str] = []
        nodes: list[str] = []
        top = 0.0
        for kind in KINDS:
            if chosen := [node for node in self.nodes if node.kind == kind]:
                marks.append(
                    svg.text((ARCS + RADIUS, top + 14), network_words.heading(kind, self.words), "axis", "end")
                )
                top += ROW
                for node in sorted(chosen, key=lambda node: (-(node.cents or 0), node.name)):
                    row = ROW + svg.LINE - 2 if self.detailed and node.cents is not None else ROW
                    rows[node.key] = top + row / 2
                    nodes.append(self._row(node, top + row / 2))
                    top += row
                top += PAD
        marks += [self._arc(self.edges[number], rows) for number in self._thickest_first()]
        return "".join(marks + nodes), top + PAD

    def _row(self, node: Node, middle: float) -> str:
        room = ARCS - RADIUS - PAD
        lines = [(svg.fit(node.name, room, self._size(node)), "label")]
        if self.detailed and node.cents is not None:
            lines.append((svg.fit(self.words.plain(node.cents), room), "amount"))
        top = middle - len(lines) * svg.LINE / 2 + 12.5
        label = "".join(
            svg.text((room, top + number * svg.LINE), line, style, "end") for number, (line, style) in enumerate(lines)
        )
        return self._linked(node, _shape(node.kind, ARCS, middle) + label)

    def _arc(self, edge: Edge, rows: dict[Key, float]) -> str:
        start, end = rows[edge.start], rows[edge.end]
        longest = max(rows.values()) - min(rows.values()) or 1.0
        x = ARCS + RADIUS + 2
        far = x + (12 + (svg.NARROW - x - 20) * abs(end - start) / longest) * 4 / 3
        return self._line(edge, f"M{svg.num(x)} {svg.num(start)}" + _bend((x, start), far, (x, end)))


def _shared(needs: Sequence[float], room: float) -> list[float]:
    """As much as each needs, or where the room is too small, as much as is left after the modest ones."""
    widths = [0.0] * len(needs)
    for place, number in enumerate(sorted(range(len(needs)), key=lambda at: (needs[at], at))):
        widths[number] = min(needs[number], (room - sum(widths)) / (len(needs) - place))
    return widths


def _broad(lines: Sequence[tuple[str, str]]) -> float:
    return max((svg.text_width(line) for line, _ in lines), default=0.0)


def _curve(x: float, y: float, right: float, end: float) -> str:
    return _bend((x, y), (x + right) / 2, (right, end))


def _bow(x: float, y: float, other: float, end: float) -> str:
    """A line between two nodes of one column, bent out of it."""
    far = min(max(x, other) + 24, svg.WIDE)
    x, other = min(x, svg.WIDE - PAD), min(other, svg.WIDE - PAD)
    return f"M{svg.num(x)} {svg.num(y)}" + _bend((x, y), far, (other, end))


def _bend(start: svg.Point, far: float, end: svg.Point) -> str:
    """A curve that leaves and arrives level, by way of `far`."""
    out, x = svg.num(far), svg.num(end[0])
    return f"C{out} {svg.num(start[1])} {out} {svg.num(end[1])} {x} {svg.num(end[1])}"


def _style(edge: Edge) -> str:
    if edge.cents is None or edge.kind == "owner":
        return "owner"
    kind = "direct" if {edge.start[0], edge.end[0]} == {"agency", "maker"} else "resold"
    return f"{kind} negative" if edge.cents < 0 else kind


def _shape(kind: str, x: float, y: float) -> str:
    """Agency square, reseller circle, maker diamond, owner hexagon."""
    r = RADIUS
    if kind == "agency":
        return svg.rect((x - r + 0.5, y - r + 0.5), 2 * r - 1, 2 * r - 1, "shape")
    if kind == "reseller":
        return f'<circle class="shape" cx="{svg.num(x)}" cy="{svg.num(y)}" r="{svg.num(r - 0.5)}"/>'
    if kind == "maker":
        return svg.path(svg.polygon(((x, y - r), (x + r, y), (x, y + r), (x - r, y))), "shape")
    half = r / 2
    left, right = [(x - r, y), (x - half, y - r)], [(x + half, y - r), (x + r, y)]
    return svg.path(svg.polygon([*left, *right, (x + half, y + r), (x - half, y + r)]), "shape")
