"""Many at once with one address, one link or one form: one signature is confirmed, and counted once."""

from itertools import cycle

import pytest

from tests.signing import Campaigning

MANY = 50
ANA = "ana@gmail.com"


def test_fifty_signings_and_fifty_confirmings_of_one_address_are_one_confirmed_signature(
    campaigning: Campaigning,
) -> None:
    path = f"/sign/{campaigning.slug}/en"
    forms = [campaigning.form(ANA) for _ in range(MANY)]
    answers = campaigning.at_once(*(campaigning.posting(path, form) for form in forms))
    assert {(answer.status, answer.body) for answer in answers} == {(200, answers[0].body)}
    campaigning.mail()
    links = campaigning.links(ANA)
    assert len(set(links)) == MANY

    pressed = campaigning.at_once(*(campaigning.posting(f"{link}/confirm", {}) for link in links))
    assert {answer.status for answer in pressed} == {303}
    assert sum(answer.header("location").endswith("said=confirmed") for answer in pressed) == 1
    assert campaigning.rows("select count(*) from ledger.confirmed") == [(1,)]
    assert sorted(map(campaigning.state, links)) == ["confirmed", *["pending"] * (MANY - 1)]
    tally = campaigning.tally()
    assert (tally.collected, tally.confirmed, tally.standing) == (MANY, 1, 1)
    assert campaigning.differences() == ()


def test_signing_and_confirming_at_the_same_time_is_one_confirmed_signature(campaigning: Campaigning) -> None:
    links = []
    for _ in range(MANY):
        assert campaigning.sign(ANA).status == 200
    campaigning.mail()
    links = campaigning.links(ANA)
    forms = [campaigning.form(ANA.upper()) for _ in links]
    path = f"/sign/{campaigning.slug}/en"
    both = [
        asking
        for link, form in zip(links, forms, strict=True)
        for asking in (campaigning.posting(f"{link}/confirm", {}), campaigning.posting(path, form))
    ]
    answers = campaigning.at_once(*both)
    assert {answer.status for answer in answers[::2]} == {303}
    assert {(answer.status, answer.body) for answer in answers[1::2]} == {(200, answers[1].body)}
    assert campaigning.rows("select count(*) from ledger.confirmed") == [(1,)]
    tally = campaigning.tally()
    assert (tally.collected, tally.confirmed, tally.standing) == (2 * MANY, 1, 1)
    assert campaigning.differences() == ()


def test_one_link_confirmed_fifty_times_at_once_counts_once(campaigning: Campaigning) -> None:
    campaigning.sign(ANA)
    campaigning.mail()
    (link,) = campaigning.links(ANA)
    pressed = campaigning.at_once(*(campaigning.posting(f"{link}/confirm", {}) for _ in range(MANY)))
    assert {answer.status for answer in pressed} == {303}
    tally = campaigning.tally()
    assert (tally.collected, tally.confirmed, tally.standing) == (1, 1, 1)
    assert campaigning.rows("select kind::text from ledger.event order by seq") == [("collected",), ("confirmed",)]
    assert campaigning.differences() == ()


def test_one_form_sent_fifty_times_at_once_is_one_signature_and_one_mail(campaigning: Campaigning) -> None:
    form = campaigning.form(ANA)
    path = f"/sign/{campaigning.slug}/en"
    answers = campaigning.at_once(*(campaigning.posting(path, form) for _ in range(MANY)))
    assert {answer.status for answer in answers} == {200}
    campaigning.mail()
    assert len(campaigning.links(ANA)) == 1
    assert campaigning.tally().collected == 1
    assert campaigning.differences() == ()


@pytest.mark.parametrize(
    ("buttons", "ends"),
    [
        (("confirm", "withdraw"), "withdrawn"),
        (("confirm", "erase"), "withdrawn"),
        (("confirm", "not-me"), "invalidated"),
    ],
)
def test_whoever_confirms_and_takes_back_at_once_is_counted_as_the_last_event_says(
    campaigning: Campaigning, buttons: tuple[str, ...], ends: str
) -> None:
    campaigning.sign(ANA)
    campaigning.mail()
    (link,) = campaigning.links(ANA)
    chosen = cycle(buttons)
    campaigning.at_once(*(campaigning.posting(f"{link}/{next(chosen)}", {}) for _ in range(MANY)))
    assert campaigning.state(link) == ends
    assert campaigning.tally().standing == 0
    assert campaigning.rows("select count(*) from ledger.confirmed") == [(0,)]
    assert campaigning.differences() == ()
