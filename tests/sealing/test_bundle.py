"""A bundle gives back every signature, or names each that it cannot give; its counts add up."""

import json
from collections.abc import Iterator
from datetime import date
from uuid import UUID, uuid4

import pytest

from undersigned.sealing.bundle import (
    Bundle,
    Head,
    Opened,
    SealedRow,
    end_line,
    head_line,
    key_line,
    read_head,
    row_line,
)
from undersigned.sealing.datakeys import DataKey
from undersigned.sealing.envelope import SealError
from undersigned.sealing.holders import CampaignKey
from undersigned.sealing.places import data_key_of, holders_copy
from undersigned.terms.signature import State, Typed

KEY = CampaignKey.fresh()
HEAD = Head(7, "stop-the-contract", KEY.public, date(2026, 11, 22))
DATA_KEYS = [DataKey.fresh(KEY.public, data_key_of(7)) for _ in range(2)]


def row(number: int, key: DataKey, state: State = State.CONFIRMED) -> SealedRow:
    identity = UUID(int=number)
    sealed = key.sealer.seal(Typed(f"Signer {number}", f"s{number}@example.org").packed(), holders_copy(identity))
    return SealedRow(identity, key.id, sealed, state, "US", "CA")


ROWS = [row(1, DATA_KEYS[0]), row(2, DATA_KEYS[1]), row(3, DATA_KEYS[0], State.PENDING)]
ERASED = SealedRow(UUID(int=4), None, b"", State.WITHDRAWN)


def lines() -> list[str]:
    return [
        head_line(HEAD),
        *(key_line(key.id, key.wrapped) for key in DATA_KEYS),
        *map(row_line, [*ROWS, ERASED]),
        end_line(2, 4),
    ]


def read(given: list[str]) -> tuple[list[Opened], Bundle]:
    bundle = Bundle(given, KEY)
    opened = list(bundle)
    books = bundle.books
    assert books.rows == books.opened + books.erased + books.unopened
    assert books.opened == len(opened)
    return opened, bundle


def test_every_signature_comes_back() -> None:
    opened, bundle = read(lines())
    assert [one.row for one in opened] == ROWS
    assert [one.typed.name for one in opened] == ["Signer 1", "Signer 2", "Signer 3"]
    assert (bundle.books.rows, bundle.books.erased, bundle.books.amiss, bundle.books.named) == (4, 1, [], [])
    assert bundle.head == HEAD == read_head(lines()[0])


def test_it_reads_a_line_at_a_time() -> None:
    taken = 0

    def counted() -> Iterator[str]:
        nonlocal taken
        for line in lines():
            taken += 1
            yield line

    next(iter(Bundle(counted(), KEY)))
    assert taken == 4


def changed(number: int, **values: object) -> list[str]:
    """The bundle with other values in one line; a value of None takes it out."""
    given = lines()
    data = {name: value for name, value in (json.loads(given[number]) | values).items() if value is not None}
    given[number] = json.dumps(data) + "\n"
    return given


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (changed(3, signature=str(uuid4())), "was changed"),
        (changed(3, key=str(DATA_KEYS[1].id)), "was changed"),
        (changed(3, key=str(uuid4())), "not in the bundle"),
        (changed(3, sealed="AAAA"), "was changed"),
        (changed(3, sealed="é"), "cannot be read"),
        (changed(3, signature="x"), "cannot be read"),
        (changed(3, state="lost"), "cannot be read"),
        (changed(3, key=None), "cannot be read"),
        ([*lines()[:3], "[" * 100_000 + "\n", *lines()[4:]], "cannot be read"),
    ],
)
def test_a_signature_that_does_not_open_is_named(given: list[str], reason: str) -> None:
    opened, bundle = read(given)
    assert [one.typed.name for one in opened] == ["Signer 2", "Signer 3"]
    (named,) = bundle.books.named
    assert named.line == 4
    assert reason in named.reason
    assert bundle.books.rows == 4


def test_a_data_key_that_does_not_open_names_its_signatures() -> None:
    other = DataKey.fresh(KEY.public, data_key_of(8))
    for wrapped in (key_line(DATA_KEYS[0].id, other.wrapped), key_line(DATA_KEYS[0].id, b"")):
        opened, bundle = read([lines()[0], wrapped, *lines()[2:]])
        assert [one.typed.name for one in opened] == ["Signer 2"]
        assert [named.reason for named in bundle.books.named] == ["its data key does not open"] * 2


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (lines()[:-1], "cut short"),
        ([*lines()[:3], *lines()[4:]], "made with 4 signatures"),
        ([*lines()[:-2], lines()[-1]], "made with 4 signatures"),
        ([*lines(), lines()[3]], "after the bundle's end"),
    ],
)
def test_a_bundle_that_is_not_whole_says_so(given: list[str], sentence: str) -> None:
    _, bundle = read(given)
    assert sentence in bundle.books.amiss[0]


def test_a_bundle_for_another_key_is_refused_at_once() -> None:
    with pytest.raises(SealError, match="another key than the one recovered: it is of stop-the-contract"):
        Bundle(lines(), CampaignKey.fresh())


@pytest.mark.parametrize(
    "first", ["", "x", "[]", "{}", '{"bundle": 1}', changed(0, made="x")[0], changed(0, public="é")[0]]
)
def test_what_is_no_bundle_is_refused(first: str) -> None:
    with pytest.raises(SealError, match="no bundle"):
        Bundle([first], KEY)


def test_a_later_bundle_is_refused() -> None:
    with pytest.raises(SealError, match="later version"):
        Bundle(changed(0, bundle=2), KEY)
