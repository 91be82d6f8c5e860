"""Which campaigns still take signatures, as the sending threads know it without asking the database for each mail."""

from collections.abc import Callable, Mapping

from undersigned.terms.campaign import Stage


class Stages:
    """The stages of all campaigns, read anew by the worker's main thread every few seconds."""

    def __init__(self, read: Callable[[], Mapping[int, Stage]]) -> None:
        self._read = read
        self._known: Mapping[int, Stage] = {}

    def refresh(self) -> None:
        """Read them again."""
        self._known = dict(self._read())

    def of(self, campaign: int) -> Stage | None:
        """The stage of a campaign; None for one that was not there when they were read."""
        return self._known.get(campaign)
