"""A sheet to print and pin up: title, demand, QR code, and how to sign; one page of A4 or Letter."""

from undersigned.campaigns.share import code
from undersigned.campaigns.words.called import named
from undersigned.campaigns.words.speaking import words_beside
from undersigned.dossiers.paper.typesetting import typeset
from undersigned.terms.campaign import Campaign, Texts


def pdf(campaign: Campaign, texts: Texts, link: str) -> bytes:
    """The sheet as a tagged PDF.

    Raises:
        PaperError: it could not be set.
    """
    words = words_beside(texts.language)
    day = campaign.opened or campaign.retention
    told = {
        "title": texts.title,
        "running": texts.title,
        "language": texts.language.partition("-")[0],
        "direction": words.direction,
        "date": {"year": day.year, "month": day.month, "day": day.day},
        "kind": named(campaign.kind, texts.target, words),
        "demand": texts.demand,
        "scan": words.text("Point the camera of a phone here, or write this address into a browser:"),
        "code": code.svg(link, texts.title, quiet=0).decode(),
        "code_says": words.text("QR code that opens {address}", address=link),
        "link": link,
        "how": [
            words.text("Sign with a name and an e-mail address. Nothing else is needed."),
            words.text("Confirm in the mail that comes. Only then does your signature count."),
            words.text("Your name is shown only if you ask for that."),
        ],
        "who": campaign.organisers,
        "contact": campaign.contact,
    }
    return typeset("campaign_sheet", told, day.isoformat())
