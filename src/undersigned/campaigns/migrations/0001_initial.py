"""The first tables: campaigns, their texts, the claims that they cite."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The three tables of campaigns."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Campaign",
            fields=[
                ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("kind", models.CharField(max_length=20)),
                ("stage", models.CharField(max_length=20)),
                ("public_key", models.BinaryField(max_length=32)),
                ("organisers", models.TextField()),
                ("contact", models.TextField()),
                ("holders", models.JSONField(default=list)),
                ("needed", models.PositiveSmallIntegerField(default=2)),
                ("opened", models.DateField()),
                ("closes", models.DateField(null=True)),
                ("retention", models.DateField()),
                ("appears_at", models.PositiveIntegerField(null=True)),
                ("appears_by", models.DateField(null=True)),
                ("closed", models.DateField(null=True)),
                ("appeared", models.DateField(null=True)),
                ("destroyed", models.DateField(null=True)),
            ],
            options={
                "db_table": "campaign",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("appears_at__isnull", True), ("appears_by__isnull", True)),
                            models.Q(("appears_at__isnull", False), ("appears_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="campaign_waits_for_number_and_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CampaignText",
            fields=[
                ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveSmallIntegerField()),
                ("language", models.CharField(max_length=20)),
                ("title", models.TextField()),
                ("demand", models.TextField()),
                ("target", models.TextField()),
                ("letter", models.TextField()),
                ("why", models.TextField(default="")),
                ("share", models.TextField(default="")),
                ("hashtags", models.JSONField(default=list)),
                ("next_steps", models.JSONField(default=list)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="texts", to="campaigns.campaign"
                    ),
                ),
            ],
            options={
                "db_table": "campaign_text",
                "ordering": ("place",),
                "constraints": [
                    models.UniqueConstraint(fields=("campaign", "language"), name="campaign_text_once_a_language")
                ],
            },
        ),
        migrations.CreateModel(
            name="CitedClaim",
            fields=[
                ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveSmallIntegerField()),
                ("claim", models.CharField(max_length=40)),
                ("statement", models.TextField()),
                ("wording", models.TextField(default="")),
                ("figure", models.TextField(default="")),
                ("day", models.DateField()),
                ("address", models.TextField(default="")),
                ("now", models.TextField(default="")),
                ("now_wording", models.TextField(default="")),
                ("now_day", models.DateField(null=True)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="claims", to="campaigns.campaign"
                    ),
                ),
            ],
            options={
                "db_table": "campaign_claim",
                "ordering": ("place",),
                "constraints": [models.UniqueConstraint(fields=("campaign", "claim"), name="campaign_claim_once")],
            },
        ),
    ]
