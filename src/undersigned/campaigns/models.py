"""How campaigns are kept: three tables, read by `queries` and written by `services` only."""

from django.db import models
from django.db.models import Q


class Campaign(models.Model):
    """A campaign that was published; what is only drafted is a folder of the site.

    `closed` is the day on which it was closed, `appeared` the day on which a letter that waited had enough signers,
    `destroyed` the day on which what was sealed ended.
    """

    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=20)
    stage = models.CharField(max_length=20)
    public_key = models.BinaryField(max_length=32)
    organisers = models.TextField()
    contact = models.TextField()
    holders = models.JSONField(default=list)
    needed = models.PositiveSmallIntegerField(default=2)
    opened = models.DateField()
    closes = models.DateField(null=True)
    retention = models.DateField()
    appears_at = models.PositiveIntegerField(null=True)
    appears_by = models.DateField(null=True)
    closed = models.DateField(null=True)
    appeared = models.DateField(null=True)
    destroyed = models.DateField(null=True)

    class Meta:
        """Its table; a letter that waits has both a number and a last day."""

        db_table = "campaign"
        constraints = (
            models.CheckConstraint(
                condition=Q(appears_at__isnull=True, appears_by__isnull=True)
                | Q(appears_at__isnull=False, appears_by__isnull=False),
                name="campaign_waits_for_number_and_day",
            ),
        )


class CampaignText(models.Model):
    """What organisers wrote in one language; the first place leads."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="texts")
    place = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=20)
    title = models.TextField()
    demand = models.TextField()
    target = models.TextField()
    letter = models.TextField()
    why = models.TextField(default="")
    share = models.TextField(default="")
    hashtags = models.JSONField(default=list)
    next_steps = models.JSONField(default=list)

    class Meta:
        """One text a language, in their order."""

        db_table = "campaign_text"
        ordering = ("place",)
        constraints = (models.UniqueConstraint(fields=("campaign", "language"), name="campaign_text_once_a_language"),)


class CitedClaim(models.Model):
    """A claim as it was when the campaign was first published with it; only what it says `now` changes later."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="claims")
    place = models.PositiveSmallIntegerField()
    claim = models.CharField(max_length=40)
    statement = models.TextField()
    wording = models.TextField(default="")
    figure = models.TextField(default="")
    day = models.DateField()
    address = models.TextField(default="")
    now = models.TextField(default="")
    now_wording = models.TextField(default="")
    now_day = models.DateField(null=True)

    class Meta:
        """One line a claim, in the organisers' order."""

        db_table = "campaign_claim"
        ordering = ("place",)
        constraints = (models.UniqueConstraint(fields=("campaign", "claim"), name="campaign_claim_once"),)
