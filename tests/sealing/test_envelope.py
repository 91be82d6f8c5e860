"""A sealed text opens with its key in its place, and in no other way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.sealing.envelope import BUCKET, Sealer, SealError, open_sealed, seal

KEY, OTHER = bytes(range(32)), bytes(32)
PLACE = b"a row"


@given(st.binary(max_size=300), st.binary(max_size=20))
def test_what_was_sealed_opens_again(text: bytes, place: bytes) -> None:
    assert open_sealed(KEY, seal(KEY, text, place), place) == text


@given(st.binary(max_size=200), st.data())
def test_one_changed_bit_and_it_does_not_open(text: bytes, data: st.DataObject) -> None:
    sealed = bytearray(seal(KEY, text, PLACE))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(SealError):
        open_sealed(KEY, bytes(sealed), PLACE)


@given(st.binary(max_size=100), st.integers(1, 200))
def test_a_cut_text_does_not_open(text: bytes, cut: int) -> None:
    with pytest.raises(SealError):
        open_sealed(KEY, seal(KEY, text, PLACE)[:-cut], PLACE)


def test_another_key_or_place_does_not_open() -> None:
    sealed = seal(KEY, b"Ana", PLACE)
    with pytest.raises(SealError, match="does not open"):
        open_sealed(OTHER, sealed, PLACE)
    with pytest.raises(SealError, match="does not open"):
        open_sealed(KEY, sealed, b"another row")


@given(st.binary(max_size=150))
def test_the_length_tells_only_the_bucket(text: bytes) -> None:
    sealed = seal(KEY, text, PLACE)
    assert len(sealed) == 12 + 16 + (len(text) // BUCKET + 1) * BUCKET


def test_the_same_text_is_sealed_differently_each_time() -> None:
    sealer = Sealer(KEY)
    assert len({sealer.seal(b"Ana", PLACE) for _ in range(100)}) == 100


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_key_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(SealError, match="32 bytes"):
        Sealer(bytes(length))
