"""Chance that falls the same way every time."""

from random import Random


def dice(*about: object) -> Random:
    """Dice that belong to a seed and a purpose: same words, same throws, on every machine."""
    return Random(" ".join(str(word) for word in about))  # noqa: S311 - invents rows, guards no secret
