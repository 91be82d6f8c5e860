"""A signer's own row: reading all that is kept about her, and putting corrected copies in the place of the old."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow

from undersigned.ledger.confirming import show
from undersigned.terms.campaign import PublicSigner
from undersigned.terms.signature import EventKind, State


@dataclass(frozen=True, slots=True)
class Kept:
    """Everything the ledger holds of one signature; `for_signer` is None once it was erased."""

    signature: UUID
    campaign: int
    state: State
    for_signer: bytes | None = field(repr=False)
    is_sealed_for_holders: bool
    language: str
    country: str
    area: str
    provider: str
    signals: int
    arrived: date
    public: PublicSigner | None = field(repr=False)
    mail_waits: str
    """Which mail to her still waits: confirm, remind, or none."""
    by_organisers: bool
    """It was the organisers who took it out of the count; they say why, the owner of an address need not."""
    events: tuple[tuple[EventKind, date], ...]
    """What happened after it came, with the days."""


@dataclass(frozen=True, slots=True)
class Copies:
    """A signature's new sealed copies, with the data key of the one for the holders (wrapped) and the coarse place."""

    data_key: UUID
    wrapped_key: bytes
    for_holders: bytes = field(repr=False)
    for_signer: bytes = field(repr=False)
    country: str
    area: str


def read(connection: Connection[TupleRow], signature: UUID) -> Kept | None:
    """All that is kept about the signature with this id, None when there is no such."""
    with connection.transaction():
        row = connection.execute(
            "select s.id, s.campaign, s.state, s.for_signer, s.for_holders is not null, s.language, s.country, s.area,"
            " s.provider, s.signals, s.arrived, p.name, p.affiliation, coalesce(o.kind, ''),"
            " coalesce((select e.note <> '' from ledger.event e where e.signature = s.id and e.kind <> 'collected'"
            " and e.kind = 'invalidated' order by e.seq desc limit 1), false),"
            " array(select e.kind::text from ledger.event e where e.signature = s.id and e.kind <> 'collected'"
            " order by e.seq),"
            " array(select e.day from ledger.event e where e.signature = s.id and e.kind <> 'collected' order by e.seq)"
            " from ledger.signature s left join ledger.public_signer p on p.signature = s.id"
            " left join ledger.outbox o on o.signature = s.id where s.id = %s",
            [signature],
        ).fetchone()
    if row is None:
        return None
    identity, campaign, state, for_signer, for_holders, language, country, area, provider, signals, *more = row
    arrived, name, affiliation, mail, by_organisers, kinds, days = more
    return Kept(
        signature=identity,
        campaign=campaign,
        state=State(state),
        for_signer=for_signer,
        is_sealed_for_holders=for_holders,
        language=language,
        country=country,
        area=area,
        provider=provider,
        signals=signals,
        arrived=arrived,
        public=None if name is None else PublicSigner(name, affiliation),
        mail_waits=mail,
        by_organisers=by_organisers,
        events=tuple((EventKind(kind), day) for kind, day in zip(kinds, days, strict=True)),
    )


def correct(connection: Connection[TupleRow], signature: UUID, copies: Copies, public: PublicSigner | None) -> bool:
    """Put new copies in the place of the old ones; False, and nothing changed, when the signature stands no more.

    `public` is how she now asks to be shown; it is kept for a confirmed signature only. A name that was changed leaves
    its place and appears with the next batch.
    """
    with connection.transaction():
        found = connection.execute(
            "select campaign, state from ledger.signature where id = %s and for_signer is not null"
            " and for_holders is not null and state in ('pending', 'confirmed') for update",
            [signature],
        ).fetchone()
        if found is None:
            return False
        campaign, state = found
        connection.execute(
            "insert into ledger.data_key (id, campaign, wrapped) values (%s, %s, %s) on conflict (id) do nothing",
            [copies.data_key, campaign, copies.wrapped_key],
        )
        connection.execute(
            "update ledger.signature set data_key = %s, for_holders = %s, for_signer = %s, country = %s, area = %s"
            " where id = %s",
            [copies.data_key, copies.for_holders, copies.for_signer, copies.country, copies.area, signature],
        )
        if state == State.CONFIRMED.value:
            show(connection, campaign, signature, public)
    return True
