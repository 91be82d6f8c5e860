"""How many makers `undersigned discover` finds that it is not told of: `python -m bench.discovering --case DIR`.

Makers whose products resellers hold are taken out of the catalogue, so many at a time; then it is seen whether a word
of theirs is among the names found, and at which place.
"""

import argparse
import random
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

from undersigned.case.folder import Case
from undersigned.claims.figures import HEADLINE
from undersigned.claims.reading import Trace, reading
from undersigned.cli.discovering import texts_of
from undersigned.makers import catalogue
from undersigned.makers.catalogue import Catalogue
from undersigned.makers.discover import discover
from undersigned.terms.maker import Maker

FEWEST_AWARDS = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the share of the hidden makers that is found, and the places."""
    parser = argparse.ArgumentParser(prog="python -m bench.discovering", description="Measure discover.")
    parser.add_argument("--case", type=Path, required=True, help="a traced case")
    parser.add_argument("--hidden", type=int, default=80, help="how many makers to hide")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    known = catalogue.load(asked.case)
    with reading(Case(asked.case)) as trace:
        hidden = _chosen(trace, known, asked.hidden, asked.seed)
        texts = texts_of(trace)
        told = trace.rows(f"SELECT DISTINCT award_key, maker FROM attributions WHERE {HEADLINE}")
    names = {maker.name for maker in hidden}
    left = Catalogue({name: maker for name, maker in known.makers.items() if name not in names}, known.by_legal_name)
    found = discover(texts, left, {key for key, maker in told if maker not in names})
    places = {token: place for place, name in reversed(list(enumerate(found, 1))) for token in name.words.split()}
    at = [place for maker in hidden if (place := _place(maker, places)) is not None]
    print(f"{len(at)} of {len(hidden)} hidden makers are among {len(found)} names, the median at place", end=" ")
    print(f"{statistics.median(at):.0f}." if at else "none.")
    return 0


def _chosen(trace: Trace, known: Catalogue, how_many: int, seed: int) -> list[Maker]:
    """Makers that resellers' awards name in their words, taken by lot."""
    rows = trace.rows(
        f"""SELECT maker FROM attributions WHERE {HEADLINE} AND reseller AND rule = 'named'
            GROUP BY maker HAVING count(DISTINCT award_key) >= ? ORDER BY maker""",
        FEWEST_AWARDS,
    )
    makers = [known.makers[name] for (name,) in rows if name in known.makers]
    return random.Random(seed).sample(makers, min(how_many, len(makers)))  # noqa: S311  # a lot, no secret


def _place(maker: Maker, places: dict[str, int]) -> int | None:
    tokens = {token for term in maker.terms for phrase in term.words for token in phrase.split()}
    return min((places[token] for token in tokens if token in places), default=None)


if __name__ == "__main__":
    sys.exit(main())
