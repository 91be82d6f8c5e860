"""From the secret in a link follow the signature's id and the key of the signer's copy, by published constructions."""

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given
from hypothesis import strategies as st

from undersigned.sealing.links import copy_key, from_text, handle, link_secret, signature_id, to_text

SECRETS = st.binary(min_size=16, max_size=16)


@given(SECRETS)
def test_a_secret_goes_through_its_link_unchanged(secret: bytes) -> None:
    text = to_text(secret)
    assert len(text) == 22
    assert from_text(text) == secret


@given(st.text(max_size=30))
def test_any_other_text_is_no_secret(text: str) -> None:
    secret = from_text(text)
    assert secret is None or to_text(secret) == text


def test_each_secret_has_exactly_one_text() -> None:
    text = to_text(bytes(16))
    assert text.endswith("A")
    for other in (text[:-1] + "B", text + "=", text + "==", text[:-1], "+" * 22, "/" * 22, " " + text[1:], "é" * 22):
        assert from_text(other) is None


@given(SECRETS)
def test_the_key_of_the_copy_is_hkdf(secret: bytes) -> None:
    assert copy_key(secret) == HKDF(SHA256(), 32, salt=None, info=b"undersigned signer's copy").derive(secret)


def test_the_same_form_meets_the_same_signature_and_another_does_not() -> None:
    key, nonce = bytes(32), bytes(range(16))
    secret = link_secret(key, nonce)
    assert signature_id(secret) == signature_id(link_secret(key, nonce))
    assert len({secret, link_secret(key, bytes(16)), link_secret(bytes(range(32)), nonce)}) == 3
    assert len({signature_id(secret).bytes, secret, copy_key(secret)[:16]}) == 3


def test_these_constructions_never_change() -> None:
    secret = link_secret(bytes(32), bytes(range(16)))
    assert to_text(secret) == "2SaVLKi37EqVlB0a2jpSAw"
    assert str(signature_id(secret)) == "6c713379-589a-079f-e599-22b9e72aefb2"
    assert handle(signature_id(secret)) == "nrytg6kytidz7zmz"
