"""An award as the rules see it: who holds it and what its rows say."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc

from undersigned.engine.portable import KEY_IN_AGE, age
from undersigned.terms.text import words


class Line(NamedTuple):
    """One distinct text of an award and the first row that carries it."""

    transaction_key: str
    text: str
    recipient: str
    product_service: str
    industry: str

    def context(self) -> str:
        """Everything that the row says, folded, for near and not near."""
        parts = words(self.text), words(self.product_service), words(self.industry), words(self.recipient)
        return " ".join(filter(None, parts))

    def folded(self) -> str:
        """The text as the rules' patterns see it."""
        return words(self.text)


@dataclass(frozen=True, slots=True)
class Award:
    """One award: its distinct texts, oldest row first, and the names of who was paid."""

    key: str
    lines: tuple[Line, ...]

    @property
    def recipients(self) -> tuple[str, ...]:
        """Every recipient name, in order of the rows."""
        if len(self.lines) == 1:
            return (self.lines[0].recipient,)
        return tuple(dict.fromkeys([line.recipient for line in self.lines]))

    def agreement(self) -> str | None:
        """The parent agreement and its agency, from a federal award key; None where there is none."""
        parts = self.key.split("_")
        if len(parts) < 6 or parts[0] != "CONT" or parts[4] == "-NONE-":
            return None
        return f"{parts[4]}_{parts[5]}"


def lines(every: ir.Table) -> ir.Table:
    """One row a distinct text of an award, oldest row first: rows of every shape, also those that do not count in sums.

    `age` is the day and key of the first row that carries the text.
    """
    shared = ("award_key", "transaction_key", "action_date", "recipient_name", "product_service", "industry")
    opening = every.filter(every.base_description.notnull(), ~every.base_description.identical_to(every.description))
    texts = ibis.union(every.select(*shared, text="description"), opening.select(*shared, text="base_description"))
    kinds = ("award_key", "text", "recipient_name", "product_service", "industry")
    first = texts.group_by(*kinds).aggregate(age=age(texts.action_date, texts.transaction_key).min())
    ordered = first.order_by("award_key", "age", "text", "recipient_name", "product_service", "industry")
    return ordered.select(
        "award_key",
        transaction_key=ordered.age.substr(KEY_IN_AGE),
        text=ordered.text.fill_null(""),
        recipient=ordered.recipient_name,
        product_service=ordered.product_service.fill_null(""),
        industry=ordered.industry.fill_null(""),
    )


def awards(rows: pa.RecordBatch) -> Iterator[Award]:
    """Every award of some `lines`, one at a time."""
    keys, *columns = (_texts(column) for column in rows.columns)
    found = zip(keys, map(Line._make, zip(*columns, strict=True)), strict=True)
    for key, said in groupby(found, key=itemgetter(0)):
        yield Award(key, tuple([line for _, line in said]))


def _texts(column: pa.Array) -> list[str]:
    """A column's texts; what stands in several rows is one object, so that it is hashed and looked up once."""
    coded = column.dictionary_encode()
    return list(map(coded.dictionary.to_pylist().__getitem__, coded.indices.to_pylist()))


LINE = pa.schema(
    [
        (name, pa.string())
        for name in ("award_key", "transaction_key", "text", "recipient", "product_service", "industry")
    ]
)


def whole_awards(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The same rows, cut so that no award stands in two batches."""
    rest = LINE.empty_table()
    for batch in batches:
        rows = pa.concat_tables([rest, pa.Table.from_batches([batch]).cast(LINE)])
        cut = pc.index(rows.column("award_key"), rows.column("award_key")[-1]).as_py() if rows.num_rows else 0
        if cut:
            yield one_batch(rows.slice(0, cut))
        rest = rows.slice(cut)
    if rest.num_rows:
        yield one_batch(rest)


def one_batch(rows: pa.Table) -> pa.RecordBatch:
    """A table of some rows in one piece."""
    (batch,) = rows.combine_chunks().to_batches()
    return batch
