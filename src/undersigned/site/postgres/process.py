"""The server's process: started as a child of ours, recognised by what it is, stopped so that nothing is lost."""

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from undersigned.errors import SiteError
from undersigned.site.postgres import sockets
from undersigned.site.postgres.cluster import Cluster
from undersigned.site.postgres.parameters import parameters

_PAUSE = 0.02
_RECOVERY = 900.0
"""Seconds a server may take to start: after a kill in a burst it reads some GB of its journal again."""
_STOPPING = {signal.SIGINT: 120.0, signal.SIGQUIT: 20.0, signal.SIGKILL: 10.0}
"""How long each way of stopping may take, the kindest first; after the last two the next start recovers."""
_ATTEMPTS = 40
"""Tries, half a second apart, while the children of a killed server still go away."""
_PASSING = ("pre-existing shared memory block", "lock file")

_children: dict[int, "subprocess.Popen[bytes]"] = {}
"""Servers that this process started, so that their end is noticed; owned by this module."""


def process_of(data: Path) -> int | None:
    """The process of the server of this database: a living PostgreSQL on this very folder, or nothing.

    Its number is in a file that a killed server leaves behind, and another process may have got the number since;
    so the process must also have been started with this folder.
    """
    child = _child_of(data)
    if child is not None:
        return child
    try:
        number = int((data / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])
    except (OSError, ValueError):
        return None
    return number if number > 0 and str(data) in _command(number) else None


def _child_of(data: Path) -> int | None:
    """The server of this database that we started, from its first moment on; the ended ones are reaped."""
    for number, child in list(_children.items()):
        if child.poll() is not None:
            del _children[number]
        elif isinstance(child.args, list) and str(data) in child.args:
            return number
    return None


def _command(number: int) -> str:
    """What a process was started with, empty if there is none or if it is only waiting to be reaped."""
    if Path("/proc/self/cmdline").exists():
        try:
            return os.fsdecode(Path(f"/proc/{number}/cmdline").read_bytes())
        except OSError:
            return ""
    listed = subprocess.run(  # noqa: S603 - a number and nothing else
        ["/bin/ps", "-ww", "-o", "command=", "-p", str(number)], capture_output=True, text=True, check=False
    )
    return listed.stdout


def start(cluster: Cluster) -> None:
    """Start the server, or wait for the one that is starting, until it takes connections.

    Raises:
        SiteError: it ended instead, with its last words.
    """
    for _ in range(_ATTEMPTS):
        if process_of(cluster.data) is None:
            folder = sockets.folder_for(cluster.site, cluster.account, cluster.data)
            _take_away_stale(cluster.data, cluster.data / "postmaster.pid")
            _take_away_stale(cluster.data, folder / f"{sockets.NAME}.lock")
            _launch(cluster, folder)
        if _comes_up(cluster):
            return
        if not any(words in _last_words(cluster) for words in _PASSING):
            break
        time.sleep(0.5)
    raise SiteError(f"The database in {cluster.data} does not start: {_last_words(cluster)}.")


def _take_away_stale(data: Path, lock: Path) -> None:
    """A lock file whose process number belongs to something else by now would keep PostgreSQL from starting."""
    try:
        number = int(lock.read_text(encoding="utf-8").split("\n", 1)[0])
    except (OSError, ValueError):
        return
    if _command(number) and str(data) not in _command(number):
        lock.unlink(missing_ok=True)


def _launch(cluster: Cluster, socket_folder: Path) -> None:
    settings = [f"--{name}={value}" for name, value in parameters(socket_folder).items()]
    with _words(cluster).open("wb") as words:
        child = subprocess.Popen(  # noqa: S603 - our own program and arguments
            [str(cluster.programs / "postgres"), "-D", str(cluster.data), *settings],
            cwd="/",
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},  # no password of the environment goes to the server
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=words,
            start_new_session=True,  # Ctrl-C is for us; we stop the server last
            user=cluster.account.user,
            group=cluster.account.group,
            extra_groups=cluster.account.extra_groups,
        )
    _children[child.pid] = child


def _comes_up(cluster: Cluster) -> bool:
    until = time.monotonic() + _RECOVERY
    while time.monotonic() < until:
        number = process_of(cluster.data)
        if number is None:
            return False
        if _is_ready(cluster.data, number):
            return True
        time.sleep(_PAUSE)
    raise SiteError(f"The database in {cluster.data} is still recovering after {_RECOVERY:.0f} s. Try again later.")


def _is_ready(data: Path, number: int) -> bool:
    """What the server says of itself in the eighth line of its file; the file of a killed one has another number."""
    try:
        lines = (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    return len(lines) > 7 and lines[0] == str(number) and lines[7].strip() == "ready"


def stop(data: Path) -> None:
    """Stop the server with a checkpoint; harder, if it does not within two minutes. Nothing to do if it is gone.

    Raises:
        SiteError: it does not even end when killed.
    """
    for kind, patience in _STOPPING.items():
        number = process_of(data)
        if number is None:
            return
        with suppress(ProcessLookupError):
            os.kill(number, kind)
        until = time.monotonic() + patience
        while time.monotonic() < until:
            if process_of(data) is None:
                return
            time.sleep(_PAUSE)
    raise SiteError(f"The database in {data} (process {process_of(data)}) does not stop. Look at the machine's disks.")


def _words(cluster: Cluster) -> Path:
    return cluster.site.run / "postgres.words"


def _last_words(cluster: Cluster) -> str:
    """The first line that says why; PostgreSQL's own sentence, without a time before it."""
    try:
        text = _words(cluster).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        text = ""
    lines = _grave(text.splitlines()) or _grave(_logged(cluster.data))[-1:] or text.splitlines()
    return lines[0].split(":  ", 1)[-1].rstrip(".") if lines else "it ended without a word"


def _grave(lines: list[str]) -> list[str]:
    return [line for line in lines if "FATAL:" in line or "PANIC:" in line]


def _logged(data: Path) -> list[str]:
    """The end of what the server wrote once it kept a log of its own."""
    logs = sorted((data / "log").glob("*.log"), key=lambda path: path.stat().st_mtime)
    return logs[-1].read_text(encoding="utf-8", errors="replace").splitlines()[-20:] if logs else []
