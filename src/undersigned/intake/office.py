"""One process's office: takes a form from the door and gives the answer, committed or sent back.

A thank-you is said after the commit and never before; it is the same whoever signed, and whether or not she had before.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from undersigned.campaigns import fields
from undersigned.campaigns.pages.form import WORK_OK
from undersigned.errors import RoomError, SiteError
from undersigned.intake import gate
from undersigned.intake.answering import Answer, data
from undersigned.intake.arriving import Sealing
from undersigned.intake.networks import Networks
from undersigned.intake.offering import Offer
from undersigned.intake.pace import Pace
from undersigned.intake.replies import Replies
from undersigned.ledger.collecting import Collector, Overloaded, Unsure
from undersigned.sealing import stamps
from undersigned.sealing.stamps import Difficulty, Stamp
from undersigned.terms.address import is_personal_provider
from undersigned.terms.campaign import Campaign, Stage
from undersigned.terms.signature import Typed

COSTS_WITHOUT_PROOF = 5
"""A form without a proof of work counts so many times against what its network may send."""
_log = logging.getLogger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class Office:
    """What one process needs to take signatures; `stamps_key` signs the forms."""

    stamps_key: bytes
    sealing: Sealing
    collector: Collector
    offer: Offer
    networks: Networks
    replies: Replies
    pace: Pace = field(default_factory=Pace)
    clock: Callable[[], datetime] = _now

    def stamp(self, campaign: Campaign) -> Answer:
        """A challenge for a form that is being filled in, harder the more arrive."""
        limits = self.offer.news.limits
        hashes = Difficulty(easiest=limits.work_base, hardest=limits.work_most).hashes(self.pace.per_second())
        return data(200, stamps.challenge(self.stamps_key, campaign.id, self.clock(), hashes))

    async def sign(self, campaign: Campaign, language: str, body: bytes, address: str) -> Answer:
        """Take a form, or give it back with what is to be mended."""
        now = self.clock()
        if campaign.stage is not Stage.OPEN or (campaign.closes and now.date() > campaign.closes):
            return self.replies.ended(campaign, language)
        try:
            sent = fields.read(body)
        except fields.Malformed:
            return self.replies.malformed(campaign, language)
        passed = gate.look(sent, self.stamps_key, campaign.id, self.offer.news.limits, now)
        typed = _read(sent, language)
        if isinstance(passed, gate.Held):
            return self._back(campaign, sent, language, passed)
        if typed is None:
            return self._back(campaign, sent, language, None)
        return await self._kept_or_told(campaign, sent, typed, passed, address)

    async def _kept_or_told(
        self, campaign: Campaign, sent: fields.Sent, typed: Typed, passed: gate.Passed, address: str
    ) -> Answer:
        """Keep it; where that cannot be, say so, and never thank."""
        try:
            return await self._kept(campaign, typed, passed, address)
        except Overloaded:
            return self.replies.busy(campaign, typed.language)
        except Unsure:
            pass
        except (RoomError, SiteError) as trouble:  # such as a day's key that cannot be made, for its disk is full
            _log.error("%s", trouble)
        return self._unsure(campaign, sent, typed.language, passed.stamp)

    async def _kept(self, campaign: Campaign, typed: Typed, passed: gate.Passed, address: str) -> Answer:
        """Count it for its network, seal it, have it committed."""
        now, most, signals = self.clock(), self.offer.news.limits.signings_per_network_per_hour, passed.signals
        came = self.networks.count(address, now, 1 if not signals else COSTS_WITHOUT_PROOF)
        if came > most:
            return self.replies.too_many(campaign, typed.language)
        if came * 2 > most:
            signals |= gate.BUSY_NETWORK
        arrival = self.sealing.arrival(typed, campaign, passed.stamp.nonce, signals, now)
        self.pace.count()
        new = await self.collector.take(arrival)
        return (
            self.replies.thanks(campaign, typed.language) if new else self.replies.sent_before(campaign, typed.language)
        )

    def _unsure(self, campaign: Campaign, sent: fields.Sent, language: str, stamp: Stamp) -> Answer:
        """The form again with the stamp that it had, so that it counts once however often it is sent."""
        again = stamps.issue(self.stamps_key, campaign.id, stamp.issued, stamp.nonce)
        return self.replies.unsure(campaign, language, sent, again)

    def _back(self, campaign: Campaign, sent: fields.Sent, language: str, held: gate.Held | None) -> Answer:
        """The form again, with what was typed and a stamp of now."""
        fresh = stamps.issue(self.stamps_key, campaign.id, self.clock())
        return self.replies.form(campaign, language, sent, held, fresh)


def _read(sent: fields.Sent, language: str) -> Typed | None:
    """What was typed, or None when something is to be mended; an address at work is asked about once."""
    typed = fields.checked(sent, language)
    if typed is None or sent[WORK_OK] or is_personal_provider(typed.email):
        return typed
    sent.errors["email"] = "work_address"
    return None
