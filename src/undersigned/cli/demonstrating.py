"""The second half of `undersigned demo --serve`: a campaign made from a claim of the sample, on this machine alone."""

import os
import shutil
import socket
import sys
import webbrowser
from collections.abc import Mapping
from datetime import timedelta
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from undersigned import settings
from undersigned.campaigns.services import publishing
from undersigned.cli import ceremony, sampling
from undersigned.cli.campaign_door import open_door, today
from undersigned.cli.terminal import say
from undersigned.errors import SiteError
from undersigned.sealing.passphrases import Cost
from undersigned.serving import starting
from undersigned.site.configuration import Configuration
from undersigned.site.folder import Site

SLUG = "whose-cloud"
CLAIM = "C02e5d28fa773"
"""A claim that every size of the sample has: how much of one maker's product others sell."""
HOLDERS, NEEDED = 3, 2
PORT = 8000
_TEXTS = ("campaign.toml", "en.md", "es.md")
_CHEAP = Cost(memory=8 * 1024, passes=1, lanes=1)
"""Nothing is protected by a passphrase that stands in a file beside."""
_PASSPHRASES = tuple(f"invented passphrase of holder {number}" for number in range(1, HOLDERS + 1))
_NOT_THE_SAMPLES = ("DATABASE_URL", "EMAIL_URL")


def demo(
    folder: Annotated[Path, typer.Argument(help="Where to put the invented case.")] = Path("demo"),
    serve: Annotated[
        bool, typer.Option("--serve", help="Go on: make a campaign from one of its claims, and serve that.")
    ] = False,
) -> None:
    """Run the main job on the invented sample and show the result."""
    sampling.demo(folder, settings.from_environment(os.environ))
    if serve:
        demonstrate(folder, sampling.account(folder))


def demonstrate(case: Path, account: Path) -> None:
    """Publish the campaign and serve it; with somebody at a terminal until Ctrl-C, otherwise until its page answered.

    Args:
        case: the traced sample.
        account: the page of the dossier that says whose products they are.
    """
    home = case.absolute().with_name(f"{case.absolute().name}-campaign")
    site, environment = Site(home / "site"), _environment()
    site.make()
    _write_texts(site.campaign(SLUG), case.absolute())
    _make_keys(home / "keys", site.campaign(SLUG))
    with open_door(site, environment) as door:
        publishing.publish(site, SLUG, today())
        door.show(SLUG)
    say()
    say(f"A campaign made from the claim {CLAIM}, as invented as the rest; its keys are in {home / 'keys'}.")

    def look(configuration: Configuration) -> bool:
        return _look(configuration, site, account)

    starting.serve(site, environment, say, look)


def _look(configuration: Configuration, site: Site, account: Path) -> bool:
    """Open both pages where there is a screen; whether to go on serving."""
    path, listen = f"/c/{SLUG}/", configuration.listen
    if not starting.answers(listen, path):
        raise SiteError(f"The campaign's page {listen.url}{path} does not answer. Nothing is served.")
    say(f"The sample's account: {account.absolute().as_uri()}")
    say(f"The campaign: {listen.url}{path}")
    if not _attended():
        port = "" if listen.port == PORT else f" --port {listen.port}"
        say("Nobody is at a terminal, so it stops here. To look at it:")
        say(f"undersigned serve --site {site.path}{port}")
        return False
    if sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        webbrowser.open(account.absolute().as_uri())
        webbrowser.open(f"{listen.url}{path}")
    return True


def _attended() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty() and "CI" not in os.environ


def _environment() -> Mapping[str, str]:
    """This machine alone, whatever an operator of a real site has set: no mail leaves, no other database is touched."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in _NOT_THE_SAMPLES and not name.startswith("UNDERSIGNED_")
    }
    return {**kept, "UNDERSIGNED_LISTEN": f"127.0.0.1:{_free_port()}"}


def _free_port() -> int:
    """The usual port, or any other that is free."""
    for port in (PORT, 0):
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(trial.getsockname()[1])
    return PORT


def _write_texts(folder: Path, case: Path) -> None:
    """Put the invented texts in place; a campaign that is there already keeps its own."""
    if folder.exists():
        return
    closes = today() + timedelta(days=90)
    filled = {
        "CLOSES": closes.isoformat(),
        "RETENTION": (closes + timedelta(days=90)).isoformat(),
        "CASE": str(case).replace("\\", "\\\\").replace('"', '\\"'),
        "CLAIM": CLAIM,
    }
    folder.mkdir(parents=True)
    for name in _TEXTS:
        text = (files("undersigned.serving") / "sample_campaign" / name).read_text(encoding="utf-8")
        for mark, value in filled.items() if name.endswith(".toml") else ():
            text = text.replace(f" {mark}\n", f" {value}\n").replace(f'"{mark}"', f'"{value}"')
        (folder / name).write_text(text, encoding="utf-8")


def _make_keys(ceremony_folder: Path, campaign: Path) -> None:
    """Hold the ceremony with invented holders, once, and give the server what it may see."""
    public, proof = f"{SLUG}.public.toml", f"{SLUG}.recovered.toml"
    if (campaign / proof).exists():
        return
    shutil.rmtree(ceremony_folder, ignore_errors=True)
    passphrases = iter((*_PASSPHRASES, *_PASSPHRASES))
    ceremony.new(SLUG, ceremony_folder, (HOLDERS, NEEDED), lambda _: next(passphrases), _CHEAP)
    (ceremony_folder / "SAMPLE.txt").write_text(
        "A sample. These passphrases stand in the program and protect nothing:\n" + "\n".join(_PASSPHRASES) + "\n",
        encoding="utf-8",
    )
    words = [_words(ceremony_folder, number) for number in range(1, NEEDED + 1)]
    ceremony.prove(ceremony_folder / public, words, campaign / proof)
    shutil.copy(ceremony_folder / public, campaign / public)


def _words(ceremony_folder: Path, holder: int) -> str:
    """What a holder keeps, opened with her invented passphrase."""
    return ceremony.words_from(ceremony_folder / f"holder-{holder}.key.toml", lambda _: _PASSPHRASES[holder - 1])
