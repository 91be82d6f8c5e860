"""How well makers, companies and sums are found, measured on labels: `python -m bench.score`.

An award is right if any maker that the program names for it as a product bought, with more than low confidence, is
among the label's, or among the alternatives of its note; names are compared without legal form, and one may begin the
other. Precision is over the labelled awards for which a maker is named, recall over those labelled as products.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bench import predictions
from bench.scoring import labels, plain_count, table
from bench.scoring.measuring import Measurement
from undersigned.case.folder import Case
from undersigned.errors import InputError, UndersignedError

SHARED = Path(__file__).parents[2] / "shared"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; with `--errors` what was missed, too. A missed target is a finding, not a failure of the run."""
    asked = _parser().parse_args(arguments)
    try:
        measured = measure(asked.labels, asked.data, asked.case)
    except UndersignedError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    print("\n".join(table.lines(measured.rows())))
    for sentence in (*measured.absent(), *measured.labels.unusable, *measured.plain.contradictions):
        print(sentence)
    if asked.errors:
        print("\n".join(("", "What was missed", *measured.errors())))
    return 0


def measure(labelled: Path, data: Path, case: Path | None) -> Measurement:
    """Ask the program about the data and set the labels beside its answers.

    Raises:
        UndersignedError: there are no labels, no files of the 10-column shape, or the case cannot be read.
    """
    known = labels.read(labelled)
    files = plain_count.api_files(data)
    if not files:
        raise InputError(f"{data} has no CSV file of the 10-column shape. Name the folder of the records with --data.")
    said = predictions.of_case(Case(case)) if case else predictions.of_files(files)
    return Measurement(known, said, plain_count.count(files))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.score", description="Measure on labels.")
    parser.add_argument("--labels", type=Path, default=SHARED / "labels", help="folder of makers.csv and the others")
    parser.add_argument("--data", type=Path, default=SHARED / "data", help="folder of 10-column files")
    parser.add_argument("--case", type=Path, help="a traced case of exactly these files; default: a temporary one")
    parser.add_argument("--errors", action="store_true", help="list every label that was missed")
    return parser


if __name__ == "__main__":
    sys.exit(main())
