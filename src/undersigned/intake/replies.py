"""What the intake says: pages made once and given to everybody, and forms that go back with what was typed."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from time import monotonic

from undersigned.campaigns.fields import Sent
from undersigned.campaigns.pages import rendering
from undersigned.campaigns.pages.form import Form
from undersigned.campaigns.words.speaking import words_beside
from undersigned.dossiers.words.language import message
from undersigned.intake.answering import Answer, page
from undersigned.intake.gate import Held
from undersigned.intake.offering import Offer
from undersigned.terms.campaign import Campaign, Standing, Tally

MOST_FORMS_A_SECOND = 150
"""A form that goes back costs fifty times what a thank-you costs; a flood of bad ones must not stop the good ones.

The second line: the first is that each network gets back so many in a minute.
"""
COME_BACK = 60
"""Seconds after which to come back, past capacity."""


_UNKNOWN = Standing(Tally(), waits=True)


@dataclass(frozen=True, slots=True)
class Notice:
    """A page of a few sentences: its title and its paragraphs, as messages."""

    status: int
    title: str
    paragraphs: tuple[str, ...]


ENDED = Notice(
    410,
    message("This campaign has ended"),
    (message("It takes no more signatures. Nothing that you typed was kept."),),
)
REFUSED = Notice(
    503,
    message("This cannot be done right now"),
    (
        message(
            "The key of this campaign is not the one that its organisers put there, so it takes no signatures until "
            "they have looked; nothing that you typed was kept."
        ),
    ),
)
TOO_MANY = Notice(
    429,
    message("Many forms came from your network"),
    (
        message(
            "In this hour so many forms came from the network that you use that we take no more. Nothing was kept."
        ),
        message("Please sign over another network, or come back in an hour."),
    ),
)
TOO_MANY_BACK = Notice(
    429,
    message("Many forms came from your network"),
    (
        message(
            "In this minute so many forms with something to mend came from the network that you use that we give none "
            "back. Nothing was kept."
        ),
        message("Go back in your browser: what you typed may still be in the form. Send it again in a minute."),
    ),
)
MALFORMED = Notice(
    400,
    message("This form could not be read"),
    (message("Nothing was kept. Please load the page again and sign there."),),
)
SENT_BEFORE = Notice(
    409,
    message("This form was sent before"),
    (
        message("It was taken once, and a mail is on its way to the address in it."),
        message("To sign for somebody else, load the page again."),
    ),
)


class Replies:
    """The answers of one process."""

    def __init__(self, offer: Offer, base_url: str) -> None:
        self._offer = offer
        self._base_url = base_url
        self._thanks = lru_cache(256)(_thanks)
        self._notice = lru_cache(256)(_notice)
        self._budget = Budget(MOST_FORMS_A_SECOND)

    def thanks(self, campaign: Campaign, language: str) -> Answer:
        """Look in your mail: the same bytes for everybody."""
        return self._thanks(campaign, language, self._offer.news.minutes, datetime.now(UTC).date())

    def form(self, campaign: Campaign, language: str, sent: Sent, held: Held | None, stamp: str) -> Answer:
        """The form again: everything typed is there, each mistake beside its field."""
        if not self._budget.take():
            return self.busy(campaign, language)
        errors = dict(sent.errors)
        note = ""
        if held and held.note and not errors:
            note = held.message
        elif held and not held.note:
            errors[""] = held.message
        form = Form(sent.values, errors, stamp, note)
        return page(422 if errors else 200, self._page(campaign, language, form))

    def unsure(self, campaign: Campaign, language: str, sent: Sent, stamp: str) -> Answer:
        """The database did not answer; the same form may be sent again, and counts once in any case."""
        form = Form(sent.values, {"": "unsure"}, stamp)
        return page(503, self._page(campaign, language, form), {"retry-after": "10"})

    def busy(self, campaign: Campaign, language: str) -> Answer:
        """More than can be kept in time; nothing was."""
        return _busy(campaign, language)

    def too_many(self, campaign: Campaign, language: str) -> Answer:
        """This network has sent what it may in an hour."""
        return self._notice(campaign, language, TOO_MANY)

    def too_many_back(self, campaign: Campaign, language: str) -> Answer:
        """This network was given back what it may in a minute; a page made once, which costs next to nothing."""
        return self._notice(campaign, language, TOO_MANY_BACK)

    def ended(self, campaign: Campaign, language: str) -> Answer:
        """The campaign takes no more signatures."""
        return self._notice(campaign, language, ENDED)

    def refused(self, campaign: Campaign, language: str) -> Answer:
        """Nothing may be sealed under the key that the database has."""
        return self._notice(campaign, language, REFUSED)

    def malformed(self, campaign: Campaign, language: str) -> Answer:
        """No form of ours."""
        return self._notice(campaign, language, MALFORMED)

    def sent_before(self, campaign: Campaign, language: str) -> Answer:
        """This very form was sent, and kept, before."""
        return self._notice(campaign, language, SENT_BEFORE)

    def _page(self, campaign: Campaign, language: str, form: Form) -> str:
        standing = self._offer.news.standings.get(campaign.id, _UNKNOWN)
        return rendering.campaign_page(
            campaign, standing, language, form, now=datetime.now(UTC), base_url=self._base_url
        )


class Budget:
    """So many a second, and no more."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._second = 0
        self._given = 0

    def take(self) -> bool:
        """One, if there is one left in this second."""
        second = int(monotonic())
        if second != self._second:
            self._second, self._given = second, 0
        self._given += 1
        return self._given <= self._most


def _thanks(campaign: Campaign, language: str, minutes: int, today: date) -> Answer:
    return page(200, rendering.thanks_page(campaign, language, minutes, today))


def _notice(campaign: Campaign, language: str, notice: Notice) -> Answer:
    text = words_beside(language).text
    said = [text(paragraph) for paragraph in notice.paragraphs]
    return page(notice.status, rendering.notice_page(text(notice.title), said, language, campaign))


@lru_cache(256)
def _busy(campaign: Campaign, language: str) -> Answer:
    text = rendering.busy_page(campaign, language, COME_BACK)
    return page(503, text, {"retry-after": str(COME_BACK)})
