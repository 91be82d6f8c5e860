"""What the note of a label accepts beside the label itself."""

import re
from collections.abc import Iterator

_ACCEPTED = (
    re.compile(r"(?:^|, )(?:also )?accept(?:ed)?(?: also)?:? (.+)$", re.IGNORECASE),
    re.compile(r"^(?:.*, )?(.+?)(?: is| are)? also accepted$", re.IGNORECASE),
    re.compile(r"\bparent(?: company)?(?: is)?:? ([^,]+)", re.IGNORECASE),
    re.compile(r"\bowned by ([^,]+)", re.IGNORECASE),
)
_BETWEEN = re.compile(r",? or |,? and |/|, (?:also )?(?:accept )?", re.IGNORECASE)
_TAIL = re.compile(r"(?: (?:since|until|from|in|as of)(?: [a-z]+)? \d{4}.*| alone|:.*)$", re.IGNORECASE)
_NO_MAKER = re.compile(
    r"empty|either|both|services_around|product|none|(?:category|reseller|relation)\b.*", re.IGNORECASE
)


def alternatives(note: str) -> tuple[str, ...]:
    """Makers: `accept X`, `accept X, Y or Z`, `X also accepted`, `parent X`, `owned by X since 2023`.

    What is accepted as category, relation or reseller is no maker.
    """
    return tuple(dict.fromkeys(name for name in _accepted(note) if not _NO_MAKER.fullmatch(name)))


def accepts_empty(note: str) -> bool:
    """True where the reader grants that a maker need not be named: `accept empty`."""
    return any(name.lower() == "empty" for name in _accepted(note))


def _accepted(note: str) -> Iterator[str]:
    """Everything accepted: taken apart at `or`, `and`, `/` and commas, and whole, for a maker may be `X and Y`."""
    for clause in (part.strip(" .") for part in re.split(r"[;()]", note)):
        if clause.lower().startswith("trap:"):
            continue
        for match in (match for pattern in _ACCEPTED if (match := pattern.search(clause))):
            for name in (match[1], *_BETWEEN.split(match[1])):
                if bare := _TAIL.sub("", name).strip(" ."):
                    yield bare
