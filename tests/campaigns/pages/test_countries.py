"""Countries in the reader's language."""

import pytest

from undersigned.campaigns.pages.countries import countries, country


@pytest.mark.parametrize("tag", ["en", "es", "ar"])
def test_every_language_names_the_same_250_places(tag: str) -> None:
    assert {code for code, _ in countries(tag)} == {code for code, _ in countries("en")}
    assert len(countries(tag)) == 250


def test_they_stand_where_a_reader_looks() -> None:
    names = [name for _, name in countries("en")]
    assert names.index("Åland Islands") < names.index("Albania")
    assert country("DE", "es") == "Alemania"
    assert country("Elsewhere", "en") == "Elsewhere"
