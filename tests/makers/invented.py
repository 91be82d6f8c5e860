"""Small invented makers, awards and decisions, for the rules."""

from collections.abc import Mapping, Sequence

from undersigned.companies.names import core
from undersigned.makers.attribute import Attributor
from undersigned.makers.award import Award, Line
from undersigned.makers.catalogue import Catalogue, parse
from undersigned.makers.decision import Decision
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
    """The decisions on these awards, in their order."""
    decisions = Attributor(of or catalogue(), judgements or Judgements(), families).attribute(awards)
    return [decisions[one.key] for one in awards]


def attributed(*lines: Line, of: Catalogue | None = None) -> list[Attribution]:
    """What is attributed to one award of these rows, alone in the world."""
    return decide([award(*lines)], of)[0].attributions


def makers(found: Sequence[Attribution]) -> list[str]:
    """The makers' names alone, in order of the alphabet."""
    return sorted(attribution.maker for attribution in found)


def judged(one: Award, maker: str, relation: str = "product", product: str = "") -> MakerOf:
    """A person's decision on an award."""
    return MakerOf(one.key, maker, product, relation, "cloud_hosting", reseller=True, decided=WHY)
