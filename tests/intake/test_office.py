"""From a form to its answer; the database is played by a list."""

import asyncio
import json
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from tests.intake.forms import A_MINUTE_AGO, KEY, NOW, body, proof, solved
from undersigned.campaigns.pages import headers
from undersigned.intake.answering import Answer
from undersigned.intake.arriving import Sealing
from undersigned.intake.networks import Networks
from undersigned.intake.offering import News, Offer
from undersigned.intake.office import COSTS_WITHOUT_PROOF, Office
from undersigned.intake.pace import Pace
from undersigned.intake.replies import MOST_FORMS_A_SECOND, Replies
from undersigned.ledger.collecting import Arrival, Collector, Overloaded, Unsure
from undersigned.sealing import datakeys, stamps
from undersigned.sealing.places import data_key_of, holders_copy
from undersigned.site.folder import Site
from undersigned.site.keyring import Keyring
from undersigned.site.limits import Limits
from undersigned.terms.campaign import Campaign, Kind, Stage, Texts
from undersigned.terms.signature import Typed

CAMPAIGN = Campaign(
    id=1,
    slug="stop-it",
    kind=Kind.PETITION,
    stage=Stage.OPEN,
    public_key=bytes.fromhex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"),
    texts=(Texts("en", "Stop it", "Stop it now.", "City Council", "Dear council"),),
    organisers="Neighbours",
    contact="mail@example.org",
    retention=date(2027, 3, 1),
)


class Book(Collector):
    """Keeps arrivals in a list."""

    def __init__(self) -> None:
        super().__init__(1)
        self.kept: dict[object, Arrival] = {}
        self.trouble: Exception | None = None

    async def take(self, arrival: Arrival) -> bool:
        if self.trouble:
            raise self.trouble
        new = arrival.id not in self.kept
        self.kept.setdefault(arrival.id, arrival)
        return new


@dataclass
class Asked:
    """An office, and what is asked of it."""

    office: Office
    book: Book
    keys: Path
    campaign: Campaign = field(default=CAMPAIGN)

    def sign(self, sent: bytes, address: str = "203.0.113.9") -> Answer:
        return asyncio.run(self.office.sign(self.campaign, "en", sent, address))


@pytest.fixture
def asked(tmp_path: Path) -> Asked:
    keyring = Keyring(Site(tmp_path / "site").make())
    offer = Offer(News)
    offer.news = News({CAMPAIGN.slug: CAMPAIGN}, limits=Limits(signings_per_network_per_hour=10))
    book = Book()
    office = Office(KEY, Sealing(keyring), book, offer, Networks(keyring), Replies(offer, ""), clock=lambda: NOW)
    return Asked(office, book, keyring.site.keys)


def text(answer: Answer) -> str:
    return bytes(answer.body["body"]).decode()


def test_a_good_form_is_kept_and_thanked(asked: Asked) -> None:
    answer = asked.sign(body(altcha=proof(), country="US", postcode="80202"))
    assert answer.status == 200
    assert "mail" in text(answer)
    (kept,) = asked.book.kept.values()
    assert (kept.country, kept.area, kept.provider, kept.signals) == ("US", "802", "gmail", 0)


def test_nothing_is_sealed_under_a_key_that_is_not_the_campaigns(asked: Asked) -> None:
    asked.office.offer.news = replace(asked.office.offer.news, refused=frozenset({CAMPAIGN.slug}))
    answer = asked.sign(body(altcha=proof()))
    assert (answer.status, asked.book.kept) == (503, {})
    assert "takes no signatures until" in text(answer)


def test_nothing_of_the_signer_stands_in_clear(asked: Asked) -> None:
    asked.sign(body(altcha=proof(), comment="A secret wish", city="Denver", affiliation="Mile High"))
    (kept,) = asked.book.kept.values()
    seen = repr(kept).encode() + kept.for_holders + kept.for_signer + kept.mail
    for word in (b"Ana", b"ana@", b"secret wish", b"Denver", b"Mile High"):
        assert word not in seen


def test_the_holders_open_what_was_typed(asked: Asked) -> None:
    private = X25519PrivateKey.generate()
    asked.campaign = replace(CAMPAIGN, public_key=private.public_key().public_bytes_raw())
    asked.sign(body(altcha=proof(), comment="Please"))
    (kept,) = asked.book.kept.values()
    sealer = datakeys.unwrap(private.private_bytes_raw(), kept.data_key.wrapped, data_key_of(1))
    assert Typed.unpacked(sealer.open_sealed(kept.for_holders, holders_copy(kept.id))).comment == "Please"


