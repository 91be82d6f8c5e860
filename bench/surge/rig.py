"""A site of its own for the measuring, with a campaign, run by the same parts as `undersigned serve`."""

import os
import socket
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import monotonic, sleep

from bench.campaigns import open_campaign
from bench.surge.forms import HASHES, Keys
from undersigned.campaigns import orm
from undersigned.errors import SiteError
from undersigned.sealing.holders import CampaignKey
from undersigned.serving import starting
from undersigned.serving.children import Child, run_once
from undersigned.site.configuration import Configuration, configure
from undersigned.site.folder import Site
from undersigned.site.keyring import Keyring
from undersigned.site.postgres import process
from undersigned.site.postgres.cluster import data_folder
from undersigned.site.postgres.database import database, owners
from undersigned.terms.campaign import Campaign

SLUG = "surge"
PATIENCE = 60.0
_SETTINGS = """trusted_proxies = 1
[listen]
port = {port}
[limits]
signings_per_network_per_hour = 1000000
stamps_per_network_per_hour = 10000000
seconds_to_fill_form = 0
work_base = {hashes}
work_most = {hashes}
"""
_OTHERS = ("DATABASE_URL", "EMAIL_URL", "UNDERSIGNED_")
_PARAGRAPH = "We ask you to end the contracts named here, to say what was bought with them, and to buy no more of it. "


@dataclass(frozen=True, slots=True)
class Rig:
    """The site, its campaign, and how to start its processes."""

    site: Site
    configuration: Configuration
    campaign: Campaign
    environment: Mapping[str, str]

    @property
    def dsn(self) -> str:
        """Its database, while that runs."""
        return database(self.site, self.configuration)

    @property
    def owner(self) -> str:
        """The same, as the role that makes tables."""
        return owners(self.site, self.configuration)

    @property
    def port(self) -> int:
        """Where it listens."""
        return self.configuration.listen.port

    @property
    def page(self) -> str:
        """The address of the campaign's page."""
        return f"/c/{SLUG}/"

    @property
    def keys(self) -> Keys:
        """What forms for it are made with."""
        keyring = Keyring(self.site)
        today = datetime.now(UTC).date()
        return Keys(keyring.get("stamps"), keyring.daily("links", today), self.campaign.id, f"/sign/{SLUG}/en")

    def postgres(self) -> int:
        """The process of the database."""
        found = process.process_of(data_folder(self.site))
        if found is None:
            raise SiteError("The database of the measuring has ended.")
        return found

    @contextmanager
    def web(self) -> Iterator[int]:
        """The web processes, started as `serve` starts them; the first of them, from which the others come."""
        with self._child("web") as web:
            wait_for(partial(starting.answers, self.configuration.listen, self.page), "the web processes")
            yield web

    @contextmanager
    def worker(self) -> Iterator[int]:
        """The worker."""
        with self._child("work") as worker:
            yield worker

    @contextmanager
    def _child(self, kind: str) -> Iterator[int]:
        child = Child(kind, kind, self.site, self.environment)
        child.start()
        try:
            yield child.process or 0
        finally:
            child.stop()


@contextmanager
def rig(folder: Path | None = None) -> Iterator[Rig]:
    """A site below `folder`, with its database running; all of it goes at the end."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(_OTHERS)}
    with ExitStack() as afterwards:
        place = Path(afterwards.enter_context(tempfile.TemporaryDirectory(prefix="surge-", dir=folder)))
        place.chmod(0o755)  # the database may have to run as another account
        site = Site(place / "site").make()
        site.configuration_file.write_text(_SETTINGS.format(port=free_port(), hashes=HASHES), encoding="utf-8")
        embedded = starting.Embedded(site, partial(run_once, "prepare", site, environment))
        afterwards.callback(embedded.stop)
        embedded.start()
        configuration = configure(site, environment)
        orm.set_up(database(site, configuration))
        afterwards.callback(orm.close)
        letter = "\n\n".join([_PARAGRAPH * 5] * 6)
        campaign = open_campaign(site, configuration, SLUG, letter, CampaignKey.fresh())
        yield Rig(site, configuration, campaign, environment)


def free_port() -> int:
    """A port that nobody listens to now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


def wait_for(answers: partial[bool], who: str) -> None:
    """Wait until they answer.

    Raises:
        SiteError: they do not within a minute.
    """
    until = monotonic() + PATIENCE
    while not answers():
        if monotonic() > until:
            raise SiteError(f"Within {PATIENCE:.0f} s {who} did not answer.")
        sleep(0.1)
