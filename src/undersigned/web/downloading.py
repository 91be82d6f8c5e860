"""Everything that is kept about a signer, as a file that people and programs can read."""

import json
from dataclasses import asdict

from undersigned.terms.signature import EventKind
from undersigned.web.opening import Opened


def as_json(opened: Opened) -> str:
    """Her own copy, what stands in clear beside it, and what happened on which day."""
    kept, campaign = opened.kept, opened.campaign
    texts = campaign.in_language(opened.language)
    days = ((EventKind.COLLECTED, kept.arrived), *kept.events)
    told = {
        "campaign": {
            "title": texts.title,
            "organisers": campaign.organisers,
            "contact": campaign.contact,
            "sealed_data_destroyed_on": campaign.retention.isoformat(),
        },
        "signature": {
            "id": str(kept.signature),
            "state": kept.state.value,
            "events": [{"what": kind.value, "day": day.isoformat()} for kind, day in days],
        },
        "what_you_typed": None if opened.typed is None else asdict(opened.typed),
        "kept_in_clear": {
            "language": kept.language,
            "country": kept.country,
            "area": kept.area,
            "mail_provider": kept.provider,
            "signs_of_a_machine": kept.signals,
            "public_name": None if kept.public is None else asdict(kept.public),
        },
        "kept_sealed": {
            "copy_for_you": kept.for_signer is not None,
            "copy_for_the_key_holders": kept.is_sealed_for_holders,
            "mail_that_waits": kept.mail_waits or None,
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
