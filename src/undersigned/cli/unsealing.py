"""`undersigned unseal`: opening what signers typed, offline, from a bundle and the shares of enough holders."""

import csv
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from undersigned.cli.terminal import say, say_point
from undersigned.errors import InputError
from undersigned.exports.csv import guarded
from undersigned.sealing import holders
from undersigned.sealing.bundle import Books, Bundle, Head, Opened, read_head
from undersigned.sealing.envelope import SealError
from undersigned.terms.signature import State

COLUMNS = (
    *("signature", "state", "country", "area", "name", "email", "typed_country", "postcode", "city", "comment"),
    *("appearance", "affiliation", "updates", "language"),
)
PUBLIC_COLUMNS = ("signature", "data_key", "name", "affiliation")
_MOST_SAID = 10


def head_of(bundle: Path) -> Head:
    """The head of a bundle's file.

    Raises:
        InputError: it cannot be read.
        SealError: it is no bundle.
    """
    try:
        with bundle.open(encoding="utf-8", errors="replace") as lines:
            return read_head(lines.readline())
    except OSError as error:
        raise InputError(f"{bundle} cannot be read: {error.strerror}.") from error


def unseal(bundle: Path, shares: Sequence[str], target: Path, public: bool) -> None:
    """Write the signatures of a bundle as CSV that only this account may read.

    With `public` only confirmed signers who asked to be named, and of them only what they asked to have shown.

    Raises:
        InputError: a file cannot be read or written.
        SealError: the shares are of another key, or some signature did not open; then the file holds what did.
    """
    key = holders.recover(shares, head_of(bundle).public)
    try:
        with bundle.open(encoding="utf-8", errors="replace") as lines, _private(target) as file:
            opened = Bundle(lines, key)
            written = _write(file, opened, public)
    except OSError as error:
        raise InputError(f"{error.filename or bundle} cannot be read or written: {error.strerror}.") from error
    _tell(opened.books, written, target, public)


def _write(file: TextIO, bundle: Bundle, public: bool) -> int:
    written = 0
    table = csv.writer(file)
    table.writerow(PUBLIC_COLUMNS if public else COLUMNS)
    for one in bundle:
        row = _public_row(one) if public else _row(one)
        if row is not None:
            table.writerow(guarded(tuple(row), range(1, len(row))))
            written += 1
    return written


def _row(one: Opened) -> list[str]:
    row, typed = one.row, one.typed
    return [
        str(row.signature),
        row.state.value,
        row.country,
        row.area,
        typed.name,
        typed.email,
        typed.country,
        typed.postcode,
        typed.city,
        typed.comment,
        typed.appearance.value,
        typed.affiliation,
        "yes" if typed.updates else "no",
        typed.language,
    ]


def _public_row(one: Opened) -> list[str] | None:
    shown = one.typed.shown()
    if one.row.state is not State.CONFIRMED or shown is None:
        return None
    return [str(one.row.signature), str(one.row.data_key), *shown]


@contextmanager
def _private(target: Path) -> Iterator[TextIO]:
    """A file for this account alone, written beside its place and moved there when it is whole."""
    beside = target.with_name(f".{target.name}.new")
    beside.unlink(missing_ok=True)
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            yield file
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _tell(books: Books, written: int, target: Path, public: bool) -> None:
    kept = "confirmed signers who asked to be named" if public else "signatures"
    say(f"{written:,} {kept} written to {target}. Of {books.rows:,} in the bundle:")
    say_point(f"{books.opened:,} opened")
    say_point(f"{books.erased:,} erased before, with nothing to open")
    say_point(f"{books.unopened:,} could not be opened")
    for row in books.named[:_MOST_SAID]:
        say_point(f"line {row.line}, signature {row.signature}: {row.reason}")
    for sentence in books.amiss:
        say_point(sentence)
    if books.unopened or books.amiss:
        raise SealError(f"The bundle did not open as a whole; {target} holds what did.")