def test_a_second_signing_of_an_address_gets_the_same_bytes(asked: Asked) -> None:
    first = asked.sign(body(altcha=proof()))
    second = asked.sign(body(altcha=proof()))
    assert (first.start, first.body) == (second.start, second.body)
    assert len(asked.book.kept) == 2  # each pending, each with its own link


def test_the_same_form_again_is_said_to_have_been_sent(asked: Asked) -> None:
    sent = body(altcha=proof())
    assert [asked.sign(sent).status, asked.sign(sent).status] == [200, 409]
    assert len(asked.book.kept) == 1


def test_mistakes_come_back_with_all_that_was_typed(asked: Asked) -> None:
    answer = asked.sign(body(altcha=proof(), email="ana at gmail", comment="A long <b>thought</b>"))
    assert answer.status == 422
    page = text(answer)
    assert "ana at gmail" in page
    assert "A long &lt;b&gt;thought&lt;/b&gt;" in page
    assert not asked.book.kept


def test_without_scripts_it_takes_one_step_more(asked: Asked) -> None:
    answer = asked.sign(body())
    assert answer.status == 200
    assert not asked.book.kept
    assert 'name="stamp"' in text(answer)
    assert asked.sign(body(stamp=stamps.issue(KEY, 1, A_MINUTE_AGO))).status == 200
    assert len(asked.book.kept) == 1


def test_an_address_at_work_is_asked_about_once(asked: Asked) -> None:
    assert asked.sign(body(altcha=proof(), email="ana@police.example")).status == 422
    assert not asked.book.kept
    assert asked.sign(body(altcha=proof(), email="ana@police.example", work_ok="1")).status == 200


def test_a_network_that_sends_too_many_is_told_so(asked: Asked) -> None:
    statuses = [asked.sign(body(altcha=proof())).status for _ in range(11)]
    assert statuses == [200] * 10 + [429]
    assert asked.sign(body(altcha=proof()), "198.51.100.1").status == 200


def test_forms_without_proof_use_a_networks_share_up_sooner(asked: Asked) -> None:
    statuses = [asked.sign(body(stamp=stamps.issue(KEY, 1, A_MINUTE_AGO))).status for _ in range(3)]
    assert COSTS_WITHOUT_PROOF == 5
    assert statuses == [200, 200, 429]


def test_past_capacity_nobody_is_thanked(asked: Asked) -> None:
    asked.book.trouble = Overloaded()
    answer = asked.sign(body(altcha=proof()))
    assert answer.status == 503
    assert (b"retry-after", b"60") in answer.start["headers"]


def test_when_nobody_knows_the_form_comes_back_and_counts_once(asked: Asked) -> None:
    sent = body(altcha=proof())
    asked.book.trouble = Unsure()
    answer = asked.sign(sent)
    assert answer.status == 503
    assert "Ana Martínez" in text(answer)
    again = text(answer).split('name="stamp" value="')[1].split('"')[0]
    asked.book.trouble = None
    assert asked.sign(sent).status == 200
    assert asked.sign(body(stamp=again)).status == 409


def test_a_form_counts_once_also_across_midnight(asked: Asked) -> None:
    late = NOW.replace(hour=23, minute=59)
    asked.office.clock = lambda: late
    asked.office.stamp(CAMPAIGN, "203.0.113.9")
    sent = body(altcha=proof(issued=late))
    asked.office.clock = lambda: late + timedelta(minutes=5)
    assert [asked.sign(sent).status, asked.sign(sent).status] == [200, 409]
    assert {found.name for found in asked.keys.glob("links-*")} == {"links-2026-11-22.key"}


def test_a_form_of_a_day_whose_key_is_gone_is_too_old_and_can_be_sent_again(asked: Asked) -> None:
    asked.office.clock = lambda: NOW + timedelta(hours=13)
    answer = asked.sign(body(stamp=stamps.issue(KEY, 1, NOW), comment="A long thought"))
    assert (answer.status, asked.book.kept) == (422, {})
    assert "This form was open for a long time" in text(answer)
    assert "A long thought" in text(answer)
    again = text(answer).split('name="stamp" value="')[1].split('"')[0]
    asked.office.clock = lambda: NOW + timedelta(hours=14)
    assert asked.sign(body(stamp=again)).status == 200


