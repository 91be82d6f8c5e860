"""Mails that wait, as the intake leaves them, and a desk to send them from."""

import io
from dataclasses import dataclass, field
from datetime import UTC, datetime
from secrets import token_bytes
from typing import Any
from uuid import UUID, uuid4

import psycopg

from undersigned.post.desk import Desk
from undersigned.post.letters import Letters
from undersigned.post.stages import Stages
from undersigned.post.transport import Letter, MailError, Transport
from undersigned.post.trouble import Troubles
from undersigned.sealing.envelope import seal
from undersigned.sealing.links import signature_id
from undersigned.sealing.places import outgoing_mail
from undersigned.site.addresses import Dsn
from undersigned.site.configuration import configure
from undersigned.site.folder import Site
from undersigned.site.keyring import Keyring, hour_of
from undersigned.terms.campaign import Stage
from undersigned.terms.mail import Waiting

CAMPAIGN = 7
CLOSED = 8
Connection = psycopg.Connection[Any]


class Plain:
    """Words that say the message itself."""

    def text(self, message: str, /, **values: object) -> str:
        return message.format(**values)


@dataclass
class Faulty:
    """A way that keeps what it is given, and fails as it is told to, in order."""

    faults: list[MailError | None] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    opened: int = 0
    closed_doors: int = 0
    """So many times opening it fails first."""
    door: MailError | None = None

    def open(self) -> "Faulty":
        if self.closed_doors and self.door is not None:
            self.closed_doors -= 1
            raise self.door
        self.opened += 1
        return self

    def close(self) -> None:
        """Nothing to do."""

    def send(self, letter: Letter) -> None:
        fault = self.faults.pop(0) if self.faults else None
        if fault is not None:
            raise fault
        self.letters.append(letter)

    @property
    def recipients(self) -> list[str]:
        return [letter.recipient for letter in self.letters]


def desk(site: Site, dsn: Dsn, transport: Transport, said: io.StringIO | None = None) -> Desk:
    """A desk for one open and one closed campaign, without Django."""
    configuration = configure(site, {"UNDERSIGNED_BASE_URL": "https://sign.example.org"})
    stages = Stages(lambda: {CAMPAIGN: Stage.OPEN, CLOSED: Stage.CLOSED})
    stages.refresh()
    return Desk(
        site=site,
        configuration=configuration,
        dsn=dsn,
        letters=Letters(configuration.base_url, configuration.sender, lambda _: Plain()),
        transport=transport,
        stages=stages,
        troubles=Troubles(said or io.StringIO()),
    )


def put(
    connection: Connection,
    site: Site,
    *addresses: str,
    campaign: int = CAMPAIGN,
    provider: str = "",
    language: str = "en",
) -> list[UUID]:
    """A pending signature and its mail for each address, the first the oldest."""
    hour = hour_of(datetime.now(UTC))
    key = Keyring(site).hourly("outbox", hour)
    secrets = [token_bytes(16) for _ in addresses]
    ids = [signature_id(secret) for secret in secrets]
    mails = [
        seal(key, Waiting(address, secret, language, campaign).packed(), outgoing_mail(identity))
        for address, secret, identity in zip(addresses, secrets, ids, strict=True)
    ]
    many = len(addresses)
    data_key = uuid4()
    connection.execute(
        "select ledger.collect(1, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s::smallint[], %s, %s)",
        [
            [data_key],
            [campaign],
            [b"wrapped"],
            ids,
            [campaign] * many,
            [data_key] * many,
            [b"for the holders"] * many,
            [b"for the signer"] * many,
            [language] * many,
            [""] * many,
            [""] * many,
            [provider] * many,
            [0] * many,
            mails,
            hour,
        ],
    )
    connection.execute(
        "update ledger.outbox set due = now() - interval '1 hour' + make_interval(secs => place)"
        " from unnest(%s::uuid[]) with ordinality as given (id, place) where signature = given.id",
        [ids],
    )
    return ids


def rows(connection: Connection) -> dict[UUID, tuple[str, int, bool, float]]:
    """What waits: signature to kind, tries, whether it is leased, and in how many seconds it is due."""
    found = connection.execute(
        "select signature, kind, tries, taken_until is not null, extract(epoch from due - now())::float"
        " from ledger.outbox"
    )
    return {identity: (kind, tries, leased, seconds) for identity, kind, tries, leased, seconds in found}


def outcomes(desk: Desk, connection: Connection) -> dict[str, int]:
    """What became of mails, over all providers."""
    desk.counts.write(connection)
    found = connection.execute("select outcome, sum(number)::int from ledger.mail_count group by outcome")
    return dict(found.fetchall())
