"""What is in the database and in the mailbox, held against what signers were told."""

from collections import Counter
from collections.abc import Collection, Mapping
from uuid import UUID

import psycopg
from psycopg import Connection
from psycopg.rows import TupleRow

from bench.kill.place import Place
from bench.kill.signers import Books
from undersigned.ledger import tallying
from undersigned.sealing.datakeys import unwrap
from undersigned.sealing.envelope import SealError
from undersigned.sealing.places import data_key_of, holders_copy
from undersigned.terms.signature import Typed


def waiting(place: Place) -> int:
    """How many confirmation mails have not gone out."""
    with psycopg.connect(place.dsn) as connection:
        row = connection.execute("select count(*) from ledger.outbox where kind = 'confirm'").fetchone()
    return int(row[0]) if row else 0


def troubles(place: Place, books: Books, came: Mapping[UUID, int]) -> list[str]:
    """What does not agree, in sentences; nothing when all is well."""
    with psycopg.connect(place.dsn) as connection:
        kept = {
            identity: str(state) for identity, state in connection.execute("select id, state from ledger.signature")
        }
        confirmed = {identity for identity, state in kept.items() if state == "confirmed"}
        counted = tallying.tally(connection, place.campaign)
        found = [
            _number("acknowledged signatures are not there", books.thanked - kept.keys()),
            _number("signatures are nobody's who sent a form", kept.keys() - books.sent.keys()),
            _number("confirmings were acknowledged and are not there", books.confirmed - confirmed),
            _number("signatures had no mail", kept.keys() - came.keys()),
            _number("mails were about no signature", came.keys() - kept.keys()),
            _differs("signatures collected", counted.collected, len(kept)),
            _differs("signatures confirmed", counted.confirmed, len(confirmed)),
            _differs("signatures standing", counted.standing, len(confirmed)),
            *tallying.recount(connection, place.campaign).differences,
            *(alarm.what for alarm in tallying.alarms(connection)),
            _number("signatures cannot be opened by the key holders", _halves(connection, place, books)),
            _number("confirmed signatures still have a mail waiting", _late(connection)),
        ]
    return [sentence for sentence in found if sentence]


def repeats(came: Mapping[UUID, int]) -> int:
    """How many mails came once more than they should."""
    return Counter(came).total() - len(came)


def _number(what: str, those: Collection[UUID]) -> str:
    return f"{len(those):,} {what}" if those else ""


def _differs(what: str, counted: int, there: int) -> str:
    return f"{what}: the tally says {counted:,}, there are {there:,}" if counted != there else ""


def _halves(connection: Connection[TupleRow], place: Place, books: Books) -> set[UUID]:
    """Signatures whose copy for the key holders does not open, or says another name than was sent."""
    about, sealers = data_key_of(place.campaign), {}
    for identity, wrapped in connection.execute("select id, wrapped from ledger.data_key").fetchall():
        sealers[identity] = unwrap(place.key.private, wrapped, about)
    broken = set()
    rows = connection.execute("select id, data_key, for_holders, for_signer is null from ledger.signature")
    for identity, data_key, sealed, lacks_copy in rows:
        try:
            opened = sealers[data_key].open_sealed(sealed or b"", holders_copy(identity))
            name = Typed.unpacked(opened).name
        except (SealError, KeyError, ValueError):
            name = ""
        if lacks_copy or name != books.sent.get(identity):
            broken.add(identity)
    return broken


def _late(connection: Connection[TupleRow]) -> set[UUID]:
    rows = connection.execute(
        "select signature from ledger.outbox join ledger.signature on id = signature where state = 'confirmed'"
    )
    return {identity for (identity,) in rows}
