"""kill -9 of web server, web processes, worker and database under load: nothing acknowledged is lost."""

from pathlib import Path

from bench.kill.killing import BETWEEN, Asked, run
from bench.kill.place import Victim
from undersigned.post.worker import MOST_WAYS

KILLS = 20
PROVIDERS = 3


def test_after_twenty_kills_every_acknowledged_signature_is_there_once(reachable: Path) -> None:
    outcome = run(Asked(KILLS, rate=100.0, seed=4), folder=reachable)
    assert outcome.troubles == []
    assert outcome.killed == {kind.value: KILLS // len(Victim) for kind in Victim}
    assert len(outcome.books.thanked) >= (KILLS + 1) * BETWEEN
    assert len(outcome.books.confirmed) >= KILLS
    assert outcome.repeats <= outcome.killed[Victim.MAIL_WORKER.value] * MOST_WAYS * PROVIDERS
    assert "signer." not in outcome.words
