"""The account that the database server runs as: ours, or an unprivileged one where we are root.

PostgreSQL refuses to run as root. No folder that we did not make is opened for that other account; where it cannot
reach the program or the data, both go elsewhere (`binaries`, `cluster`).
"""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

from undersigned.errors import SiteError

_UNPRIVILEGED = ("undersigned", "postgres", "_postgres", "nobody")
"""Accounts that root takes for the server, the first that this machine has."""

OUTSIDE = Path("/var/lib/undersigned")
"""Where root puts what the server's account could not reach in the site or in the Python that runs us."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account of this machine; `other` than ours where the server must change to it."""

    name: str
    uid: int
    gid: int
    other: bool

    @property
    def user(self) -> int | None:
        """For `subprocess`: the account to change to, if any."""
        return self.uid if self.other else None

    @property
    def group(self) -> int | None:
        """For `subprocess`: the group to change to, if any."""
        return self.gid if self.other else None

    @property
    def extra_groups(self) -> list[int] | None:
        """For `subprocess`: no further groups in another account; ours in ours."""
        return [] if self.other else None

    def own(self, path: Path) -> None:
        """Give what we made to this account."""
        if self.other:
            os.chown(path, self.uid, self.gid)

    def can(self, what: str, path: Path) -> bool:
        """Whether this account may enter (`-x`) or read (`-r`) a path: asked of the machine, not worked out."""
        return self.runs(["test", what, str(path)])

    def runs(self, arguments: list[str]) -> bool:
        """Whether this account can start a program that then ends well.

        Raises:
            SiteError: we may not change to that account at all.
        """
        try:
            done = subprocess.run(  # noqa: S603 - our own program and arguments
                arguments,
                cwd="/",
                env={"PATH": os.defpath},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                user=self.user,
                group=self.group,
                extra_groups=self.extra_groups,
                check=False,
            )
        except OSError:
            if self.other and arguments[0] == "test":
                raise SiteError(
                    f"The database does not run as root, and this machine does not let root become {self.name}. "
                    "Run undersigned as another account, or name a database server in DATABASE_URL."
                ) from None
            return False
        return done.returncode == 0


def account_for(data: Path) -> Account:
    """The account for the database in this folder: whose folder it is, or for a new one ours, or an unprivileged one.

    Raises:
        SiteError: the folder is somebody else's and we are not root, or there is no account to take.
    """
    if os.geteuid() != 0:
        if data.exists() and data.stat().st_uid != os.geteuid():
            raise SiteError(f"The database in {data} belongs to {_name(data.stat().st_uid)}: run undersigned as that.")
        return Account(_name(os.geteuid()), os.geteuid(), os.getegid(), other=False)
    if data.exists() and data.stat().st_uid != 0:
        owner = data.stat()
        return Account(_name(owner.st_uid), owner.st_uid, owner.st_gid, other=True)
    return _unprivileged()


def _unprivileged() -> Account:
    for name in _UNPRIVILEGED:
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        if found.pw_uid != 0:
            return Account(name, found.pw_uid, found.pw_gid, other=True)
    raise SiteError("The database does not run as root, and this machine has no account nobody. Run it as another one.")


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"the account {uid}"


def outside() -> Path:
    """The folder outside the site, made where it lacks, in which nobody but root can put programs.

    Raises:
        SiteError: it cannot be made, or others may write into it.
    """
    try:
        if not OUTSIDE.is_dir():
            OUTSIDE.mkdir(parents=True)
            OUTSIDE.chmod(0o755)
        found = OUTSIDE.stat()
    except OSError as error:
        raise SiteError(
            f"{OUTSIDE}, where the database of a site of root lies, cannot be made: {error.strerror}."
        ) from error
    if found.st_uid != os.geteuid() or found.st_mode & 0o022:
        raise SiteError(
            f"{OUTSIDE} is not root's alone. Choose a --site that every account can reach, such as /srv/site."
        )
    return OUTSIDE
