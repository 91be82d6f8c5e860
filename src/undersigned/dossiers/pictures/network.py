"""The network around one company: agencies, resellers, makers and owners, and what joins them."""

from collections.abc import Sequence

from undersigned.dossiers.pictures import network_words, svg
from undersigned.dossiers.pictures.base import Picture
from undersigned.dossiers.pictures.network_drawing import Pen
from undersigned.dossiers.pictures.network_layout import KINDS, Edge, Key, Node
from undersigned.dossiers.words.language import Words

__all__ = ["Edge", "Node", "picture"]

MOST_WIDE, MOST_NARROW = 60, 30


def picture(
    nodes: Sequence[Node], edges: Sequence[Edge], centre: Key, words: Words, title: str, identifier: str = "network"
) -> Picture:
    """The network of these nodes and edges around `centre`; `identifier` must be the only one of its page.

    Beyond 60 nodes (30 on a narrow screen) those with the least money are left out of the drawing, and said so.
    """
    nodes = list({node.key: node for node in reversed(nodes)}.values())
    described = network_words.description(nodes, edges, centre, words)
    name = svg.identified(identifier)
    drawings = []
    for kind, most, width in (("wide", MOST_WIDE, svg.WIDE), ("narrow", MOST_NARROW, svg.NARROW)):
        pen = Pen(*_largest(nodes, edges, centre, most), centre, words)
        body, height = (pen.wide() if kind == "wide" else pen.narrow()) if pen.nodes else ("", 10.0)
        drawn = f'<g class="network">{body}</g>'
        drawings.append(svg.drawing(width, height, title, described, drawn, f"{name}-{kind}"))
    return Picture(
        kind="network",
        title=title,
        description=described,
        wide=drawings[0],
        narrow=drawings[1],
        columns=network_words.columns(words),
        rows=network_words.rows(nodes, edges, words),
        notes=network_words.notes(edges, max(0, len(nodes) - MOST_WIDE), max(0, len(nodes) - MOST_NARROW), words),
    )


def _largest(nodes: Sequence[Node], edges: Sequence[Edge], centre: Key, most: int) -> tuple[list[Node], list[Edge]]:
    """The centre, what it is joined to, owners, then by money; and the edges between them."""
    near = {key for edge in edges if centre in (edge.start, edge.end) for key in (edge.start, edge.end)}
    known = {node.key: node for node in nodes if node.kind in KINDS}

    def order(node: Node) -> tuple[bool, bool, bool, int, Key]:
        return node.key != centre, node.key not in near, node.kind != "owner", -(node.cents or 0), node.key

    ordered = sorted(known.values(), key=order)[:most]
    kept = {node.key for node in ordered}
    joins = [edge for edge in edges if edge.start in kept and edge.end in kept and edge.start != edge.end]
    return ordered, joins
