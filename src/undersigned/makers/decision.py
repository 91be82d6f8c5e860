"""What the rules say of one award, and how they came to it."""

from dataclasses import dataclass, field

from undersigned.terms.attribution import Attribution


@dataclass(frozen=True, slots=True)
class Step:
    """One rule on one award: what it found, in a sentence, for `why`."""

    rule: str
    sentence: str


@dataclass(slots=True)
class Decision:
    """The attributions of one award, none where the rules abstain, and every step on the way."""

    attributions: list[Attribution] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    def note(self, rule: str, sentence: str) -> None:
        """Remember a step."""
        self.steps.append(Step(rule, sentence))
