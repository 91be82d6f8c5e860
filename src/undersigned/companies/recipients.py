"""Everybody who is paid in a case: prime recipients of every shape, and the recipients of subawards."""

from dataclasses import fields

import ibis
import ibis.expr.types as ir

from undersigned.engine.base import Engine
from undersigned.terms.company import Recipient

_COLUMNS = (
    "recipient_name",
    "recipient_dba",
    "recipient_uei",
    "recipient_duns",
    "parent_name",
    "parent_uei",
    "parent_duns",
    "recipient_city",
    "recipient_state",
)
_OF_A_PRIME = {
    "recipient_name": "prime_name",
    "recipient_uei": "prime_uei",
    "parent_name": "prime_parent_name",
    "parent_uei": "prime_parent_uei",
}


def recipients(engine: Engine, every: ir.Table, subawards: ir.Table) -> list[Recipient]:
    """Each distinct way of writing a recipient in all rows and all subawards, natural persons as one.

    Subawards are typed by the prime recipient, who often puts itself where the doing-business-as name goes: there it
    is not read.
    """
    primes = subawards.filter(subawards.prime_name.notnull())
    paid = ibis.union(
        every.select(*_COLUMNS),
        _as_recipients(subawards, {name: name for name in _COLUMNS if name != "recipient_dba"}),
        _as_recipients(primes, _OF_A_PRIME),
    )
    counted = paid.group_by(*_COLUMNS).aggregate(rows=paid.count()).order_by(*_COLUMNS)
    names = [field.name for field in fields(Recipient)]
    return [
        Recipient(**dict(zip(names, row, strict=True)))
        for batch in engine.batches(counted)
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True)
    ]


def _as_recipients(table: ir.Table, named: dict[str, str]) -> ir.Table:
    """The columns of a recipient from those that say so here; nothing where none does."""
    return table.select(**{name: table[named[name]] if name in named else ibis.null("string") for name in _COLUMNS})
