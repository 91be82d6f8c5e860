"""The promise of a kind of page: it writes its part of the pages of one language."""

from typing import Protocol

from undersigned.dossiers.desk import Desk
from undersigned.dossiers.parts import Part


class Kind(Protocol):
    """A member of this family: into how many parts its work may be cut, and the writing of one of them."""

    PARTS: int

    def write(self, desk: Desk, part: Part) -> None:
        """Write the pages of a part."""
