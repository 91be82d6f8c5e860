"""A data key for each campaign and minute, that only the campaign's private key unwraps."""

from datetime import UTC, datetime, timedelta

import pytest

from undersigned.sealing.datakeys import DataKey, DataKeys, unwrap, unwrap_with, wrap_for
from undersigned.sealing.envelope import SealError
from undersigned.sealing.holders import CampaignKey

KEY = CampaignKey.fresh()
NOON = datetime(2026, 11, 22, 12, 0, 5, tzinfo=UTC)


def test_what_a_data_key_sealed_opens_with_the_private_key() -> None:
    made = DataKey.fresh(KEY.public, b"campaign 7")
    sealed = made.sealer.seal(b"Ana", b"row")
    assert unwrap(KEY.private, made.wrapped, b"campaign 7").open_sealed(sealed, b"row") == b"Ana"


def test_another_key_another_campaign_or_a_changed_wrap_does_not_unwrap() -> None:
    wrapped = DataKey.fresh(KEY.public, b"campaign 7").wrapped
    for private, bytes_of, about in [
        (CampaignKey.fresh().private, wrapped, b"campaign 7"),
        (KEY.private, wrapped, b"campaign 8"),
        (KEY.private, wrapped[:-1] + bytes([wrapped[-1] ^ 1]), b"campaign 7"),
        (KEY.private, wrapped[:20], b"campaign 7"),
        (KEY.private, b"", b"campaign 7"),
    ]:
        with pytest.raises(SealError, match="another key"):
            unwrap(private, bytes_of, about)


def test_a_data_key_is_no_other_wrapped_text() -> None:
    with pytest.raises(SealError):
        unwrap(KEY.private, wrap_for(KEY.public, bytes(32), b"campaign 7"), b"campaign 7")
    assert unwrap_with(KEY.private, wrap_for(KEY.public, b"x", b"info"), b"info") == b"x"


def test_a_public_key_of_another_length_is_refused() -> None:
    with pytest.raises(SealError, match="X25519"):
        DataKey.fresh(b"short", b"campaign 7")


def test_one_key_a_campaign_and_minute_and_older_ones_forgotten() -> None:
    keys = DataKeys()
    first = keys.current(KEY.public, b"campaign 7", NOON)
    assert keys.current(KEY.public, b"campaign 7", NOON + timedelta(seconds=54)) is first
    assert keys.current(KEY.public, b"campaign 8", NOON) is not first
    assert keys.current(KEY.public, b"campaign 7", NOON) is first
    later = keys.current(KEY.public, b"campaign 7", NOON + timedelta(seconds=55))
    assert later.id != first.id
    assert keys.current(KEY.public, b"campaign 7", NOON).id not in {first.id, later.id}


def test_the_text_of_a_data_key_shows_no_key() -> None:
    assert "sealer" not in repr(DataKey.fresh(KEY.public, b"campaign 7"))
