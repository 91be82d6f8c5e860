"""Bands become the strands and nodes that are drawn: the largest by name, the others grouped."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Band:
    """What one agency obligated for one maker's products through one channel, net, in cents.

    An empty `channel` is direct: the maker itself holds the award. An empty `maker` is several makers at once.
    """

    agency: str
    channel: str
    maker: str
    cents: int
    awards: int
    href: str
    claim_id: str = ""

    @property
    def triple(self) -> tuple[str, str, str]:
        """Where it flows: agency, channel, maker."""
        return self.agency, self.channel, self.maker


class Key(NamedTuple):
    """Which node: its column (0 agencies, 1 channels, 2 makers), whether it is a group, its name."""

    column: int
    group: bool
    name: str


@dataclass(slots=True)
class Node:
    """One node: `cents` and `awards` are net of all its bands, `drawn` is the money of the bands that are drawn."""

    key: Key
    cents: int = 0
    awards: int = 0
    drawn: int = 0
    members: int = 0

    @property
    def style(self) -> str:
        """The class that tells its kind apart."""
        if self.key.column == 1:
            return "resold" if self.key.name or self.key.group else "direct"
        return "maker" if self.key.column else "agency"

    @property
    def rank(self) -> int:
        """Direct stands first in its column, several makers and groups last; the others where they cross least."""
        if self.key.group:
            return 3
        if self.key.name:
            return 1
        return 2 if self.key.column == 2 else 0


@dataclass(slots=True)
class Strand:
    """One drawn flow through three nodes; `bands` are those that it sums, none of them negative."""

    keys: tuple[Key, Key, Key]
    bands: list[Band] = field(default_factory=list)
    cents: int = 0
    awards: int = 0

    @property
    def style(self) -> str:
        """`direct` or `resold`."""
        return "direct" if self.keys[1] == Key(1, False, "") else "resold"


@dataclass(frozen=True, slots=True)
class Flow:
    """What is drawn: nodes by key, strands from the largest, the net of all bands."""

    nodes: dict[Key, Node]
    strands: list[Strand]
    cents: int

    @property
    def drawn(self) -> int:
        """The money of all that is drawn, in cents."""
        return sum(strand.cents for strand in self.strands)


@dataclass(slots=True)
class Sums:
    """What all bands of one name in one column sum to; `drawn` leaves out what nets to zero or less."""

    cents: int = 0
    awards: int = 0
    drawn: int = 0


Columns = tuple[dict[str, Sums], dict[str, Sums], dict[str, Sums]]


def summed(bands: Iterable[Band]) -> Columns:
    """The sums of each name, for each of the three columns."""
    columns: Columns = ({}, {}, {})
    for band in bands:
        cents, drawn = band.cents, max(band.cents, 0)
        for column, name in zip(columns, band.triple, strict=True):
            sums = column.get(name)
            if sums is None:
                sums = column[name] = Sums()
            sums.cents += cents
            sums.awards += band.awards
            sums.drawn += drawn
    return columns


def gathered(bands: Sequence[Band], columns: Columns, limits: tuple[int, int, int]) -> Flow:
    """The flow of these bands with at most so many named nodes a column; what nets to zero or less is not drawn."""
    agencies, channels, makers = (_keys(column, sums, limits[column]) for column, sums in enumerate(columns))
    strands: dict[tuple[Key, Key, Key], Strand] = {}
    for band in bands:
        if band.cents > 0:
            keys = agencies[band.agency], channels[band.channel], makers[band.maker]
            strand = strands.get(keys)
            if strand is None:
                strand = strands[keys] = Strand(keys)
            strand.bands.append(band)
            strand.cents += band.cents
            strand.awards += band.awards
    ordered = sorted(strands.values(), key=lambda strand: (-strand.cents, strand.keys))
    return Flow(_nodes(columns, (agencies, channels, makers)), ordered, sum(band.cents for band in bands))


def _keys(column: int, sums: Mapping[str, Sums], limit: int) -> dict[str, Key]:
    """The node of each name that is drawn: its own for the largest; a group of one would hide a name for nothing."""
    drawn = [name for name, told in sums.items() if told.drawn]
    drawn.sort(key=lambda name: (-sums[name].drawn, name))
    named = [name for name in drawn if name or column == 0]
    alone = {*(named if len(named) <= limit + 1 else named[:limit]), *([""] if column else [])}
    group = Key(column, True, "")
    return {name: Key(column, False, name) if name in alone else group for name in drawn}


def _nodes(columns: Columns, keys: tuple[dict[str, Key], ...]) -> dict[Key, Node]:
    nodes: dict[Key, Node] = {}
    for sums, drawn in zip(columns, keys, strict=True):
        for name, key in drawn.items():
            node, told = nodes.setdefault(key, Node(key)), sums[name]
            node.members += 1
            node.cents += told.cents
            node.awards += told.awards
            node.drawn += told.drawn
    return nodes
