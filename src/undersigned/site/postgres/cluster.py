"""The folder of the embedded database: where it lies, how it is made, and the keys of its three roles.

It lies in the site. Where we are root and the server's account cannot reach the site (root's home is closed), it lies
outside, and `postgres` in the site is a link to it; the folder outside remembers whose it is.
"""

import hmac
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from undersigned.errors import RoomError, SiteError
from undersigned.site.folder import Site
from undersigned.site.keyring import Keyring
from undersigned.site.postgres.account import Account, account_for, outside
from undersigned.site.postgres.binaries import MAJOR, programs_for

KEEPER = "keeper"
"""The role that makes roles and databases; the rest of the program never has it."""
OWNER = "owner"
"""The role that tables belong to: it makes and changes them, and takes backups in and out."""
ROLE = "undersigned"
"""The role and the database of everything else; it works with the tables, and cannot change what they allow."""

KEY = "postgres.key"
_BESIDE = ".postgres-"
_OWNER_FILE = "site"


@dataclass(frozen=True, slots=True)
class Cluster:
    """An embedded database on disk, running or not."""

    site: Site
    data: Path
    account: Account
    programs: Path

    def password(self, role: str) -> str:
        """The password of a role, from a key of the site."""
        return password(self.site, role)


def password(site: Site, role: str) -> str:
    """The password of a role of the embedded database, whose key is made with the database and never anew.

    Raises:
        SiteError: the key is gone.
    """
    if not (site.keys / KEY).exists():
        raise SiteError(
            f"The key to the database, {site.keys / KEY}, is missing. Put it back from where the site came from, or "
            "restore a backup into a new site."
        )
    return hmac.digest(Keyring(site).get("postgres"), role.encode(), "sha256").hex()


def data_folder(site: Site) -> Path:
    """Where the database lies, or is to lie: behind the link, if there is one."""
    return site.postgres.resolve() if site.postgres.is_symlink() else site.postgres


def prepared(site: Site) -> Cluster:
    """The database of a site, made where there is none; for those who hold the site's structure.

    Raises:
        SiteError: it cannot be made or used; the sentence says why.
    """
    data = data_folder(site)
    account = account_for(data)
    found = Cluster(site, data, account, programs_for(account))
    if (data / "PG_VERSION").exists():
        _refuse_unusable(found)
        return found
    if site.postgres.is_symlink() or data.exists():
        raise SiteError(
            f"{site.postgres} is there, but no database is in it. Put the database back, or take the folder away "
            "and restore a backup."
        )
    return _made(found)


def _refuse_unusable(cluster: Cluster) -> None:
    site, data = cluster.site, cluster.data
    made_by = (data / "PG_VERSION").read_text(encoding="ascii").strip()
    if made_by != str(MAJOR):
        raise SiteError(
            f"The database in {data} was made by PostgreSQL {made_by}, this is {MAJOR}. Back it up with the "
            "Undersigned that made it, then restore the backup into a new site."
        )
    cluster.password(KEEPER)
    if site.postgres.is_symlink():
        _refuse_anothers(site, data)
    if not cluster.account.can("-x", data):
        raise SiteError(
            f"The account {cluster.account.name}, which the database in {data} belongs to, cannot reach it any more. "
            "Move the site back to a folder that every account can enter, such as one in /srv."
        )


def _refuse_anothers(site: Site, data: Path) -> None:
    """A copied site has a copied link: two sites must not share a database. A site that was moved takes it along."""
    remembered = data.parent / _OWNER_FILE
    owner = Path(remembered.read_text(encoding="utf-8")) if remembered.exists() else site.path
    if owner == site.path:
        return
    if (owner / "postgres").is_symlink() and (owner / "postgres").resolve() == data:
        raise SiteError(
            f"The database in {data} is that of the site in {owner}. A copied site needs its own: take away "
            f"{site.postgres} and restore a backup."
        )
    remembered.write_text(str(site.path), encoding="utf-8")


def _made(cluster: Cluster) -> Cluster:
    site, account = cluster.site, cluster.account
    inside = not account.other or account.can("-x", site.path)
    parent = site.path if inside else _room_outside(site)
    for left_over in parent.glob(f"{_BESIDE}*"):
        shutil.rmtree(left_over, ignore_errors=True)
    beside = Path(tempfile.mkdtemp(prefix=_BESIDE, dir=parent))
    try:
        account.own(beside)
        _initialise(cluster, beside)
        target = parent / "postgres"
        (beside / "data").rename(target)
        if not inside:
            site.postgres.symlink_to(target)
    except OSError as error:
        raise RoomError(f"The database could not be made in {parent}: {error.strerror or error}.") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return Cluster(site, target, account, cluster.programs)


def _room_outside(site: Site) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="site-", dir=outside()))
    folder.chmod(0o755)
    (folder / _OWNER_FILE).write_text(str(site.path), encoding="utf-8")
    return folder


def _initialise(cluster: Cluster, beside: Path) -> None:
    """Run initdb in a folder beside; the keeper's password goes by a file that only the account reads."""
    Keyring(cluster.site).get("postgres")
    account, secret = cluster.account, beside / "password"
    secret.touch(mode=0o600)
    secret.write_text(cluster.password(KEEPER), encoding="ascii")
    account.own(secret)
    done = subprocess.run(  # noqa: S603 - our own program and arguments
        [
            str(cluster.programs / "initdb"),
            f"--pgdata={beside / 'data'}",
            f"--username={KEEPER}",
            f"--pwfile={secret}",
            "--auth-local=scram-sha-256",
            "--auth-host=reject",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--data-checksums",
            "--no-instructions",
        ],
        cwd="/",
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        user=account.user,
        group=account.group,
        extra_groups=account.extra_groups,
        check=False,
    )
    if done.returncode != 0:
        said = [line for line in done.stderr.splitlines() if line.strip()]
        raise SiteError(f"The database could not be made: {said[0] if said else 'initdb failed without a word'}.")
