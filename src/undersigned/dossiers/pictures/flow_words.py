"""What a flow says in words: names of nodes, the description, notes and the table."""

from collections.abc import Sequence

from undersigned.dossiers.pictures.base import Cell, claimed
from undersigned.dossiers.pictures.flow_groups import Band, Flow, Key, Node
from undersigned.dossiers.words.language import Words

MOST_ROWS = 200
MOST_LISTED = 3

Row = tuple[Cell, ...]


def node_name(node: Node, words: Words) -> str:
    """What a node is called: its own name, direct, several makers, or how many it groups."""
    many = node.members
    if node.style == "direct":
        return words.text("direct, by the maker itself")
    if not node.key.group:
        return band_name(node.key.column, node.key.name, words)
    if node.key.column == 0:
        return words.texts("{n} other agency", "{n} other agencies", many)
    if node.key.column == 1:
        return words.texts("{n} other reseller", "{n} other resellers", many)
    return words.texts("{n} other maker", "{n} other makers", many)


def band_name(column: int, name: str, words: Words) -> str:
    """What one end of a band is called."""
    if name or column == 0:
        return name
    return words.text("direct") if column == 1 else words.text("several makers")


def amount(cents: int, awards: int, words: Words) -> str:
    """`$356.9 million, 12 awards`."""
    counted = words.texts("{n} award", "{n} awards", awards)
    return words.text("{amount}, {awards}", amount=words.plain(cents), awards=counted)


def route(names: Sequence[str], words: Words) -> str:
    """`ICE → direct → Clearview AI`."""
    agency, channel, maker = names
    return words.text("{agency} → {channel} → {maker}", agency=agency, channel=channel, maker=maker)


def band_route(band: Band, words: Words) -> str:
    """A band's route by the names of its ends."""
    return route([band_name(column, name, words) for column, name in enumerate(band.triple)], words)


def description(bands: Sequence[Band], flow: Flow, words: Words) -> str:
    """Two or three sentences for those who do not see the picture."""
    agencies, channels, makers = (len({band.triple[column] for band in bands} - {""}) for column in range(3))
    said = [
        words.text(
            "Net obligations on awards of {agencies} that name products of {makers}: {amount} in all.",
            agencies=words.texts("{n} agency", "{n} agencies", agencies),
            makers=words.texts("{n} maker", "{n} makers", makers),
            amount=words.plain(flow.cents),
        )
    ]
    if channels:
        resold = sum(band.cents for band in bands if band.channel)
        said.append(
            words.texts(
                "{n} reseller holds awards worth {resold} of it; awards worth {direct} are direct.",
                "{n} resellers hold awards worth {resold} of it; awards worth {direct} are direct.",
                channels,
                resold=words.plain(resold),
                direct=words.plain(flow.cents - resold),
            )
        )
    if bands:
        largest = max(bands, key=lambda band: (band.cents, band.triple))
        said.append(
            words.text(
                "The largest flow is {route}: {amount}. The table has every figure.",
                route=band_route(largest, words),
                amount=amount(largest.cents, largest.awards, words),
            )
        )
    return " ".join(said)


def notes(bands: Sequence[Band], wide: Flow, narrow: Flow, words: Words) -> tuple[str, ...]:
    """What the drawings group, what they cannot draw, and what the table leaves out."""
    said = []
    if groups := [node_name(node, words) for key, node in sorted(wide.nodes.items()) if key.group]:
        grouped = words.text("The smallest are grouped: {groups}.", groups="; ".join(groups))
        said.append(words.text("{grouped} On a narrow screen more are grouped.", grouped=grouped))
    elif len(narrow.nodes) < len(wide.nodes):
        said.append(words.text("On a narrow screen the smallest are grouped."))
    if Key(2, False, "") in wide.nodes:
        said.append(words.text("“several makers”: awards that name products of more than one maker, never divided."))
    said += _not_drawn(bands, words)
    if (more := len(bands) - MOST_ROWS) > 0:
        said.append(
            words.texts(
                "The table has the {most} largest flows; {n} more is not in it.",
                "The table has the {most} largest flows; {n} more are not in it.",
                more,
                most=words.count(MOST_ROWS),
            )
        )
    return tuple(said)


def _not_drawn(bands: Sequence[Band], words: Words) -> list[str]:
    """Amounts have no place here: they stand in the table, each beside the claim behind it."""
    said = []
    negative = sorted((band for band in bands if band.cents < 0), key=lambda band: (band.cents, band.triple))
    if negative:
        routes = [band_route(band, words) for band in negative[:MOST_LISTED]]
        if more := len(negative) - MOST_LISTED:
            routes += [words.texts("{n} more", "{n} more", more)] if more > 0 else []
        said.append(
            words.text("Negative net, not drawn, but in the totals of the nodes: {routes}.", routes="; ".join(routes))
        )
    if zero := sum(band.cents == 0 for band in bands):
        said.append(
            words.texts("{n} flow nets to zero and is not drawn.", "{n} flows net to zero and are not drawn.", zero)
        )
    return said


def columns(words: Words) -> tuple[str, ...]:
    """The headings of the table."""
    return (*headings(words), words.text("Awards"), words.text("Net obligations"))


def headings(words: Words) -> tuple[str, str, str]:
    """The headings of the three columns of nodes."""
    return words.text("Agency"), words.text("Held by"), words.text("Maker")


def rows(bands: Sequence[Band], words: Words) -> tuple[Row, ...]:
    """Every band, the largest amounts first, negative ones among them by their size."""
    ordered = sorted(bands, key=lambda band: (-abs(band.cents), band.triple))[:MOST_ROWS]
    return tuple(_row(band, words) for band in ordered)


def _row(band: Band, words: Words) -> Row:
    names = [Cell(band_name(column, name, words)) for column, name in enumerate(band.triple)]
    net = claimed(words.money(band.cents), band.href, band.cents, band.claim_id)
    return (*names, Cell(words.count(band.awards), number=True), net)
