"""A campaign's folder, read as a whole, and checked against the day."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from undersigned.campaigns.authored import citing, keys, settings, texts
from undersigned.campaigns.authored.mistakes import Mistakes
from undersigned.campaigns.authored.settings import Settings
from undersigned.case.folder import Case
from undersigned.errors import CampaignError
from undersigned.sealing.keyfiles import PublicKey
from undersigned.terms.campaign import CitedClaim, Texts


@dataclass(frozen=True, slots=True)
class Authored:
    """Everything that organisers wrote, without a mistake in it; `claims` are as the case has them now."""

    slug: str
    settings: Settings
    texts: tuple[Texts, ...]
    key: PublicKey
    claims: tuple[CitedClaim, ...]
    remarks: tuple[str, ...] = ()
    """What organisers should know, though it keeps nothing from being published."""


@dataclass(frozen=True, slots=True)
class Published:
    """What is fixed, since the campaign was published before: its claims, and whether it can still be signed."""

    claims: frozenset[str] = frozenset()
    open: bool = True


NOT_YET = Published()


def load(folder: Path, slug: str, today: date, before: Published = NOT_YET) -> Authored:
    """Read a campaign's folder; `before` is what was published of it.

    Raises:
        NotReadyError: with everything that is missing or cannot be.
    """
    if not folder.is_dir():
        raise CampaignError(f"There is no folder {folder}. Draft the campaign with: undersigned campaign new {slug}")
    mistakes = Mistakes()
    told: Settings | None = None
    key: PublicKey | None = None
    with mistakes.noting():
        told = settings.load(folder)
    written = _texts(folder, told, mistakes)
    with mistakes.noting():
        key = keys.load(folder, slug)
    claims, remarks = _claims(told, before, mistakes)
    if told is not None:
        _check_days(told, today, before.open, mistakes)
        _check_holders(told, key, mistakes)
    mistakes.refuse(slug)
    if told is None or key is None:
        raise AssertionError("what could not be read was noted")
    return Authored(slug, told, written, key, claims, remarks)


def _texts(folder: Path, told: Settings | None, mistakes: Mistakes) -> tuple[Texts, ...]:
    """The texts of the languages that the settings name; of all that are there where the settings cannot be read."""
    found = []
    for language in told.languages if told else sorted(path.stem for path in folder.glob("*.md")):
        with mistakes.noting():
            found.append(texts.load(folder, language))
    return tuple(found)


def _claims(
    told: Settings | None, before: Published, mistakes: Mistakes
) -> tuple[tuple[CitedClaim, ...], tuple[str, ...]]:
    """The claims as they are now; one that was published stands even if the case has it no more, with a remark."""
    if told is None or told.case is None:
        return (), ()
    found: list[CitedClaim] = []
    gone = Mistakes()
    for claim_id in told.claims:
        with (gone if claim_id in before.claims else mistakes).noting():
            found += citing.cite(Case(told.case), [claim_id])
    return tuple(found), tuple(f"{reason} What was published of it stays." for reason in gone.found)


def _check_days(told: Settings, today: date, open_still: bool, mistakes: Mistakes) -> None:
    where = settings.FILE
    if told.closes and open_still and told.closes < today:
        mistakes.note(f"{where}: `closes` {told.closes} has passed. Name a day that is still to come, or leave it out.")
    if told.retention <= today:
        mistakes.note(
            f"{where}: `retention` {told.retention} is no day to come. On it what signers wrote is destroyed."
        )
    if told.closes and told.retention <= told.closes:
        mistakes.note(
            f"{where}: `retention` {told.retention} is not after `closes` {told.closes}. Signatures have to be there "
            "until they are handed over, and no longer: some weeks after the close."
        )
    if told.appears_by is None:
        return
    if open_still and told.appears_by < today:
        mistakes.note(f"{where}: `appears_by` {told.appears_by} has passed.")
    if told.closes and told.appears_by > told.closes:
        mistakes.note(f"{where}: `appears_by` {told.appears_by} is after `closes` {told.closes}: nobody can sign then.")
    if told.appears_by >= told.retention:
        mistakes.note(f"{where}: `appears_by` {told.appears_by} is not before `retention` {told.retention}.")


def _check_holders(told: Settings, key: PublicKey | None, mistakes: Mistakes) -> None:
    if key is not None and told.holders and len(told.holders) != len(key.shares):
        mistakes.note(
            f"{settings.FILE}: `holders` names {len(told.holders)}, and the key has {len(key.shares)} shares. "
            "Name each holder, or none."
        )
