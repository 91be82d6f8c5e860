"""What all sending threads of a worker share."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from threading import Lock

import psycopg
from psycopg import Connection
from psycopg.rows import TupleRow

from undersigned.ledger import outbox
from undersigned.ledger.limits import Counted
from undersigned.ledger.outbox import Hashes, Row
from undersigned.post.letters import Letters
from undersigned.post.stages import Stages
from undersigned.post.transport import Transport
from undersigned.post.trouble import Troubles
from undersigned.sealing.addresses import address_hash
from undersigned.sealing.envelope import SealError, open_sealed
from undersigned.sealing.places import outgoing_mail
from undersigned.site.configuration import Configuration
from undersigned.site.folder import Site
from undersigned.site.keyring import Keyring
from undersigned.site.limits import Limits
from undersigned.terms.address import canonical, strict
from undersigned.terms.mail import Waiting

_CONNECT_SECONDS = 10
_SILENCE = 60_000  # milliseconds until a host that vanished counts as gone
PATIENCE, PATIENCE_WITH_A_CHORE = "30s", "1h"
OUTBOX, LIMITS, BLOCKS, LINKS = "outbox", "limits", "blocks", "links"


class Counts:
    """What became of mails since it was last written down; a worker that is killed loses a few."""

    def __init__(self) -> None:
        self._numbers: Counter[tuple[str, str]] = Counter()
        self._lock = Lock()

    def add(self, provider: str, outcome: str) -> None:
        """One more."""
        with self._lock:
            self._numbers[provider, outcome] += 1

    def write(self, connection: Connection[TupleRow]) -> None:
        """Add them to the database's; they stay here when it is away."""
        with self._lock:
            numbers = self._numbers.copy()
        if numbers:
            outbox.count(connection, numbers)
            with self._lock:
                self._numbers.subtract(numbers)
                self._numbers += Counter()


@dataclass(frozen=True, slots=True)
class Desk:
    """The site as the sending threads see it."""

    site: Site
    configuration: Configuration
    dsn: str
    letters: Letters
    transport: Transport
    stages: Stages
    troubles: Troubles
    counts: Counts = field(default_factory=Counts)

    @property
    def limits(self) -> Limits:
        """The limits as they are now."""
        return self.configuration.limits(self.site)

    def connect(self, patience: str = PATIENCE) -> Connection[TupleRow]:
        """A connection for plain SQL in which each statement is a transaction, and may take so long."""
        connection = psycopg.connect(
            self.dsn,
            autocommit=True,
            connect_timeout=_CONNECT_SECONDS,
            tcp_user_timeout=_SILENCE,
            application_name="undersigned post",
        )
        connection.execute("select set_config('statement_timeout', %s, false)", [patience])
        return connection

    def opened(self, row: Row) -> Waiting | None:
        """What a row has sealed; None when its hour's key is gone or the bytes are not what we wrote."""
        key = Keyring(self.site).kept_of_hour(OUTBOX, row.key_hour)
        if key is None:
            return None
        try:
            return Waiting.unpacked(open_sealed(key, row.sealed, outgoing_mail(row.signature)))
        except (SealError, ValueError):
            return None

    def hashes(self, waiting: Waiting) -> Hashes:
        """The address under the keys by which it is looked for."""
        keyring, address, day = Keyring(self.site), strict(waiting.address), today()
        campaign = keyring.campaign(waiting.campaign) if keyring.has_campaign(waiting.campaign) else None
        return Hashes(
            blocked=address_hash(keyring.get(BLOCKS), address),
            confirmed=None if campaign is None else address_hash(campaign, canonical(waiting.address)),
            counted=Counted(
                address_hash(keyring.daily(LIMITS, day), address), day, self.limits.mails_per_address_per_day
            ),
        )


def today() -> date:
    """The day by which mails to an address are counted."""
    return datetime.now(UTC).date()
