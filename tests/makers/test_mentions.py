from tests.makers.invented import catalogue
from undersigned.makers.mentions import Scanner, quotation, whole_or_cut

LONG = " ".join(f"w{number}" for number in range(40))


def mentioned(text: str, context: str = "") -> list[str]:
    return [mention.words for mention in Scanner(catalogue()).mentions(text, context or text)]


def test_only_whole_words_count() -> None:
    assert mentioned("Stilt switches; stilted prose, STILTS") == ["STILT"]


def test_case_accents_and_punctuation_do_not_matter() -> None:
    assert mentioned("kestrel-cloud, «Plóver»") == ["KESTREL CLOUD", "PLOVER"]


def test_a_mention_inside_a_longer_one_is_not_counted() -> None:
    nest = 'name = "Nest"\ncategory = "other"\n[[term]]\nwords = ["STILT NEST"]'
    stilt = 'name = "Stilt"\ncategory = "other"\n[[term]]\nwords = ["STILT"]'
    scanner = Scanner(catalogue(nest, stilt))
    assert [mention.maker for mention in scanner.mentions("STILT NEST BOXES", "")] == ["Nest"]
    assert [mention.maker for mention in scanner.mentions("STILT NEST AND STILT", "")] == ["Nest", "Stilt"]


def test_near_words_may_stand_anywhere_in_the_row() -> None:
    assert mentioned("PERCH LICENSES") == []
    assert mentioned("PERCH LICENSES", "PERCH LICENSES | DATA EXTRACTION TOOLS") == ["PERCH"]


def test_a_word_that_must_not_stand_near_ends_it() -> None:
    assert mentioned("KESTRELCLOUD PERCH LICENSES") == ["KESTRELCLOUD", "PERCH"]
    assert mentioned("KESTRELCLOUD PERCH FOR THE BIRD FEEDER") == ["KESTRELCLOUD"]


def test_licence_and_license_are_one_word_for_near() -> None:
    maker = 'name = "Nest"\ncategory = "other"\n[[term]]\nwords = ["NEST"]\nnear = ["LICENSE PLATE"]'
    assert Scanner(catalogue(maker)).mentions("NEST", "NEST LICENCE PLATE READERS")


def test_a_short_text_is_quoted_whole_and_a_long_one_around_its_words() -> None:
    (mention,) = Scanner(catalogue()).mentions(f"{LONG} Stilt {LONG}", "")
    quoted = quotation(f"{LONG} Stilt {LONG}", mention)
    assert quotation("ten Stilt switches", mention) == "ten Stilt switches"
    assert quoted.startswith("… w32")
    assert quoted.endswith("w14 …")
    assert " Stilt " in quoted


def test_a_long_text_is_cut_at_the_end_alone_when_its_beginning_matters() -> None:
    assert whole_or_cut(LONG).startswith("w0 ")
    assert whole_or_cut(LONG).endswith("w15 …")
