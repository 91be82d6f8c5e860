"""Campaigns speak with catalogues of their own: English, Spanish, and Arabic from right to left."""

import pytest

from undersigned.campaigns.words import speaking
from undersigned.claims import statements
from undersigned.dossiers.words import catalogues, language
from undersigned.errors import CatalogError


def test_campaigns_speak_english_spanish_and_arabic() -> None:
    assert speaking.languages() == ("en", "ar", "es")
    assert [speaking.words(tag).direction for tag in speaking.languages()] == ["ltr", "rtl", "ltr"]
    assert speaking.words("es") is speaking.words("es")


def test_dossiers_keep_their_own_words_and_languages() -> None:
    assert "ar" not in language.languages()
    assert speaking.words("es") is not language.words("es")
    assert speaking.words("es").text("Maker") == "Maker"
    with pytest.raises(CatalogError, match="'xx', only for 'en' and 'ar' and 'es'"):
        speaking.words("xx")


def test_arabic_has_six_forms_for_numbers_and_they_are_those_of_cldr() -> None:
    arabic = catalogues.read("ar", speaking.PACKAGE)
    assert arabic.num_plurals == 6
    expected = {0: 0, 1: 1, 2: 2, 3: 3, 10: 3, 11: 4, 99: 4, 100: 5, 102: 5, 103: 3, 111: 4, 200: 5}
    plural = catalogues.translations(arabic).plural  # type: ignore[attr-defined]  # set by the file's header
    assert {number: plural(number) for number in expected} == expected


def test_arabic_writes_western_digits_and_months_of_no_one_country() -> None:
    arabic = speaking.words("ar")
    assert arabic.count(12_369) == "12,369"
    assert arabic.day("2025-09-30") == "30 سبتمبر 2025"
    said = arabic.plain(430_900_000_00)
    assert "".join(sign for sign in said if sign.isdigit()) == "4309", said


def test_words_beside_a_text_are_in_its_language_or_in_english() -> None:
    told = {tag: speaking.words_beside(tag).tag for tag in ("es", "es-MX", "ES_us", "ar-MA", "pt", "en-GB", "")}
    assert told == {"es": "es", "es-MX": "es", "ES_us": "es", "ar-MA": "ar", "pt": "en", "en-GB": "en", "": "en"}


def test_a_cited_claim_is_said_in_the_words_of_dossiers() -> None:
    claim = statements.running("Kestrelcloud", 1369, "2031-09-30")
    assert speaking.words_of_claims("es").say(claim).startswith("1,369 contratos")
    assert speaking.words_of_claims("ar").say(claim) == claim
