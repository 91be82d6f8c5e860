"""The signer's private pages, behind the link in her mail: confirm, see, correct, share, withdraw, erase.

`path` is the address of the link, `/s/<secret>`; every button posts to a place below it.
"""

from collections.abc import Mapping
from typing import Any

from undersigned.campaigns.pages import addresses
from undersigned.campaigns.pages.countries import country, options
from undersigned.campaigns.pages.form import EMPTY, Filled, Form, problems
from undersigned.campaigns.pages.showing import Shown, show
from undersigned.campaigns.pages.templating import render
from undersigned.campaigns.share.kit import kit
from undersigned.dossiers.words.language import Words, message
from undersigned.terms.campaign import Campaign, PublicSigner
from undersigned.terms.signature import Appearance, State, Typed

SAID: Mapping[str, str] = {
    "confirmed": message("Thank you. Your signature is confirmed and counts."),
    "another_counts": message(
        "This address has signed this campaign already, and that signature counts. This one was set aside."
    ),
    "corrected": message("Your corrections are kept."),
    "no_reminder": message("You will get no reminder."),
}
"""What a page says at its top about what was just done, by id."""
APPEARANCES: Mapping[Appearance, str] = {
    Appearance.ANONYMOUS: message("Anonymous"),
    Appearance.INITIALS: message("With my initials"),
    Appearance.NAME: message("With my name"),
    Appearance.PERSONAL_CAPACITY: message("In a personal capacity"),
}


def pending_page(campaign: Campaign, typed: Typed, path: str, said: str = "") -> str:
    """What the link shows before it is confirmed: what would be confirmed, and the buttons for it."""
    return _page("pending.html", campaign, typed, path, said=said, declined=said == "no_reminder")


def confirmed_page(
    campaign: Campaign, typed: Typed, path: str, *, said: str = "", form: Form | None = None, base_url: str = ""
) -> str:
    """The signer's page of a signature that counts; `form` is a correction that could not be taken."""
    shown = show(campaign, typed.language)
    filled = Filled(shown.words, form or values(typed))
    return _page(
        "confirmed.html",
        campaign,
        typed,
        path,
        said=said,
        filled=filled,
        correcting=form is not None,
        problems=problems(shown.words, form or EMPTY),
        countries=options(shown.words.tag, filled.value("country")),
        kit=kit(campaign.slug, shown.written, base_url + addresses.page(campaign, shown.language)),
        steps=campaign.in_language(typed.language).next_steps,
    )


def withdrawn_page(campaign: Campaign, typed: Typed, path: str) -> str:
    """The page of a signature that was withdrawn: it can still be seen, downloaded, erased."""
    return _page("withdrawn.html", campaign, typed, path)


def uncounted_page(campaign: Campaign, typed: Typed, path: str, *, invalidated: bool) -> str:
    """A signature that counts no more or never will: taken out by the organisers, or pending at the end."""
    return _page("uncounted.html", campaign, typed, path, invalidated=invalidated)


def emptied_page(campaign: Campaign, language: str, path: str, public: PublicSigner | None) -> str:
    """A signature that stands when what was typed is destroyed: how she is shown, and how to take that back."""
    day = campaign.destroyed or campaign.retention
    return _page("emptied.html", campaign, None, path, language=language, public=public, day=day)


def dark_page(campaign: Campaign, language: str) -> str:
    """A letter that too few signed, so that it never appeared."""
    return _page("dark.html", campaign, None, "", language=language)


def over_page(campaign: Campaign, language: str, path: str, *, state: State, place: bool) -> str:
    """A signature that does not count, of which what was typed is destroyed; `place` says that a country is left."""
    template = "withdrawn.html" if state is State.WITHDRAWN else "uncounted.html"
    invalidated = state is State.INVALIDATED
    return _page(template, campaign, None, path, language=language, place=place, invalidated=invalidated)


def erased_page(campaign: Campaign, language: str) -> str:
    """What is left to say when a signature was erased."""
    return _page("erased.html", campaign, None, "", language=language)


def not_me_page(campaign: Campaign, language: str, *, counted: bool = False) -> str:
    """What follows "It wasn't me": everything is erased and the address blocked; `counted` says that it did before."""
    return _page("not_me.html", campaign, None, "", language=language, counted=counted)


def values(typed: Typed) -> Form:
    """What a signer typed, as the form to correct it."""
    return Form(
        {
            "name": typed.name,
            "email": typed.email,
            "country": typed.country,
            "postcode": typed.postcode,
            "city": typed.city,
            "comment": typed.comment,
            "appearance": typed.appearance.value,
            "affiliation": typed.affiliation,
            "updates": "1" if typed.updates else "",
        }
    )


def rows(typed: Typed, words: Words) -> list[tuple[str, str]]:
    """What a signer gave, each with its name; what she left out is left out."""
    told = (
        (words.text("Name"), typed.name),
        (words.text("E-mail address"), typed.email),
        (words.text("How to appear"), words.text(APPEARANCES[typed.appearance])),
        (words.text("Affiliation"), typed.affiliation),
        (words.text("Country"), country(typed.country, words.tag)),
        (words.text("Postcode"), typed.postcode),
        (words.text("City"), typed.city),
        (words.text("Comment"), typed.comment),
        (words.text("News by mail"), words.text("yes") if typed.updates else words.text("no")),
    )
    return [(name, value) for name, value in told if value]


def _page(  # each page adds what it alone shows
    template: str, campaign: Campaign, typed: Typed | None, path: str, said: str = "", **more: Any
) -> str:
    shown: Shown = show(campaign, typed.language if typed else more.pop("language"))
    return render(
        template,
        shown.words.tag,
        **shown.told(),
        path=path,
        open=shown.open,
        typed=typed,
        rows=rows(typed, shown.words) if typed else [],
        said=shown.words.text(SAID[said]) if said else "",
        **more,
    )
