"""Publishing a campaign: everything is checked, its claims are frozen, and what people put their names to is fixed."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

from django.db import transaction

from undersigned.campaigns import orm, queries
from undersigned.campaigns.authored import reading
from undersigned.campaigns.authored.mistakes import Mistakes
from undersigned.campaigns.authored.reading import Authored, Published
from undersigned.campaigns.orm import models
from undersigned.errors import CampaignError
from undersigned.ledger import tallying
from undersigned.site.folder import Site
from undersigned.site.keyring import Keyring
from undersigned.terms.campaign import Campaign, CitedClaim, Stage, Texts


def publish(site: Site, slug: str, today: date) -> tuple[Campaign, tuple[str, ...]]:
    """Publish what organisers wrote, or publish it again; gives the campaign, and remarks for the organisers.

    Published again, a claim keeps the sentence and figure with which people signed, and tells what it says now.

    Raises:
        NotReadyError: with everything that is missing, cannot be, or may not change any more.
        CampaignError: there is no such folder, or what was sealed of the campaign is destroyed.
    """
    before = queries.find(slug)
    if before is not None and before.stage is Stage.DESTROYED:
        raise CampaignError(f"The campaign {slug!r} is over and its signatures are destroyed; it stays as it is.")
    written = reading.load(site.campaign(slug), slug, today, _fixed(before))
    if before is not None:
        _refuse_changes(before, written)
    with transaction.atomic():
        row = _row(written, today)
        _store_texts(row, written.texts)
        _store_claims(row, written.claims)
        _have_key(Keyring(site), row, is_new=before is None)  # before the commit: from then on people confirm
    return queries.campaign(slug), written.remarks


def _fixed(before: Campaign | None) -> Published:
    if before is None:
        return reading.NOT_YET
    return Published(frozenset(claim.id for claim in before.claims), before.stage is Stage.OPEN)


def _refuse_changes(before: Campaign, written: Authored) -> None:
    """What signers were promised stays, and once somebody signed so does what they put their names to."""
    told, mistakes = written.settings, Mistakes()
    fixed = (
        ("kind", before.kind, told.kind),
        ("appears_at", before.appears_at, told.appears_at),
        ("appears_by", before.appears_by, told.appears_by),
    )
    for name, old, new in fixed:
        if old != new:
            mistakes.note(f"campaign.toml: `{name}` was published as {old} and stays so; it says {new}.")
    if told.retention > before.retention:
        mistakes.note(
            f"campaign.toml: signers were told that all is destroyed on {before.retention}; it cannot be later "
            f"({told.retention})."
        )
    if written.key.public != before.public_key:
        mistakes.note(
            "The public key is another than at publication. What was sealed for the first one needs its holders."
        )
    if missing := [claim.id for claim in before.claims if claim.id not in told.claims]:
        mistakes.note(f"campaign.toml: `claims` lacks {missing[0]}, which was published and stays.")
    for tag in before.languages:
        if tag not in told.languages:
            mistakes.note(f"campaign.toml: `languages` lacks {tag!r}, in which people may have signed.")
    if tallying.tally(orm.connection(), before.id).collected:
        _refuse_new_words(before, written.texts, mistakes)
        _refuse_new_holders(before, written, mistakes)
    mistakes.refuse(before.slug)


def _refuse_new_words(before: Campaign, texts: Iterable[Texts], mistakes: Mistakes) -> None:
    old = {text.language: text for text in before.texts}
    for text in texts:
        was = old.get(text.language, text)
        if (text.demand, text.target, text.letter) != (was.demand, was.target, was.letter):
            mistakes.note(
                f"{text.language}.md: people have signed this demand, its target and its letter; they cannot change "
                "any more. Put them back as they were; a new campaign can say it otherwise."
            )


def _refuse_new_holders(before: Campaign, written: Authored, mistakes: Mistakes) -> None:
    if written.settings.holders != before.holders:
        mistakes.note(
            f"campaign.toml: `holders` was published as {_listed(before.holders)}, and people have signed for these; "
            f"it says {_listed(written.settings.holders)}. Put them back as they were."
        )
    if written.key.needed != before.needed:
        mistakes.note(
            f"People have signed for {before.needed} key holders who open it together; the public key's file says "
            f"{written.key.needed}. Put it back as it was."
        )


def _listed(holders: Iterable[str]) -> str:
    return ", ".join(holders) or "nobody"


def _row(written: Authored, today: date) -> models.Campaign:
    told = written.settings
    values = {
        "kind": told.kind.value,
        "public_key": written.key.public,
        "needed": written.key.needed,
        "organisers": told.organisers,
        "contact": told.contact,
        "holders": list(told.holders),
        "closes": told.closes,
        "retention": told.retention,
        "appears_at": told.appears_at,
        "appears_by": told.appears_by,
    }
    row, _ = models.Campaign.objects.update_or_create(
        slug=written.slug,
        defaults=values,
        create_defaults={**values, "stage": Stage.OPEN.value, "opened": today},
    )
    return row


def _have_key(keyring: Keyring, row: models.Campaign, *, is_new: bool) -> None:
    """Make the key of address hashes, once: with a second one the same address would count twice."""
    if is_new:
        keyring.make_campaign(row.pk)
    elif row.stage == Stage.OPEN:
        keyring.campaign(row.pk)


def _store_texts(row: models.Campaign, texts: tuple[Texts, ...]) -> None:
    row.texts.all().delete()
    models.CampaignText.objects.bulk_create(
        models.CampaignText(
            campaign=row,
            place=place,
            **{
                **asdict(text),
                "hashtags": list(text.hashtags),
                "next_steps": [asdict(step) for step in text.next_steps],
            },
        )
        for place, text in enumerate(texts)
    )


def _store_claims(row: models.Campaign, claims: tuple[CitedClaim, ...]) -> None:
    """Freeze claims that are new, and tell of the others what they say now."""
    frozen = {claim.claim: claim for claim in row.claims.all()}
    for place, claim in enumerate(claims):
        if claim.id not in frozen:
            models.CitedClaim.objects.create(
                campaign=row,
                place=place,
                claim=claim.id,
                statement=claim.statement,
                wording=claim.wording,
                figure=claim.figure,
                day=claim.day,
                address=claim.address,
            )
            continue
        old = frozen[claim.id]
        differs = (old.statement, old.figure) != (claim.statement, claim.figure)
        old.now, old.now_wording = (claim.statement, claim.wording) if differs else ("", "")
        old.now_day = claim.day if differs else None
        old.address = claim.address or old.address
        old.place = place
        old.save()
