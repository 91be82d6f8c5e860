import pyarrow as pa

from undersigned.makers.watched import Watched

PHRASES = ["STILT", "KESTREL CLOUD", "KESTREL CLOUD GOV", "KESTREL NEST", "PLOVER ON THE SHORE"]


def naming(*texts: str) -> list[int]:
    watched = Watched(PHRASES, {"OTHER"})
    return sorted(set(watched.phrases(watched.tokens(pa.array(texts))).tolist()))


def spelt(*texts: str) -> list[tuple[int, int, str]]:
    return list(Watched(PHRASES, ()).spelt(pa.array(texts)))


def test_texts_in_which_a_whole_phrase_stands_are_let_through() -> None:
    assert naming("two Stilts", "a STILT", "kestrel-cloud", "cloud kestrel", "KESTREL OTHER CLOUD", "nest", "") == [
        1,
        2,
    ]


def test_a_phrase_of_many_words_is_walked_to_its_end() -> None:
    assert spelt("a plover on the shore", "A PLOVER ON THE OTHER SHORE", "PLOVER ON THE") == [
        (0, 1, "PLOVER ON THE SHORE")
    ]


def test_no_phrase_goes_on_in_the_next_text() -> None:
    assert spelt("KESTREL", "CLOUD", "PLOVER ON", "THE SHORE") == []


def test_phrases_that_begin_alike_are_both_told_in_the_order_of_the_words() -> None:
    assert spelt("", "STILT FOR KESTREL CLOUD GOV, STILT", "NEST") == [
        (1, 0, "STILT"),
        (1, 2, "KESTREL CLOUD"),
        (1, 2, "KESTREL CLOUD GOV"),
        (1, 5, "STILT"),
    ]


def test_words_are_told_apart_and_counted_where_they_stand() -> None:
    watched = Watched(PHRASES, {"OTHER"})
    tokens = watched.tokens(pa.array(["other stilt", None, "no, OTHER"]))
    known = {number: word for word, number in watched.number.items()}
    found = [(int(text), known.get(int(word))) for word, text in zip(tokens.word, tokens.text, strict=True)]
    assert [(text, word) for text, word in found if word] == [(0, "OTHER"), (0, "STILT"), (2, "OTHER")]


def test_a_catalogue_without_phrases_of_several_words_lets_single_ones_through() -> None:
    watched = Watched(["STILT"], set())
    assert watched.phrases(watched.tokens(pa.array(["STILT", "KESTREL"]))).tolist() == [0]
