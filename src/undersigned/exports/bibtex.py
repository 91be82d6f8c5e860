"""BibTeX: one entry for a page or claim (http://mirrors.ctan.org/biblio/bibtex/base/btxdoc.pdf)."""

import re

from undersigned.exports.base import Reference

_SIGNS = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
_NOT_IN_A_KEY = re.compile(r"[^A-Za-z0-9:.+/-]+")


def text(reference: Reference) -> str:
    """The entry in UTF-8; doubled braces keep the title's capitals and the organisation's name in one piece."""
    fields = {
        "title": f"{{{_escaped(reference.title)}}}",
        "author": f"{{{_escaped(reference.organisation)}}}",
        "year": reference.date[:4],
        "date": reference.date,
        "url": _one_line(reference.url).replace("{", "%7B").replace("}", "%7D"),
        "note": _escaped(reference.note),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value.strip("{}")]
    return "\n".join([f"@misc{{{_NOT_IN_A_KEY.sub('-', reference.key)},", *lines, "}", ""])


def _escaped(words: str) -> str:
    return _one_line(words).translate(_SIGNS)


def _one_line(words: str) -> str:
    return " ".join(words.split())
