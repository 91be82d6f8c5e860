"""A whole site in this process, for tests: files, intake and pages behind the dispatcher, and the worker when asked.

The fixture `campaigning` has an open campaign with its key. Signers sign through the intake, read their mail in the
development outbox, and press the buttons of their pages. `asked` is for tests that ask many things at once.
"""

import asyncio
import io
import json
import re
from collections.abc import Awaitable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from threading import Event, Thread
from time import monotonic, sleep
from typing import Any, TypeVar
from urllib.parse import urlencode

import psycopg
import pytest

from bench.campaigns import place_key
from tests.database import Postgres
from tests.intake.forms import solved
from undersigned.campaigns import orm, queries, showing
from undersigned.campaigns.orm import models
from undersigned.intake.application import Door
from undersigned.intake.application import application as intake
from undersigned.intake.office import Office
from undersigned.ledger import outbox, tallying
from undersigned.post.desk import Desk
from undersigned.post.lane import Lane
from undersigned.post.setting_up import desk_of
from undersigned.post.trouble import Troubles
from undersigned.sealing import links
from undersigned.sealing.holders import CampaignKey
from undersigned.serving.answers import Application
from undersigned.serving.dispatch import dispatcher
from undersigned.site.configuration import Configuration, configure
from undersigned.site.folder import Site
from undersigned.site.keyring import Keyring
from undersigned.site.postgres.database import database
from undersigned.terms.campaign import Campaign, Kind, Stage, Tally
from undersigned.web.application import Pages
from undersigned.web.application import application as web

T = TypeVar("T")
FORM = (b"content-type", b"application/x-www-form-urlencoded")
HOST = (b"host", b"127.0.0.1:8000")
PATIENT = """\
[limits]
signings_per_network_per_hour = 1000000
stamps_per_network_per_hour = 1000000
returned_forms_per_network_per_minute = 1000000
mails_per_address_per_day = 100
mails_per_provider_per_minute = 1000000
seconds_to_fill_form = 0
work_base = 2
work_most = 2
"""
"""A site.toml for tests: nobody waits, and nobody is told to come back."""
_LINK = re.compile(r"/s/([A-Za-z0-9_-]{22})")
_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Sequence[tuple[str, str]]
    body: bytes

    @property
    def text(self) -> str:
        """The page."""
        return self.body.decode()

    def header(self, name: str) -> str:
        """The only header of this name."""
        (found,) = [value for known, value in self.headers if known == name]
        return found


async def asked(
    application: Application, method: str, path: str, body: bytes = b"", headers: Sequence[tuple[bytes, bytes]] = ()
) -> Answer:
    """One request, its answer whole."""
    plain, _, query = path.partition("?")
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": plain,
        "raw_path": plain.encode("utf-8", "surrogatepass"),
        "query_string": query.encode("utf-8", "surrogatepass"),
        "headers": [HOST, *headers],
        "http_version": "1.1",
        "scheme": "http",
        "root_path": "",
        "client": ("127.0.0.1", 40000),
        "server": ("127.0.0.1", 8000),
    }
    await application(scope, receive, send)
    start, end = sent
    told = [(name.decode(), value.decode("latin-1")) for name, value in start["headers"]]
    return Answer(start["status"], told, end["body"])


