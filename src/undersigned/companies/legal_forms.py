"""A company's name without its legal form: what `cleanco.basename` says, by looking up last words.

cleanco tries each of its 500 forms on every name, in one order, and takes a form away where the name ends with it. The
order is kept here; only forms whose last word is the name's are tried. `tests/companies` compares the two.
"""

from collections import defaultdict
from functools import cache

from cleanco.clean import normalized, prepare_default_terms, strip_punct, strip_tail

_Form = tuple[int, list[str]]
"""A form's place in cleanco's order, and its words."""


def without_form(name: str) -> str:
    """The name without the legal forms behind it."""
    tail = _without_tail(name)
    parts = tail.split()
    plain = tail.lower() if tail.isascii() else normalized(tail)
    folded = [strip_punct(word) for word in plain.split()]
    place = -1
    while folded and (form := _next_form(folded, place)):
        place, words = form
        del folded[-len(words) :]
        del parts[-len(words) :]
    return _without_tail(" ".join(parts)) if place >= 0 else " ".join(parts)


def _without_tail(name: str) -> str:
    """The name without signs behind it, but for a dot."""
    whole = name[-1:].isalnum() or name[-1:] in {"", ".", "_"}
    return name if whole else str(strip_tail(name))


def _next_form(folded: list[str], after: int) -> _Form | None:
    """The first form behind a place in the order with which the words end."""
    for place, words in _by_last_word().get(folded[-1], ()):
        if place > after and folded[-len(words) :] == words:
            return place, words
    return None


@cache
def _by_last_word() -> dict[str, list[_Form]]:
    forms: dict[str, list[_Form]] = defaultdict(list)
    for place, (_, words) in enumerate(prepare_default_terms()):
        if words:
            forms[words[-1]].append((place, words))
    return dict(forms)
