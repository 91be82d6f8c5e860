"""A reader's language: texts, forms for numbers, stored sentences, and what is not translated stays English."""

import io

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from markupsafe import Markup

from undersigned.claims import statements
from undersigned.dossiers.words.language import Words, languages, words
from undersigned.errors import CatalogError
from undersigned.ingest.records import _misfit
from undersigned.terms.sentence import Template, Value, Worded

ARABIC = """
msgid ""
msgstr ""
"Language: ar_EG\\n"
"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgid "Awards of {agency}"
msgstr "عقود {agency}"

#, fuzzy
msgid "Makers"
msgstr "شركات"

msgid "{n} award"
msgid_plural "{n} awards"
msgstr[0] "لا عقود"
msgstr[1] "عقد"
msgstr[2] "عقدان"
msgstr[3] "{n} عقود"
msgstr[4] "{n} عقداً"
msgstr[5] "{n} عقد"
"""
SENTENCE = Template(
    "{maker} products on {day}: {n} award of {worth}.", "{maker} products on {day}: {n} awards of {worth}."
)


def catalogue(text: str) -> Catalog:
    return read_po(io.BytesIO(text.encode()))


def test_english_is_the_language_of_the_messages() -> None:
    english = words()
    assert english is words("en")
    assert (english.tag, english.direction) == ("en", "ltr")
    assert english.text("{n} of {all}", n="3", all="4") == "3 of 4"
    assert english.text("A {brace} without values") == "A {brace} without values"
    assert english.texts("{n} award", "{n} awards", 1) == "1 award"
    assert english.texts("{n} award", "{n} awards", 1369) == "1,369 awards"
    assert english.day("2025-09-30") == "30 September 2025"
    assert english.day(None) == ""
    assert english.category("cloud_hosting") == "cloud hosting"


def test_spanish_has_its_own_texts_numbers_and_days() -> None:
    spanish = words("es")
    assert spanish.tag == "es"
    assert spanish.text("Maker") == "Fabricante"
    assert spanish.texts("{n} award", "{n} awards", 1369) == "1,369 contratos"
    assert spanish.plain(430_900_000_00) == "$430.9 millones"
    assert spanish.day("2025-09-30") == "30 de septiembre de 2025"
    assert spanish.category("cloud_hosting") == "servicios en la nube"


def test_an_unknown_language_names_those_that_there_are() -> None:
    with pytest.raises(CatalogError, match="'xx', only for 'en' and 'es'"):
        words("xx")
    with pytest.raises(CatalogError, match="'xx'"):
        Words("xx")
    assert languages() == ("en", "es")


def test_a_language_from_right_to_left_with_many_forms() -> None:
    arabic = Words("ar", catalogue(ARABIC))
    assert arabic.direction == "rtl"
    assert arabic.text("Awards of {agency}", agency="IBS") == "عقود IBS"
    assert [arabic.texts("{n} award", "{n} awards", n) for n in (1, 2, 3, 11, 100)] == [
        "عقد",
        "عقدان",
        "3 عقود",
        "11 عقداً",
        "100 عقد",
    ]
    assert "سبتمبر" in arabic.day("2025-09-30")


def test_what_is_not_translated_or_unsure_stays_english() -> None:
    arabic = Words("ar", catalogue(ARABIC))
    assert arabic.text("Resellers") == "Resellers"
    assert arabic.text("Makers") == "Makers"


def test_a_value_that_is_markup_makes_the_text_markup_and_the_rest_is_escaped() -> None:
    made = words().text("{link} & {name}", link=Markup('<a href="x">y</a>'), name="<b>")
    assert made == Markup('<a href="x">y</a> &amp; &lt;b&gt;')
    assert not isinstance(words().text("{name}", name="<b>"), Markup)


def test_a_stored_sentence_is_said_with_the_values_of_the_language() -> None:
    told = SENTENCE.counting(
        2, maker=Value("owner", "Amazon"), day=Value("day", "2025-09-30"), worth=Value("plain", 100)
    )
    spanish = Words(
        "es",
        catalogue(f"""
msgid ""
msgstr ""
"Language: es_US\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "{SENTENCE.one}"
msgid_plural "{SENTENCE.many}"
msgstr[0] "El {{day}}: {{n}} contrato de {{maker}}, {{worth}}."
msgstr[1] "El {{day}}: {{n}} contratos de {{maker}}, {{worth}}."
"""),
    )
    said = told.said()
    assert spanish.say(said) == "El 30 de septiembre de 2025: 2 contratos de Amazon, $1."
    assert spanish.say(str(said), said.wording) == spanish.say(said)
    assert words().say(said) == "Amazon's products on 2025-09-30: 2 awards of $1."


def test_a_sentence_without_a_wording_is_said_in_english() -> None:
    assert words("es").say("Of an earlier version: 3 rows.") == "Of an earlier version: 3 rows."
    assert words("es").say(Worded("Obligated")) == "Comprometido"


def test_a_claim_is_said_in_spanish() -> None:
    assert words("es").say(statements.running("Kestrelcloud", 1369, "2031-09-30")) == (
        "1,369 contratos que nombran productos de Kestrelcloud no habían terminado el 30 de septiembre de 2031."
    )


@pytest.mark.parametrize(("cells", "width"), [(1, 10), (7, 10)])
def test_reasons_with_numbers_in_them_are_said(cells: int, width: int) -> None:
    reason = _misfit([""] * cells, width)
    assert reason is not None
    assert words().reason(reason) == reason
    assert words("es").reason(reason) == f"{cells} celda{'s' * (cells > 1)} donde el encabezado tiene {width}"


def test_a_row_that_cannot_be_taken_apart_is_said_without_the_library_s_words() -> None:
    assert words("es").reason("the row cannot be taken apart (line contains NUL)") == "la fila no se puede descomponer"
