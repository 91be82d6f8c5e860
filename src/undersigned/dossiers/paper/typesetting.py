"""Typst sets a template with data: tagged PDF/UA-1, the same bytes for the same data.

Text goes in as JSON and is never code. Fonts: those inside Typst and Source Sans from its package, so Latin, Greek and
Cyrillic look the same everywhere; other scripts take the fonts of the machine.
"""

import json
import multiprocessing
import os
import re
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import font_source_sans_pro
import typst

from undersigned.errors import UndersignedError

TEMPLATES = Path(__file__).parent / "templates"
NO_GLYPH = "□"
"""Stands for a sign that no font on the machine has."""
_UNSHOWN = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}")
_TRIES = 4
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffc]"
)
"""Controls: no sign of their own, and they could turn the text around them."""


class PaperError(UndersignedError):
    """A dossier could not be set."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What Typst says of a template and data that it cannot set."""

    message: str
    diagnostic: str


class _Process:
    """The process in which Typst was first used; 0 before."""

    number = 0


def typeset(template: str, data: Mapping[str, Any], as_of: str) -> bytes:
    """The PDF of a template; `as_of` (ISO) is its date.

    Raises:
        PaperError: Typst could not set it; the sentence is Typst's own.
    """
    told = json.dumps(_visible(data), ensure_ascii=False)
    for _ in range(_TRIES):
        found = _compiled_apart(template, told, as_of) if _was_forked() else _compiled(template, told, as_of)
        if isinstance(found, bytes):
            return found
        unshown = _unshown(found)
        if not unshown:
            raise PaperError(f"The PDF could not be set: {found.message}")
        told = told.translate({ord(sign): NO_GLYPH for sign in unshown})
    raise PaperError("The PDF could not be set: no font on this machine has the signs of its text.")


def _was_forked() -> bool:
    """Whether Typst was used before this process was forked: its threads stayed there, and it would wait for them."""
    return _Process.number not in {0, os.getpid()}


def _compiled_apart(template: str, told: str, as_of: str) -> "bytes | Refusal":
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as fresh:
        return fresh.submit(_compiled, template, told, as_of).result()


def _compiled(template: str, told: str, as_of: str) -> "bytes | Refusal":
    _Process.number = os.getpid()
    midnight = datetime.combine(date.fromisoformat(as_of), datetime.min.time(), UTC)
    try:
        return typst.compile(
            TEMPLATES / f"{template}.typ",
            root=TEMPLATES,
            font_paths=_fonts(),
            sys_inputs={"data": told},
            pdf_standards="ua-1",
            timestamp=midnight,
        )
    except typst.TypstError as error:
        return Refusal(str(error.message), str(error.diagnostic))


def _visible(data: Any) -> Any:
    """The same data, its texts without controls."""
    if isinstance(data, str):
        return _INVISIBLE.sub("", data)
    if isinstance(data, Mapping):
        return {key: _visible(value) for key, value in data.items()}
    return [_visible(value) for value in data] if isinstance(data, list | tuple) else data


@cache
def _fonts() -> typst.Fonts:
    """The fonts of a run, looked for once: Typst's own, Source Sans, then the machine's."""
    return typst.Fonts(font_paths=[Path(font_source_sans_pro.__file__).parent / "files"])


def _unshown(error: Refusal) -> set[str]:
    """The signs that no font has, from what Typst says of them."""
    found = _UNSHOWN.findall(f"{error.message}\n{error.diagnostic}")
    plain = (_ESCAPED.sub(lambda sign: chr(int(sign[1], 16)), text) for text in found)
    return {sign for text in plain for sign in text if not sign.isspace() and sign != NO_GLYPH}
