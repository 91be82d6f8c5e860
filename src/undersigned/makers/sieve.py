"""Which awards may have a maker, and why: one look at all rows, in any order, many at a time.

Two awards of three say nothing that a rule could use. The rules read only the others: those with a word of the
catalogue, those of a recipient that is a maker, those in which a recipient's own name stands, and sales of software
publishers. The sieve lets too much through, never too little.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from undersigned.engine.base import Engine
from undersigned.engine.processes import in_order
from undersigned.makers.catalogue import Catalogue
from undersigned.makers.names import Names, first_words
from undersigned.makers.own_name import SOFTWARE, of_publishers, of_software
from undersigned.makers.paths import Marks, Numbers, Tokens
from undersigned.makers.sayers import Sayers
from undersigned.makers.watched import Watched

SPEAKS, NO_WORD, _NOTHING = -2, -1, -3
SCHEMA = pa.schema([("award_key", pa.string()), ("own_word", pa.int64())])
_COLUMNS = ("award_key", "description", "base_description", "recipient_name", "product_service", "industry")


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at a batch gives: awards to be read, and which company says which first words of names.

    `own_word` is `SPEAKS` where a text may name a maker, `NO_WORD` where the award is read for another reason, else the
    first word of the recipient's own name: a reason only if nobody else says it.
    """

    awards: pa.Table
    word: Numbers
    company: Numbers


class Sieve:
    """The words and names that matter, made ready; built once a run."""

    def __init__(self, catalogue: Catalogue, names: Iterable[str]) -> None:
        names = list(names)
        phrases = (phrase for maker in catalogue.makers.values() for term in maker.terms for phrase in term.words)
        self._watched = Watched(phrases, {SOFTWARE, *first_words(names)})
        self._names = Names(names, catalogue.by_legal_name, self._watched)
        self._software = self._watched.number[SOFTWARE]
        self._sayers = Sayers(len(self._watched.number))

    def sift(self, engine: Engine, every: ir.Table, target: Path, threads: int) -> None:
        """Write the awards to be read to a Parquet file of `SCHEMA`, an award perhaps several times."""
        batches = engine.batches(every.select(*_COLUMNS))
        with parquet.ParquetWriter(target, SCHEMA) as out, ThreadPoolExecutor(threads) as pool:
            for look in in_order(pool, self._look, batches, 2 * threads):
                out.write_table(look.awards)
                self._sayers.add(look.word, look.company)

    def own_words(self) -> dict[int, str]:
        """The first words of names that only one company says, by their numbers; after `sift`."""
        lone = self._sayers.lone()
        return {number: word for word, number in self._watched.number.items() if lone[number]}

    def _look(self, batch: pa.RecordBatch) -> Look:
        said, opening = batch.column("description"), batch.column("base_description")
        looks = [self._texts(batch, said)]
        if opening.null_count < len(opening):
            other = pc.fill_null(pc.not_equal(opening, said), True)
            mask = pc.and_(pc.is_valid(opening), other)
            looks.append(self._texts(batch.filter(mask), opening.filter(mask)))
        return Look(
            pa.concat_tables(look.awards for look in looks),
            np.concatenate([look.word for look in looks]),
            np.concatenate([look.company for look in looks]),
        )

    def _texts(self, batch: pa.RecordBatch, texts: pa.Array) -> Look:
        tokens = self._watched.tokens(texts)
        names = self._names.numbers(batch.column("recipient_name"))
        first_word = self._names.first_word[names]
        own_word = np.full(len(texts), _NOTHING)
        own = tokens.text[tokens.word == first_word[tokens.text]]
        own_word[own] = first_word[own]
        own_word[self._names.is_maker[names] | self._publish(batch, tokens)] = NO_WORD
        own_word[self._watched.phrases(tokens)] = SPEAKS
        word, company = self._sayers.news(tokens.word, self._names.company[names][tokens.text])
        awards = pa.table([batch.column("award_key").cast(pa.string()), pa.array(own_word)], schema=SCHEMA)
        return Look(awards.filter(pa.array(own_word != _NOTHING)), word, company)

    def _publish(self, batch: pa.RecordBatch, tokens: Tokens) -> Marks:
        """The rows of software publishers that sell software, as their words or their code say."""
        publish = _by_value(batch.column("industry"), of_publishers)
        if not publish.any():
            return publish
        software = _by_value(batch.column("product_service"), of_software)
        software[tokens.text[tokens.word == self._software]] = True
        return publish & software


def _by_value(column: pa.Array, holds: Callable[[str], bool]) -> Marks:
    """Whether something holds of each value; it is asked once a distinct one."""
    column = column.cast(pa.string())
    coded = (pc.fill_null(column, "") if column.null_count else column).dictionary_encode()
    answers = np.array([holds(value) for value in coded.dictionary.to_pylist()], np.bool_)
    marks: Marks = answers[coded.indices.to_numpy()]
    return marks
