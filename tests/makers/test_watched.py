import pyarrow as pa

from undersigned.makers.watched import Watched

PHRASES = ["STILT", "KESTREL CLOUD", "KESTREL CLOUD GOV", "KESTREL NEST"]


def begun(*texts: str) -> list[int]:
    watched = Watched(PHRASES, {"OTHER"})
    return sorted(set(watched.phrases(watched.tokens(pa.array(texts))).tolist()))


def test_texts_in_which_a_phrase_may_begin_are_let_through() -> None:
    assert begun("two Stilts", "a STILT", "kestrel-cloud", "cloud kestrel", "KESTREL OTHER CLOUD", "nest", "") == [1, 2]


def test_words_are_told_apart_and_counted_where_they_stand() -> None:
    watched = Watched(PHRASES, {"OTHER"})
    tokens = watched.tokens(pa.array(["other stilt", None, "no, OTHER"]))
    known = {number: word for word, number in watched.number.items()}
    found = [(int(text), known.get(int(word))) for word, text in zip(tokens.word, tokens.text, strict=True)]
    assert [(text, word) for text, word in found if word] == [(0, "OTHER"), (0, "STILT"), (2, "OTHER")]


def test_a_catalogue_without_phrases_of_several_words_lets_single_ones_through() -> None:
    watched = Watched(["STILT"], set())
    assert watched.phrases(watched.tokens(pa.array(["STILT", "KESTREL"]))).tolist() == [0]
