"""What organisers change: signatures that do not count, or count again; numbers from paper and from elsewhere."""

from dataclasses import dataclass
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow

from undersigned.errors import CampaignError
from undersigned.ledger.appending import append, append_number
from undersigned.terms.signature import EventKind, State


@dataclass(frozen=True, slots=True)
class Before:
    """A signature as it stood before it was changed."""

    campaign: int
    state: State
    ever_confirmed: bool
    erased: bool


def invalidate(connection: Connection[TupleRow], signature: UUID, reason: str) -> State:
    """Take a signature out of the count; gives the state in which it was. It is kept, and can be reinstated.

    Its address stays taken, so that the same person cannot sign again while it is looked into.

    Raises:
        CampaignError: there is no such signature, it is invalidated already, or its signer withdrew it.
    """
    _need(reason)
    with connection.transaction():
        before = _locked(connection, signature)
        if before.state not in (State.PENDING, State.CONFIRMED):
            raise CampaignError(f"The signature {signature} is {before.state} already; it is not counted.")
        _become(connection, signature, State.INVALIDATED)
        connection.execute("delete from ledger.outbox where signature = %s", [signature])
        standing = -1 if before.state == State.CONFIRMED else 0
        append(connection, before.campaign, signature, EventKind.INVALIDATED, standing, reason.strip())
    return before.state


def reinstate(connection: Connection[TupleRow], signature: UUID, reason: str) -> State:
    """Count an invalidated signature again; gives the state that it has now: confirmed if it ever was.

    Raises:
        CampaignError: there is no such signature, it is not invalidated, or its signer had it erased since.
    """
    _need(reason)
    with connection.transaction():
        before = _locked(connection, signature)
        if before.state != State.INVALIDATED:
            raise CampaignError(f"The signature {signature} is {before.state}, not invalidated.")
        if before.erased:
            raise CampaignError(f"What was kept of the signature {signature} is erased; it cannot come back.")
        after = State.CONFIRMED if before.ever_confirmed else State.PENDING
        _become(connection, signature, after)
        standing = 1 if after == State.CONFIRMED else 0
        append(connection, before.campaign, signature, EventKind.REINSTATED, standing, reason.strip())
    return after


def add_number(connection: Connection[TupleRow], campaign: int, kind: EventKind, number: int, note: str) -> int:
    """Count signatures on paper, or imported from elsewhere, as a number; gives their sum. A negative one corrects.

    Raises:
        CampaignError: nothing to count, no word about where they are, or more taken back than there were.
    """
    if kind not in (EventKind.PAPER, EventKind.IMPORTED):
        raise CampaignError("Only signatures on paper and imported ones come as a number.")
    if number == 0:
        raise CampaignError("Say how many with --number; a negative number takes back what was counted by mistake.")
    _need(note)
    with connection.transaction():
        append_number(connection, campaign, kind, number, note.strip())
        row = connection.execute(
            "select coalesce(sum(number), 0)::bigint from ledger.tally where campaign = %s and kind = %s",
            [campaign, kind],
        ).fetchone()
        total = int(row[0]) if row else 0
        if total < 0:
            raise CampaignError(f"Only {total - number:,} were counted; {-number:,} cannot be taken back.")
    return total


def _need(reason: str) -> None:
    if not reason.strip():
        raise CampaignError("Say why, in a few words and without a name: it is kept with the count for good.")


def _locked(connection: Connection[TupleRow], signature: UUID) -> Before:
    row = connection.execute(
        """select campaign, state::text, for_holders is null, exists (
               select from ledger.event where event.signature = held.id and event.kind = 'confirmed')
           from ledger.signature held where id = %s for update""",
        [signature],
    ).fetchone()
    if row is None:
        raise CampaignError(f"There is no signature {signature} here.")
    return Before(campaign=row[0], state=State(row[1]), erased=row[2], ever_confirmed=row[3])


def _become(connection: Connection[TupleRow], signature: UUID, state: State) -> None:
    connection.execute("update ledger.signature set state = %s::ledger.state where id = %s", [state.value, signature])
