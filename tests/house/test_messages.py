"""Every language says everything: no text lacks a translation, and none is unsure, left over or with other values."""

import io
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from docs import messages
from docs.messages import HOUSES, House
from undersigned.dossiers.words import catalogues

DOSSIERS = HOUSES["dossiers"]
CATALOGUES = [(house, tag) for house in HOUSES.values() for tag in house.tags()]
HEADER = 'msgid ""\nmsgstr ""\n"Language: es_US\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'


def read(text: str) -> Catalog:
    return read_po(io.BytesIO((HEADER + text).encode()))


def faults(catalogue: Catalog, found: messages.Found) -> Iterator[str]:
    """What is wrong in a catalogue, a line each."""
    known = {messages.identity(message.id): message for message in catalogue if message.id}
    wanted = {messages.identity(message): message for message in found}
    yield from (f"lacks: {text}" for text in sorted(wanted.keys() - known.keys()))
    yield from (f"stands nowhere: {text}" for text in sorted(known.keys() - wanted.keys()))
    yield from (f"obsolete: {messages.identity(old)}" for old in catalogue.obsolete)
    for text, message in known.items():
        if text in wanted:
            yield from (f"{fault}: {text}" for fault in _faults(message, wanted[text], catalogue.num_plurals))


def _faults(message: Message, wanted: messages.Message, forms: int) -> Iterator[str]:
    said = messages.forms_of(message.string)
    if not all(said) or len(said) != (forms if isinstance(wanted, tuple) else 1):
        yield "empty"
    elif message.fuzzy:
        yield "fuzzy"
    elif message.id != wanted:
        yield "another plural"
    elif set().union(*map(placeholders, said)) != set().union(*map(placeholders, messages.forms_of(wanted))):
        yield "other placeholders"


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.fixture(scope="module")
def found() -> messages.Found:
    return messages.collected(DOSSIERS)


@pytest.mark.parametrize(("house", "tag"), CATALOGUES, ids=lambda value: getattr(value, "package", value))
def test_every_text_is_translated(house: House, tag: str) -> None:
    wrong = list(faults(catalogues.read(tag, house.package), house.wanted(tag)))
    assert not wrong, "python -m docs.messages brings new texts in; then translate:\n" + "\n".join(wrong)


def test_dossiers_speak_spanish_and_campaigns_arabic_too() -> None:
    assert {name: house.tags() for name, house in HOUSES.items()} == {"dossiers": ("es",), "campaigns": ("ar", "es")}
    assert all((house.folder() / f"{tag}.po").is_file() for house, tag in CATALOGUES)


def test_texts_are_collected_wherever_they_stand(found: messages.Found) -> None:
    for text, place in {
        "Obligated is money committed, not money paid; sums are net of what was taken back.": "claims/caveats.py",
        "awards that name {maker} products": "claims/statements.py",
        "no fiscal year": "ingest/suspicions.py",
        "cloud hosting": "terms/maker.py",
        "parent UEI": "terms/company.py",
        "services_around": "terms/attribution.py",
        "own product": "makers",
        "exact repeats": "ingest",
        "there is no amount": "ingest",
        "USAspending transaction search, 10 columns": "sources",
        "the row cannot be taken apart": "dossiers/words/language.py",
        "Skip to the content": "dossiers/templates/base.html",
    }.items():
        assert place in found[text], text
    assert ("{n} company", "{n} companies") in found


def test_texts_are_found_in_code_and_templates() -> None:
    code = """
words.text("a"); self.words.texts("b", "c", n); entry.text("no"); _("d"); Template("e"); Template("f", "g")
message("h"); fixed("i" " j"); words.text(k); svg.text((0, 1), "no"); words.text("l", m="no")
every.words("es").text("m")
"""
    found = ["a", ("b", "c"), "d", "e", ("f", "g"), "h", "i j", "l", "m"]
    assert sorted(map(str, messages.of_code(code))) == sorted(map(str, found))
    template = '{{ _("a") }}{% if ngettext("b", "c", n, d="no") %}{{ words.text("e") ~ _h("f", g=_("h")) }}{% endif %}'
    assert set(messages.of_template(template)) == {"a", ("b", "c"), "e", "f", "h"}


def test_a_text_that_is_put_together_in_the_call_is_an_error() -> None:
    with pytest.raises(ValueError, match="put together"):
        list(messages.of_code('words.text(f"{n} awards")'))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "lacks: {n} award"),
        ('msgid "{n} award"\nmsgid_plural "{n} awards"\nmsgstr[0] ""\nmsgstr[1] "{n}"\n', "empty: {n} award"),
        (
            '#, fuzzy\nmsgid "{n} award"\nmsgid_plural "{n} awards"\nmsgstr[0] "1"\nmsgstr[1] "{n}"\n',
            "fuzzy: {n} award",
        ),
        (
            'msgid "{n} award"\nmsgid_plural "{n} awards"\nmsgstr[0] "1"\nmsgstr[1] "{m}"\n',
            "other placeholders: {n} award",
        ),
        ('msgid "{n} award"\nmsgid_plural "{n}"\nmsgstr[0] "1"\nmsgstr[1] "{n}"\n', "another plural: {n} award"),
    ],
)
def test_every_fault_is_found(text: str, fault: str) -> None:
    assert list(faults(read(text), {("{n} award", "{n} awards"): {"a.py"}})) == [fault]


def test_what_stands_nowhere_is_found_and_kept_for_who_words_it_anew() -> None:
    old = read('msgid "Maker"\nmsgstr "Fabricante"\n')
    assert list(faults(old, {})) == ["stands nowhere: Maker"]
    without = read(messages.written(messages.updated(old, {})).split("\n\n", 1)[1])
    assert list(faults(without, {})) == ["obsolete: Maker"]
    again = messages.updated(without, {"Maker": {"a.py"}})
    assert again["Maker"].string == "Fabricante"
    assert not list(faults(again, {"Maker": {"a.py"}}))
    assert not list(faults(messages.updated(without, {}, drop=True), {}))


def test_bringing_up_to_date_changes_nothing_where_nothing_is_new(found: messages.Found) -> None:
    for tag in DOSSIERS.tags():
        once = messages.written(messages.updated(catalogues.read(tag), found))
        assert messages.written(messages.updated(read_po(io.BytesIO(once.encode())), found)) == once


def test_a_catalogue_keeps_its_head_and_its_many_forms_when_texts_come_in() -> None:
    arabic = HOUSES["campaigns"]
    brought = messages.written(
        messages.updated(catalogues.read("ar", arabic.package), {("{n} day", "{n} days"): {"a.py"}})
    )
    again = read_po(io.BytesIO(brought.encode()))
    assert (again.locale_identifier, again.num_plurals) == ("ar", 6)
    assert "n%100>=11 ? 4 : 5" in again.plural_expr
    assert brought.startswith("# Arabic of no one country")
    assert len(again["{n} day"].string or ()) == 6


def test_a_language_may_leave_what_stands_only_in_some_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = tmp_path / "web" / "templates"
    room.mkdir(parents=True)
    (room / "outbox.html").write_text('{{ _("Mail") }}{{ _("Close") }}', encoding="utf-8")
    (room / "signature.html").write_text('{{ _("Close") }}', encoding="utf-8")
    monkeypatch.setattr(messages, "SOURCE", tmp_path)
    house = House("some.words", ("web",), unspoken={"ar": ("web/templates/outbox",)})
    assert {tag: set(house.wanted(tag)) for tag in ("es", "ar")} == {"es": {"Mail", "Close"}, "ar": {"Close"}}
