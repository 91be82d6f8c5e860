"""Decisions as tables: attributions, the steps to them, and what each award tells its sisters."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Literal

import pyarrow as pa

from undersigned.makers.decision import Decision
from undersigned.terms.attribution import Attribution

ATTRIBUTION = pa.schema(
    [(each.name, pa.bool_() if each.type in (bool, "bool") else pa.string()) for each in fields(Attribution)]
)
_AS_ROW = attrgetter(*ATTRIBUTION.names)
STEP = pa.schema([("award_key", pa.string()), ("number", pa.int32()), ("rule", pa.string()), ("sentence", pa.string())])
VOICE = pa.schema([("award_key", pa.string()), ("voice", pa.string()), ("maker", pa.string())])
SCHEMAS = {"attributions": ATTRIBUTION, "steps": STEP, "voices": VOICE}

Voice = Literal["names", "otherwise", "silent", "mute"]
"""What an order tells the others under its agreement: it names one maker's product, it tells of something else, no rule
saw anything in it, or something in it speaks against a maker."""


@dataclass(slots=True)
class Decided:
    """The decisions of some awards, row by row."""

    attributions: list[Attribution] = field(default_factory=list)
    steps: list[tuple[str, int, str, str]] = field(default_factory=list)
    voices: list[tuple[str, Voice, str | None]] = field(default_factory=list)

    def add(self, key: str, decision: Decision) -> None:
        """Put an award's decision to the others."""
        self.attributions += decision.attributions
        self.steps += [(key, number, step.rule, step.sentence) for number, step in enumerate(decision.steps, start=1)]
        voice = voice_of(decision)
        self.voices.append((key, voice, decision.attributions[0].maker if voice == "names" else None))

    def tables(self) -> dict[str, pa.Table]:
        """The same as tables by name."""
        rows = {"attributions": map(_AS_ROW, self.attributions), "steps": self.steps, "voices": self.voices}
        return {name: _table(rows[name], schema) for name, schema in SCHEMAS.items()}


def voice_of(decision: Decision) -> Voice:
    """What a decision tells the award's sisters."""
    found = decision.attributions
    if found:
        named = len(found) == 1 and found[0].rule == "named" and found[0].relation == "product"
        return "names" if named else "otherwise"
    return "silent" if all(step.rule == "nothing" for step in decision.steps) else "mute"


def _table(rows: Iterable[tuple[object, ...]], schema: pa.Schema) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    return pa.table([pa.array(column, kind) for column, kind in zip(columns, schema.types, strict=True)], schema=schema)
