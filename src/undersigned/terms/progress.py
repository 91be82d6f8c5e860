"""How a long run tells its door what it is doing."""

from typing import Protocol


class Progress(Protocol):
    """Says the step, and how far it is where that is known."""

    def step(self, sentence: str) -> None:
        """A new step begins."""

    def advance(self, done: int, total: int) -> None:
        """So much of the step is done; the units are the step's own."""


class Silent:
    """Nobody is watching."""

    def step(self, sentence: str) -> None:
        """Say nothing."""

    def advance(self, done: int, total: int) -> None:
        """Say nothing."""
