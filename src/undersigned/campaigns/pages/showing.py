"""What every page about a campaign knows: its texts, its words, its languages, its addresses."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from markupsafe import Markup

from undersigned.campaigns.pages import addresses, prose, tallying
from undersigned.campaigns.pages.countries import country
from undersigned.campaigns.words.called import CALLED, named
from undersigned.campaigns.words.speaking import words_beside, words_of_claims
from undersigned.dossiers.words.language import Words
from undersigned.terms.campaign import Campaign, CitedClaim, Stage, Standing, Texts
from undersigned.terms.links import is_mail, is_web

SIGNERS, PLACES = 30, 40
"""How many names and places a page shows at most, for its weight."""


SOON = timedelta(days=3)
"""Before its last day a campaign says until when signatures can be confirmed."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A campaign in a reader's language."""

    campaign: Campaign
    language: str
    words: Words

    def told(self, part: str = "") -> dict[str, Any]:
        """What the templates of every page about the campaign ask."""
        campaign, texts = self.campaign, self.written
        called = CALLED[campaign.kind]
        target = Markup("<span{}>{}</span>").format(self.tongue, texts.target) if self.tongue else texts.target
        return {
            "campaign": campaign,
            "texts": texts,
            "tongue": self.tongue,
            "kind": named(campaign.kind, target, self.words),
            "sign_title": self.words.text(called.sign),
            "letter_title": self.words.text(called.letter),
            "home": addresses.page(campaign, self.language),
            "share": addresses.page(campaign, self.language, addresses.SHARE),
            "data": addresses.page(campaign, self.language, addresses.DATA),
            "campaign_language": texts.language,
            "languages": list(addresses.tongues(campaign, part)),
            "contact_link": link(campaign.contact),
            "confirm_until": self.words.text(
                "Confirm it until the end of {day} (UTC): what is not confirmed then does not count.",
                day=self.words.day(campaign.closes),
            ),
            "holders_line": self.holders(),
        }

    @property
    def tongue(self) -> Markup:
        """The attributes of the campaign's own texts, where the page around them is in another language."""
        language = addresses.leading(self.campaign, self.language)
        if language == self.words.tag:
            return Markup("")
        return Markup(' lang="{}" dir="{}"').format(language, addresses.direction(language))

    def holders(self) -> str:
        """How many holders open what is sealed."""
        if not self.campaign.holders:
            return self.words.text("Only the key holders together can open it.")
        return self.words.text(
            "Only {needed} of its {all} key holders together can open it.",
            needed=self.words.count(self.campaign.needed),
            all=self.words.count(len(self.campaign.holders)),
        )

    def claims(self) -> Iterable[CitedClaim]:
        """The claims in the reader's language; an address that is no web page is left out."""
        words = words_of_claims(self.words.tag)
        for claim in self.campaign.claims:
            address = claim.address if is_web(claim.address) else ""
            statement = words.say(claim.statement, claim.wording)
            now = words.say(claim.now, claim.now_wording) if claim.now else ""
            yield replace(claim, statement=statement, now=now, address=address)

    def standing(self, standing: Standing, now: datetime) -> dict[str, Any]:
        """The tally, the public signers and the places; nothing of them for a letter that waits."""
        if standing.waits:
            return {"waits": True, "signers": (), "places": ()}
        return {
            "waits": False,
            "tally": standing.tally,
            "counted": list(tallying.counted(standing.tally, self.words)),
            "group": tallying.separator(self.words),
            "at": tallying.moment(now, self.words),
            "at_iso": now.isoformat(timespec="seconds"),
            "signers": standing.signers[:SIGNERS],
            "places": [(country(place, self.words.tag), count) for place, count in standing.places[:PLACES]],
        }

    def texts(self) -> dict[str, Any]:
        """The long texts as HTML, and the claims."""
        texts = self.written
        return {
            "why": prose.html(texts.why),
            "letter": prose.html(texts.letter),
            "claims": list(self.claims()),
            "claims_language": words_of_claims(self.words.tag).tag,
        }

    def ends_soon(self, today: date) -> bool:
        """True in the last days, when who signs has to look in her mail at once."""
        closes = self.campaign.closes
        return self.open and closes is not None and closes - today <= SOON

    @property
    def written(self) -> Texts:
        """What its organisers wrote, in the language or in the leading one."""
        return self.campaign.in_language(self.language)

    @property
    def open(self) -> bool:
        """True while it can be signed."""
        return self.campaign.stage is Stage.OPEN


def show(campaign: Campaign, language: str) -> Shown:
    """A campaign for readers of a language."""
    return Shown(campaign, language, words_beside(addresses.leading(campaign, language)))


def link(contact: str) -> str:
    """Where a contact leads: a page, a mail, or nowhere."""
    if is_mail(contact):
        return f"mailto:{contact}"
    return contact if is_web(contact) else ""
