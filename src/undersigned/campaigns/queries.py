"""Campaigns as everybody else sees them: frozen, and no model among them."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from undersigned.campaigns.orm import models
from undersigned.errors import CampaignError
from undersigned.terms.campaign import Campaign, CitedClaim, Kind, Stage, Step, Texts


def campaign(slug: str) -> Campaign:
    """One campaign by the name in its address.

    Raises:
        CampaignError: no campaign of that name was published.
    """
    found = find(slug)
    if found is None:
        names = ", ".join(_all().values_list("slug", flat=True)) or "none yet"
        raise CampaignError(f"No campaign {slug!r} was published here. Published are: {names}.")
    return found


def find(slug: str) -> Campaign | None:
    """The same; None where there is none."""
    found = _all().filter(slug=slug).first()
    return None if found is None else _frozen(found)


def by_id(campaign_id: int) -> Campaign | None:
    """One campaign by the number that its signatures carry; None where there is none."""
    found = _all().filter(id=campaign_id).first()
    return None if found is None else _frozen(found)


def stage_of(campaign_id: int) -> tuple[Stage, date | None] | None:
    """How far a campaign has come, and the day on which a letter that waited appeared; cheap, for every request."""
    found = models.Campaign.objects.filter(id=campaign_id).values_list("stage", "appeared")[:1]
    return next(((Stage(stage), appeared) for stage, appeared in found), None)


def waits(campaign_id: int) -> bool:
    """True for a letter of which nothing may be shown yet; asked anew each time, for those who keep names in clear."""
    return models.Campaign.objects.filter(id=campaign_id, appears_at__isnull=False, appeared__isnull=True).exists()


def campaigns(stages: Iterable[Stage] = tuple(Stage)) -> tuple[Campaign, ...]:
    """The campaigns in these stages, the newest first."""
    return tuple(_frozen(found) for found in _all().filter(stage__in=[stage.value for stage in stages]))


def open_campaigns() -> tuple[Campaign, ...]:
    """Those that can be signed, the newest first."""
    return campaigns((Stage.OPEN,))


def _all() -> "QuerySet[models.Campaign]":
    return models.Campaign.objects.prefetch_related("texts", "claims").order_by("-opened", "-id")


def _frozen(found: models.Campaign) -> Campaign:
    return Campaign(
        id=found.pk,
        slug=found.slug,
        kind=Kind(found.kind),
        stage=Stage(found.stage),
        public_key=bytes(found.public_key),
        texts=tuple(_texts(text) for text in found.texts.all()),
        organisers=found.organisers,
        contact=found.contact,
        retention=found.retention,
        claims=tuple(_claim(claim) for claim in found.claims.all()),
        opened=found.opened,
        closes=found.closes,
        appears_at=found.appears_at,
        appears_by=found.appears_by,
        holders=tuple(found.holders),
        needed=found.needed,
        appeared=found.appeared,
        destroyed=found.destroyed,
    )


def _texts(text: models.CampaignText) -> Texts:
    return Texts(
        language=text.language,
        title=text.title,
        demand=text.demand,
        target=text.target,
        letter=text.letter,
        why=text.why,
        share=text.share,
        hashtags=tuple(text.hashtags),
        next_steps=tuple(Step(step["text"], step["address"]) for step in text.next_steps),
    )


def _claim(claim: models.CitedClaim) -> CitedClaim:
    return CitedClaim(
        id=claim.claim,
        statement=claim.statement,
        wording=claim.wording,
        figure=claim.figure,
        day=claim.day,
        address=claim.address,
        now=claim.now,
        now_wording=claim.now_wording,
        now_day=claim.now_day,
    )
