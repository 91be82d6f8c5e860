"""Learns the weights of probabilistic linking, and measures them: `python -m bench.train_links`.

How seldom different companies look alike (`u`) is counted over pairs of companies that have nothing to do with each
other: those of the subaward file, one row an identifier, with all names of the 10-column files. How often one company
looks alike (`m`) is learnt by splink's expectation maximisation over the rows of both bulk files, each award under its
recipient's registered name and under the name first reported. The same files and seed give the same weights, and
nobody's name is in them. `--evaluate` learns nothing: it hides identifiers and asks what the weights find.
"""

import argparse
import csv
import gzip
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import duckdb
from rapidfuzz.fuzz import token_sort_ratio
from splink import DuckDBAPI, Linker, block_on

from bench.scoring.intervals import Share
from undersigned.companies.linking import Pair, as_table, link_rows, probable_pairs
from undersigned.companies.names import core, is_distinctive, legal_kind
from undersigned.terms.company import Recipient

SHARED = Path(__file__).parents[2] / "shared"
WEIGHTS = Path(__file__).parents[1] / "src" / "undersigned" / "companies" / "link_weights.json"
SEED = 20250301
MOST_PAIRS = 1e9
"""More pairs than the files have, so that all are counted; the seed speaks where files have more."""
NAMES_OF_A_CASE = 1500
"""Of how many recipients the prior speaks: among more names, a pair taken blindly is less often one company."""
LEAST = 0.001
"""No level is held to be rarer than this within one company: some hundred rows rule nothing out."""
DRAWS = 20
ALIKE = 80
"""From this share of letters in common (words sorted) a reader would look twice; not the model's own measure."""

PRIME = (
    "recipient_doing_business_as_name",
    "recipient_uei",
    "recipient_duns",
    "{parent}",
    "recipient_parent_uei",
    "recipient_parent_duns",
    "recipient_city_name",
    "recipient_state_code",
)
SUB = ("name", "dba_name", "uei", "duns", "parent_name", "parent_uei", "parent_duns", "city_name", "state_code")

COMPARISONS: dict[str, tuple[str, ...]] = {
    "name": (
        "spelled_l IS NULL OR spelled_r IS NULL",
        "turned_l = turned_r OR spelled_l = spelled_r",
        "abs(length(spelled_l) - length(spelled_r)) <= 2 AND damerau_levenshtein(spelled_l, spelled_r) <= 2"
        " AND nearly(words_l, words_r)",
        "within(words_l, words_r)",
        "ELSE",
    ),
    "parent": ("parents_l IS NULL OR parents_r IS NULL", "list_has_any(parents_l, parents_r)", "ELSE"),
    "place": ("state_l IS NULL OR state_r IS NULL", "place_l = place_r", "state_l = state_r", "ELSE"),
}
"""What is compared, from agreement to difference; the first level of each is the unknown."""
BLOCKS = (
    block_on("state", "substr(turned, 1, 3)"),
    block_on("state", "substr(spelled, 1, 3)"),
    block_on("place", "right(turned, 3)"),
    block_on("parent"),
)


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a gzipped CSV."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def recipient(row: dict[str, str], columns: Iterable[str]) -> Recipient:
    """A recipient from the named columns, in the order of the dataclass."""
    name, dba, uei, duns, parent, parent_uei, parent_duns, city, state = (
        row[column].strip() or None for column in columns
    )
    return Recipient(name or "", dba, uei, duns, parent, parent_uei, parent_duns, city, state)


def of_summaries(data: Path) -> list[Recipient]:
    """Each recipient of the award summaries, under the registered and the reported name."""
    path = next(data.glob("*award_summaries*.csv.gz"))
    columns = [
        (name, *(column.format(parent=parent) for column in PRIME))
        for name, parent in (
            ("recipient_name", "recipient_parent_name"),
            ("recipient_name_raw", "recipient_parent_name_raw"),
        )
    ]
    return _distinct(recipient(row, names) for row in rows_of(path) for names in columns)


def of_subawards(data: Path) -> list[Recipient]:
    """Each recipient of the subaward file, prime recipients too."""
    path = next(data.glob("*subawards*.csv.gz"))
    return _distinct(
        recipient(row, [f"{who}_{column}" for column in SUB])
        for row in rows_of(path)
        for who in ("prime_awardee", "subawardee")
    )