def test_the_secret_of_a_link_follows_from_the_key_of_its_day_alone(asked: Asked) -> None:
    sent = [body(altcha=proof(issued=NOW + timedelta(days=days))) for days in (0, 1)]
    for days, form in enumerate(sent):
        asked.office.clock = lambda days=days: NOW + timedelta(days=days, minutes=1)  # type: ignore[misc]
        assert asked.sign(form).status == 200
    assert len({found.read_bytes() for found in asked.keys.glob("links-*")}) == 2
    assert not (asked.keys / "links.key").exists()


@pytest.mark.parametrize(
    "changes", [{"stage": Stage.CLOSED}, {"closes": NOW.date() - timedelta(days=1)}, {"stage": Stage.DESTROYED}]
)
def test_a_campaign_that_ended_takes_nothing(asked: Asked, changes: dict[str, object]) -> None:
    asked.campaign = replace(CAMPAIGN, **changes)  # type: ignore[arg-type]
    assert asked.sign(body(altcha=proof())).status == 410
    assert not asked.book.kept


def test_a_flood_of_bad_forms_is_cut_short(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("undersigned.intake.replies.monotonic", lambda: 7.0)
    statuses = [asked.sign(body(), f"203.0.{number}.9").status for number in range(MOST_FORMS_A_SECOND + 2)]
    assert statuses == [200] * MOST_FORMS_A_SECOND + [503] * 2


def test_a_network_that_sends_bad_forms_starves_nobody_else(asked: Asked) -> None:
    most = asked.office.offer.news.limits.returned_forms_per_network_per_minute
    statuses = [asked.sign(body()).status for _ in range(5 * most)]
    assert statuses == [200] * most + [429] * 4 * most
    assert asked.sign(body(name="")).status == 429
    assert asked.sign(body(), "198.51.100.1").status == 200
    assert asked.sign(body(altcha=proof())).status == 200


def test_every_answer_carries_the_headers(asked: Asked) -> None:
    for sent in (body(altcha=proof()), body(), b"\xff", body(name="")):
        told = {name.decode(): value.decode() for name, value in asked.sign(sent).start["headers"]}
        assert {**headers.SECURITY, **headers.PRIVATE}.items() <= told.items()
        assert "set-cookie" not in told


def test_the_stamp_is_a_challenge_that_a_browser_solves(asked: Asked) -> None:
    answer = asked.office.stamp(CAMPAIGN, "203.0.113.9")
    limits = asked.office.offer.news.limits
    told = json.loads(answer.body["body"])
    assert told["maxNumber"] == limits.work_base
    assert stamps.verify(KEY, solved(told), 1, NOW).campaign == 1


def test_a_form_that_goes_back_keeps_the_time_that_it_took(asked: Asked) -> None:
    for sent in (body(stamp=stamps.issue(KEY, 1, NOW - timedelta(seconds=2))), body(altcha=proof(), email="ana")):
        page = text(asked.sign(sent))
        stamp = stamps.read(KEY, page.split('name="stamp" value="')[1].split('"')[0], 1, NOW)
        assert timedelta(seconds=2) <= NOW - stamp.issued <= timedelta(seconds=3)


def test_a_network_gets_so_many_challenges_and_no_more(asked: Asked) -> None:
    limits = replace(asked.office.offer.news.limits, stamps_per_network_per_hour=3)
    asked.office.offer.news = replace(asked.office.offer.news, limits=limits)
    assert [asked.office.stamp(CAMPAIGN, "203.0.113.9").status for _ in range(4)] == [200, 200, 200, 429]
    assert asked.office.stamp(CAMPAIGN, "198.51.100.1").status == 200


def test_in_a_storm_the_work_of_calmer_times_is_asked_for_again(asked: Asked) -> None:
    calm = proof(issued=NOW - timedelta(minutes=6))
    clock = [0.0]
    asked.office.pace = Pace(processes=4, clock=lambda: clock[0])
    for _ in range(400 * 5):  # with those of three others 1,600 in a second
        asked.office.pace.count()
    clock[0] = 5.0
    answer = asked.sign(body(altcha=calm))
    assert answer.status == 200
    assert "takes more work than before" in text(answer)
    assert "Ana Martínez" in text(answer)
    assert not asked.book.kept
