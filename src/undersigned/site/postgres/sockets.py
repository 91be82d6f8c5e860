"""The folder of the database's socket: the only door to it, closed to every other account.

A socket's path has 107 bytes at most, and a comma or an apostrophe in it is more than clients understand. So a short
plain path in the site is used as it is, and otherwise a folder is made elsewhere and remembered in the site.
"""

import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from undersigned.errors import SiteError
from undersigned.site.folder import PRIVATE, Site
from undersigned.site.postgres.account import Account

PORT = 5432
NAME = f".s.PGSQL.{PORT}"
_LONGEST = 107
_PLAIN = re.compile(r"/[A-Za-z0-9 ._/+-]*")


def remembered(site: Site) -> Path | None:
    """The folder that the running server has its socket in; nothing before the first start."""
    try:
        return Path((site.run / "socket").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None


def folder_for(site: Site, account: Account, data: Path) -> Path:
    """A folder for the socket of the database in `data`, the one of before if it is still good."""
    before = remembered(site)
    if before is not None and _is_good(before, account) and not _is_anothers(before, data):
        return before
    folder = _in_site(site, account) or _elsewhere(account)
    beside = site.run / ".socket"
    beside.write_text(str(folder), encoding="utf-8")
    beside.replace(site.run / "socket")
    return folder


def forget(site: Site) -> None:
    """Take away a folder that was made elsewhere, once the server has stopped."""
    folder = remembered(site)
    if folder is None or folder.parent == site.run:
        return
    try:
        for left_over in (NAME, f"{NAME}.lock"):  # of a server that was killed
            (folder / left_over).unlink(missing_ok=True)
        folder.rmdir()
        (site.run / "socket").unlink(missing_ok=True)
    except OSError:
        return


def _is_good(folder: Path, account: Account) -> bool:
    try:
        found = folder.lstat()
    except OSError:
        return False
    is_folder = not folder.is_symlink() and folder.is_dir()
    return is_folder and found.st_uid == account.uid and not found.st_mode & 0o077 and _fits(folder)


def _is_anothers(folder: Path, data: Path) -> bool:
    """Whether a copied site remembers the folder of the site that it was copied from."""
    try:
        lines = (folder / f"{NAME}.lock").read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    return len(lines) > 1 and lines[1] != str(data)


def _in_site(site: Site, account: Account) -> Path | None:
    folder = site.run / "postgres"
    if account.other or not _fits(folder):
        return None
    folder.mkdir(mode=PRIVATE, exist_ok=True)
    folder.chmod(PRIVATE)
    return folder


def _fits(folder: Path) -> bool:
    return len(os.fsencode(folder / NAME)) <= _LONGEST and _PLAIN.fullmatch(str(folder)) is not None


def _elsewhere(account: Account) -> Path:
    for base in _bases(account):
        try:
            folder = Path(tempfile.mkdtemp(prefix="undersigned-", dir=base))
        except OSError:
            continue
        account.own(folder)
        if _fits(folder) and account.can("-x", folder):
            return folder
        folder.rmdir()
    raise SiteError("There is no folder for the database's socket. Set TMPDIR to one that is short and can be written.")


def _bases(account: Account) -> Iterator[str]:
    """Folders that the system empties at its start, the most private first."""
    if not account.other and os.environ.get("XDG_RUNTIME_DIR"):
        yield os.environ["XDG_RUNTIME_DIR"]
    if account.other:
        yield "/run"
    yield tempfile.gettempdir()
    yield "/tmp"  # noqa: S108 - mkdtemp makes a private folder in it
