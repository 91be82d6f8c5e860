"""The commands of key holders: `undersigned keys new`, `keys try` and `undersigned unseal`.

`cli.loading` finds them by name.
"""

import re
import sys
from getpass import getpass
from pathlib import Path
from typing import Annotated

import typer

from undersigned.cli import ceremony, unsealing
from undersigned.errors import InputError
from undersigned.sealing import holders
from undersigned.sealing.keyfiles import PublicKey

app = typer.Typer(
    no_args_is_help=True, add_completion=False, rich_markup_mode=None, help="The key that opens what signers typed."
)
Passphrases = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file",
        help="Passphrases, a line each in the order of the shares, instead of asking; /dev/fd/3 reads descriptor 3.",
    ),
]
Shares = Annotated[
    list[Path] | None, typer.Option("--share", help="A holder's file; repeat it for each holder.", show_default=False)
]
Words = Annotated[
    Path | None,
    typer.Option("--words-file", help="Shares as words from recovery sheets, a line each, instead of asking."),
]
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@app.command("new")
def new(
    slug: Annotated[str, typer.Argument(help="The campaign's short name, as in its address.")],
    folder: Annotated[Path, typer.Option("-o", "--output", help="The folder for the files of the ceremony.")],
    split_among: Annotated[int, typer.Option("--holders", help="How many hold a share.")] = holders.HOLDERS,
    needed: Annotated[int, typer.Option("--needed", help="How many of them open it.")] = holders.NEEDED,
    passphrase_file: Passphrases = None,
) -> None:
    """Make the key of a campaign, on an organiser's machine, best without a network."""
    if _SLUG.fullmatch(slug) is None:
        raise InputError(
            f"“{slug}” is no short name: small letters a to z, digits and hyphens, like stop-the-contract."
        )
    public = ceremony.new(slug, folder, (split_among, needed), _asking(passphrase_file, twice=True))
    ceremony.tell_next(public, folder)


@app.command("try")
def prove(
    public: Annotated[Path, typer.Argument(help="The campaign's public key: SLUG.public.toml.")],
    shares: Shares = None,
    words_file: Words = None,
    target: Annotated[
        Path | None, typer.Option("-o", "--output", help="The proof.", show_default="SLUG.recovered.toml beside it")
    ] = None,
    passphrase_file: Passphrases = None,
) -> None:
    """Put the key together once and write the proof that `campaign publish` asks for."""
    key = PublicKey.from_toml(ceremony.text_of(public))
    words = _words(shares or [], words_file, passphrase_file)
    ceremony.prove(public, words, target or public.with_name(f"{key.campaign}.recovered.toml"))


def unseal(
    bundle: Annotated[Path, typer.Argument(help="The bundle that the server wrote.")],
    target: Annotated[Path, typer.Option("-o", "--output", help="The CSV file; only your account may read it.")],
    shares: Shares = None,
    words_file: Words = None,
    public: Annotated[
        bool, typer.Option("--public", help="Only confirmed signers who asked to be named, as they asked.")
    ] = False,
    passphrase_file: Passphrases = None,
) -> None:
    """Open what signers typed, offline, with the shares of enough holders."""
    unsealing.head_of(bundle)  # before anybody types a passphrase
    words = _words(shares or [], words_file, passphrase_file)
    unsealing.unseal(bundle, words, target, public)


def _words(files: list[Path], typed: Path | None, passphrases: Path | None) -> list[str]:
    """The words of each share: from holders' files, from a file, and at a terminal typed in while more are needed."""
    ask = _asking(passphrases, twice=False)
    words = [ceremony.words_from(path, ask) for path in files]
    words += [line for line in (ceremony.text_of(typed).splitlines() if typed else []) if line.strip()]
    while sys.stdin.isatty() and len(words) < (holders.needed_of(words[0]) if words else 1):
        asked = f"The words of another share, from its recovery sheet ({len(words)} so far; typing is not shown)"
        words.append(typer.prompt(asked, hide_input=True))
    return words


def _asking(passphrases: Path | None, *, twice: bool) -> ceremony.Passphrase:
    lines = iter(ceremony.text_of(passphrases).splitlines()) if passphrases else None

    def ask(whose: str) -> str:
        if lines is not None:
            if (line := next(lines, None)) is None:
                raise InputError(f"The file of passphrases has no line for {whose}.")
            return line
        _terminal("--passphrase-file")
        passphrase = getpass(f"Passphrase of {whose}: ")
        if twice and passphrase != getpass("The same again: "):
            raise InputError("The two passphrases differ; nothing was written. Begin again.")
        return passphrase

    return ask


def _terminal(instead: str) -> None:
    if not sys.stdin.isatty():
        raise InputError(f"There is no terminal to ask at: use {instead}.")
