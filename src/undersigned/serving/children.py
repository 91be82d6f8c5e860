"""Processes that `serve` starts: each an own Python, in a group of its own, that ends with its parent."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

from undersigned.errors import SiteError
from undersigned.site.configuration import SENDING
from undersigned.site.folder import Site

SECONDS_TO_STOP = 8.0
PROCESSES = "UNDERSIGNED_PROCESSES"
"""The environment's name for how many web processes there are."""
_SENDER = "work"
LARGEST = 8
"""However many are asked for: the embedded database has connections for so many."""
MOST = 4
"""As many as processors unless told otherwise, and never more than this by ourselves."""
COMPLAINT = "undersigned: "
"""How a child's sentence begins."""


def processes(asked: str) -> int:
    """How many web processes: as asked, or as many as processors."""
    return min(int(asked), LARGEST) if asked.isdecimal() and int(asked) else min(os.cpu_count() or 1, MOST)


@dataclass(slots=True)
class Child:
    """One of `undersigned.serving.programs`; `kind` says which."""

    name: str
    kind: str
    site: Site
    environment: Mapping[str, str]
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        """Start it; its group is its own, so that Ctrl-C reaches the supervisor alone."""
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            _words(self.kind, self.site),
            env=environment_of(self.kind, self.environment),
            stdin=subprocess.DEVNULL,
            process_group=0,
        )

    @property
    def process(self) -> int | None:
        """Its process id, if it was started."""
        return self._process.pid if self._process else None

    def is_running(self) -> bool:
        """Whether it still runs."""
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """Ask it to end, wait, and end it and its own children if it does not."""
        if self._process is None:
            return
        if self._process.poll() is None:
            self._process.terminate()
        try:
            self._process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        _end_group(self._process.pid)


def environment_of(kind: str, environment: Mapping[str, str]) -> dict[str, str]:
    """What a child is told: the mail server's password is the worker's alone, the others know that there is one."""
    if kind == _SENDER:
        return {**environment}
    kept = {name: value for name, value in environment.items() if name != "EMAIL_URL"}
    return {**kept, SENDING: "yes"} if environment.get("EMAIL_URL") else kept


def run_once(kind: str, site: Site, environment: Mapping[str, str]) -> None:
    """Run one of the programs to its end.

    Raises:
        SiteError: it failed, with its last sentence.
    """
    done = subprocess.run(  # noqa: S603 - our own program
        _words(kind, site),
        env=environment_of(kind, environment),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        said = [line for line in done.stderr.splitlines() if line.strip()]
        sentence = said[-1].removeprefix(COMPLAINT) if said else f"it ended with {done.returncode}"
        raise SiteError(sentence)
    sys.stderr.write(done.stderr)


def _words(kind: str, site: Site) -> list[str]:
    """The command of a child; `-P` keeps the current folder's modules out of it."""
    return [sys.executable, "-P", "-m", "undersigned.serving.child", kind, str(site.path), str(os.getpid())]


def _end_group(group: int) -> None:
    """Whatever it left behind."""
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return
