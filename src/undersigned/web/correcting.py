"""A signer's corrections: her form checked like a new one, sealed anew for the key holders and for herself."""

from undersigned.campaigns import fields
from undersigned.campaigns.pages.form import Form
from undersigned.errors import SiteError
from undersigned.ledger import copies
from undersigned.ledger.copies import Copies
from undersigned.sealing import links
from undersigned.sealing.datakeys import DataKey
from undersigned.sealing.envelope import seal
from undersigned.sealing.places import data_key_of, holders_copy, signers_copy
from undersigned.terms.place import area
from undersigned.terms.signature import State, Typed
from undersigned.web.desk import ask, desk
from undersigned.web.opening import Opened
from undersigned.web.showing import as_asked


def can_correct(opened: Opened) -> bool:
    """Only what counts can be corrected, and not once its key holders' copy is gone."""
    return opened.kept.state is State.CONFIRMED and opened.kept.is_sealed_for_holders


def correct(opened: Opened, typed: Typed, body: bytes) -> Form | None:
    """Keep the corrections in a form that was sent; gives the form back, and keeps nothing, where one is wrong.

    The address is not among them, whatever the form says: it is what was confirmed.

    Raises:
        fields.Malformed: no browser sends this.
        SiteError: the campaign's key is not the one in its folder; nothing is sealed under it.
    """
    sent = fields.read(body)
    sent.values["email"] = typed.email
    corrected = fields.checked(sent, typed.language)
    if corrected is None:
        return Form(sent.values, sent.errors)
    if trouble := desk().pins.trouble(opened.campaign.slug, opened.campaign.public_key):
        raise SiteError(trouble)
    public = None if opened.campaign.waits else as_asked(corrected)
    ask(copies.correct, opened.kept.signature, _sealed(opened, corrected), public)
    return None


def _sealed(opened: Opened, typed: Typed) -> Copies:
    identity, campaign, plain = opened.kept.signature, opened.campaign, typed.packed()
    key = DataKey.fresh(campaign.public_key, data_key_of(campaign.id))
    return Copies(
        data_key=key.id,
        wrapped_key=key.wrapped,
        for_holders=key.sealer.seal(plain, holders_copy(identity)),
        for_signer=seal(links.copy_key(opened.secret), plain, signers_copy(identity)),
        country=typed.country,
        area=area(typed.country, typed.postcode) if typed.postcode else "",
    )
