"""Small invented makers, awards and decisions, for the rules."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa

from undersigned.companies.names import core
from undersigned.engine.base import Place, rows
from undersigned.engine.duckdb import opened
from undersigned.makers import tracing
from undersigned.makers.attribute import Attributor
from undersigned.makers.award import Award, Line
from undersigned.makers.catalogue import Catalogue, parse
from undersigned.makers.decision import Decision
from undersigned.makers.tracing import Room
from undersigned.settings import Settings
from undersigned.terms.attribution import Attribution
from undersigned.terms.judgement import Decided, Judgements, MakerOf

KESTREL = """
name = "Kestrelcloud"
category = "cloud_hosting"
legal_names = ["Kestrelcloud Inc."]

[[term]]
words = ["KESTRELCLOUD", "KESTREL CLOUD"]

[[term]]
words = ["PERCH"]
product = "Perch"
category = "device_forensics"
near = ["KESTRELCLOUD", "EXTRACTION"]
not_near = ["BIRD FEEDER"]
"""
PLOVER = """
name = "Plover Data"
category = "data_broker"
legal_names = ["Plover Data LLC"]

[[term]]
words = ["PLOVER", "PLOVERTRACE"]
product = "Plovertrace"
"""
STILT = """
name = "Stilt"
category = "network_hardware"
legal_names = ["Stilt Networks"]

[[term]]
words = ["STILT"]

[[owner]]
name = "Avocet Holdings"
source = "an invented report"
"""
ALONE = "-NONE-_-NONE-"
ROW = pa.schema(
    [(name, pa.string()) for name in ("award_key", "transaction_key", "description", "base_description")]
    + [(name, pa.string()) for name in ("recipient_name", "product_service", "industry")]
    + [("action_date", pa.date32())]
)
WHY = Decided("A. Reporter", "2031-05-06", "the agency's letter says so")


def catalogue(*texts: str) -> Catalogue:
    """A catalogue of these makers; without any, of the three above."""
    makers = [parse(text, "invented.toml") for text in texts or (KESTREL, PLOVER, STILT)]
    legal_names = {core(name): maker.name for maker in makers for name in maker.legal_names}
    return Catalogue({maker.name: maker for maker in makers}, legal_names)


def line(
    text: str, recipient: str = "FOUR MEADOWS LLC", code: str = "", industry: str = "", transaction_key: str = "T1"
) -> Line:
    """One row's text."""
    return Line(transaction_key, text, recipient, code, industry)


def award(*lines: Line, number: str = "A1", agreement: str = ALONE) -> Award:
    """An award of these rows; `agreement` is the parent's number and agency."""
    return Award(f"CONT_AWD_{number}_7012_{agreement}", lines)


def decide(
    awards: Sequence[Award],
    of: Catalogue | None = None,
    judgements: Judgements | None = None,
    families: Mapping[str, str] | None = None,
) -> list[Decision]:
    """The decisions on these awards, in their order, by way of the engine as in a trace."""
    named = {line.recipient: (families or {}).get(line.recipient, "") for award in awards for line in award.lines}
    return by_way_of_the_engine(awards, Attributor(of or catalogue(), judgements or Judgements(), named))


def by_way_of_the_engine(awards: Sequence[Award], attributor: Attributor, processes: int = 1) -> list[Decision]:
    """What a trace of rows that say what these awards say finds about them."""
    with TemporaryDirectory() as folder, opened(Settings(), Place(Path(folder), Path(folder))) as engine:
        every = engine.load("every_row", pa.Table.from_pylist(list(_rows(awards)), ROW))
        traced = tracing.attribute(engine, every, attributor, Room(Path(folder), processes))
        decisions = {award.key: Decision() for award in awards}
        for row in rows(engine, traced.attributions.order_by("award_key", "maker")):
            decisions[row["award_key"]].attributions.append(Attribution(**row))
        for row in rows(engine, traced.steps.order_by("award_key", "number")):
            decisions[row["award_key"]].note(row["rule"], row["sentence"])
    return [decisions[award.key] for award in awards]


def _rows(awards: Sequence[Award]) -> Iterator[dict[str, object]]:
    """One row a line, each a day after the one before."""
    for award in awards:
        for day, line in enumerate(award.lines):
            yield {
                "award_key": award.key,
                "transaction_key": line.transaction_key,
                "action_date": date(2031, 1, 1) + timedelta(days=day),
                "description": line.text,
                "recipient_name": line.recipient,
                "product_service": line.product_service,
                "industry": line.industry,
            }


def attributed(*lines: Line, of: Catalogue | None = None) -> list[Attribution]:
    """What is attributed to one award of these rows, alone in the world."""
    return decide([award(*lines)], of)[0].attributions


def makers(found: Sequence[Attribution]) -> list[str]:
    """The makers' names alone, in order of the alphabet."""
    return sorted(attribution.maker for attribution in found)


def judged(one: Award, maker: str, relation: str = "product", product: str = "") -> MakerOf:
    """A person's decision on an award."""
    return MakerOf(one.key, maker, product, relation, "cloud_hosting", reseller=True, decided=WHY)
