"""The first row of each award: who held it first, and under which code."""

from collections import Counter

import ibis.expr.types as ir

from undersigned.companies.names import core
from undersigned.engine.base import Engine
from undersigned.engine.portable import age
from undersigned.makers import labour

_BETWEEN = chr(31)
"""A sign that separates and stands in no text, below all that do: so that what is before it decides the order."""


def heads(every: ir.Table) -> ir.Table:
    """One row an award: its key, and recipient and product or service code of its oldest row."""
    code = every.product_service.fill_null("")
    told = age(every.action_date, every.transaction_key).concat(_BETWEEN, every.recipient_name, _BETWEEN, code)
    first = every.mutate(told=told).group_by("award_key").aggregate(first=lambda rows: rows.told.min())
    parts = first.mutate(parts=first["first"].split(_BETWEEN))
    return parts.select("award_key", recipient=parts.parts[1], product_service=parts.parts[2])


def service_firms(engine: Engine, of: ir.Table) -> frozenset[str]:
    """The cores of companies most of whose awards buy labour by their codes."""
    held: Counter[str] = Counter()
    of_labour: Counter[str] = Counter()
    counted = of.group_by("recipient", "product_service").aggregate(awards=of.count())
    for batch in engine.batches(counted):
        for recipient, code, awards in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            held[core(recipient)] += awards
            of_labour[core(recipient)] += awards * labour.is_labour_code(code)
    return frozenset(company for company, awards in held.items() if of_labour[company] * 2 > awards)
