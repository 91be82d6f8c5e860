"""A claim's sentence must say the figures that its rows give."""

from undersigned.terms.money import exact, plain


def unsaid(statement: str, unit: str, figure: int | None, amounts: tuple[int, ...]) -> list[str]:
    """What the sentence should say and does not: amounts in cents, rounded or to the cent, and figures in other units.

    A sentence may word the sign (`took back $8`), so it is not looked for.
    """
    wanted = [(plain(abs(cents)), exact(abs(cents))) for cents in amounts]
    if unit == "percent" and figure is not None:
        wanted.append((f"{figure / 10:.1f}", f"{figure / 10:.1f}"))
    if unit == "awards" and figure is not None:
        wanted.append((f"{figure:,} ", f"{figure:,} "))
    return [rounded for rounded, to_the_cent in wanted if rounded not in statement and to_the_cent not in statement]