def names_of_api(data: Path) -> list[str]:
    """One name for each core of the 10-column files."""
    names = {row["Recipient Name"] for path in sorted(data.glob("*api*.csv.gz")) for row in rows_of(path)}
    return list({core(name): name for name in sorted(names, reverse=True)}.values())


def _distinct(recipients: Iterable[Recipient]) -> list[Recipient]:
    return sorted({one for one in recipients if one.name}, key=repr)


def strangers(data: Path) -> list[Recipient]:
    """Rows of which any two are, but for rare exceptions, two companies."""
    by_uei = {one.uei: one for one in reversed(of_subawards(data)) if one.uei}
    cores = {core(one.name) for one in by_uei.values()}
    return [*by_uei.values(), *(Recipient(name) for name in names_of_api(data) if core(name) not in cores)]


def train(data: Path) -> dict[str, Any]:
    """The model's settings with learnt weights, as splink reads them."""
    comparisons = [
        {
            "output_column_name": name,
            "comparison_levels": [
                {"sql_condition": condition, "is_null_level": level == 0} for level, condition in enumerate(levels)
            ],
        }
        for name, levels in COMPARISONS.items()
    ]
    settings = {
        "link_type": "dedupe_only",
        "comparisons": comparisons,
        "blocking_rules_to_generate_predictions": list(BLOCKS),
    }

    def count_strangers(linker: Linker) -> None:
        linker.training.estimate_u_using_random_sampling(MOST_PAIRS, seed=SEED, min_count_per_level=None)

    def learn_companies(linker: Linker) -> None:
        for block in (block_on("turned"), block_on("place")):
            linker.training.estimate_parameters_using_expectation_maximisation(block)

    known = [*of_summaries(data), *of_subawards(data)]
    model = _with_linker(strangers(data), settings, count_strangers)
    return plain(_with_linker(known, model, learn_companies), prior(known))


def _with_linker(
    recipients: Iterable[Recipient], settings: dict[str, Any], work: Callable[[Linker], None]
) -> dict[str, Any]:
    with duckdb.connect(config={"threads": 1}) as connection:
        as_table(link_rows(recipients), connection)
        linker = Linker(DuckDBAPI(connection).register("link_rows"), settings, log_level=None)
        work(linker)
        return dict(linker.misc.save_model_to_json())


def prior(known: Sequence[Recipient]) -> float:
    """How likely two names of a case, taken blindly, are one company: from how many other names a name has here."""
    by_name = identifiers(known)
    same = sum(1 for one, other in combinations(by_name, 2) if by_name[one] & by_name[other])
    return 2 * same / len(by_name) / NAMES_OF_A_CASE


def plain(model: dict[str, Any], probability: float) -> dict[str, Any]:
    """What of splink's settings a run needs, without what changes from one training to the next."""
    return {
        "link_type": model["link_type"],
        "probability_two_random_records_match": _rounded(probability),
        "comparisons": [
            {
                "output_column_name": comparison["output_column_name"],
                "comparison_levels": [_plain_level(level) for level in comparison["comparison_levels"]],
            }
            for comparison in model["comparisons"]
        ],
        "blocking_rules_to_generate_predictions": [
            {"blocking_rule": block["blocking_rule"]} for block in model["blocking_rules_to_generate_predictions"]
        ],
        "retain_matching_columns": True,  # with them come the levels that linking reads
    }


def _plain_level(level: dict[str, Any]) -> dict[str, Any]:
    condition = level["sql_condition"]
    if level.get("is_null_level"):
        return {"sql_condition": condition, "is_null_level": True}
    often, seldom = max(level["m_probability"], LEAST), level["u_probability"]
    return {"sql_condition": condition, "m_probability": _rounded(often), "u_probability": _rounded(seldom)}


def _rounded(share: float) -> float:
    return float(f"{share:.3g}")


def identifiers(recipients: Iterable[Recipient]) -> dict[str, set[str]]:
    """Each name with the UEIs beside it: which names are one company, as far as the records know."""
    found: dict[str, set[str]] = {}
    for one in recipients:
        found.setdefault(one.name, set()).update({one.uei} if one.uei else ())
    return found


def hidden(recipients: Sequence[Recipient], share: float, dice: Random) -> list[Recipient]:
    """The recipients, a random share of them without their own and their parent's identifiers."""
    without = set(dice.sample(range(len(recipients)), round(share * len(recipients))))
    return [
        replace(one, uei=None, duns=None, parent_uei=None, parent_duns=None) if number in without else one
        for number, one in enumerate(recipients)
    ]


