"""The index for searching without a server: pagefind reads the finished pages and writes it beside them."""

import subprocess
import sys
from pathlib import Path

from undersigned.errors import UndersignedError

SEARCHED = "{company,agency,category,reseller,document,report}/<[!.]:1,>.html"
"""The pages about names, documents and the report, without the further pages of long tables, whose names have a dot."""
_NOT_USED = ("pagefind-component-ui.*", "pagefind-modular-ui.*", "pagefind-ui.*", "pagefind-highlight.js")


def index(site: Path) -> None:
    """Write `pagefind/` for every language of the site."""
    pattern = "{" + SEARCHED + ",*/" + SEARCHED + "}"
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--glob", pattern, "--silent"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # our own command
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise UndersignedError(f"The search index could not be written: {said[-1] if said else 'no reason given'}.")
    for pattern in _NOT_USED:
        for path in (site / "pagefind").glob(pattern):
            path.unlink()
