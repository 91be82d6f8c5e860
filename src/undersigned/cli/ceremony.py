"""`undersigned keys new` and `keys try`: a campaign's key is made among its holders, and put together once to be sure.

Both run on an organiser's machine, best without a network. The private key is never written; each holder takes a file
under her passphrase and a recovery sheet on paper.
"""

import os
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from undersigned.cli.terminal import say, say_below, say_point
from undersigned.dossiers.paper.typesetting import typeset
from undersigned.errors import InputError
from undersigned.sealing import holders, keyfiles, recovery
from undersigned.sealing.envelope import SealError
from undersigned.sealing.holders import CampaignKey
from undersigned.sealing.keyfiles import HolderKey, PublicKey
from undersigned.sealing.passphrases import Cost

Passphrase = Callable[[str], str]
"""Asks for a passphrase, given the name of what it is for."""


def new(slug: str, folder: Path, split: tuple[int, int], passphrase: Passphrase, cost: Cost | None = None) -> PublicKey:
    """Make the key of a campaign, `split` among so many holders of whom so many are needed; what the server may see.

    Raises:
        InputError: a file of the ceremony is there already, or cannot be written.
        SealError: such a split makes no sense, or a passphrase is too short.
    """
    today = datetime.now(UTC).date()
    key = CampaignKey.fresh()
    words = holders.split(key, *split)
    shares = tuple(map(holders.share_fingerprint, words))
    verifying, test = recovery.verifying_key(key), recovery.test_text(key.public)
    public = PublicKey(slug, today, key.public, verifying, test, split[1], shares)
    files: dict[str, bytes] = {}
    for number, share in enumerate(words, start=1):
        held = HolderKey.lock(public, number, share, passphrase(f"holder {number}"), cost)
        files[f"holder-{number}.key.toml"] = held.to_toml().encode()
        files[f"recovery-sheet-{number}.pdf"] = typeset("recovery", sheet(public, number, share), today.isoformat())
    files[f"{slug}.public.toml"] = public.to_toml().encode()
    _write(folder, files)
    _tell(public)
    return public


def prove(public_file: Path, shares: Sequence[str], target: Path) -> None:
    """Put the key together from the words of shares, open the test text, write the proof.

    Raises:
        InputError: a file cannot be read or written.
        SealError: the shares do not make this campaign's key.
    """
    public = PublicKey.from_toml(text_of(public_file))
    key = holders.recover(shares, public.public)
    recovery.open_test_text(key, public.test)
    if public.verifying != recovery.verifying_key(key):
        raise SealError("The public key's file was changed since the ceremony: its checking key is another.")
    proof = recovery.prove(key, datetime.now(UTC).date(), tuple(sorted(map(holders.number_of, shares))))
    _create(target, keyfiles.proof_to_toml(public.campaign, proof).encode(), 0o644)
    say(f"{len(shares)} of {len(public.shares)} holders recovered the key of {public.campaign}, and it opens the test.")
    say("The key itself was not written anywhere.")
    say_point(f"Proof for the server: {target}")


def words_from(path: Path, passphrase: Passphrase) -> str:
    """The words of the share in a holder's file."""
    held = HolderKey.from_toml(text_of(path))
    return held.unlock(passphrase(f"holder {held.number} ({path.name})"))


def text_of(path: Path) -> str:
    """A file's text.

    Raises:
        InputError: it cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError:
        raise InputError(f"{path} is no text file.") from None


def sheet(public: PublicKey, number: int, words: str) -> dict[str, Any]:
    """What a recovery sheet says, as its template reads it."""
    of, made = len(public.shares), public.made
    return {
        "title": "Recovery sheet",
        "subtitle": f"Share {number} of {of} of the key of the campaign “{public.campaign}”",
        "running": f"Recovery sheet: {public.campaign}, share {number} of {of}",
        "language": "en",
        "direction": "ltr",
        "date": {"year": made.year, "month": made.month, "day": made.day},
        "labels": {"page": "{page} of {pages}"},
        "sources": [],
        "organisations": [],
        "facts": [
            {"name": "Made on", "text": _day(made)},
            {"name": "Needed", "text": f"any {public.needed} of the {of} shares"},
            {"name": "This share", "text": public.shares[number - 1]},
            {"name": "The campaign's key", "text": public.fingerprint},
        ],
        "words_title": "The words",
        "words": words.split(),
        "steps_title": "What this is for",
        "steps": [
            f"With these words and {_others(public.needed - 1)} anybody can read what signers typed. "
            "Keep the sheet where nobody else comes, away from the holder's file and from the other sheets.",
            "The words stand in for the holder's file and its passphrase when either is lost: "
            "undersigned keys try asks for them.",
            "Compare the numbers above aloud with the other holders: all must have the same campaign's key.",
            "When the campaign's data is destroyed, destroy this sheet too.",
        ],
    }


def _others(number: int) -> str:
    return {0: "nothing else", 1: "those of one other holder"}.get(number, f"those of {number} other holders")


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _tell(public: PublicKey) -> None:
    of = len(public.shares)
    say(f"The key of {public.campaign} is made and split: {public.needed} of {of} holders open what signers typed.")
    say()
    for number, known in enumerate(public.shares, start=1):
        say_point(f"Holder {number}: holder-{number}.key.toml and recovery-sheet-{number}.pdf, share {known}")
    say_point(f"The server: {public.campaign}.public.toml, key {public.fingerprint}")
    say()


def tell_next(public: PublicKey, folder: Path) -> None:
    """What the holders do with the files before anybody signs."""
    say("Next, before anybody signs:")
    say_point(f"Make sure that {folder} is not in a folder that is copied to a cloud or to other machines.")
    say_point("Print each recovery sheet, give it with the file to its holder, and delete both here.")
    say_point("Read the key's number aloud to each other; it must be the same for all.")
    say_point("Try it once; the campaign cannot be published before:")
    shares = " ".join(f"--share holder-{number}.key.toml" for number in range(1, public.needed + 1))
    say_below(f"undersigned keys try {folder / public.campaign}.public.toml {shares}")


def _write(folder: Path, files: dict[str, bytes]) -> None:
    """All or none, and over nothing that is there: an older key may be the only one that opens something."""
    written: list[Path] = []
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name, data in files.items():
            _create(folder / name, data, 0o644 if name.endswith(".public.toml") else 0o600)
            written.append(folder / name)
    except (OSError, InputError) as error:
        for path in written:
            path.unlink(missing_ok=True)
        if isinstance(error, InputError):
            raise
        raise InputError(f"{folder} cannot be written: {error.strerror}.") from error


def _create(path: Path, data: bytes, mode: int) -> None:
    """A new file, on the disk before we say so; nothing of it stays when it cannot be written as a whole."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError:
        raise InputError(f"{path} is there already; nothing was written. Choose another folder or name.") from None
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}.") from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(descriptor)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise InputError(f"{path} cannot be written: {error.strerror}.") from error
