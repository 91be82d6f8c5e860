"""What a network says in words: kinds, the description, notes and the table."""

from collections import Counter
from collections.abc import Sequence

from undersigned.dossiers.pictures.base import Cell, claimed
from undersigned.dossiers.pictures.network_layout import KINDS, Edge, Key, Node
from undersigned.dossiers.words.language import Words

MOST_ROWS = 200


def heading(kind: str, words: Words) -> str:
    """The heading over the nodes of one kind."""
    return {
        "agency": words.text("Agencies"),
        "reseller": words.text("Resellers"),
        "maker": words.text("Makers"),
        "owner": words.text("Owners and families"),
    }[kind]


def counted(kind: str, number: int, words: Words) -> str:
    """`3 resellers`."""
    if kind == "agency":
        return words.texts("{n} agency", "{n} agencies", number)
    if kind == "reseller":
        return words.texts("{n} reseller", "{n} resellers", number)
    if kind == "maker":
        return words.texts("{n} maker", "{n} makers", number)
    return words.texts("{n} owner or family", "{n} owners or families", number)


def relation(kind: str, words: Words) -> str:
    """What an edge is, for the table."""
    known = {
        "award": words.text("awards to"),
        "product": words.text("holds awards that name products of"),
        "owner": words.text("owns or owned"),
    }
    return known.get(kind, kind)


def money(cents: int | None, awards: int, words: Words) -> str:
    """`$356.9 million, 12 awards`; empty where no money is told."""
    if cents is None:
        return ""
    if not awards:
        return words.plain(cents)
    many = words.texts("{n} award", "{n} awards", awards)
    return words.text("{amount}, {awards}", amount=words.plain(cents), awards=many)


def node_said(node: Node, words: Words) -> str:
    """A node's whole name and net."""
    told = money(node.cents, 0, words)
    return words.text("{name}: {amount}", name=node.name, amount=told) if told else node.name


def edge_said(edge: Edge, words: Words) -> str:
    """What an edge joins, with its amount."""
    told = money(edge.cents, edge.awards, words)
    joins = words.text(
        "{start} {relation} {end}", start=edge.start[1], relation=relation(edge.kind, words), end=edge.end[1]
    )
    return words.text("{name}: {amount}", name=joins, amount=told) if told else joins


def description(nodes: Sequence[Node], edges: Sequence[Edge], centre: Key, words: Words) -> str:
    """Two or three sentences for those who do not see the picture."""
    numbers = Counter(node.kind for node in nodes)
    listed = ", ".join(counted(kind, numbers[kind], words) for kind in KINDS if numbers[kind])
    if not edges:
        return words.text("No links are known around {name}.", name=centre[1])
    many = words.texts("{n} link", "{n} links", len(edges))
    said = [words.text("A network around {name}: {listed}, with {links} between them.", name=centre[1], listed=listed,
                       links=many)]  # fmt: skip
    if paid := [edge for edge in edges if edge.cents is not None]:
        largest = max(paid, key=lambda edge: (edge.cents or 0, edge.start, edge.end))
        said.append(words.text("The largest: {edge}.", edge=edge_said(largest, words)))
    said.append(words.text("The table has every link."))
    return " ".join(said)


def notes(edges: Sequence[Edge], left_out: int, left_out_narrow: int, words: Words) -> tuple[str, ...]:
    """How to read the lines, and what is not drawn."""
    said = []
    if any(edge.cents for edge in edges):
        said.append(words.text("A thicker line is more money, though not in proportion; the table has the amounts."))
    if any(edge.cents is None for edge in edges):
        said.append(words.text("Dotted lines tell who owns whom."))
    if any(edge.cents is not None and edge.cents < 0 for edge in edges):
        said.append(words.text("Dashed lines have a negative net."))
    if left_out:
        said.append(
            words.texts(
                "{n} company or agency with less money is not drawn.",
                "{n} companies or agencies with less money are not drawn.",
                left_out,
            )
        )
    if left_out_narrow:
        said.append(
            words.texts(
                "{n} more is not drawn on a narrow screen.",
                "{n} more are not drawn on a narrow screen.",
                left_out_narrow,
            )
        )
    if (more := len(edges) - MOST_ROWS) > 0:
        said.append(
            words.texts(
                "The table has the {most} largest links; {n} more is not in it.",
                "The table has the {most} largest links; {n} more are not in it.",
                more,
                most=words.count(MOST_ROWS),
            )
        )
    return tuple(said)


def columns(words: Words) -> tuple[str, ...]:
    """The headings of the table."""
    return words.text("From"), words.text("Link"), words.text("To"), words.text("Net obligations")


def rows(nodes: Sequence[Node], edges: Sequence[Edge], words: Words) -> tuple[tuple[Cell, ...], ...]:
    """Every link, the largest amounts first, those without money last."""
    pages = {node.key: node.href for node in nodes}
    ordered = sorted(edges, key=lambda edge: (edge.cents is None, -abs(edge.cents or 0), edge.start, edge.end))
    return tuple(
        (
            Cell(edge.start[1], pages.get(edge.start, "")),
            Cell(relation(edge.kind, words), edge.href if edge.cents is None else ""),
            Cell(edge.end[1], pages.get(edge.end, "")),
            _net(edge, words),
        )
        for edge in ordered[:MOST_ROWS]
    )


def _net(edge: Edge, words: Words) -> Cell:
    if edge.cents is None:
        return Cell("", edge.href, number=True)
    return claimed(words.money(edge.cents), edge.href, edge.cents, edge.claim_id)
