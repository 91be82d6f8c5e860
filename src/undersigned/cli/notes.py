"""Caveats as the terminal prints them: many of one kind become one line."""

from collections.abc import Iterable

from undersigned.terms.text import count


def folded(caveats: Iterable[str]) -> list[str]:
    """The caveats, each once, in their order; those on exact repeats become one line at the end."""
    found = list(dict.fromkeys(caveats))
    repeats = [note for note in found if "an earlier row exactly" in note]
    lines = [note for note in found if note not in repeats]
    if repeats:
        slices = f"{count(len(repeats), 'slice')} of these records {'repeats' if len(repeats) == 1 else 'repeat'}"
        lines.append(f"{slices} rows exactly; each row is counted once (see `undersigned report`).")
    return lines
