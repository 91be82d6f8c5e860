"""A site that `undersigned serve` serves, as a process, with a campaign; and its processes, to be killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

import psutil

from bench.campaigns import open_campaign
from bench.surge.rig import free_port, wait_for
from undersigned.campaigns import orm
from undersigned.sealing.holders import CampaignKey
from undersigned.serving import starting
from undersigned.serving.children import run_once
from undersigned.site.configuration import Configuration, configure
from undersigned.site.folder import Site
from undersigned.site.keyring import Keyring
from undersigned.site.postgres.database import database, using

SLUG = "kill"
HASHES = 2
SECONDS_TO_STOP = 120
_SETTINGS = """[listen]
port = {port}
[limits]
signings_per_network_per_hour = 1000000
mails_per_provider_per_minute = 1000000
seconds_to_fill_form = 0
work_base = {hashes}
work_most = {hashes}
"""
_OTHERS = ("DATABASE_URL", "EMAIL_URL", "UNDERSIGNED_")


class Victim(StrEnum):
    """What can be killed."""

    WEB_MAIN = "the web server"
    WEB_WORKER = "a web process"
    MAIL_WORKER = "the worker"
    POSTMASTER = "the database"
    BACKEND = "a connection of the database"


@dataclass(frozen=True, slots=True)
class Place:
    """The site, and the process that serves it."""

    site: Site
    configuration: Configuration
    campaign: int
    key: CampaignKey
    process: subprocess.Popen[bytes]
    words: Path

    @property
    def dsn(self) -> str:
        """Its database, while that runs."""
        return database(self.site, self.configuration)

    @property
    def keyring(self) -> Keyring:
        """Its keys."""
        return Keyring(self.site)

    @property
    def port(self) -> int:
        """Where it listens."""
        return self.configuration.listen.port

    def find(self, victim: Victim) -> list[psutil.Process]:
        """The processes of this kind that live now."""
        below = psutil.Process(self.process.pid).children(recursive=True)
        return [process for process in below if _kind(process, self.process.pid) is victim]

    def kill(self, process: psutil.Process) -> bool:
        """Kill it with -9; False when it had ended."""
        try:
            process.send_signal(signal.SIGKILL)
        except psutil.NoSuchProcess:
            return False
        return True

    def stop(self) -> str:
        """Stop the site kindly; what it said from its beginning on."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(SECONDS_TO_STOP)
        return self.words.read_text(encoding="utf-8", errors="replace")


def _kind(process: psutil.Process, root: int) -> Victim | None:
    try:
        said, parent = " ".join(process.cmdline()), process.parent()
        if "undersigned.serving.child work" in said:
            return Victim.MAIL_WORKER
        if "undersigned.serving.child web" in said:
            return Victim.WEB_MAIN if parent is not None and parent.pid == root else Victim.WEB_WORKER
        if "/postgres -D" in said:
            return Victim.POSTMASTER
        return Victim.BACKEND if said.startswith("postgres: undersigned undersigned") else None
    except psutil.NoSuchProcess:
        return None


@contextmanager
def place(folder: Path, mail_port: int) -> Iterator[Place]:
    """Serve a new site below `folder`, with its mail going to a port of this machine."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(_OTHERS)}
    environment["EMAIL_URL"] = f"smtp://127.0.0.1:{mail_port}"
    site = Site(folder / "site").make()
    site.configuration_file.write_text(_SETTINGS.format(port=free_port(), hashes=HASHES), encoding="utf-8")
    configuration, key = configure(site, environment), CampaignKey.fresh()
    campaign = _campaign(site, configuration, environment, key)
    words = folder / "words"
    with words.open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "undersigned", "serve", "--site", str(site.path), "--processes", "2"],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_for(partial(starting.answers, configuration.listen, f"/stamp/{SLUG}"), "the site")
        yield Place(site, configuration, campaign, key, process, words)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(SECONDS_TO_STOP)


def _campaign(site: Site, configuration: Configuration, environment: Mapping[str, str], key: CampaignKey) -> int:
    """Make the tables and an open campaign, while the database runs for that alone."""
    with using(site, configuration) as dsn:
        run_once("prepare", site, environment)
        orm.set_up(dsn)
        campaign = open_campaign(site, configuration, SLUG, "Do.", key)
        orm.close()
    return campaign.id
