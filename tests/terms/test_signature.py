"""What a signer typed goes through its packed form unchanged, shows only what she chose, and shows nobody in a log."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.terms.signature import Appearance, Typed

ANA = Typed("Ana María Ruiz", "ana@example.org", affiliation="Dockers' union, branch 10")
WORDS = st.text(max_size=60)


@given(
    st.builds(
        Typed,
        name=WORDS,
        email=WORDS,
        country=WORDS,
        postcode=WORDS,
        city=WORDS,
        comment=WORDS,
        appearance=st.sampled_from(Appearance),
        affiliation=WORDS,
        updates=st.booleans(),
        language=WORDS,
    )
)
def test_packed_and_unpacked_is_the_same(typed: Typed) -> None:
    assert Typed.unpacked(typed.packed()) == typed


def test_half_a_character_does_not_stop_the_packing() -> None:
    assert Typed.unpacked(Typed("A\udc80", "a@example.org").packed()).name == "A?"


def changed(position: int, value: object) -> bytes:
    fields = json.loads(ANA.packed())
    fields[position] = value
    return json.dumps(fields).encode()


@pytest.mark.parametrize(
    "damage", [b"", b"{}", b"[]", b"[1]", b"\xff", changed(0, 2), changed(1, None), changed(7, "loudly"), changed(9, 2)]
)
def test_other_bytes_are_refused(damage: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        Typed.unpacked(damage)


def test_the_text_of_what_was_typed_shows_nobody() -> None:
    assert repr(ANA) == str(ANA) == "Typed(…)"


@pytest.mark.parametrize(
    ("appearance", "shown"),
    [
        (Appearance.ANONYMOUS, None),
        (Appearance.INITIALS, ("A. M. R.", "")),
        (Appearance.NAME, ("Ana María Ruiz", "")),
        (Appearance.PERSONAL_CAPACITY, ("Ana María Ruiz", "Dockers' union, branch 10")),
    ],
)
def test_only_what_she_chose_is_shown(appearance: Appearance, shown: tuple[str, str] | None) -> None:
    assert Typed(ANA.name, ANA.email, appearance=appearance, affiliation=ANA.affiliation).shown() == shown


def test_nothing_is_ticked_for_her() -> None:
    typed = Typed("Ana", "ana@example.org")
    assert typed.shown() is None
    assert not typed.updates
