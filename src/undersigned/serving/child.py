"""A process under `serve`: `python -m undersigned.serving.child PROGRAM SITE PARENT`."""

import os
import signal
import sys
from importlib import import_module
from pathlib import Path

from undersigned.errors import UndersignedError
from undersigned.serving import logs
from undersigned.serving.children import COMPLAINT
from undersigned.serving.lifeline import end_with_parent
from undersigned.site.configuration import configure
from undersigned.site.folder import Site


def main(arguments: list[str]) -> int:
    """Run one of the programs until it is told to stop; the exit code. No program loads what another needs."""
    program, folder, parent = arguments
    end_with_parent(int(parent), by=signal.SIGTERM)
    logs.set_up()
    site = Site(Path(folder))
    try:
        import_module(f"undersigned.serving.programs.{program}").run(site, configure(site, os.environ))
    except UndersignedError as error:
        sys.stderr.write(f"{COMPLAINT}{error}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
