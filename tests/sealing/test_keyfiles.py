"""The ceremony's files say what they are, go through TOML unchanged, and are refused when somebody changed them."""

from dataclasses import replace
from datetime import date

import pytest

from undersigned.sealing import recovery
from undersigned.sealing.envelope import SealError
from undersigned.sealing.holders import CampaignKey, share_fingerprint, split
from undersigned.sealing.keyfiles import HolderKey, PublicKey, proof_from_toml, proof_to_toml
from undersigned.sealing.passphrases import Cost

KEY = CampaignKey.fresh()
SHARES = split(KEY)
DAY = date(2026, 11, 22)
PUBLIC = PublicKey(
    "stop-the-contract",
    DAY,
    KEY.public,
    recovery.verifying_key(KEY),
    recovery.test_text(KEY.public),
    2,
    tuple(map(share_fingerprint, SHARES)),
)
PASSPHRASE = "copper kettle river"  # noqa: S105  # invented
HELD = HolderKey.lock(PUBLIC, 2, SHARES[1], PASSPHRASE, Cost(memory=64, passes=1, lanes=1))


def test_each_file_goes_through_its_text_unchanged() -> None:
    proof = recovery.prove(KEY, DAY, (1, 3))
    assert PublicKey.from_toml(PUBLIC.to_toml()) == PUBLIC
    assert HolderKey.from_toml(HELD.to_toml()) == HELD
    assert proof_from_toml(proof_to_toml("stop-the-contract", proof)) == proof


def test_a_holders_file_opens_with_her_passphrase_and_shows_no_word() -> None:
    text = HELD.to_toml()
    assert HolderKey.from_toml(text).unlock(PASSPHRASE) == SHARES[1]
    assert not any(f'"{word}' in text for word in SHARES[1].split())
    with pytest.raises(SealError, match="does not open"):
        HELD.unlock("copper kettle rivers")


def test_a_share_does_not_open_under_another_number_or_key() -> None:
    for changed in (replace(HELD, number=1), replace(HELD, public=bytes(32))):
        with pytest.raises(SealError, match="does not open"):
            changed.unlock(PASSPHRASE)


@pytest.mark.parametrize("text", ["", "x", "version = 1", 'version = 2\nkind = "public key"', 'kind = "public key"'])
def test_another_file_is_refused(text: str) -> None:
    for read in (PublicKey.from_toml, HolderKey.from_toml, proof_from_toml):
        with pytest.raises(SealError, match="file"):
            read(text)


@pytest.mark.parametrize(
    ("line", "changed"),
    [
        ("needed = 2", "needed = 4"),
        ("needed = 2", 'needed = "2"'),
        ("made = 2026-11-22", 'made = "yesterday"'),
        ("public = ", "public_ = "),
        ('verifying = "', 'verifying = "AAAA'),
        ('fingerprint = "', 'fingerprint = "0'),
        ("shares = ", "share = "),
    ],
)
def test_a_changed_public_key_is_refused(line: str, changed: str) -> None:
    text = PUBLIC.to_toml()
    assert line in text
    with pytest.raises(SealError):
        PublicKey.from_toml(text.replace(line, changed, 1))


def test_a_changed_cost_is_refused() -> None:
    with pytest.raises(SealError, match="damaged"):
        HolderKey.from_toml(HELD.to_toml().replace("memory_kib = 64", "memory_kib = 99999999"))


def test_the_proof_counts_only_from_enough_holders_of_this_key() -> None:
    assert PUBLIC.proved_by(recovery.prove(KEY, DAY, (1, 3)))
    for shares in [(1,), (1, 1), (1, 4), (0, 1), ()]:
        assert not PUBLIC.proved_by(recovery.prove(KEY, DAY, shares))
    proof = recovery.prove(KEY, DAY, (1, 3))
    for changed in (
        recovery.prove(CampaignKey.fresh(), DAY, (1, 3)),
        replace(proof, day=date(2026, 11, 23)),
        replace(proof, shares=(1, 2)),
        replace(proof, signature=bytes(64)),
        replace(proof, signature=b""),
    ):
        assert not PUBLIC.proved_by(changed)
    assert not replace(PUBLIC, public=bytes(32)).proved_by(proof)


def test_the_test_text_opens_with_this_key_alone() -> None:
    recovery.open_test_text(KEY, PUBLIC.test)
    with pytest.raises(SealError):
        recovery.open_test_text(CampaignKey.fresh(), PUBLIC.test)


def test_a_name_that_toml_would_read_otherwise_is_refused() -> None:
    with pytest.raises(SealError, match="cannot stand"):
        replace(PUBLIC, campaign='x"\nneeded = 1').to_toml()
