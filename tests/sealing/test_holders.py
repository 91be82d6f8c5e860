"""A key is split so that enough holders make it again and fewer cannot, from files or from paper."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from undersigned.sealing.envelope import SealError
from undersigned.sealing.holders import (
    CampaignKey,
    fingerprint,
    needed_of,
    number_of,
    recover,
    share_fingerprint,
    split,
    tidy,
)

KEY = CampaignKey.fresh()
SHARES = split(KEY)


@settings(max_examples=15, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.integers(2, 5), st.data())
def test_any_enough_of_them_make_the_key_and_one_fewer_does_not(
    private: bytes, needed: int, data: st.DataObject
) -> None:
    key = CampaignKey.of(private)
    shares = split(key, data.draw(st.integers(needed, 6)), needed)
    some = data.draw(st.permutations(shares))
    assert recover(some[:needed], key.public) == key
    assert recover(some, key.public) == key
    with pytest.raises(SealError, match="shares are needed"):
        recover(some[: needed - 1], key.public)


def test_two_of_three_is_the_rule() -> None:
    assert len(SHARES) == 3
    assert all(recover(pair, KEY.public) == KEY for pair in combinations(SHARES, 2))
    assert [number_of(share) for share in SHARES] == [1, 2, 3]
    assert needed_of(SHARES[0]) == 2


def test_one_holder_alone_is_possible() -> None:
    assert recover(split(KEY, 1, 1), KEY.public) == KEY


@pytest.mark.parametrize(("holders", "needed"), [(3, 1), (2, 3), (0, 0), (17, 2), (3, 0)])
def test_a_split_without_sense_is_refused(holders: int, needed: int) -> None:
    with pytest.raises(SealError):
        split(KEY, holders, needed)


def test_shares_that_do_not_belong_together_are_named() -> None:
    other = split(KEY)
    with pytest.raises(SealError, match="different keys"):
        recover([SHARES[0], other[1]], KEY.public)
    with pytest.raises(SealError, match="given twice"):
        recover([SHARES[0], SHARES[0]], KEY.public)
    with pytest.raises(SealError, match="another key"):
        recover(SHARES, CampaignKey.fresh().public)
    with pytest.raises(SealError, match="No share"):
        recover([], KEY.public)


def test_words_may_be_typed_as_people_type() -> None:
    lines = "\n".join(f"{number:2}. {word.upper()}," for number, word in enumerate(SHARES[0].split(), start=1))
    short = " ".join(word[:4] for word in SHARES[1].split())
    assert recover([lines, short], KEY.public) == KEY
    assert tidy(lines) == SHARES[0]


def test_a_wrong_word_is_named_or_at_least_noticed() -> None:
    words = SHARES[0].split()
    with pytest.raises(SealError, match="Word 3, “zebra”"):
        recover([" ".join([*words[:2], "zebra", *words[3:]]), SHARES[1]], KEY.public)
    with pytest.raises(SealError, match=r"Word 3, “\w{3}”"):
        tidy(" ".join([*words[:2], words[2][:3], *words[3:]]))
    with pytest.raises(SealError, match="33 words; 32 were given"):
        recover([" ".join(words[:-1]), SHARES[1]], KEY.public)
    another = "academic" if words[5] != "academic" else "acid"
    with pytest.raises(SealError, match="share 2 do not fit"):
        recover([SHARES[1], " ".join([*words[:5], another, *words[6:]])], KEY.public)
    with pytest.raises(SealError, match="share 1 do not fit"):
        recover([" ".join([*words[:8], words[9], words[8], *words[10:]])], KEY.public) if words[8] != words[
            9
        ] else tidy("")


def test_fingerprints_are_read_aloud_in_fives() -> None:
    known = share_fingerprint(SHARES[0])
    assert [len(group) for group in known.split()] == [5, 5, 5, 5]
    assert known == share_fingerprint(SHARES[0].upper()) != share_fingerprint(SHARES[1])
    assert len(fingerprint(b"", groups=6).split()) == 6


def test_the_text_of_a_key_shows_no_private_half() -> None:
    assert "private" not in repr(KEY)
