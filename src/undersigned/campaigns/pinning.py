"""Whom signatures may be sealed for: the key in the campaign's folder, never the database's word alone.

Whoever can write to the database could put a key of her own there and read every later signer. So a key counts only
while the file that the organisers placed beside their texts says the same, and its holders' proof of recovery holds.
The folder is in every backup and moves with the site; a database does not bring it along.
"""

import logging
from dataclasses import dataclass, field
from pathlib import Path

from undersigned.campaigns.authored import keys
from undersigned.campaigns.authored.drafting import SLUG
from undersigned.errors import UndersignedError
from undersigned.site.folder import Site

_log = logging.getLogger(__name__)
_Seen = tuple[tuple[int, int, int] | None, ...]


@dataclass(slots=True)
class Pins:
    """The keys of the campaigns of one site; files are read again when they changed."""

    site: Site
    _held: dict[str, tuple[_Seen, bytes, str]] = field(default_factory=dict)
    _said: dict[str, str] = field(default_factory=dict)

    def holds(self, slug: str, public: bytes) -> bool:
        """Whether this is the campaign's key; when it is not, the log says so once."""
        trouble = self.trouble(slug, public)
        if trouble != self._said.get(slug, ""):
            self._said[slug] = trouble
            if trouble:
                _log.error("%s", trouble)
        return not trouble

    def trouble(self, slug: str, public: bytes) -> str:
        """Why nothing may be sealed under this key, with a way out; nothing where it may."""
        pinned, reason = self._pinned(slug)
        if not reason and pinned != public:
            reason = (
                f"the key in the database is another than that of {slug}.public.toml. Somebody may have changed the "
                "database to read what signers type: look who can write to it, and restore a backup."
            )
        return f"The campaign {slug!r} takes no signatures: {reason}" if reason else ""

    def _pinned(self, slug: str) -> tuple[bytes, str]:
        if SLUG.fullmatch(slug) is None:  # the database says it, and a path is made of it
            return b"", "this is no short name of a campaign. Look who can write to the database."
        folder = self.site.campaign(slug)
        seen = tuple(map(_seen, (folder / keys.public_name(slug), folder / keys.proof_name(slug))))
        held = self._held.get(slug)
        if held is None or held[0] != seen:
            held = self._held[slug] = (seen, *_read(folder, slug))
        return held[1], held[2]


def _read(folder: Path, slug: str) -> tuple[bytes, str]:
    try:
        return keys.load(folder, slug).public, ""
    except UndersignedError as error:
        return b"", f"{error} A backup of the site has both files."


def _seen(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
