"""A site that is served as a person would serve it, for tests: started, watched, killed in parts, stopped."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import psutil

SECONDS = 60.0
NO_HEADERS: Mapping[str, str] = {}


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def until(true: Callable[[], bool], seconds: float = SECONDS) -> float:
    """Wait until something is so; how long it took."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < seconds, "it never came to be so"
        time.sleep(0.02)
    return time.monotonic() - began


@dataclass
class Served:
    """One `undersigned serve` as a process of its own."""

    site: Path
    port: int
    process: subprocess.Popen[str]

    @classmethod
    def begin(cls, site: Path, port: int = 0, **environment: str) -> "Served":
        port = port or free_port()
        words = [sys.executable, "-m", "undersigned", "serve", "--site", str(site), "--port", str(port)]
        without = {name: value for name, value in os.environ.items() if name not in ("EMAIL_URL", "DATABASE_URL")}
        process = subprocess.Popen(
            [*words, "--processes", "2"],
            env={**without, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        return cls(site, port, process)

    def answer(
        self,
        path: str = "/",
        method: str = "GET",
        body: bytes | None = None,
        headers: Mapping[str, str] = NO_HEADERS,
    ) -> tuple[int, dict[str, str], bytes]:
        way = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            way.request(method, path, body, dict(headers))
            found = way.getresponse()
            return found.status, {name.lower(): value for name, value in found.getheaders()}, found.read()
        finally:
            way.close()

    def answers(self, path: str = "/") -> bool:
        try:
            return self.answer(path)[0] == 200
        except (OSError, HTTPException):
            return False

    def ready(self) -> "Served":
        until(lambda: self.answers() or self.process.poll() is not None)
        assert self.process.poll() is None, self.process.stdout and self.process.stdout.read()
        return self

    def children(self, word: str) -> list[psutil.Process]:
        """The processes below with this word in their command, the first started first."""
        below = psutil.Process(self.process.pid).children(recursive=True)
        return sorted((found for found in below if _has(found, word)), key=lambda found: found.create_time())

    def commands(self) -> list[str]:
        """What every process of it was started with, as other accounts of the machine can see it."""
        below = psutil.Process(self.process.pid).children(recursive=True)
        return [" ".join(found.cmdline()) for found in (psutil.Process(self.process.pid), *below)]

    def kill(self, word: str, which: int = 0) -> int:
        """Kill one of these with -9; its number."""
        found = self.children(word)[which]
        found.send_signal(signal.SIGKILL)
        return int(found.pid)

    def stop(self) -> str:
        """Stop it kindly; what it said."""
        self.process.send_signal(signal.SIGINT)
        said, _ = self.process.communicate(timeout=60)
        return said

    def end(self) -> None:
        """Stop it if it still runs: for the end of a test, however it went."""
        if self.process.poll() is None:
            self.stop()
        elif self.process.stdout is not None:
            self.process.stdout.close()


def _has(process: psutil.Process, word: str) -> bool:
    try:
        return word in " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return False
