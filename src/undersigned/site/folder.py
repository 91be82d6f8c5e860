"""The site is the private folder of the campaign half, never inside a case and never published.

site.toml            optional: public address, sender of mails, trusted proxies, limits
postgres/            the embedded database, only without DATABASE_URL
run/                 locks, and the folder of the database's socket
keys/                secret files; never in a backup, never in the database
campaigns/<slug>/    what organisers wrote
public/              static files as served, written beside, then renamed
outbox/              mails that nobody sent: development only
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from undersigned.errors import SiteError
from undersigned.site.locks import Busy, hold

PRIVATE = 0o700
OPEN = 0o755
FOLDERS = {"run": PRIVATE, "keys": PRIVATE, "outbox": PRIVATE, "campaigns": OPEN, "public": OPEN}
"""What `make` makes, and who may look into it."""

_KNOWN = {*FOLDERS, "site.toml", "postgres"}
_PATIENCE = 120.0
"""Seconds to wait for another command that makes or starts the database."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where everything of a site lies; opening it reads and makes nothing."""

    path: Path

    def __post_init__(self) -> None:
        """Keep the whole path, for processes that work in other folders."""
        object.__setattr__(self, "path", Path(self.path).absolute())

    @property
    def configuration_file(self) -> Path:
        """What the operator wrote; may be absent."""
        return self.path / "site.toml"

    @property
    def postgres(self) -> Path:
        """The embedded database, or a link to where it had to go."""
        return self.path / "postgres"

    @property
    def run(self) -> Path:
        """Locks and sockets: what means nothing once all processes are gone."""
        return self.path / "run"

    @property
    def keys(self) -> Path:
        """Secret files, for this machine's account alone."""
        return self.path / "keys"

    @property
    def campaigns(self) -> Path:
        """What organisers wrote, a folder each."""
        return self.path / "campaigns"

    @property
    def public(self) -> Path:
        """Static files as served."""
        return self.path / "public"

    @property
    def outbox(self) -> Path:
        """Mails in place of sending them."""
        return self.path / "outbox"

    def campaign(self, slug: str) -> Path:
        """The folder of one campaign, there or not."""
        return self.campaigns / slug

    def exists(self) -> bool:
        """Whether this folder is a site already."""
        return self.run.is_dir() and self.keys.is_dir()

    def make(self) -> "Site":
        """Make what lacks, private where it must be; what is there stays.

        Raises:
            SiteError: the folder lies in a case, holds other things, or cannot be written.
        """
        self._refuse_a_case()
        self._refuse_other_things()
        try:
            if not self.path.is_dir():
                self.path.mkdir(parents=True)
                self.path.chmod(OPEN)
            for name, mode in FOLDERS.items():
                _make_folder(self.path / name, mode)
        except OSError as error:
            raise SiteError(f"The site folder {self.path} cannot be made: {error.strerror}.") from error
        return self

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Hold the site's structure (what folders there are, whether the database runs) for one writer.

        Raises:
            SiteError: another command held it for two minutes, or the folder cannot be written.
        """
        with ExitStack() as held:
            try:
                held.enter_context(hold(self.run / "structure.lock", wait=_PATIENCE))
            except Busy as error:
                raise SiteError(
                    f"Another command (process {error.process}) is changing the site in {self.path}. "
                    "Wait for it, then run again."
                ) from error
            except FileNotFoundError as error:
                raise SiteError(f"There is no site in {self.path}. undersigned serve makes one.") from error
            except OSError as error:
                raise SiteError(f"{self.run} cannot be written by this account: {error.strerror}.") from error
            yield

    def _refuse_a_case(self) -> None:
        real = self.path.resolve()
        for folder in dict.fromkeys((self.path, *self.path.parents, real, *real.parents)):
            if (folder / "case.json").exists():
                raise SiteError(
                    f"The site folder {self.path} lies in the case {folder}. A case is there to be copied and "
                    "published, a site never is: choose another folder with --site."
                )

    def _refuse_other_things(self) -> None:
        try:
            found = {entry.name for entry in self.path.iterdir()}
        except FileNotFoundError:
            return
        except OSError as error:
            raise SiteError(f"The site folder {self.path} cannot be read: {error.strerror}.") from error
        others = sorted(name for name in found - _KNOWN if not name.startswith("."))
        if others and not self.exists():
            raise SiteError(
                f"The folder {self.path} holds other things already ({others[0]}). "
                "Choose a new or an empty folder with --site."
            )


def default_path(environment: Mapping[str, str]) -> Path:
    """Where a site lies if nobody says otherwise: `undersigned/site` in the account's folder of data (XDG).

    Raises:
        SiteError: the environment names no such folder.
    """
    data, home = environment.get("XDG_DATA_HOME", ""), environment.get("HOME", "")
    if Path(data).is_absolute():
        return Path(data) / "undersigned" / "site"
    if Path(home).is_absolute():
        return Path(home) / ".local" / "share" / "undersigned" / "site"
    raise SiteError("Neither XDG_DATA_HOME nor HOME names a folder. Say where the site is to lie with --site.")


def _make_folder(folder: Path, mode: int) -> None:
    """Make a folder; a private one that became readable to others is closed again."""
    made = not folder.is_dir()
    folder.mkdir(mode=mode, exist_ok=True)
    if made or (mode == PRIVATE and folder.stat().st_mode & 0o077):
        folder.chmod(mode)
