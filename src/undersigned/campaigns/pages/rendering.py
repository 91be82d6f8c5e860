"""The pages before a signature is there: the campaign with its form, what is said after, and what can go wrong."""

from collections.abc import Sequence
from datetime import date, datetime

from undersigned.campaigns.pages import addresses
from undersigned.campaigns.pages.countries import options
from undersigned.campaigns.pages.form import EMPTY, HONEYPOT, Filled, Form, problems, told
from undersigned.campaigns.pages.showing import show
from undersigned.campaigns.pages.templating import render
from undersigned.campaigns.words.speaking import words_beside
from undersigned.dossiers.words.language import Words
from undersigned.terms.campaign import Campaign, Stage, Standing

IN_HOURS = 120
"""Minutes from which a wait is told in hours."""


def campaign_page(
    campaign: Campaign,
    standing: Standing,
    language: str,
    form: Form | None = None,
    *,
    now: datetime,
    base_url: str = "",
) -> str:
    """The page of a campaign: as everybody sees it, or with the form that could not be taken, its values kept.

    `base_url` is the public address of the site, without a slash at its end; previews elsewhere need it.
    """
    shown, form = show(campaign, language), form or EMPTY
    filled = Filled(shown.words, form)
    return render(
        "campaign.html",
        shown.words.tag,
        **shown.told(),
        **shown.texts(),
        **shown.standing(standing, now),
        open=shown.open,
        soon=shown.ends_soon(now.date()),
        destroyed=campaign.stage is Stage.DESTROYED,
        base_url=base_url,
        filled=filled,
        problems=problems(shown.words, form),
        note=told(shown.words, form.note) if form.note else "",
        hidden=filled.hidden,
        honeypot=HONEYPOT,
        countries=options(shown.words.tag, filled.value("country")),
    )


def thanks_page(campaign: Campaign, language: str, minutes: int, today: date | None = None) -> str:
    """What follows a signature: look in your mail. The same bytes for everybody, who signed before or not."""
    shown = show(campaign, language)
    takes, soon = _mail_takes(shown.words, max(1, minutes)), today is not None and shown.ends_soon(today)
    return render("thanks.html", shown.words.tag, **shown.told(), takes=takes, soon=soon)


def _mail_takes(words: Words, minutes: int) -> str:
    if minutes < IN_HOURS:
        return words.texts("Mail takes about {n} minute now.", "Mail takes about {n} minutes now.", minutes)
    return words.texts("Mail takes about {n} hour now.", "Mail takes about {n} hours now.", -(-minutes // 60))


def busy_page(campaign: Campaign | None, language: str, seconds: int) -> str:
    """More people sign than the site can take: nothing was kept, and when to come back."""
    words = show(campaign, language).words if campaign else words_beside(language)
    minutes = -(-max(1, seconds) // 60)
    return notice_page(
        words.text("Too many people are signing right now"),
        [
            words.text("Your signature was not taken. Nothing that you typed was kept."),
            words.texts(
                "Please come back in {n} minute and sign then.",
                "Please come back in {n} minutes and sign then.",
                minutes,
            ),
            words.text("If you go back in your browser, what you typed may still be in the form."),
        ],
        language,
        campaign,
    )


def notice_page(title: str, paragraphs: Sequence[str], language: str = "en", campaign: Campaign | None = None) -> str:
    """A page that says one thing, in sentences of the reader's language already; it leads back to the campaign."""
    shown = show(campaign, language) if campaign else None
    words = shown.words if shown else words_beside(language)
    return render(
        "notice.html",
        words.tag,
        title=title,
        paragraphs=paragraphs,
        home=addresses.page(campaign, language) if campaign else "",
        name=campaign.in_language(language).title if campaign else "",
        tongue=shown.tongue if shown else "",
    )
