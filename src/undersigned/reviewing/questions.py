"""What a person is asked: whether two sides are one company, and whether a maker is an award's."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from undersigned.companies.recording import New
from undersigned.companies.settling import Said
from undersigned.terms.judgement import Answer, Decided

Kind = Literal["link", "maker"]


@dataclass(frozen=True, slots=True)
class Profile:
    """What the records say beside the names of one side; money is net obligations in cents."""

    names: tuple[str, ...]
    identifiers: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    trading_names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    money: int = 0
    awards: int = 0
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkAsked:
    """Are the names of one side and those of the other one legal company?"""

    names: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def identifier(self) -> str:
        """The same for the same names, on whichever side they stand."""
        return f"L-{_hash(sorted((sorted(self.names), sorted(self.others))))}"

    def entry(self, answer: Answer, decided: Decided) -> New:
        """The answer as `judgements.toml` keeps it."""
        kind, beside = ("different_company", "from") if answer == "no" else ("same_company", "with")
        says: dict[str, object] = {"names": [*self.names, *self.others]}
        if len(self.names) + len(self.others) > 2:
            says = {"names": list(self.names), beside: list(self.others)}
        if answer == "unsure":
            says["answer"] = answer
        return New(kind, says | _decided(decided))


@dataclass(frozen=True, slots=True)
class MakerAsked:
    """Is this the maker of what the award buys, or of what its labour is about?"""

    award_key: str
    maker: str
    product: str
    relation: str
    category: str
    reseller: bool

    @property
    def identifier(self) -> str:
        """The same for the same award, maker and all that a yes would say."""
        said = (self.award_key, self.maker, self.product, self.relation, self.category, self.reseller)
        return f"M-{_hash(said)}"

    def entry(self, answer: Answer, decided: Decided) -> New:
        """The answer as `judgements.toml` keeps it."""
        says: dict[str, object] = {"award": self.award_key, "maker": self.maker}
        if answer != "no":
            says |= {"product": self.product, "relation": self.relation, "category": self.category}
            says |= {"reseller": self.reseller}
        return New("maker", says | {"answer": answer} | _decided(decided))


Asked = LinkAsked | MakerAsked


@dataclass(frozen=True, slots=True)
class LinkQuestion:
    """A link with its evidence; `joined` is what the trace says today, `stake` what would move, in cents."""

    asked: LinkAsked
    reasons: tuple[str, ...]
    joined: bool
    stake: int
    left: Profile
    right: Profile
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class MakerQuestion:
    """An attribution with its evidence; `found` is whether the trace has it today."""

    asked: MakerAsked
    reasons: tuple[str, ...]
    found: bool
    stake: int
    award_id: str
    agency: str
    years: tuple[int, ...]
    recipient: str
    bought: str
    evidence: str
    rule: str
    texts: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    said: tuple[Said, ...] = field(default=())


Question = LinkQuestion | MakerQuestion


def _decided(decided: Decided) -> dict[str, object]:
    return {"who": decided.who, "when": decided.when, "why": decided.why}


def _hash(said: Sequence[object]) -> str:
    packed = json.dumps(said, ensure_ascii=False)
    return hashlib.sha256(packed.encode("utf-8", "surrogatepass")).hexdigest()[:12]
