"""A mail that waits goes through its packed form unchanged, and shows nobody in a log."""

import pytest

from undersigned.terms.mail import Waiting

SECRET = bytes(range(16))


@pytest.mark.parametrize("address", ["ana@example.org", "пример@пример.example", "a" * 300 + "@example.org", ""])
@pytest.mark.parametrize("language", ["en", "ar", "zh-Hant-HK"])
def test_packed_and_unpacked_is_the_same(address: str, language: str) -> None:
    mail = Waiting(address, SECRET, language, 4_000_000_000)
    assert Waiting.unpacked(mail.packed()) == mail


def test_half_a_character_does_not_stop_the_packing() -> None:
    assert Waiting.unpacked(Waiting("a\ud800@example.org", SECRET, "en", 1).packed()).address == "a?@example.org"


@pytest.mark.parametrize("damage", [b"", b"\x01" * 10, b"\x02" + bytes(30), b"\x01" + bytes(20) + b"\xff" + b"en"])
def test_other_bytes_are_refused(damage: bytes) -> None:
    with pytest.raises(ValueError, match="waiting mail"):
        Waiting.unpacked(damage)


def test_a_secret_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="secret"):
        Waiting("ana@example.org", b"short", "en", 1).packed()


def test_nothing_of_the_signer_is_printed() -> None:
    assert "ana" not in repr(Waiting("ana@example.org", SECRET, "en", 1))
