"""Columns of slots: one under the other without touching, each as near as can be to what it is joined to."""

from collections.abc import Sequence
from typing import Protocol


class Slot(Protocol):
    """A place in a column: how tall it is, where it begins, and the height at which lines meet it."""

    slot: float
    top: float

    @property
    def middle(self) -> float:
        """Where lines meet it."""


def length(column: Sequence[Slot], gap: float) -> float:
    """How tall a column is."""
    return sum(slot.slot for slot in column) + gap * (len(column) - 1)


def stack(column: Sequence[Slot], gap: float, top: float, room: float) -> None:
    """One after the other, in the middle of the room."""
    top += (room - length(column, gap)) / 2
    for slot in column:
        slot.top = top
        top += slot.slot + gap


def relax(column: Sequence[Slot], gap: float, top: float, room: float, pulls: Sequence[float]) -> None:
    """Move each to where it is pulled, as far as its order and the room allow."""
    edge = top
    for slot, pull in zip(column, pulls, strict=True):
        slot.top = max(edge, slot.top + pull - slot.middle)
        edge = slot.top + slot.slot + gap
    edge = top + room
    for slot in reversed(column):
        slot.top = min(slot.top, edge - slot.slot)
        edge = slot.top - gap
