import json
from pathlib import Path
from uuid import uuid4

import pytest

from tests.campaigns.organising import LETTER, SLUG, TODAY, Organisers
from undersigned.campaigns import orm
from undersigned.campaigns.services.bundling import write
from undersigned.errors import CampaignError, RoomError
from undersigned.ledger.withdrawing import withdraw
from undersigned.sealing.bundle import Bundle
from undersigned.sealing.datakeys import DataKey
from undersigned.sealing.holders import CampaignKey
from undersigned.sealing.places import data_key_of, holders_copy
from undersigned.terms.signature import Typed


def test_the_key_holders_open_what_was_signed(organisers: Organisers, tmp_path: Path) -> None:
    campaign = organisers.publish()
    key = CampaignKey.fresh()
    orm.models.Campaign.objects.update(public_key=key.public)
    signature = organisers.signed()
    fresh = DataKey.fresh(key.public, data_key_of(campaign.id))
    sealed = fresh.sealer.seal(Typed("Ana Ruiz", "ana@example.org").packed(), holders_copy(signature))
    orm.connection().execute(
        "insert into ledger.data_key (id, campaign, wrapped) values (%s, %s, %s)",
        [fresh.id, campaign.id, fresh.wrapped],
    )
    orm.connection().execute("update ledger.signature set data_key = %s, for_holders = %s", [fresh.id, sealed])

    assert write(SLUG, tmp_path / "bundle.jsonl", TODAY) == 1
    bundle = Bundle((tmp_path / "bundle.jsonl").read_text().splitlines(), key)
    assert [opened.typed.name for opened in bundle] == ["Ana Ruiz"]
    assert (bundle.head.slug, bundle.head.made) == (SLUG, TODAY)
    assert (bundle.books.opened, bundle.books.amiss) == (1, [])


def test_only_confirmed_signatures_go_out_and_only_their_keys(organisers: Organisers, tmp_path: Path) -> None:
    organisers.publish()
    kept = organisers.signed()
    organisers.collected()
    withdraw(orm.connection(), organisers.signed())
    write(SLUG, tmp_path / "bundle", TODAY)
    lines = [json.loads(line) for line in (tmp_path / "bundle").read_text().splitlines()]
    assert [line["signature"] for line in lines if "signature" in line] == [str(kept)]
    assert lines[-1] == {"end": True, "keys": 1, "signatures": 1}
    assert set(lines[2]) == {"signature", "key", "sealed", "state", "country", "area"}


def test_nobody_else_on_the_machine_can_read_it(organisers: Organisers, tmp_path: Path) -> None:
    organisers.publish()
    write(SLUG, tmp_path / "bundle", TODAY)
    assert (tmp_path / "bundle").stat().st_mode & 0o777 == 0o600


def test_a_link_that_lies_in_its_way_is_not_followed(organisers: Organisers, tmp_path: Path) -> None:
    organisers.publish()
    (tmp_path / "precious").write_text("precious")
    (tmp_path / ".bundle.incoming").symlink_to(tmp_path / "precious")
    write(SLUG, tmp_path / "bundle", TODAY)
    assert (tmp_path / "precious").read_text() == "precious"
    assert not (tmp_path / "bundle").is_symlink()


def test_what_a_killed_command_left_open_to_others_is_made_anew(organisers: Organisers, tmp_path: Path) -> None:
    organisers.publish()
    (tmp_path / ".bundle.incoming").touch(mode=0o666)
    write(SLUG, tmp_path / "bundle", TODAY)
    assert (tmp_path / "bundle").stat().st_mode & 0o777 == 0o600


def test_of_a_letter_that_waits_nothing_goes_out(organisers: Organisers, tmp_path: Path) -> None:
    organisers.publish(LETTER)
    organisers.signed()
    with pytest.raises(CampaignError, match="still waits"):
        write(SLUG, tmp_path / "bundle", TODAY)
    assert list(tmp_path.iterdir()) == []


def test_what_is_destroyed_cannot_go_out(organisers: Organisers, tmp_path: Path) -> None:
    organisers.keep_promises(organisers.publish().retention)
    with pytest.raises(CampaignError, match="destroyed"):
        write(SLUG, tmp_path / "bundle", TODAY)


def test_a_place_that_cannot_be_written_is_said(organisers: Organisers, tmp_path: Path) -> None:
    organisers.publish()
    with pytest.raises(RoomError, match="cannot be written"):
        write(SLUG, tmp_path / str(uuid4()) / "bundle", TODAY)
