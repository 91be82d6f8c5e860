from pathlib import Path

import pytest

from tests.campaigns.organising import ENGLISH
from undersigned.campaigns.authored.texts import LIMITS, load
from undersigned.errors import CatalogError
from undersigned.terms.campaign import Step, Texts


def read(folder: Path, text: str, language: str = "en") -> Texts:
    (folder / f"{language}.md").write_text(text)
    return load(folder, language)


def test_a_part_begins_with_its_word_and_ends_where_the_next_begins(tmp_path: Path) -> None:
    told = read(
        tmp_path,
        "Title: One\nDEMAND: We ask\n  this and\n\nthat.\nto : You\n\nLetter:\n\nDear: all\n\n- a\n- b\n\nWhy:\nSo.\n",
    )
    assert (told.title, told.demand, told.target) == ("One", "We ask this and that.", "You")
    assert (told.letter, told.why) == ("Dear: all\n\n- a\n- b", "So.")
    assert (told.share, told.hashtags, told.next_steps) == ("", (), ())


def test_comments_are_left_out_and_lines_still_count(tmp_path: Path) -> None:
    assert read(tmp_path, f"<!-- Title: no\nTo: no -->\n{ENGLISH}").title == "End the contract"
    with pytest.raises(CatalogError, match=r"en\.md:4: this belongs to no part"):
        read(tmp_path, f"<!-- one\ntwo\n-->\nHello\n{ENGLISH}")


def test_a_word_that_begins_a_part_can_stand_in_a_letter(tmp_path: Path) -> None:
    told = read(tmp_path, ENGLISH.replace("Dear members,", "Dear members,\n\n\\Title: none\n\\* no list"))
    assert told.letter.startswith("Dear members,\n\nTitle: none\n\\* no list")


def test_next_steps_are_a_sentence_and_where_it_leads(tmp_path: Path) -> None:
    told = read(tmp_path, f"Next step: Write us. mailto:us@example.org\n{ENGLISH}Next step:\n")
    assert told.next_steps == (
        Step("Write us.", "mailto:us@example.org"),
        Step("Write to the council.", "https://example.org/write"),
    )


def test_hashtags_are_parted_by_spaces_or_commas_each_once(tmp_path: Path) -> None:
    assert read(tmp_path, ENGLISH.replace("#EndIt", "#EndIt, #Año2026 #EndIt")).hashtags == ("#EndIt", "#Año2026")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Title: End the contract\n", "", r"en\.md: there is no Title\. Write a line that begins Title:"),
        ("The county council", "", r"en\.md: there is no To\."),
        ("Hashtags:", "Demand: again\nHashtags:", r"en\.md:4: Demand stands a second time; the first is in line 3"),
        ("#EndIt", "EndIt", r"en\.md:4: 'EndIt' is no hashtag"),
        ("#EndIt", "#End-It", "is no hashtag"),
        ("#EndIt", "#a #b #c #d #e #f #g", "7 hashtags; 6 are the most"),
        ("https://example.org/write", "example.org/write", r"en\.md:6: a next step is a sentence and, after it"),
        ("Write to the council. ", "", "a next step is"),
        ("https://example.org/write", "javascript:alert(1)", "a next step is"),
        ("Why:", "Next step: A. https://a.org\n" * 6 + "Why:", "6 next steps are the most"),
        ("Dear members", "[x](javascript:alert(1))", r"en\.md:9: the link 'javascript:alert\(1\)' is not one"),
        ("Because", "![a](https://example.org/a.png)", r"en\.md:14: an image cannot"),
        ("End the contract", "e" * (LIMITS["title"] + 1), r"en\.md:1: Title has 151 characters; 150 are the most"),
        ("Dear members", "e" * LIMITS["letter"], "15,000 are the most"),
    ],
)
def test_a_mistake_is_said_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in ENGLISH
    with pytest.raises(CatalogError, match=said):
        read(tmp_path, ENGLISH.replace(old, new, 1))


def test_a_missing_or_damaged_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match=r"fr\.md is missing"):
        load(tmp_path, "fr")
    (tmp_path / "fr.md").write_bytes(b"Title: \xff")
    with pytest.raises(CatalogError, match="UTF-8"):
        load(tmp_path, "fr")
