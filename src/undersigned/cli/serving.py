"""`undersigned serve` and `undersigned doctor`: a site on this machine, and what is wrong with it.

`cli.loading` finds them by name.
"""

import json
import os
from pathlib import Path
from typing import Annotated

import typer

from undersigned.cli.terminal import out, say, say_below, say_point
from undersigned.errors import InputError, SiteError
from undersigned.serving import starting
from undersigned.serving.doctor import examining
from undersigned.serving.doctor.asking import Names
from undersigned.serving.doctor.base import Finding, Level
from undersigned.site.folder import Site, default_path

SiteFolder = Annotated[
    Path | None,
    typer.Option("--site", help="The site folder.", show_default="undersigned/site in your folder of data"),
]


def site_at(folder: Path | None) -> Site:
    """The site in this folder, or where sites lie if nobody says otherwise."""
    return Site(folder or default_path(os.environ))


def serve(
    site: SiteFolder = None,
    host: Annotated[str, typer.Option("--host", help="Where to listen.", show_default="127.0.0.1")] = "",
    port: Annotated[int, typer.Option("--port", help="Where to listen.", max=65535, show_default="8000")] = 0,
    processes: Annotated[
        int, typer.Option("--processes", help="Web processes.", min=0, max=8, show_default="one a processor, up to 4")
    ] = 0,
) -> None:
    """Serve campaigns from this machine: database, pages, signatures and mail, until Ctrl-C."""
    place = site_at(site)
    starting.serve(place, starting.asked(place, os.environ, host, port, processes), say)


def doctor(
    site: SiteFolder = None,
    as_json: Annotated[bool, typer.Option("--json", help="The same as JSON, for a script.")] = False,
    resolver: Annotated[str, typer.Option("--resolver", help="Ask this name server: address or address:port.")] = "",
    time_server: Annotated[str, typer.Option("--time-server", help="Compare the clock with this one (NTP).")] = "",
) -> None:
    """Look for what is wrong with a site: name, certificate, mail, clock, disk, backup, keys, database."""
    place = site_at(site)
    if not place.exists():
        raise SiteError(f"There is no site in {place.path}. undersigned serve makes one.")
    found = examining.examine(place, os.environ, _names(resolver), time_server)
    if as_json:
        out.print(json.dumps(examining.as_data(found), ensure_ascii=False, indent=2), markup=False, soft_wrap=True)
    else:
        _tell(found)
    if any(finding.level is Level.WRONG for findings in found.values() for finding in findings):
        raise typer.Exit(SiteError.exit_code)


def _tell(found: dict[str, list[Finding]]) -> None:
    for check, findings in found.items():
        for finding in findings:
            say_point(f"{check}, {finding.level}: {finding.what}")
            if finding.help:
                say_below(finding.help)
    wrong = sum(finding.level is Level.WRONG for findings in found.values() for finding in findings)
    say(f"{wrong} to be mended." if wrong else "Nothing is to be mended.")


def _names(resolver: str) -> Names:
    address, _, port = resolver.rpartition(":") if resolver.count(":") == 1 else (resolver, "", "53")
    if not port.isdigit() or int(port) > 65535:
        raise InputError(f"{resolver!r} is no name server. Write an address, such as 9.9.9.9 or 127.0.0.1:5353.")
    return Names(address, int(port))