@dataclass(frozen=True, slots=True)
class Found:
    """What linking found where identifiers were hidden; `alike` are the pairs that a reader would look at twice."""

    right: set[Pair]
    wrong: set[Pair]
    missed: set[Pair]

    def lines(self) -> Iterator[str]:
        """Precision, and recall over all pairs and over those that are spelled alike."""
        alike = {pair for pair in self.right | self.missed if token_sort_ratio(*pair) >= ALIKE}
        yield _line("precision", Share(len(self.right), len(self.right) + len(self.wrong)))
        yield _line("recall", Share(len(self.right), len(self.right) + len(self.missed)))
        yield _line("recall, names spelled alike", Share(len(self.right & alike), len(alike)))


def ask(recipients: Sequence[Recipient], truth: dict[str, set[str]]) -> Found:
    """Link, and set the pairs beside the identifiers; pairs that a rule or an identifier joins already are left out."""
    seen = identifiers(recipients)
    same = {
        (one, other)
        for one, other in combinations(sorted(truth), 2)
        if truth[one] & truth[other] and not seen[one] & seen[other] and not _by_name_rule(one, other)
    }
    found = set(probable_pairs(recipients))
    return Found(found & same, {pair for pair in found - same if not _by_name_rule(*pair)}, same - found)


def _by_name_rule(one: str, other: str) -> bool:
    return core(one) == core(other) and (is_distinctive(core(one)) or legal_kind(one) == legal_kind(other))


def _line(what: str, share: Share) -> str:
    low, high = share.interval() or (0.0, 1.0)
    return f"  {what}: {share.hits}/{share.of} = {share.value or 0:.3f} ({low:.3f} to {high:.3f})"


def evaluate(data: Path, labelled: Path) -> Iterator[str]:
    """Three questions: half of the identifiers hidden, all hidden, and all labelled names in one invented city."""
    known = [*of_summaries(data), *of_subawards(data)]
    truth = identifiers(known)
    total: Counter[str] = Counter()
    wrong: set[Pair] = set()
    for draw in range(DRAWS):
        found = ask(hidden(known, 0.5, Random(SEED + draw)), truth)  # noqa: S311 (a draw, no secret)
        wrong |= found.wrong
        total.update(right=len(found.right), wrong=len(found.wrong), missed=len(found.missed))
    yield f"identifiers of a random half hidden, {DRAWS} draws together (one draw's pairs return in others):"
    yield _line("precision", Share(total["right"], total["right"] + total["wrong"]))
    yield _line("recall", Share(total["right"], total["right"] + total["missed"]))
    everything = ask(hidden(known, 1, Random(SEED)), truth)  # noqa: S311
    yield f"all identifiers hidden, {len(truth)} names:"
    yield from everything.lines()
    yield from (f"  wrong by identifiers: {' | '.join(pair)}" for pair in sorted(everything.wrong | wrong))
    companies: dict[str, set[str]] = {}
    with (labelled / "families.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            companies.setdefault(row["recipient_name"], set()).add(row["company_id"])
    yield f"all {len(companies)} labelled names in one city, no identifiers:"
    yield from ask([Recipient(name, city="X", state="XX", dba="X") for name in sorted(companies)], companies).lines()
    names = sorted({*names_of_api(data), *companies})
    crowd = probable_pairs([Recipient(name, city="X", state="XX", dba="X") for name in names])
    yield f"all {len(names)} names of the five years in one city: {len(crowd)} pairs"
    yield from (f"  {' | '.join(pair)}" for pair in crowd)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train and write, or evaluate what is written."""
    parser = argparse.ArgumentParser(prog="python -m bench.train_links", description=__doc__)
    parser.add_argument("--data", type=Path, default=SHARED / "data", help="folder of the real files")
    parser.add_argument("--labels", type=Path, default=SHARED / "labels", help="folder of families.csv")
    parser.add_argument("--evaluate", action="store_true", help="measure the weights as they are")
    asked = parser.parse_args(arguments)
    if asked.evaluate:
        print("\n".join(evaluate(asked.data, asked.labels)))
        return 0
    about = "Learnt by bench/train_links.py from public award summaries and subawards; no name is in here."
    text = json.dumps({"about": about, "model": train(asked.data)}, indent=1)
    WEIGHTS.write_text(f"{text}\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
