"""`python -m bench.kill`: kill -9 of every process of a served site, at random moments under load, 200 times.

It fails when anything that was acknowledged is not there once, when counts do not agree, or when a confirmation mail
did not go out.
"""

import argparse
import sys
import time

from bench.kill.killing import Asked, Outcome, run


def main() -> int:
    """Run it and print what was found."""
    parser = argparse.ArgumentParser(prog="bench.kill", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--rate", type=float, default=120.0, help="signatures a second that are tried")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    asked = parser.parse_args()
    outcome = run(Asked(asked.kills, asked.rate, asked.seed), print)
    for line in described(outcome, asked.seed):
        print(line)
    return 1 if outcome.troubles else 0


def described(outcome: Outcome, seed: int) -> list[str]:
    """The outcome in lines."""
    books = outcome.books
    kinds = ", ".join(f"{kind} {number}" for kind, number in sorted(outcome.killed.items()))
    others = ", ".join(f"{kind} {number:,}" for kind, number in books.others.most_common())
    return [
        f"{outcome.killed.total()} kills in {outcome.seconds:.0f} s (seed {seed}): {kinds}",
        f"{len(books.sent):,} forms, {len(books.thanked):,} acknowledged, {len(books.confirmed):,} confirmed",
        f"other answers: {others or 'none'}",
        f"{outcome.mails:,} confirmation mails, {outcome.repeats} of them once more than they should",
        f"longest without a thank-you {outcome.longest:.1f} s; the last mails took {outcome.settled:.1f} s",
        *(outcome.troubles or ["Everything acknowledged is there once, and all counts agree."]),
    ]


if __name__ == "__main__":
    sys.exit(main())
