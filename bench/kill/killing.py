"""The road of a run: load on a served site, kills at random moments, then everything counted."""

import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bench.kill import checking
from bench.kill.mailbox import Mailbox, mailbox
from bench.kill.place import Place, Victim, place
from bench.kill.signers import Books, Signers
from undersigned.errors import SiteError

BETWEEN = 6
"""So many signers must have been thanked between two kills: each kill meets a site that works, under load."""
UP_TO = 0.5
"""Seconds that pass at most from then to the next kill."""
COMES_BACK = 60.0
SETTLES = 180.0
"""Seconds that the last mails may take; a lease of a killed worker lasts two minutes."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How many kills, how many signatures a second are tried, and the seed of the moments."""

    kills: int = 200
    rate: float = 120.0
    seed: int = 1
    settles: float = SETTLES


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it."""

    killed: Counter[str]
    books: Books
    mails: int
    repeats: int
    longest: float
    settled: float
    seconds: float
    troubles: list[str]
    words: str


def run(asked: Asked, say: Callable[[str], None] = lambda _: None, folder: Path | None = None) -> Outcome:
    """Do it in a site below `folder`, made for this and taken away afterwards."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="kill-", dir=folder) as name, mailbox() as box:
        home = Path(name)
        home.chmod(0o755)  # the database may have to run as another account
        with place(home, box.port) as served:
            signers = Signers(served, box, asked.rate)
            signers.start()
            try:
                killed, longest = _kill(served, signers, asked, say)
                signers.stop_signing()
                settled = _settle(served, box, asked.settles)
            finally:
                signers.stop()
            came = box.counts()
            troubles = checking.troubles(served, signers.books, came)
            words = served.stop()
            if served.process.returncode or "Traceback" in words:
                troubles.append(f"serve ended with {served.process.returncode}")
    mails, again = came.total(), checking.repeats(came)
    seconds = time.monotonic() - began
    return Outcome(killed, signers.books, mails, again, longest, settled, seconds, troubles, words)


def _kill(served: Place, signers: Signers, asked: Asked, say: Callable[[str], None]) -> tuple[Counter[str], float]:
    """Kill each kind as often; gives what was killed, and the longest time until signers were thanked again."""
    dice = Random(asked.seed)  # noqa: S311 - moments, not secrets
    killed, longest = Counter[str](), 0.0
    while killed.total() < asked.kills:
        longest = max(longest, _wait_for_thanks(served, signers))
        time.sleep(dice.uniform(0, UP_TO))
        kinds = sorted(Victim, key=lambda kind: (killed[kind], dice.random()))
        for kind in kinds:
            those = served.find(kind)
            if those and served.kill(dice.choice(those)):
                killed[kind] += 1
                break
        if killed.total() % 20 == 0:
            say(f"{killed.total()} killed, {signers.thanked:,} thanked")
    longest = max(longest, _wait_for_thanks(served, signers))
    return killed, longest


def _wait_for_thanks(served: Place, signers: Signers) -> float:
    """Wait until some more were thanked; how long it took.

    Raises:
        SiteError: nobody was for a minute, or nothing is served any more.
    """
    began, before = time.monotonic(), signers.thanked
    while signers.thanked < before + BETWEEN:
        if served.process.poll() is not None:
            raise SiteError(f"serve ended with {served.process.returncode}: {served.words.read_text()[-2000:]}")
        if time.monotonic() > began + COMES_BACK:
            raise SiteError(f"For {COMES_BACK:.0f} s nobody was thanked: {served.words.read_text()[-2000:]}")
        time.sleep(0.02)
    return time.monotonic() - began


def _settle(served: Place, box: Mailbox, seconds: float) -> float:
    """Wait until every confirmation mail went out; how long it took."""
    began, quiet = time.monotonic(), 0
    while quiet < 5 and time.monotonic() < began + seconds:
        before = box.counts().total()
        time.sleep(0.3)
        still = checking.waiting(served) == 0 and box.counts().total() == before and box.links.empty()
        quiet = quiet + 1 if still else 0
    return time.monotonic() - began
