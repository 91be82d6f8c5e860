"""What a signer typed becomes an arrival: sealed for the key holders, for herself, and for the mail.

The steps are few and short, since they run thousands of times a second.
"""

from datetime import date, datetime
from time import monotonic

from undersigned.ledger.collecting import Arrival
from undersigned.sealing import links
from undersigned.sealing.datakeys import DataKeys
from undersigned.sealing.envelope import Sealer
from undersigned.sealing.places import data_key_of, holders_copy, outgoing_mail, signers_copy
from undersigned.sealing.stamps import Stamp
from undersigned.site.keyring import Keyring, hour_of
from undersigned.terms import address, place
from undersigned.terms.campaign import Campaign
from undersigned.terms.mail import Waiting
from undersigned.terms.signature import Typed

_SECONDS_IN_MEMORY = 60.0


class KeyGone(Exception):  # noqa: N818 (a state that callers answer, not a mistake)
    """The form is of a day whose key of links was destroyed."""


class Sealing:
    """The keys of one process: the hour's key of the outbox, the minute's data keys, the days' keys of links.

    Keys that were read are forgotten after a minute, so that one which was destroyed and, by a clock that went back,
    made anew is soon the same for all.
    """

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring
        self._data_keys = DataKeys()
        self._links: dict[date, bytes] = {}
        self._mails: dict[datetime, Sealer] = {}
        self._read_at = monotonic()

    def expect(self, now: datetime) -> None:
        """Have the day's key of links, before forms of this day are handed out.

        Raises:
            RoomError: there is no room for it; it is made with the first form that comes back this day.
        """
        self._links_key(now.date(), now)

    def arrival(self, typed: Typed, campaign: Campaign, stamp: Stamp, signals: int, now: datetime) -> Arrival:
        """Seal what was typed; the same stamp gives the same signature, so a form sent twice is one.

        Raises:
            KeyGone: the stamp is of a day whose key was destroyed.
        """
        secret = links.link_secret(self._links_key(stamp.issued.date(), now), stamp.nonce)
        identity = links.signature_id(secret)
        data_key = self._data_keys.current(campaign.public_key, data_key_of(campaign.id), now)
        plain = typed.packed()
        waiting = Waiting(typed.email, secret, typed.language, campaign.id)
        hour = hour_of(now)
        return Arrival(
            id=identity,
            campaign=campaign.id,
            data_key=data_key,
            for_holders=data_key.sealer.seal(plain, holders_copy(identity)),
            for_signer=Sealer(links.copy_key(secret)).seal(plain, signers_copy(identity)),
            language=typed.language,
            country=typed.country,
            area=place.area(typed.country, typed.postcode) if typed.postcode else "",
            provider=address.provider(typed.email),
            signals=signals,
            mail=self._sealer_of_mails(hour).seal(waiting.packed(), outgoing_mail(identity)),
            mail_hour=hour,
        )

    def _links_key(self, day: date, now: datetime) -> bytes:
        """The key of the day on which a form was handed out; none is made for a day that is over."""
        self._forget_old()
        key = self._links.get(day)
        if key is None:
            key = self._keyring.daily("links", day) if day >= now.date() else self._keyring.kept("links", day)
            if key is None:
                raise KeyGone
            self._links[day] = key
        return key

    def _sealer_of_mails(self, hour: datetime) -> Sealer:
        sealer = self._mails.get(hour)
        if sealer is None:
            sealer = self._mails[hour] = Sealer(self._keyring.hourly("outbox", hour))
        return sealer

    def _forget_old(self) -> None:
        if monotonic() > self._read_at + _SECONDS_IN_MEMORY:
            self._links.clear()
            self._mails.clear()
            self._read_at = monotonic()