@dataclass
class Campaigning:
    """A site, its campaign, and what signers and the worker do."""

    site: Site
    configuration: Configuration
    dsn: str
    key: CampaignKey
    slug: str
    door: Door
    pages: Pages
    application: Application
    runner: asyncio.Runner
    said: io.StringIO = field(default_factory=io.StringIO)

    @property
    def keyring(self) -> Keyring:
        """The site's keys."""
        return Keyring(self.site)

    @property
    def campaign(self) -> Campaign:
        """The campaign as it is now."""
        return queries.campaign(self.slug)

    @property
    def office(self) -> Office:
        """The intake's office, whose clock a test may set."""
        return self.door._office

    def run(self, work: Awaitable[T]) -> T:
        """Do something in the loop of the site; between two calls the site stands still."""

        async def whole() -> T:
            return await work

        return self.runner.run(whole())

    def at_once(self, *many: Awaitable[Answer]) -> list[Answer]:
        """Ask many things at the same time."""

        async def whole() -> list[Answer]:
            return list(await asyncio.gather(*many))

        return self.runner.run(whole())

    def get(self, path: str) -> Answer:
        """Look at a page."""
        return self.run(asked(self.application, "GET", path))

    def post(self, path: str, form: Mapping[str, str] | None = None) -> Answer:
        """Press a button or send a form."""
        return self.run(self.posting(path, form or {}))

    def posting(self, path: str, form: Mapping[str, str]) -> Awaitable[Answer]:
        """The same, for `at_once`."""
        return asked(self.application, "POST", path, urlencode(form).encode(), [FORM])

    def refresh(self) -> None:
        """Let the intake read at once what is on offer, which it does every few seconds."""
        self.run(self.door._office.offer.refresh())

    def form(self, email: str, slug: str = "", **fields: str) -> dict[str, str]:
        """What a browser sends for this signer: her fields and the work it has done."""
        challenge = json.loads(self.get(f"/stamp/{slug or self.slug}").body)
        return {"name": "Ana Martínez", "email": email, "altcha": solved(challenge), **fields}

    def sign(self, email: str, slug: str = "", **fields: str) -> Answer:
        """Fill in the form and send it."""
        return self.post(f"/sign/{slug or self.slug}/en", self.form(email, slug, **fields))

    def signed(self, email: str, slug: str = "", **fields: str) -> str:
        """Sign, read the mail, confirm; gives the path of her page."""
        assert self.sign(email, slug, **fields).status == 200
        self.mail()
        path = self.links(email)[-1]
        assert self.post(f"{path}/confirm").header("location").endswith("said=confirmed")
        return path

    def desk(self) -> Desk:
        """The worker's desk; what it says of troubles stands in `said`."""
        return replace(desk_of(self.site, self.configuration), troubles=Troubles(self.said))

    def mail(self, seconds: float = _SECONDS, desk: Desk | None = None) -> None:
        """Send the mails that are due, as the worker does."""
        working = desk or self.desk()
        working.stages.refresh()
        with psycopg.connect(self.dsn, autocommit=True) as connection:
            for provider in outbox.delays(connection):
                stop = Event()
                lane = Thread(target=Lane(working, provider).run, args=(stop,))
                lane.start()
                until = monotonic() + seconds
                while provider in outbox.delays(connection) and monotonic() < until:
                    sleep(0.01)
                stop.set()
                lane.join()

    def links(self, email: str) -> list[str]:
        """The paths of the private pages in the mails to an address, oldest first."""
        return [path for to, path in self.mails() if to.lower() == email.lower()]

    def mails(self) -> list[tuple[str, str]]:
        """The mails in the outbox, oldest first: to whom, and the path of the private page in it."""
        found = []
        for file in sorted(self.site.outbox.glob("*.eml")):
            mail = message_from_bytes(file.read_bytes(), policy=policy.default)
            body = mail.get_body(("plain",))
            assert body is not None
            found.append((str(mail["To"]), "/s/" + _LINK.findall(body.get_content())[0]))
        return found

    def rows(self, query: str, *parameters: object) -> list[tuple[Any, ...]]:
        """What the database says."""
        with psycopg.connect(self.dsn) as connection:
            return connection.execute(query.encode(), parameters).fetchall()

    def tables(self) -> dict[str, int]:
        """How many rows each table of the ledger has."""
        names = self.rows("select table_name from information_schema.tables where table_schema = 'ledger' order by 1")
        return {name: self.rows(f"select count(*) from ledger.{name}")[0][0] for (name,) in names}

    def digest(self) -> dict[str, str]:
        """What each table of the ledger says, as a hash of all its rows."""
        hashed = "select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from ledger.{} t"
        return {name: self.rows(hashed.format(name))[0][0] for name in self.tables()}

    def tally(self) -> Tally:
        """The counts as kept."""
        with psycopg.connect(self.dsn) as connection:
            return tallying.tally(connection, self.campaign.id)

    def differences(self) -> tuple[str, ...]:
        """What a recount finds."""
        with psycopg.connect(self.dsn) as connection:
            return tallying.recount(connection, self.campaign.id).differences

    def state(self, path: str) -> str:
        """How the signature of a private page stands."""
        secret = links.from_text(path.removeprefix("/s/"))
        assert secret is not None
        rows = self.rows("select state::text from ledger.signature where id = %s", links.signature_id(secret))
        return str(rows[0][0])


def open_campaign(site: Site, key: CampaignKey, slug: str = "stop-it", **columns: Any) -> Campaign:
    """Publish a campaign whose holders have this key, with its files; `columns` are those of its row."""
    today = datetime.now(UTC).date()
    told: dict[str, Any] = {
        "slug": slug,
        "kind": Kind.PETITION.value,
        "stage": Stage.OPEN.value,
        "public_key": key.public,
        "organisers": "Neighbours",
        "contact": "mail@example.org",
        "opened": date(2026, 1, 1),
        "retention": today + timedelta(days=300),
    }
    made = models.Campaign.objects.create(**{**told, **columns})
    for place, language in enumerate(("en", "es", "ar")):
        models.CampaignText.objects.create(
            campaign=made,
            place=place,
            language=language,
            title=f"Stop it ({language})",
            demand="Stop it now.",
            target="City Council",
            letter="Dear council",
        )
    Keyring(site).make_campaign(made.pk)
    place_key(site.campaign(slug), slug, key)
    campaign = queries.campaign(slug)
    showing.show(site, campaign, datetime.now(UTC), "http://127.0.0.1:8000")
    return campaign


@contextmanager
def opened(site: Site, configuration: Configuration, slug: str = "stop-it") -> Iterator[Campaigning]:
    """A site with a campaign, answering in this process; its database runs and has its tables."""
    dsn, key = database(site, configuration), CampaignKey.fresh()
    with ExitStack() as afterwards:
        afterwards.callback(orm.close)
        pages = web(site, configuration)
        afterwards.callback(pages.close)
        open_campaign(site, key, slug)
        door = intake(site, configuration)
        assert isinstance(door, Door)
        runner = afterwards.enter_context(asyncio.Runner())
        runner.run(door.open())
        afterwards.callback(lambda: runner.run(door.close()))
        joined = dispatcher(site.public, door, pages, configuration.base_url)
        yield Campaigning(site, configuration, dsn, key, slug, door, pages, joined, runner)


@pytest.fixture(scope="session")
def signing_template(postgres: Postgres) -> str:
    """A database with all tables, which every test gets a copy of."""
    name = "signing_template"
    postgres.prepared(name)
    return name


@pytest.fixture
def campaigning(postgres: Postgres, new_site: Site, signing_template: str) -> Iterator[Campaigning]:
    """A site of this test's own with an open campaign, in this process."""
    address = postgres.create(template=signing_template)
    new_site.configuration_file.write_text(PATIENT, encoding="utf-8")
    configuration = replace(configure(new_site, {}), database=address)
    with opened(new_site, configuration) as found:
        yield found
    postgres.drop(address)
