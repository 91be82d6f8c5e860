"""Somebody who can write to the database puts a key of her own there: nobody is sealed for her."""

import psycopg

from tests.signing import Campaigning
from undersigned.sealing.holders import CampaignKey
from undersigned.web.desk import desk

KEPT = {"data_key", "event", "outbox", "signature"}


def swap(campaigning: Campaigning, public: bytes) -> None:
    with psycopg.connect(campaigning.dsn) as connection:
        connection.execute("update campaign set public_key = %s", [public])
    campaigning.refresh()
    desk().campaigns._held.clear()  # pages remember campaigns for a few seconds, with the key that was right


def sealed(campaigning: Campaigning) -> dict[str, str]:
    return {name: hashed for name, hashed in campaigning.digest().items() if name in KEPT}


def test_with_a_swapped_key_nobody_signs_or_corrects_and_with_the_right_one_everybody_does_again(
    campaigning: Campaigning,
) -> None:
    path = campaigning.signed("ana@gmail.com", campaigning.slug)
    before = sealed(campaigning)
    swap(campaigning, CampaignKey.fresh().public)
    assert campaigning.sign("berta@gmail.com").status == 503
    assert campaigning.post(f"{path}/correct", {"name": "Ana", "appearance": "name"}).status == 503
    assert sealed(campaigning) == before
    swap(campaigning, campaigning.key.public)
    assert campaigning.sign("berta@gmail.com").status == 200
    assert campaigning.post(f"{path}/correct", {"name": "Ana", "appearance": "name"}).status == 303
    assert sealed(campaigning) != before
