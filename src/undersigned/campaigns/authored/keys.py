"""The campaign's public key, and the proof that its holders put it together once; both lie in the campaign's folder."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from undersigned.errors import CampaignError
from undersigned.sealing.keyfiles import PublicKey, proof_from_toml
from undersigned.sealing.recovery import Proof

_Made = TypeVar("_Made", PublicKey, Proof)


def public_name(slug: str) -> str:
    """The file of a campaign's public key."""
    return f"{slug}.public.toml"


def proof_name(slug: str) -> str:
    """The file that proves its recovery."""
    return f"{slug}.recovered.toml"


def load(folder: Path, slug: str) -> PublicKey:
    """The public key of a campaign whose holders have proved that they can recover it.

    Raises:
        CampaignError: the key or the proof is not there, or is of another campaign.
        SealError: a file is damaged.
    """
    public = folder / public_name(slug)
    key = _read(public, PublicKey.from_toml, f"Make it with `undersigned keys new {slug}`, on an organiser's machine")
    if key.campaign != slug:
        raise CampaignError(f"{public.name} is the key of the campaign {key.campaign!r}, not of {slug!r}.")
    proof = folder / proof_name(slug)
    told = f"The key holders try once that they can recover the key: `undersigned keys try {public.name}`"
    if not key.proved_by(_read(proof, proof_from_toml, told)):
        raise CampaignError(f"{proof.name} does not prove that this key was recovered. {told}, and put the file here.")
    return key


def _read(path: Path, made: Callable[[str], _Made], advice: str) -> _Made:
    try:
        return made(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CampaignError(f"{path.name} is missing. {advice}, and put the file into {path.parent}.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise CampaignError(f"{path} cannot be read: {error}.") from error
