import pytest

from undersigned.terms.text import ascii_upper, count, words


def test_accents_are_folded_away_and_case_is_upper() -> None:
    assert ascii_upper("Müller & Söhne") == "MULLER & SOHNE"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("PEN-LINK, LTD", "PEN LINK LTD"),
        ("  at&t\tC++ \n", "AT&T C++"),
        ("O'Héron's №5", "O HERON S NO5"),
        ("鹬仪器", ""),
    ],
)
def test_words_are_letters_digits_and_plus_with_one_space_between(text: str, folded: str) -> None:
    assert words(text) == folded


def test_a_number_and_its_noun_agree() -> None:
    assert [count(number, "award") for number in (0, 1, 1369)] == ["0 awards", "1 award", "1,369 awards"]
    assert [count(number, "company") for number in (1, 2)] == ["1 company", "2 companies"]
