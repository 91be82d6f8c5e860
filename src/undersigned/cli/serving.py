"""`undersigned serve` and `undersigned doctor`."""

import os
from pathlib import Path

from undersigned.cli.terminal import say
from undersigned.serving import starting
from undersigned.site.folder import Site, default_path


def site_at(folder: Path | None) -> Site:
    """The site in this folder, or where sites lie if nobody says otherwise."""
    return Site(folder or default_path(os.environ))


def serve(folder: Path | None, host: str, port: int, processes: int) -> None:
    """Serve a site until somebody stops it."""
    site = site_at(folder)
    starting.serve(site, starting.asked(site, os.environ, host, port, processes), say)
