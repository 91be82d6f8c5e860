"""All that keeps a campaign from being published, told at once rather than one by one."""

from collections.abc import Iterator
from contextlib import contextmanager

from undersigned.errors import CampaignError, UndersignedError


class NotReadyError(CampaignError):
    """A campaign that cannot be published yet; `reasons` are sentences that say what to do."""

    def __init__(self, slug: str, reasons: tuple[str, ...]) -> None:
        self.reasons = reasons
        listed = "".join(f"\n- {reason}" for reason in reasons)
        super().__init__(f"The campaign {slug!r} cannot be published yet:{listed}")


class Mistakes:
    """Collects what is wrong while the rest is read on."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def note(self, sentence: str) -> None:
        """Something is wrong."""
        self.found.append(sentence)

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Read something; what it complains of is noted."""
        try:
            yield
        except UndersignedError as error:
            self.found.append(str(error))

    def refuse(self, slug: str) -> None:
        """Stop here if anything was wrong.

        Raises:
            NotReadyError: with all of it.
        """
        if self.found:
            raise NotReadyError(slug, tuple(dict.fromkeys(self.found)))
