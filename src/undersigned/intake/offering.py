"""What is on offer now: campaigns and how they stand, read every few seconds, never on the way of a signature."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from undersigned.site.limits import Limits
from undersigned.terms.campaign import Campaign, Standing

SECONDS = 2.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class News:
    """Campaigns by the names in their addresses, how each stands by its number, and the minutes a mail takes now.

    `refused` are the names of those whose key is not the one in their folder: nothing is sealed for them.
    """

    campaigns: Mapping[str, Campaign] = field(default_factory=dict)
    standings: Mapping[int, Standing] = field(default_factory=dict)
    minutes: int = 1
    limits: Limits = field(default_factory=Limits)
    refused: frozenset[str] = frozenset()


class Away(Exception):  # noqa: N818 (a state: the last news stand)
    """The database does not answer now."""


class Offer:
    """The newest news; `read` asks the database, may block, and is always called in the same thread."""

    def __init__(self, read: Callable[[], News]) -> None:
        self._read = read
        self._thread = ThreadPoolExecutor(1, "news")
        self._fails = False
        self.is_known = False
        self.news = News()

    def find(self, slug: str) -> Campaign | None:
        """A campaign, open or not; None when there is none of that name, or none `is_known` since the process began."""
        return self.news.campaigns.get(slug)

    async def keep_fresh(self) -> None:
        """Read again and again until cancelled; while the database is away the last news stand."""
        while True:
            await self.refresh()
            await asyncio.sleep(SECONDS)

    async def refresh(self) -> None:
        """Read once; the last news stand while the database is away."""
        try:
            self.news = await asyncio.get_running_loop().run_in_executor(self._thread, self._read)
            self.is_known = True
        except Away as trouble:
            if not self._fails:
                _log.warning("Campaigns could not be read (%s); the last ones known stand.", trouble)
            self._fails = True
        else:
            self._fails = False

    async def close(self, leave: Callable[[], None]) -> None:
        """Have the reading thread leave the database, then let it go."""
        await asyncio.get_running_loop().run_in_executor(self._thread, leave)
        self._thread.shutdown()
