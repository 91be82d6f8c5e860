"""What `bench.kill` checks: every kind of loss is told, and nothing is told where nothing is lost."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen
from typing import cast
from uuid import UUID, uuid4

import psycopg
import pytest

from bench.kill import checking
from bench.kill.place import Place
from bench.kill.signers import Books
from tests.signing import Campaigning
from undersigned.sealing import links


@dataclass
class Run:
    """Two signers, one of whom confirmed; what they were told, and what came by mail."""

    at: Campaigning
    books: Books
    came: Counter[UUID]

    def troubles(self) -> list[str]:
        at = self.at
        served = Place(at.site, at.configuration, at.campaign.id, at.key, cast("Popen[bytes]", None), Path())
        return checking.troubles(served, self.books, self.came)

    def change(self, order: str) -> None:
        with psycopg.connect(self.at.dsn) as connection:
            connection.execute(order.encode())


@pytest.fixture
def run(campaigning: Campaigning) -> Run:
    done = Run(campaigning, Books(), Counter())
    for number in range(2):
        email = f"signer{number}@gmail.com"
        assert campaigning.sign(email, name=f"Signer {number}").status == 200
        campaigning.mail()
        (path,) = campaigning.links(email)
        identity = links.signature_id(links.from_text(path.removeprefix("/s/")) or b"")
        done.books.sent[identity] = f"Signer {number}"
        done.books.thanked.add(identity)
        done.came[identity] += 1
        if number:
            assert campaigning.post(f"{path}/confirm").status == 303
            done.books.confirmed.add(identity)
    return done


def test_where_nothing_is_lost_nothing_is_told(run: Run) -> None:
    assert run.troubles() == []
    assert checking.repeats(run.came) == 0


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda run: run.books.thanked.add(uuid4()), "1 acknowledged signatures are not there"),
        (
            lambda run: run.books.confirmed.update(run.books.thanked),
            "1 confirmings were acknowledged and are not there",
        ),
        (lambda run: run.came.popitem(), "1 signatures had no mail"),
        (lambda run: run.came.update([uuid4()]), "1 mails were about no signature"),
        (lambda run: run.books.sent.popitem(), "1 signatures are nobody's who sent a form"),
        (lambda run: run.change("update ledger.tally set number = 3 where kind = 'collected'"), "signatures collected"),
        (lambda run: run.change("update ledger.signature set for_holders = 'x'"), "2 signatures cannot be opened"),
        (
            lambda run: run.change("update ledger.signature set state = 'pending'"),
            "signatures confirmed: the tally says 1",
        ),
        (lambda run: run.change("delete from ledger.data_key"), "2 signatures cannot be opened"),
    ],
)
def test_every_loss_is_told(run: Run, spoil: Callable[[Run], object], told: str) -> None:
    spoil(run)
    assert any(sentence.startswith(told) for sentence in run.troubles())


def test_a_mail_that_came_twice_is_counted(run: Run) -> None:
    run.came.update(list(run.came))
    assert checking.repeats(run.came) == 2
