"""What a thief does: takes copies, and looks through every byte of them for signers."""

import os
import subprocess
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from undersigned.sealing import links
from undersigned.site.postgres.binaries import programs

STEM = "Qzvxwjkh"
"""Begins a word in everything that signers of these tests type, and stands nowhere else in the world."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody whose every field says who she is; `word` is hers alone."""

    word: str
    appearance: str = "anonymous"

    @property
    def email(self) -> str:
        """Her address."""
        return f"ana.{self.mark.lower()}@gmail.com"

    @property
    def mark(self) -> str:
        """The word of hers that stands in every field."""
        return f"{STEM}{self.word}"

    @property
    def fields(self) -> Mapping[str, str]:
        """What she types besides her address."""
        mark = self.mark
        return {
            "name": f"Ana {mark}",
            "postcode": f"{STEM.upper()} {self.word[:3].upper()} 9",
            "country": "GB",
            "city": f"{mark}ton",
            "comment": f"Because {mark} said so",
            "affiliation": f"Guild of {mark}",
            "appearance": self.appearance,
        }

    @property
    def values(self) -> Mapping[str, str]:
        """What a thief looks for."""
        typed = {name: value for name, value in self.fields.items() if name not in ("country", "appearance")}
        return {**typed, "address": self.email, "mark": self.mark}


def _shapes(text: bytes) -> set[bytes]:
    """Bytes as they may lie in files, in small letters: plain, as hexadecimal, as Base64 wherever it begins."""
    shapes = {text, text.hex().encode()}
    for lead in range(3):
        whole = b64encode(b"\0" * lead + text)
        shapes.add(whole[-(-lead * 8 // 6) : len(whole) - 4 * (whole.count(b"=") > 0)])
        shapes.add(urlsafe_b64encode(b"\0" * lead + text)[-(-lead * 8 // 6) : -4])
    return {shape.lower() for shape in shapes}


def _spellings(text: str) -> set[bytes]:
    return {
        shape
        for case in (text, text.lower(), text.upper())
        for encoding in ("utf-8", "utf-16-le", "utf-16-be")
        for shape in _shapes(case.encode(encoding))
    }


_STEMS = _spellings(STEM)
_AROUND = 400
"""The longest field, spelt in the longest way, is shorter."""


def found(data: bytes, signers: Iterable[Signer]) -> set[str]:
    """Which fields of which signers stand in these bytes, in any spelling, as `field of word`."""
    near = _near(data.lower())
    return {
        f"{name} of {signer.word}"
        for signer in signers
        for name, value in signer.values.items()
        if any(spelling in near for spelling in _spellings(value))
    }


def _near(small: bytes) -> bytes:
    """What stands around every place where a field of a signer may be; the rest need not be looked through again."""
    parts = []
    for stem in _STEMS:
        place = small.find(stem)
        while place >= 0:
            parts.append(small[max(0, place - _AROUND) : place + _AROUND])
            place = small.find(stem, place + 1)
    return b"\n".join(parts)


def secrets(data: bytes, paths: Mapping[str, str]) -> set[str]:
    """Whose link's secret stands in these bytes: `paths` are private pages by words."""
    small = data.lower()
    known = {word: links.from_text(path.removeprefix("/s/")) or b"" for word, path in paths.items()}
    return {
        word
        for word, secret in known.items()
        if secret in data or any(shape in small for shape in _shapes(secret) - {secret.lower()})
    }


def files(folder: Path, *, without: tuple[str, ...] = ()) -> bytes:
    """All bytes below a folder, the names of files too; `without` are names of folders in it."""
    parts = []
    for place, folders, names in os.walk(folder, followlinks=False):
        if Path(place) == folder:
            folders[:] = [name for name in folders if name not in without]
        for name in sorted(names):
            path = Path(place) / name
            parts.append(str(path.relative_to(folder)).encode())
            if path.is_file():
                parts.append(path.read_bytes())
    return b"\n".join(parts)


def dump(dsn: str) -> bytes:
    """The database as text."""
    where = conninfo_to_dict(dsn)
    command = [str(programs() / "pg_dump"), "-h", str(where["host"]), "-p", str(where["port"])]
    done = subprocess.run(
        [*command, "-U", str(where["user"]), str(where["dbname"])],
        env={**os.environ, "PGPASSWORD": str(where["password"])},
        capture_output=True,
        check=True,
    )
    return done.stdout
