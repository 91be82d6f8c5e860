"""One process's office: takes a form from the door and gives the answer, committed or sent back.

A thank-you is said after the commit and never before; it is the same whoever signed, and whether or not she had before.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from undersigned.campaigns.pages.form import WORK_OK
from undersigned.intake import fields, gate
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
        limits = self.offer.news.limits
        passed = gate.look(sent, self.stamps_key, campaign.id, limits, now)
        typed = fields.checked(sent, language)
        if isinstance(passed, gate.Held):
            return self._back(campaign, sent, language, passed)
        if typed is not None and not (sent[WORK_OK] or is_personal_provider(typed.email)):
            sent.errors["email"] = "work_address"
            typed = None
        if typed is None:
            return self._back(campaign, sent, language, None)
        came = self.networks.count(address, now, 1 if not passed.signals else COSTS_WITHOUT_PROOF)
        if came > limits.signings_per_network_per_hour:
            return self.replies.too_many(campaign, language)
        signals = passed.signals
        if came * 2 > limits.signings_per_network_per_hour:
            signals |= gate.BUSY_NETWORK
        return await self._keep(campaign, typed, passed.stamp, signals, sent)

    async def _keep(self, campaign: Campaign, typed: Typed, stamp: Stamp, signals: int, sent: fields.Sent) -> Answer:
        arrival = self.sealing.arrival(typed, campaign, stamp.nonce, signals, self.clock())
        self.pace.count()
        try:
            new = await self.collector.take(arrival)
        except Overloaded:
            return self.replies.busy(campaign, typed.language)
        except Unsure:
            again = stamps.issue(self.stamps_key, campaign.id, stamp.issued, stamp.nonce)
            return self.replies.unsure(campaign, typed.language, sent, again)
        return (
            self.replies.thanks(campaign, typed.language) if new else self.replies.sent_before(campaign, typed.language)
        )

    def _back(self, campaign: Campaign, sent: fields.Sent, language: str, held: gate.Held | None) -> Answer:
        """The form again, with what was typed and a stamp of now."""
        fresh = stamps.issue(self.stamps_key, campaign.id, self.clock())
        return self.replies.form(campaign, language, sent, held, fresh)
