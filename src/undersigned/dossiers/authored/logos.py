"""Organisations' logos: PNG or SVG files of the case that bring nothing with them: no script, no page, no address."""

import re
import struct
from pathlib import Path
from xml.parsers import expat  # entities are refused before anything is expanded

LARGEST = 256 * 1024
"""Bytes: a page with four logos still loads on a slow line."""
MOST_PIXELS = 4_000
"""Along one side; a few bytes of PNG may claim to be a hall-sized picture."""

_PNG = b"\x89PNG\r\n\x1a\n"
_SVG = "http://www.w3.org/2000/svg"
_SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath", "image"}
_GROUPS = {"svg", "g", "defs", "symbol", "use", "switch", "view", "title", "desc", "metadata", "style"}
_PAINTS = {"linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern", "marker", "filter"}
_FILTERS = {
    "feBlend",
    "feColorMatrix",
    "feComposite",
    "feFlood",
    "feGaussianBlur",
    "feMerge",
    "feMergeNode",
    "feOffset",
}
_DRAWS = _SHAPES | _GROUPS | _PAINTS | _FILTERS | {"feDropShadow"}
_EMBEDDED = re.compile(r"data:image/(png|jpeg);base64,[A-Za-z0-9+/=\s]*")
_OUTSIDE = re.compile(
    r"@import|url\(\s*['\"]?\s*(?!['\"]?\s*#)|image-set\(|image\(|src\(|\\|javascript:|expression\(", re.IGNORECASE
)
_EDITORS = (
    "http://www.inkscape.org/",
    "http://sodipodi.",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://purl.org/dc/",
    "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/",
)
"""What drawing programs note about their work; no reader shows it."""


def fault(folder: Path, name: str) -> str:
    """What is wrong with a logo, as the end of a sentence; empty where nothing is. `name` is inside `folder`."""
    path = folder / name
    if Path(name).is_absolute() or not path.resolve().is_relative_to(folder.resolve()):
        return "is not inside the case folder; copy it there, for instance into logos/"
    if path.suffix.lower() not in (".png", ".svg"):
        return "is neither a PNG nor an SVG; save it as one of them"
    try:
        content = path.read_bytes() if path.stat().st_size <= LARGEST else None
    except OSError as error:
        return f"cannot be read ({error.strerror}); is the name written as the file's?"
    if content is None:
        return f"has more than {LARGEST // 1024} KB; save it smaller"
    return _png_fault(content) if path.suffix.lower() == ".png" else _svg_fault(content)


def _png_fault(content: bytes) -> str:
    if not content.startswith(_PNG) or content[12:16] != b"IHDR" or len(content) < 45:
        return "is not a PNG, whatever its name says; save it again as PNG"
    width, height = struct.unpack(">II", content[16:24])
    if not (0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS):
        return f"is {width:,} by {height:,} pixels; save it with at most {MOST_PIXELS:,} on a side"
    return ""


class _RefusedError(Exception):
    """Something in an SVG that a logo does not need."""


def _svg_fault(content: bytes) -> str:
    try:
        _Svg().read(content)
    except expat.ExpatError as error:
        return f"is not a well-formed SVG ({error}); save it again as plain SVG"
    except _RefusedError as refused:
        return f"{refused}; save it again as plain SVG, without scripts, pages or links to other files"
    return ""


class _Svg:
    """Reads an SVG from its first to its last sign and refuses what is not drawing."""

    def __init__(self) -> None:
        self._depth = 0
        self._style = 0
        self._css: list[str] = []

    def read(self, content: bytes) -> None:
        """Read it whole.

        Raises:
            ExpatError: it is not well-formed.
            _RefusedError: it holds something else than a drawing.
        """
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(content, True)
        self._check_style("".join(self._css))

    def _doctype(self, _: str, __: str | None, ___: str | None, has_own_rules: bool) -> None:
        if has_own_rules:
            raise _RefusedError("has a document type with rules of its own, in which entities can hide")

    def _instruction(self, target: str, _: str) -> None:
        raise _RefusedError(f"has the instruction <?{target}?>, which may load another file")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        if self._depth == 0 and (space, tag) != (_SVG, "svg"):
            raise _RefusedError("is not an SVG")
        if not (space == _SVG and tag in _DRAWS) and not space.startswith(_EDITORS):
            raise _RefusedError(f"has a <{tag}>, which a logo does not need")
        self._depth += 1
        self._style += (space, tag) == (_SVG, "style")
        for key, value in attributes.items():
            self._attribute(tag, key.rpartition(" ")[2], value)

    def _attribute(self, tag: str, key: str, value: str) -> None:
        if key.lower().startswith("on") or key == "base":
            raise _RefusedError(f"has the attribute {key}=, which may run a script or load another file")
        embedded = tag == "image" and _EMBEDDED.fullmatch(value.strip())
        if key in ("href", "src") and not value.strip().startswith("#") and not embedded:
            raise _RefusedError(f"links to {value.strip()[:60]!r}")
        self._check_style(value if not embedded else "")

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._style -= name == f"{_SVG} style"

    def _text(self, text: str) -> None:
        if self._style:
            self._css.append(text)

    def _check_style(self, css: str) -> None:
        if found := _OUTSIDE.search(css):
            raise _RefusedError(f"has {found[0].strip()!r} in its style, which may load another file")
