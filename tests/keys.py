"""The files of a key ceremony that a server sees, for tests that open a campaign without one."""

from datetime import UTC, datetime
from pathlib import Path

from undersigned.sealing import keyfiles, recovery
from undersigned.sealing.holders import CampaignKey
from undersigned.sealing.keyfiles import PublicKey

SHARES = ("first", "second", "third")


def key_files(slug: str, key: CampaignKey) -> dict[str, str]:
    """The public key, and the proof that two of three holders recovered it; by file name."""
    today = datetime.now(UTC).date()
    public = PublicKey(slug, today, key.public, recovery.verifying_key(key), recovery.test_text(key.public), 2, SHARES)
    proof = keyfiles.proof_to_toml(slug, recovery.prove(key, today, (1, 3)))
    return {f"{slug}.public.toml": public.to_toml(), f"{slug}.recovered.toml": proof}


def place_key(folder: Path, slug: str, key: CampaignKey) -> None:
    """Put them into a campaign's folder, as its organisers do."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in key_files(slug, key).items():
        (folder / name).write_text(text, encoding="utf-8")
