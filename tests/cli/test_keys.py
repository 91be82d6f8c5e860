"""Key holders at the terminal: the ceremony, the recovery, and opening a bundle offline."""

import csv
import json
import os
import stat
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

import pypdf
import pytest
import typer
from typer.testing import CliRunner

from undersigned.cli import ceremony, keys
from undersigned.errors import InputError, UndersignedError
from undersigned.sealing import bundle
from undersigned.sealing.datakeys import DataKey
from undersigned.sealing.envelope import SealError
from undersigned.sealing.keyfiles import PublicKey, proof_from_toml
from undersigned.sealing.passphrases import Cost
from undersigned.sealing.places import data_key_of, holders_copy
from undersigned.terms.signature import Appearance, State, Typed

PHRASES = ["copper kettle river one", "copper kettle river two", "copper kettle river three"]
CHEAP = Cost(memory=64, passes=1, lanes=1)
app = typer.Typer()
app.add_typer(keys.app, name="keys")
app.command()(keys.unseal)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of one ceremony."""
    made = tmp_path_factory.mktemp("ceremony") / "keys"
    phrases = iter(PHRASES)
    ceremony.new("stop-it", made, (3, 2), lambda _: next(phrases), CHEAP)
    return made


@pytest.fixture
def phrases(tmp_path: Path) -> Iterator[Path]:
    """The passphrases of holders 1 and 3."""
    path = tmp_path / "phrases"
    path.write_text(f"{PHRASES[0]}\n{PHRASES[2]}\n", encoding="utf-8")
    yield path
    path.unlink()


@pytest.fixture
def sealed(folder: Path, tmp_path: Path) -> Path:
    """A bundle of three signatures."""
    public = PublicKey.from_toml((folder / "stop-it.public.toml").read_text(encoding="utf-8"))
    key = DataKey.fresh(public.public, data_key_of(7))
    signers = [
        (Typed("Ana Ruiz", "ana@example.org", comment="=cmd()", appearance=Appearance.INITIALS), State.CONFIRMED),
        (Typed("Bo Li", "bo@example.org"), State.CONFIRMED),
        (Typed("Cy", "cy@example.org", appearance=Appearance.NAME), State.PENDING),
    ]
    lines = [bundle.head_line(bundle.Head(7, "stop-it", public.public, date(2026, 11, 22)))]
    lines.append(bundle.key_line(key.id, key.wrapped))
    for number, (typed, state) in enumerate(signers):
        identity = UUID(int=number)
        text = key.sealer.seal(typed.packed(), holders_copy(identity))
        lines.append(bundle.row_line(bundle.SealedRow(identity, key.id, text, state, "US", "CA")))
    path = tmp_path / "stop-it.bundle"
    path.write_text("".join([*lines, bundle.end_line(1, 3)]), encoding="utf-8")
    return path


def run(*arguments: object) -> str:
    """The answer of a command; its error is raised as the program would print it."""
    result = CliRunner().invoke(app, [str(one) for one in arguments])
    if isinstance(result.exception, UndersignedError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


def shares(folder: Path, *numbers: int) -> list[object]:
    return [part for number in numbers for part in ("--share", folder / f"holder-{number}.key.toml")]


def words_on(folder: Path, number: int) -> str:
    """The words as they are printed on a recovery sheet."""
    text = pypdf.PdfReader(folder / f"recovery-sheet-{number}.pdf").pages[0].extract_text()
    return text.partition("The words")[2].partition("What this is for")[0].replace("\n", " ")


def test_the_ceremony_makes_a_file_and_a_sheet_a_holder_for_this_account_alone(folder: Path) -> None:
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    private = {f"holder-{n}.key.toml": 0o600 for n in (1, 2, 3)} | {f"recovery-sheet-{n}.pdf": 0o600 for n in (1, 2, 3)}
    assert modes == private | {"stop-it.public.toml": 0o644}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_public_file_holds_no_secret_of_the_others(folder: Path) -> None:
    public = (folder / "stop-it.public.toml").read_text(encoding="utf-8")
    assert not any(f" {word} " in public for word in words_on(folder, 1).split() if word.isalpha() and len(word) > 6)


def test_two_holders_recover_the_key_and_prove_it(folder: Path, phrases: Path, tmp_path: Path) -> None:
    public, proof = folder / "stop-it.public.toml", tmp_path / "proof.toml"
    said = run("keys", "try", public, *shares(folder, 1, 3), "--passphrase-file", phrases, "-o", proof)
    assert "2 of 3 holders recovered" in said
    known = PublicKey.from_toml(public.read_text(encoding="utf-8"))
    assert known.proved_by(proof_from_toml(proof.read_text(encoding="utf-8")))


def test_words_from_paper_stand_in_for_a_lost_file(folder: Path, phrases: Path, tmp_path: Path) -> None:
    typed, proof = tmp_path / "words", tmp_path / "proof.toml"
    typed.write_text(words_on(folder, 2), encoding="utf-8")
    public = folder / "stop-it.public.toml"
    run(
        *("keys", "try", public, *shares(folder, 1), "--words-file", typed),
        *("--passphrase-file", phrases, "-o", proof),
    )
    assert proof_from_toml(proof.read_text(encoding="utf-8")).shares == (1, 2)


def test_words_typed_at_a_terminal_are_not_shown(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed, hidden = [words_on(folder, 1), words_on(folder, 3)], []

    def prompt(_: str, *, hide_input: bool = False) -> str:
        hidden.append(hide_input)
        return typed.pop()

    monkeypatch.setattr(typer, "prompt", prompt)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True))
    keys.prove(folder / "stop-it.public.toml", target=tmp_path / "proof.toml")
    assert hidden == [True, True]


def test_one_holder_alone_recovers_nothing(folder: Path, phrases: Path, tmp_path: Path) -> None:
    proof = tmp_path / "proof.toml"
    with pytest.raises(SealError, match="2 shares are needed, and there are 1"):
        run(
            *("keys", "try", folder / "stop-it.public.toml", *shares(folder, 1)),
            *("--passphrase-file", phrases, "-o", proof),
        )
    assert not proof.exists()


def test_a_wrong_passphrase_is_said(folder: Path, phrases: Path) -> None:
    with pytest.raises(SealError, match="passphrase does not open"):
        run("keys", "try", folder / "stop-it.public.toml", *shares(folder, 2, 3), "--passphrase-file", phrases)


def test_a_second_ceremony_overwrites_nothing(folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(InputError, match="there already"):
        ceremony.new("stop-it", folder, (3, 2), lambda _: PHRASES[0], CHEAP)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_ceremony_that_stops_half_way_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "stop-it.public.toml").write_text("an older one", encoding="utf-8")
    with pytest.raises(InputError, match="there already"):
        ceremony.new("stop-it", tmp_path, (3, 2), lambda _: PHRASES[0], CHEAP)
    assert [path.name for path in tmp_path.iterdir()] == ["stop-it.public.toml"]


def test_a_full_disk_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="No space left"):
        ceremony.new("stop-it", tmp_path / "keys", (3, 2), lambda _: PHRASES[0], CHEAP)
    assert list((tmp_path / "keys").iterdir()) == []


def test_a_bundle_is_opened_into_a_file_for_this_account_alone(
    folder: Path, phrases: Path, sealed: Path, tmp_path: Path
) -> None:
    target = tmp_path / "names.csv"
    said = run("unseal", sealed, *shares(folder, 1, 3), "-o", target, "--passphrase-file", phrases)
    assert "3 signatures written" in said
    assert "Ana" not in said
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["email"] for row in rows] == ["ana@example.org", "bo@example.org", "cy@example.org"]
    assert rows[0]["comment"] == "'=cmd()", "a spreadsheet does not run it"
    assert rows[0]["area"] == "CA"


def test_only_confirmed_signers_who_asked_to_be_named_are_in_the_public_list(
    folder: Path, phrases: Path, sealed: Path, tmp_path: Path
) -> None:
    target = tmp_path / "public.csv"
    run("unseal", sealed, *shares(folder, 1, 3), "-o", target, "--public", "--passphrase-file", phrases)
    key = next(line["key"] for line in map(json.loads, sealed.read_text().splitlines()) if "wrapped" in line)
    assert target.read_text(encoding="utf-8").splitlines() == [
        "signature,data_key,name,affiliation",
        f"{UUID(int=0)},{key},A. R.,",
    ]


def test_a_bundle_that_is_cut_short_is_said_and_what_opened_is_kept(
    folder: Path, phrases: Path, sealed: Path, tmp_path: Path
) -> None:
    sealed.write_text("".join(sealed.read_text(encoding="utf-8").splitlines(keepends=True)[:-2]), encoding="utf-8")
    target = tmp_path / "names.csv"
    with pytest.raises(SealError, match="did not open as a whole"):
        run("unseal", sealed, *shares(folder, 1, 3), "-o", target, "--passphrase-file", phrases)
    assert len(target.read_text(encoding="utf-8").splitlines()) == 3


def test_another_campaigns_holders_open_nothing(sealed: Path, tmp_path: Path) -> None:
    ceremony.new("other", tmp_path / "other", (2, 2), lambda _: PHRASES[0], CHEAP)
    phrases = tmp_path / "phrases"
    phrases.write_text(f"{PHRASES[0]}\n" * 2, encoding="utf-8")
    with pytest.raises(SealError, match="another key"):
        run("unseal", sealed, *shares(tmp_path / "other", 1, 2), "-o", tmp_path / "x.csv", "--passphrase-file", phrases)
    assert not (tmp_path / "x.csv").exists()


@pytest.mark.parametrize("slug", ["", "Stop", "stop_it", "../stop", "stop--it", "stop/it"])
def test_a_name_that_is_no_short_name_is_refused(slug: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no short name"):
        run("keys", "new", slug, "-o", tmp_path / "keys")
    assert not (tmp_path / "keys").exists()


def test_without_a_terminal_it_says_how(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--passphrase-file"):
        run("keys", "new", "stop-it", "-o", tmp_path / "keys")
    short = tmp_path / "phrases"
    short.write_text(f"{PHRASES[0]}\n", encoding="utf-8")
    with pytest.raises(InputError, match="no line for holder 2"):
        run("keys", "new", "stop-it", "-o", tmp_path / "keys", "--passphrase-file", short)
    with pytest.raises(InputError, match="cannot be read"):
        run("keys", "try", folder / "gone.toml")
