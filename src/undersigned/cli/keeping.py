"""`undersigned backup`, `backup-keys`, `restore` and `restore-keys`: a site on paper, as it were, and back again.

They tell no number of signatures: of a letter that waits for its number nobody may learn one, operators neither.
`cli.loading` finds them by name.
"""

import os
import sys
from getpass import getpass
from pathlib import Path
from typing import Annotated

import typer

from undersigned.cli.serving import SiteFolder, site_at
from undersigned.cli.terminal import say, say_point
from undersigned.errors import InputError, SiteError
from undersigned.serving.keeping import backing_up, restoring, site_keys
from undersigned.site.configuration import configure
from undersigned.site.folder import Site
from undersigned.site.postgres.database import using
from undersigned.terms.text import count

PassphraseFile = Annotated[
    Path | None,
    typer.Option("--passphrase-file", help="The passphrase of the keys, instead of asking; its first line counts."),
]
_WITHOUT = {
    "backup.key": "nobody can tell whether an older backup was made here",
    "blocks.key": "people who said “It wasn't me” would be written to again",
    "stamps.key": "a form that somebody has open now has to be opened again",
}


def backup(
    file: Annotated[Path, typer.Argument(help="The file to write.", show_default=False)],
    site: SiteFolder = None,
) -> None:
    """Write all of a site but its keys into one file; it may be served meanwhile."""
    place = _existing(site)
    made = backing_up.back_up(place, configure(place, os.environ), file)
    say(f"{file}: {count(made.counts['campaigns'], 'campaign')} in {count(len(made.files), 'file')}.")
    say(
        "Copy it to another machine. The keys are not in it: undersigned backup-keys FILE writes them, once a campaign."
    )


def backup_keys(
    file: Annotated[Path, typer.Argument(help="The file to write.", show_default=False)],
    site: SiteFolder = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Write the keys of a site into a file under a passphrase, to be kept apart from backups."""
    place = _existing(site)
    names = site_keys.back_up_keys(place, file, _passphrase(passphrase_file, "for the keys", twice=True))
    say(f"{file}: {', '.join(names)}.")
    say(
        "Keep it away from the backups: together they tell whether an address has signed. Destroy it with the campaign."
    )


def restore(
    file: Annotated[Path, typer.Argument(help="The backup.", show_default=False)],
    site: SiteFolder = None,
    keys: Annotated[Path | None, typer.Option("--keys", help="The file of keys that belongs to it.")] = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Make a new site from a backup, count again, and say what lacks."""
    held = site_keys.opened(keys, _passphrase(passphrase_file, f"of {keys}", twice=False)) if keys else {}
    place = site_at(site)
    _tell(place, restoring.restore(place, os.environ, file, held))


def restore_keys(
    file: Annotated[Path, typer.Argument(help="The file of keys.", show_default=False)],
    site: SiteFolder = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Put the keys of a file into a site that was restored without."""
    place = _existing(site)
    held = site_keys.opened(file, _passphrase(passphrase_file, f"of {file}", twice=False))
    with using(place, configure(place, os.environ)) as database:
        placed = site_keys.put_in_place(place, held, database)
    say(f"Put into {place.keys}: {', '.join(placed.new)}." if placed.new else "No key of the file was missing.")
    _tell_left(placed)


def _tell_left(placed: site_keys.Placed) -> None:
    for name in placed.left:
        say_point(f"{name} stayed as it is: the site has made its own since. {_without(name).capitalize()}.")
    for name in placed.over:
        say_point(f"{name} was left out: its campaign is not open, and the key was to be destroyed. Destroy this file.")


def _tell_who_made(restored: restoring.Restored) -> None:
    if restored.is_vouched:
        say("The backup was made by the site with this backup.key.")
        return
    leads = f"to {restored.base_url}" if restored.base_url else "nowhere yet: it names no base_url"
    say(
        "Nobody can vouch for this backup: there is no backup.key to check it with. Whoever made it could have written "
        f"anything into it. Its site.toml leads people {leads}. Look at it before you serve."
    )


def _tell(place: Site, restored: restoring.Restored) -> None:
    say(f"{place.path}: {count(restored.counts['campaigns'], 'campaign')}.")
    _tell_who_made(restored)
    _tell_left(restored.keys)
    if restored.mails_lost:
        say_point(
            "Mails that waited cannot be sent: their keys ended with the machine before. "
            "Those signers are not confirmed; they can sign again."
        )
    if restored.missing_keys:
        _tell_missing(place, restored.missing_keys)
    for difference in restored.differences:
        say_point(difference)
    if restored.differences:
        raise SiteError("The restored site does not agree with its backup: restore another one into a new folder.")
    say("The counts agree with the backup and with a recount.")
    say(f"Serve it with: undersigned serve --site {place.path}")


def _tell_missing(place: Site, missing: tuple[str, ...]) -> None:
    say("These keys are not in this site:")
    for name in missing:
        say_point(f"{name}: {_without(name)}")
    say(
        f"Put the files of that name from the keys folder of the machine before into {place.keys}, before you serve it,"
    )
    say("or run: undersigned restore-keys FILE, with what undersigned backup-keys wrote.")


def _without(name: str) -> str:
    return _WITHOUT.get(name, "nobody can confirm in that campaign, and a second signing cannot be told from a first")


def _existing(site: Path | None) -> Site:
    place = site_at(site)
    if not place.exists():
        raise SiteError(f"There is no site in {place.path}. undersigned serve makes one.")
    return place


def _passphrase(file: Path | None, what: str, *, twice: bool) -> str:
    if file is not None:
        try:
            lines = file.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{file} cannot be read as a passphrase.") from error
        return lines[0] if lines else ""
    if not sys.stdin.isatty():
        raise InputError("There is no terminal to ask for the passphrase. Name a file with --passphrase-file.")
    typed = getpass(f"The passphrase {what}: ")
    if twice and getpass("The same again: ") != typed:
        raise InputError("The two differ. Nothing was written.")
    return typed
