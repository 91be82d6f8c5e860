import pytest

from undersigned.reviewing.near import near


@pytest.mark.parametrize(
    ("name", "other", "reason"),
    [
        ("STILT FENLAND LLC", "STILT FENLAMD LLC", "names 92 % alike by their letters"),
        ("HERONWARE INC", "HERON WARE INC", "one spelling but for spaces"),
        ("CITY OF STILTON", "STILTON CITY", "the same words in another order"),
        ("HERON MARSH GRP LLC", "HERON MARSH GROUP LLC", "one name but for abbreviations and small words"),
        ("HERON MARSH LLC", "HERON MARSH TOOLS LLC", "one name begins the other"),
    ],
)
def test_names_that_nearly_are_one_are_found_with_the_reason(name: str, other: str, reason: str) -> None:
    (found,) = near([name, other, "GODWIT LLC"])
    assert {found.name, found.other} == {name, other}
    assert found.reason == reason


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("HERON MARSH LLC", "Heron Marsh, Inc."),
        ("HERON 4 MARSHES LLC", "HERON 5 MARSHES LLC"),
        ("GLOBAL SERVICES LLC", "GLOBAL SERVICE GROUP"),
        ("HERON MARSH LLC", "STILT FENLAND LLC"),
    ],
)
def test_names_that_the_rules_join_or_that_differ_are_not_asked_about(name: str, other: str) -> None:
    assert list(near([name, other])) == []


def test_a_block_of_very_many_names_is_an_ordinary_phrase() -> None:
    names = [f"HERONRY MARSH Q{chr(65 + first)}{chr(65 + second)}" for first in range(20) for second in range(20)]
    assert list(near(names)) == []
