"""One process's office: takes a form from the door and gives the answer, committed or sent back.

A thank-you is said after the commit and never before; it is the same whoever signed, and whether or not she had before.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from undersigned.campaigns import fields
from undersigned.campaigns.pages.form import WORK_OK
from undersigned.errors import RoomError, SiteError
from undersigned.intake import gate
from undersigned.intake.answering import Answer, data
from undersigned.intake.arriving import KeyGone, Sealing
from undersigned.intake.networks import Local, Networks
from undersigned.intake.offering import Offer
from undersigned.intake.pace import Pace
from undersigned.intake.replies import Replies
from undersigned.ledger.collecting import Collector, Ended, Overloaded, Unsure
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
    stamped: Local = field(default_factory=lambda: Local(timedelta(hours=1)))
    returned: Local = field(default_factory=lambda: Local(timedelta(minutes=1)))

    def stamp(self, campaign: Campaign, address: str) -> Answer:
        """A challenge for a form that is being filled in, harder the more arrive; and how long that takes at least."""
        limits, now = self.offer.news.limits, self.clock()
        if self.stamped.count(address, limits.stamps_per_network_per_hour) > limits.stamps_per_network_per_hour:
            return data(429, {"error": "Too many challenges went to this network in this hour."})
        self._expect_forms(now)
        challenge = stamps.challenge(self.stamps_key, campaign.id, now, self._hashes())
        return data(200, {**challenge, "seconds": limits.seconds_to_fill_form})

    def _hashes(self) -> int:
        """The work that a form asks for now."""
        limits = self.offer.news.limits
        return Difficulty(easiest=limits.work_base, hardest=limits.work_most).hashes(self.pace.per_second())

    async def sign(self, campaign: Campaign, language: str, body: bytes, address: str) -> Answer:
        """Take a form, or give it back with what is to be mended."""
        now = self.clock()
        if campaign.stage is not Stage.OPEN or (campaign.closes and now.date() > campaign.closes):
            return self.replies.ended(campaign, language)
        if campaign.slug in self.offer.news.refused:
            return self.replies.refused(campaign, language)
        try:
            sent = fields.read(body)
        except fields.Malformed:
            return self.replies.malformed(campaign, language)
        passed = gate.look(sent, self.stamps_key, campaign.id, self.offer.news.limits, now, self._hashes())
        typed = _read(sent, language)
        if isinstance(passed, gate.Held) or typed is None:
            return self._back(campaign, sent, language, passed, address)
        return await self._kept_or_told(campaign, sent, typed, passed, address)

    async def _kept_or_told(
        self, campaign: Campaign, sent: fields.Sent, typed: Typed, passed: gate.Passed, address: str
    ) -> Answer:
        """Keep it; where that cannot be, say so, and never thank."""
        try:
            return await self._kept(campaign, typed, passed, address)
        except Overloaded:
            return self.replies.busy(campaign, typed.language)
        except Ended:  # since the campaigns were read, a moment ago
            return self.replies.ended(campaign, typed.language)
        except KeyGone:
            return self._back(campaign, sent, typed.language, gate.TOO_OLD, address)
        except Unsure:
            pass
        except (RoomError, SiteError) as trouble:  # such as an hour's key that cannot be made, for its disk is full
            _log.error("%s", trouble)
        return self._unsure(campaign, sent, typed.language, passed.stamp)

    async def _kept(self, campaign: Campaign, typed: Typed, passed: gate.Passed, address: str) -> Answer:
        """Count it for its network, seal it, have it committed."""
        now, most, signals = self.clock(), self.offer.news.limits.signings_per_network_per_hour, passed.signals
        came = self.networks.count(address, now, most, 1 if not signals else COSTS_WITHOUT_PROOF)
        if came > most:
            return self.replies.too_many(campaign, typed.language)
        if came * 2 > most:
            signals |= gate.BUSY_NETWORK
        arrival = self.sealing.arrival(typed, campaign, passed.stamp, signals, now)
        self.pace.count()
        new = await self.collector.take(arrival)
        return (
            self.replies.thanks(campaign, typed.language) if new else self.replies.sent_before(campaign, typed.language)
        )

    def _unsure(self, campaign: Campaign, sent: fields.Sent, language: str, stamp: Stamp) -> Answer:
        """The form again with the stamp that it had, so that it counts once however often it is sent."""
        again = stamps.issue(self.stamps_key, campaign.id, stamp.issued, stamp.nonce)
        return self.replies.unsure(campaign, language, sent, again)

    def _back(
        self, campaign: Campaign, sent: fields.Sent, language: str, passed: gate.Passed | gate.Held, address: str
    ) -> Answer:
        """The form again, with what was typed and a stamp that keeps the time for which she has been at it.

        A network gets so many back and no more: each costs as much as fifty thank-yous.
        """
        most = self.offer.news.limits.returned_forms_per_network_per_minute
        if self.returned.count(address, most) > most:
            return self.replies.too_many_back(campaign, language)
        now, held = self.clock(), passed if isinstance(passed, gate.Held) else None
        self._expect_forms(now)
        enough = timedelta(seconds=self.offer.news.limits.seconds_to_fill_form)
        today = now.replace(hour=0, minute=0, second=0, microsecond=0)  # its key of links is there for sure
        issued = max(passed.since or now, now - enough, today)  # no older than is needed: it may lie open again
        return self.replies.form(campaign, language, sent, held, stamps.issue(self.stamps_key, campaign.id, issued))

    def _expect_forms(self, now: datetime) -> None:
        """Forms are handed out even where the day's key cannot be made yet: that is said when they come back."""
        with suppress(RoomError, SiteError):
            self.sealing.expect(now)


def _read(sent: fields.Sent, language: str) -> Typed | None:
    """What was typed, or None when something is to be mended; an address at work is asked about once."""
    typed = fields.checked(sent, language)
    if typed is None or sent[WORK_OK] or is_personal_provider(typed.email):
        return typed
    sent.errors["email"] = "work_address"
    return None
