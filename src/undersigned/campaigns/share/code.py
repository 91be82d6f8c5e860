"""The QR code of a link, as SVG."""

import io

import segno

QUIET = 4
"""Modules of white around a code, as its standard (ISO/IEC 18004) wants; on white paper none need be drawn."""


def svg(link: str, title: str, quiet: int = QUIET) -> bytes:
    """Black on white, so that it can be read in the dark mode of a page too."""
    out = io.BytesIO()
    made = segno.make(link, error="m", micro=False)
    made.save(out, kind="svg", scale=8, border=quiet, dark="#000", light="#fff", title=title, xmldecl=False, nl=False)
    return out.getvalue()
