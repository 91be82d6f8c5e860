"""What a verification finds: where something is not as it should be, and what."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not hold: the file or claim, and a sentence without a full stop."""

    where: str
    what: str

    def sentence(self) -> str:
        """As it is told to a person."""
        return f"{self.where}: {self.what}."
