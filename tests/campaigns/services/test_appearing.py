from pathlib import Path
from uuid import UUID, uuid4

import pytest

from tests.campaigns.organising import LETTER, SLUG, TODAY, Organisers
from undersigned.campaigns import orm, queries
from undersigned.campaigns.services.appearing import look, take_names
from undersigned.campaigns.standing import standing
from undersigned.errors import CampaignError, InputError
from undersigned.ledger.copies import Copies, correct
from undersigned.ledger.organising import invalidate
from undersigned.terms.campaign import Campaign, PublicSigner, Standing, Tally


def table(folder: Path, *rows: tuple[UUID, str, str]) -> Path:
    """What key holders unsealed now: each signature with the data key under which it is sealed."""
    path = folder / "names.csv"
    keys: dict[UUID, UUID] = dict(orm.connection().execute("select id, data_key from ledger.signature").fetchall())
    of_row = ((signature, keys.get(signature) or uuid4(), name, of) for signature, name, of in rows)
    lines = ["signature,data_key,name,affiliation", *(f'{one},{key},"{name}",{of}' for one, key, name, of in of_row)]
    path.write_text("\n".join(lines) + "\n")
    return path


def shown(campaign: Campaign) -> Standing:
    return standing(orm.connection(), campaign)


@pytest.fixture
def letter(organisers: Organisers) -> list[UUID]:
    """A letter that waited, with as many signatures as it needed."""
    organisers.publish(LETTER)
    return [organisers.signed() for _ in range(3)]


def test_below_its_number_a_letter_shows_nothing_at_all(organisers: Organisers, tmp_path: Path) -> None:
    organisers.publish(LETTER)
    signature = organisers.signed()
    organisers.signed()
    assert not look(organisers.campaign(), TODAY)
    assert queries.waits(organisers.campaign().id)
    assert shown(organisers.campaign()) == Standing(Tally(), waits=True)
    with pytest.raises(CampaignError, match="still waits"):
        take_names(SLUG, table(tmp_path, (signature, "Ana", "")))
    assert organisers.rows_in("public_signer") == 0


def test_with_its_number_it_appears_and_tells_how_many(organisers: Organisers, letter: list[UUID]) -> None:
    assert len(letter) == 3
    assert look(organisers.campaign(), TODAY)
    assert not look(organisers.campaign(), TODAY)
    assert not queries.waits(organisers.campaign().id)
    assert shown(organisers.campaign()).tally.standing == 3


def test_its_names_come_from_the_key_holders(organisers: Organisers, letter: list[UUID], tmp_path: Path) -> None:
    look(organisers.campaign(), TODAY)
    names = table(tmp_path, (letter[0], "Ana Ruiz", "nurse"), (letter[1], "'=Bo", ""))
    assert take_names(SLUG, names) == 2
    assert set(shown(organisers.campaign()).signers) == {PublicSigner("Ana Ruiz", "nurse"), PublicSigner("=Bo")}


def test_only_names_of_its_signatures_that_stand_are_taken_and_each_once(
    organisers: Organisers, letter: list[UUID], tmp_path: Path
) -> None:
    look(organisers.campaign(), TODAY)
    invalidate(orm.connection(), letter[0], "a bot")
    pending = organisers.collected()
    rows = [(signature, f"N{number}", "") for number, signature in enumerate((*letter, pending, uuid4()))]
    assert take_names(SLUG, table(tmp_path, *rows)) == 2
    assert take_names(SLUG, table(tmp_path, *rows)) == 0
    assert {signer.name for signer in shown(organisers.campaign()).signers} == {"N1", "N2"}


def test_who_corrected_since_the_bundle_was_written_is_not_named_from_it(
    organisers: Organisers, letter: list[UUID], tmp_path: Path
) -> None:
    look(organisers.campaign(), TODAY)
    names = table(tmp_path, (letter[0], "Ana Ruiz", ""), (letter[1], "Bo", ""))
    assert correct(orm.connection(), letter[0], Copies(uuid4(), b"wrap", b"anonymous", b"anonymous", "", ""), None)
    assert take_names(SLUG, names) == 1
    assert shown(organisers.campaign()).signers == (PublicSigner("Bo"),)


def test_a_file_of_something_else_changes_nothing(organisers: Organisers, letter: list[UUID], tmp_path: Path) -> None:
    look(organisers.campaign(), TODAY)
    with pytest.raises(InputError, match="cannot be read"):
        take_names(SLUG, tmp_path / "nowhere.csv")
    other = tmp_path / "other.csv"
    other.write_text("name,email\nAna,a@example.org\n")
    with pytest.raises(InputError, match="other columns"):
        take_names(SLUG, other)
    other.write_text(f"signature,data_key,name,affiliation\n{letter[0]},{uuid4()},Ana,\n{letter[0]},x,Bo,\n")
    with pytest.raises(InputError, match="csv:3: this line names no signature and its data key"):
        take_names(SLUG, other)
    assert organisers.rows_in("public_signer") == 0
