"""`quotations.toml` is people's: read strictly, added to at its end, and nothing else in it is touched."""

import tomllib
from pathlib import Path

import pytest

from undersigned.documents import quotations
from undersigned.errors import CatalogError

ONE = """# Ours.
[[quotation]]
document = "aaaaaaaaaaaaaaaa"   # the hearing
page = 3
words = \"\"\"We buy it
 through resellers.\"\"\"
about = ["Heron", "Heron", "ICE"]
when = 2032-05-01
"""
AWARD = """
[[award]]
document = "bbbbbbbbbbbbbbbb"
award = "CONT_AWD_1"
maker = "Heron"
page = 1
words = "supplies Heron"
when = "2032-05-01"
"""


def loaded(folder: Path, text: str) -> quotations.Quoted:
    (folder / quotations.FILE).write_text(text, encoding="utf-8")
    return quotations.load(folder)


def test_no_file_says_nothing(tmp_path: Path) -> None:
    assert quotations.load(tmp_path).entries() == ()


def test_what_people_write_is_read(tmp_path: Path) -> None:
    found = loaded(tmp_path, ONE + AWARD)
    (quotation,), (award,) = found.quotations, found.awards
    assert (quotation.page, quotation.words, quotation.about) == (3, "We buy it through resellers.", ("Heron", "ICE"))
    assert (award.award_key, award.maker, award.words, award.when) == (
        "CONT_AWD_1", "Heron", "supplies Heron", "2032-05-01",
    )  # fmt: skip
    assert quotation.where == "quotations.toml: [[quotation]] number 1"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ONE.replace("about", "abuot"), "`abuot` is not one of"),
        (ONE.replace('["Heron", "Heron", "ICE"]', "[]"), "there is no `about`"),
        (ONE.replace("when = 2032-05-01", ""), "there is no `when`"),
        (ONE.replace("page = 3", "page = 0"), "`page` is a whole number"),
        (ONE.replace("We buy it", "W" * 1600), "quote 1,500 at most"),
        (ONE.replace("We buy it\n through resellers.", " "), "there is no `words`"),
        (AWARD.replace('maker = "Heron"', ""), "there is no `maker`"),
        (AWARD.replace('words = "supplies Heron"', ""), "there is no `words`"),
        (AWARD + 'relation = "near"', "`relation` 'near'"),
        (AWARD + 'category = "pens"', "`category` 'pens'"),
        ("[[quote]]", "`quote` is not one of"),
        ("[[quotation", "cannot be read"),
        ("x = " + "[" * 5000, "cannot be read"),
        ("x = " + "9" * 5000, "cannot be read"),
    ],
)
def test_what_cannot_be_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CatalogError, match=said):
        loaded(tmp_path, text)


def test_a_document_may_belong_to_an_award_and_say_nothing_of_makers(tmp_path: Path) -> None:
    text = AWARD.replace('maker = "Heron"\npage = 1\nwords = "supplies Heron"\n', "")
    (award,) = loaded(tmp_path, text).awards
    assert (award.maker, award.words, award.page) == ("", "", None)


def test_an_entry_is_added_at_the_end(tmp_path: Path) -> None:
    entry = {"document": "c" * 16, "page": None, "words": 'say "no" \\ más', "about": ["Heron"], "when": "2032-01-01"}
    text = quotations.added(ONE, entry, "quotation")
    assert text.startswith(ONE)
    first, second = loaded(tmp_path, text).quotations
    assert (first.page, second.page, second.words) == (3, None, 'say "no" \\ más')
    assert loaded(tmp_path, quotations.added("", entry, "quotation")).quotations[0].words == second.words


def test_the_entries_of_a_document_are_taken_out_and_the_rest_stays(tmp_path: Path) -> None:
    other = ONE.replace("a" * 16, "c" * 16)
    assert quotations.without(ONE + AWARD + other, "b" * 16) == ONE + "\n" + other
    assert quotations.without(ONE + AWARD + other, "c" * 16) == ONE + AWARD
    left = quotations.without(ONE + AWARD + other, "a" * 16)
    assert [entry.document_id for entry in loaded(tmp_path, left).entries()] == ["c" * 16, "b" * 16]
    assert quotations.without(ONE, "d" * 16) == ONE


def test_entries_that_cannot_be_told_apart_stay(tmp_path: Path) -> None:
    inline = 'quotation = [{document = "aaaaaaaaaaaaaaaa", words = "x", about = ["y"], when = 2032-01-01}]\n'
    assert len(loaded(tmp_path, inline).quotations) == 1
    assert quotations.without(inline + "\n", "b" * 16) == inline + "\n"
    joined = inline.replace("}]", '}, {document = "bbbbbbbbbbbbbbbb", words = "x", about = ["y"], when = 2032-01-01}]')
    with pytest.raises(CatalogError, match="Take them out by hand"):
        quotations.without(joined, "a" * 16)
    assert len(tomllib.loads(joined)["quotation"]) == 2
