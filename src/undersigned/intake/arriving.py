"""What a signer typed becomes an arrival: sealed for the key holders, for herself, and for the mail.

The steps are few and short, since they run thousands of times a second.
"""

from datetime import date, datetime

from undersigned.ledger.collecting import Arrival
from undersigned.sealing import links
from undersigned.sealing.datakeys import DataKeys
from undersigned.sealing.envelope import Sealer
from undersigned.sealing.places import data_key_of, holders_copy, outgoing_mail, signers_copy
from undersigned.site.keyring import Keyring
from undersigned.terms import address, place
from undersigned.terms.campaign import Campaign
from undersigned.terms.mail import Waiting
from undersigned.terms.signature import Typed


class Sealing:
    """The keys of one process: the day's key of the outbox, the minute's data keys, the key of links."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring
        self._links = keyring.get("links")
        self._data_keys = DataKeys()
        self._day = date.min
        self._mails: Sealer

    def arrival(self, typed: Typed, campaign: Campaign, nonce: bytes, signals: int, now: datetime) -> Arrival:
        """Seal what was typed; the same nonce gives the same signature, so a form sent twice is one."""
        secret = links.link_secret(self._links, nonce)
        identity = links.signature_id(secret)
        data_key = self._data_keys.current(campaign.public_key, data_key_of(campaign.id), now)
        plain = typed.packed()
        waiting = Waiting(typed.email, secret, typed.language, campaign.id)
        day = now.date()
        if day != self._day:
            self._mails, self._day = Sealer(self._keyring.daily("outbox", day)), day
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
            mail=self._mails.seal(waiting.packed(), outgoing_mail(identity)),
            mail_day=day,
        )
