"""The self-check of a finished site: one read of every file feeds all checks, shared out to processes."""

import multiprocessing
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from pathlib import Path

from undersigned.claims.reading import Trace
from undersigned.dossiers.checking import files, knowing
from undersigned.dossiers.checking.base import Allowed, Finding, Known, Look
from undersigned.registry import members

_HELPERS = frozenset(("elements", "files", "knowing", "originals", "run", "shown"))
"""Files of this folder that are no checks."""
FEW = 3_000
"""Files that one process has read before another one has started."""
_SHARE = 1 << 21
"""Bytes of files that a process takes at once."""
MOST_NAMED = 200
"""Findings of one check that are named; the others are counted."""


def checks() -> list[str]:
    """The names of all checks."""
    return sorted(set(members("undersigned.dossiers.checking")) - _HELPERS)


def check(site: Path, trace: Trace, allowed: Allowed, processes: int = 2) -> list[Finding]:
    """Everything that keeps a finished site from being published, by page and line; none where all is well.

    Raises:
        InputError: an original file is not one of the case, or cannot be read.
    """
    sizes = files.listed(site)
    known = knowing.known(site, frozenset(sizes), trace, allowed)
    shares = list(_shares({path: size for path, size in sizes.items() if files.is_read(path)}))
    beside = processes - 1 if sum(map(len, shares)) >= FEW else 0
    return _named(_shared_out(shares, known, beside) if beside else _read(site, chain(*shares), _looks(known)))


def _shared_out(shares: list[list[str]], known: Known, beside: int) -> list[Finding]:
    """This process takes shares from the end, those beside it from the beginning, until they meet."""
    looks = _looks(known)
    found: list[Finding] = []
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(beside, context, _Process.start, (known,)) as pool:
        waiting = [(share, pool.submit(_Process.work, share)) for share in shares]
        for share, result in reversed(waiting):
            if result.cancel():
                found += _read(known.site, share, looks)
        for _, result in waiting:
            if not result.cancelled():
                found += result.result()
    return found


def _shares(sizes: dict[str, int]) -> Iterator[list[str]]:
    """Files of one folder together; the long ones first, so that the last process does not wait for one of them."""
    share: list[str] = []
    weight = 0
    for path in sorted(sizes, key=lambda path: (-(sizes[path] // _SHARE), path)):
        share.append(path)
        weight += sizes[path] + 2_000
        if weight >= _SHARE:
            yield share
            share, weight = [], 0
    if share:
        yield share


class _Process:
    """What a process of the check keeps between its shares."""

    known: Known
    looks: Sequence[Look] = ()

    @classmethod
    def start(cls, known: Known) -> None:
        """Make the checks ready."""
        cls.known, cls.looks = known, _looks(known)

    @classmethod
    def work(cls, share: list[str]) -> list[Finding]:
        """Read a share of the site."""
        return _read(cls.known.site, share, cls.looks)


def _looks(known: Known) -> list[Look]:
    kinds = members("undersigned.dossiers.checking")
    return [kinds[name].look(known) for name in checks()]


def _read(site: Path, share: Iterable[str], looks: Sequence[Look]) -> list[Finding]:
    found: list[Finding] = []
    for path in share:
        for file in files.read(site, path):
            for look in looks:
                found.extend(look(file))
    return found


def _named(found: list[Finding]) -> list[Finding]:
    """By page and line; of very many of one kind the first ones, and how many there are."""
    named: list[Finding] = []
    counts: Counter[str] = Counter()
    for finding in sorted(found):
        counts[finding.check] += 1
        if counts[finding.check] <= MOST_NAMED:
            named.append(finding)
    last = {finding.check: finding for finding in named}
    for check_name, number in counts.items():
        if number > MOST_NAMED:
            at = last[check_name]
            more = f"{number - MOST_NAMED:,} more findings of this kind ({check_name}) are not named."
            named.append(Finding(at.page, at.line, check_name, more))
    return sorted(named)
