"""Where nodes and strands of a money flow stand: widths proportional to money, few crossings, no label on another."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from undersigned.dossiers.pictures.flow_groups import Flow, Key, Strand
from undersigned.dossiers.pictures.stacking import length, relax, stack

SWEEPS = 3
STEP = 40.0
"""In px."""


@dataclass(frozen=True, slots=True)
class Frame:
    """How much room there is, in px: for the money of one column, between nodes, from the top, and for each label.

    `above`: labels stand above their nodes and not beside them.
    """

    money: float
    gap: float
    top: float
    above: bool
    labels: Mapping[Key, float]


@dataclass(slots=True)
class Place:
    """Where a node stands: its slot (label and node), and the node itself inside it."""

    key: Key
    slot: float
    height: float
    label: float
    inset: float
    top: float = 0.0

    @property
    def start(self) -> float:
        """The upper end of the node itself."""
        return self.top + self.inset

    @property
    def middle(self) -> float:
        """The middle of the node itself."""
        return self.top + self.inset + self.height / 2


@dataclass(frozen=True, slots=True)
class Ends:
    """The upper and lower ends of a strand at its four sides: agency, channel from it, channel onward, maker."""

    agency: tuple[float, float]
    into: tuple[float, float]
    onward: tuple[float, float]
    maker: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything's place, and how tall the drawing is."""

    places: dict[Key, Place]
    ends: list[Ends]
    height: float


def laid_out(flow: Flow, frame: Frame) -> Layout:
    """The places of a flow in a frame; `ends` are in the order of the flow's strands."""
    scale = frame.money / flow.drawn
    columns = _columns(flow, frame, scale)
    neighbours = _neighbours(flow.strands)
    longest = max(length(column, frame.gap) for column in columns)
    for column in columns:
        stack(column, frame.gap, frame.top, longest)
    places = {place.key: place for column in columns for place in column}
    for _ in range(SWEEPS):
        before = [place.top for place in places.values()]
        for column in (*columns[1:], *columns[1::-1]):
            if len(column) > 1:
                _reorder(column, flow, places, neighbours)
                stack(column, frame.gap, frame.top, longest)
        if before == [place.top for place in places.values()]:
            break
    for column in (*columns[1:], columns[0], *columns[1:]):
        pulls = [_pull(place.key, places, neighbours) for place in column]
        relax(column, frame.gap, frame.top, longest, pulls)
    return Layout(places, _ends(flow.strands, columns, scale), frame.top + longest)


def _columns(flow: Flow, frame: Frame, scale: float) -> list[list[Place]]:
    """The nodes of each column, direct first, then by money, groups last."""
    columns: list[list[Place]] = [[], [], []]
    for node in sorted(flow.nodes.values(), key=lambda node: (node.rank, -node.drawn, node.key)):
        height, label = node.drawn * scale, frame.labels[node.key]
        slot = height + label if frame.above else max(height, label)
        inset = label if frame.above else (slot - height) / 2
        columns[node.key.column].append(Place(node.key, slot, height, label, inset))
    return columns


def _neighbours(strands: Iterable[Strand]) -> dict[Key, list[tuple[Key, int]]]:
    """Each node's neighbours with the money between them."""
    between: dict[tuple[Key, Key], int] = defaultdict(int)
    for strand in strands:
        first, second, third = strand.keys
        between[first, second] += strand.cents
        between[second, third] += strand.cents
    found: dict[Key, list[tuple[Key, int]]] = defaultdict(list)
    for (left, right), cents in between.items():
        found[left].append((right, cents))
        found[right].append((left, cents))
    return found


def _pull(key: Key, places: Mapping[Key, Place], neighbours: Mapping[Key, list[tuple[Key, int]]]) -> float:
    """The middle of what a node is joined to, weighed by money."""
    pull = weight = 0.0
    for other, cents in neighbours[key]:
        pull += places[other].middle * cents
        weight += cents
    return pull / weight


def _reorder(
    column: list[Place], flow: Flow, places: Mapping[Key, Place], neighbours: Mapping[Key, list[tuple[Key, int]]]
) -> None:
    """By what they are joined to, in steps: within one the larger first, a ranking reads better than one knot less."""
    steps = {place.key: round(_pull(place.key, places, neighbours) / STEP) for place in column}
    column.sort(key=lambda place: (flow.nodes[place.key].rank, steps[place.key], -place.height, place.key))


def _ends(strands: Sequence[Strand], columns: Sequence[Sequence[Place]], scale: float) -> list[Ends]:
    """Where each strand leaves and enters, in the order of the nodes at its other end."""
    index = {place.key: number for column in columns for number, place in enumerate(column)}
    start = {place.key: place.start for column in columns for place in column}
    orders = [tuple(index[key] for key in strand.keys) for strand in strands]

    def side(column: int, order: tuple[int, int]) -> list[tuple[float, float]]:
        edge = dict(start)
        ends = [(0.0, 0.0)] * len(strands)
        for number in sorted(range(len(strands)), key=lambda at: (orders[at][order[0]], orders[at][order[1]])):
            key, height = strands[number].keys[column], strands[number].cents * scale
            ends[number] = edge[key], edge[key] + height
            edge[key] += height
        return ends

    sides = side(0, (1, 2)), side(1, (0, 2)), side(1, (2, 0)), side(2, (1, 0))
    return [Ends(*four) for four in zip(*sides, strict=True)]
