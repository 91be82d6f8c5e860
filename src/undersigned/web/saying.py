"""Which page says how a signature stands, and the sentences for what no page of a campaign says."""

from undersigned.campaigns.pages import link as pages
from undersigned.campaigns.pages.form import Form
from undersigned.campaigns.pages.rendering import notice_page
from undersigned.campaigns.words.speaking import words_beside
from undersigned.terms.signature import EventKind, State, Typed
from undersigned.web.desk import desk
from undersigned.web.hashing import another_counts
from undersigned.web.opening import Opened

SAID = {State.PENDING: ("no_reminder",), State.CONFIRMED: ("confirmed", "corrected")}
"""What an address may ask a page to say of the button that led to it, where it is true of the state."""


def page(opened: Opened, said: str = "") -> str:
    """A signer's page, by how her signature stands."""
    campaign, typed, state = opened.campaign, opened.typed, opened.kept.state
    said = said if said in SAID.get(state, ()) else ""
    if typed is None:
        return _emptied(opened)
    if state is State.CONFIRMED:
        return pages.confirmed_page(campaign, typed, opened.address, said=said, base_url=_base_url())
    if state is State.PENDING:
        return _pending(opened, typed, said)
    if state is State.INVALIDATED:
        return pages.uncounted_page(campaign, typed, opened.address, invalidated=True)
    return pages.withdrawn_page(campaign, typed, opened.address)


def correction(opened: Opened, typed: Typed, form: Form) -> str:
    """Her page with the form for corrections open."""
    return pages.confirmed_page(opened.campaign, typed, opened.address, form=form, base_url=_base_url())


def not_understood(language: str) -> str:
    """What no browser sends from our pages."""
    words = words_beside(language)
    return notice_page(
        words.text("This could not be understood"),
        [words.text("Open the link in your mail again and use the buttons there. Nothing was changed.")],
        language,
    )


def broken(language: str) -> str:
    """A mistake of ours."""
    words = words_beside(language)
    return notice_page(
        words.text("Something went wrong on our side"),
        [words.text("It is not your fault. Please try again in a few minutes; trying again does no harm.")],
        language,
    )


def come_back(language: str) -> str:
    """Too much at once, or the database is away."""
    words = words_beside(language)
    return notice_page(
        words.text("This page cannot be shown right now"),
        [words.text("Please come back in a minute and try again. Nothing is lost, and trying again does no harm.")],
        language,
    )


def key_missing(language: str) -> str:
    """The organisers must put back a key; until then nobody can tell whether an address has signed."""
    words = words_beside(language)
    return notice_page(
        words.text("This cannot be done right now"),
        [
            words.text("A key of this site is missing, and its operators must put it back."),
            words.text("Nothing is lost and nothing was changed: your link stays good. Please try again later."),
        ],
        language,
    )


def _emptied(opened: Opened) -> str:
    """Where nothing is left of what she typed: after its retention, after the close, or because she wanted it so."""
    campaign, language, kept = opened.campaign, opened.language, opened.kept
    place = bool(kept.country or kept.area)
    match kept.state:
        case State.CONFIRMED if campaign.waits:
            return pages.dark_page(campaign, language)
        case State.CONFIRMED:
            return pages.emptied_page(campaign, language, opened.address, kept.public)
        case State.INVALIDATED if not kept.by_organisers:
            counted = any(kind is EventKind.CONFIRMED for kind, _ in kept.events)
            return pages.not_me_page(campaign, language, counted=counted)
        case State.WITHDRAWN if not place:
            return pages.erased_page(campaign, language)
        case _:
            return pages.over_page(campaign, language, opened.address, state=kept.state, place=place)


def _pending(opened: Opened, typed: Typed, said: str) -> str:
    if not opened.can_confirm:
        return pages.uncounted_page(opened.campaign, typed, opened.address, invalidated=False)
    said = "another_counts" if another_counts(opened, typed) else said
    return pages.pending_page(opened.campaign, typed, opened.address, said)


def _base_url() -> str:
    return desk().configuration.base_url
