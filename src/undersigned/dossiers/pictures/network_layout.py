"""Where the nodes of a network stand: one column a kind, few crossings, lines never behind a label."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from undersigned.dossiers.pictures.stacking import length, relax, stack

KINDS = ("agency", "reseller", "maker", "owner")
"""The kinds of nodes, from left to right."""
SWEEPS = 3
GAP, PASSING = 6.0, 4.0

Key = tuple[str, str]
"""A node: its kind and name."""


@dataclass(frozen=True, slots=True)
class Node:
    """An agency, reseller, maker or owner; `cents` is its net, None where no money is told of it."""

    kind: str
    name: str
    href: str = ""
    cents: int | None = None

    @property
    def key(self) -> Key:
        """Its kind and name."""
        return self.kind, self.name


@dataclass(frozen=True, slots=True)
class Edge:
    """What joins two nodes: `award` (an agency's to its holder), `product` (whose products), `owner` (who owns)."""

    kind: str
    start: Key
    end: Key
    cents: int | None = None
    href: str = ""
    awards: int = 0
    claim_id: str = ""


@dataclass(slots=True)
class Place:
    """A row of a column: a node with its label, or a lane in which one edge passes the column."""

    key: Key
    edge: int
    slot: float
    top: float = 0.0

    @property
    def middle(self) -> float:
        """Where lines meet it."""
        return self.top + self.slot / 2


@dataclass(frozen=True, slots=True)
class Layout:
    """Each node's place, each edge's places from left to right, the kinds that are there, and the height."""

    nodes: dict[Key, Place]
    roads: list[list[Place]]
    kinds: list[str]
    height: float


def laid_out(nodes: Sequence[Node], edges: Sequence[Edge], slots: Mapping[Key, float], top: float) -> Layout:
    """The places of nodes so tall as `slots` says; both ends of every edge are among the nodes."""
    kinds = [kind for kind in KINDS if any(node.kind == kind for node in nodes)]
    columns: list[list[Place]] = [[] for _ in kinds]
    places: dict[Key, Place] = {}
    for node in sorted(nodes, key=lambda node: (-(node.cents or 0), node.name)):
        places[node.key] = Place(node.key, -1, slots[node.key])
        columns[kinds.index(node.kind)].append(places[node.key])
    roads = [_road(number, edge, kinds, places, columns) for number, edge in enumerate(edges)]
    joined = _joined(roads)
    room = max(length(column, GAP) for column in columns)
    for column in columns:
        stack(column, GAP, top, room)
    for _ in range(SWEEPS):
        for column in (*columns[1:], *columns[-2::-1]):
            pulls = {id(place): _pull(place, joined) for place in column}
            column.sort(key=lambda place: (place.edge < 0, round(pulls[id(place)], 3), place.edge, place.key))
            stack(column, GAP, top, room)
    for column in (*columns, *reversed(columns)):
        relax(column, GAP, top, room, [_pull(place, joined) for place in column])
    return Layout(places, roads, kinds, top + room)


def _road(
    number: int, edge: Edge, kinds: Sequence[str], places: Mapping[Key, Place], columns: list[list[Place]]
) -> list[Place]:
    """An edge's places from left to right; columns between its ends give it a lane above their nodes."""
    first, last = sorted((edge.start, edge.end), key=lambda key: (kinds.index(key[0]), key == edge.end))
    road = [places[first]]
    for column in range(kinds.index(first[0]) + 1, kinds.index(last[0])):
        lane = Place(("", ""), number, PASSING)
        columns[column].append(lane)
        road.append(lane)
    return [*road, places[last]]


def _joined(roads: Sequence[Sequence[Place]]) -> dict[int, list[Place]]:
    """What each place is joined to, by the identity of the place."""
    found: dict[int, list[Place]] = defaultdict(list)
    for road in roads:
        for left, right in pairwise(road):
            found[id(left)].append(right)
            found[id(right)].append(left)
    return found


def _pull(place: Place, joined: Mapping[int, list[Place]]) -> float:
    """The mean height of what a place is joined to; its own where it is joined to nothing."""
    others = joined.get(id(place))
    if not others:
        return place.middle
    pull = 0.0
    for other in others:
        pull += other.top + other.slot / 2
    return pull / len(others)
