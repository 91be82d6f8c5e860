"""Campaigns as pages need them: their texts are remembered for a few seconds, their stage is asked each time."""

from dataclasses import dataclass, field
from time import monotonic

from undersigned.campaigns import queries
from undersigned.terms.campaign import Campaign

SECONDS = 5.0


@dataclass(slots=True)
class Campaigns:
    """What one process remembers; at most as many as there are campaigns."""

    _held: dict[int, tuple[Campaign, float]] = field(default_factory=dict)

    def find(self, campaign_id: int) -> Campaign | None:
        """A campaign as it stands now, with texts that may be some seconds old; None where there is none."""
        stands = queries.stage_of(campaign_id)
        if stands is None:
            self._held.pop(campaign_id, None)
            return None
        held, read = self._held.get(campaign_id, (None, 0.0))
        if held is None or (held.stage, held.appeared) != stands or monotonic() - read > SECONDS:
            held = queries.by_id(campaign_id)
            if held is not None:
                self._held[campaign_id] = (held, monotonic())
        return held
