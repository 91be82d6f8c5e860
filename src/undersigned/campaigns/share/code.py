"""The QR code of a link, as SVG."""

import io

import segno


def svg(link: str, title: str) -> bytes:
    """Black on white with its quiet zone, so that it can be read in the dark mode of a page too."""
    out = io.BytesIO()
    made = segno.make(link, error="m", micro=False)
    made.save(out, kind="svg", scale=8, border=4, dark="#000", light="#fff", title=title, xmldecl=False, nl=False)
    return out.getvalue()


def modules(link: str) -> list[str]:
    """The same code as rows of `1` (dark) and `0`, without a quiet zone, for paper."""
    return ["".join(str(module) for module in row) for row in segno.make(link, error="m", micro=False).matrix]
