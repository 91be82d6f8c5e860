"""Ten thousand hostile requests: no 500, no stack trace, nothing stored, every header, no cookie."""

import asyncio
from collections import Counter
from urllib.parse import urlencode

import pytest

from tests.attacks.forged import Keys
from tests.attacks.hostile import Request, Spoiler
from tests.signing import FORM, Answer, Campaigning, asked, open_campaign
from undersigned.campaigns.pages import headers
from undersigned.intake.replies import Budget

MANY = 10_000
SEED = 20_261_122
AT_ONCE = 40
MAY = {200, 303, 400, 404, 405, 413, 422}
"""What may be answered; 409 would say that one was kept, 429 and 503 that it was not looked at."""
TRACES = (b"Traceback", b'File "', b".py", b"psycopg", b"asyncpg", b"django", b"/site-packages/", b"postgresql://")


@pytest.fixture
def _every_form_comes_back(campaigning: Campaigning) -> None:
    campaigning.office.replies._budget = Budget(MANY)


@pytest.fixture
def keys(campaigning: Campaigning) -> Keys:
    """With another campaign, and a signer who has confirmed."""
    other = open_campaign(campaigning.site, campaigning.key, "another")
    campaigning.refresh()
    page = campaigning.signed("ana@example.org", work_ok="1", appearance="name", name="Ana Before")
    while not campaigning.tables()["network"]:  # her form's count is written a moment later
        campaigning.run(asyncio.sleep(0.1))
    return Keys(campaigning.keyring.get("stamps"), campaigning.campaign.id, other.id, campaigning.slug, page)


def faults(request: Request, answer: Answer) -> list[str]:
    """What is wrong with an answer."""
    told = dict(answer.headers)
    found = []
    if answer.status not in MAY:
        found.append(f"{answer.status}")
    if not headers.SECURITY.items() <= told.items():
        found.append("a header is missing")
    if "set-cookie" in told:
        found.append("a cookie")
    found += [f"a trace: {trace.decode()}" for trace in TRACES if trace in answer.body]
    if b"<script>alert" in answer.body:
        found.append("markup of the sender's")
    if len(told) != len(answer.headers):
        found.append("a header twice")
    if b"Look in your mail" in answer.body:
        found.append("a thank-you")
    return [f"{request.spoilt} ({request.method} {request.path[:60]!r}): {fault}" for fault in found]


@pytest.mark.usefixtures("_every_form_comes_back")
def test_ten_thousand_hostile_requests_store_nothing_and_break_nothing(
    campaigning: Campaigning, keys: Keys, capfd: pytest.CaptureFixture[str]
) -> None:
    before, rows = campaigning.digest(), campaigning.tables()
    requests = list(Spoiler(keys, SEED).requests(MANY))
    answers: list[Answer] = []
    for start in range(0, MANY, AT_ONCE):
        some = requests[start : start + AT_ONCE]
        answers += campaigning.at_once(
            *(asked(campaigning.application, each.method, each.path, each.body, each.headers) for each in some)
        )
    wrong = Counter(fault for pair in zip(requests, answers, strict=True) for fault in faults(*pair))
    assert wrong == Counter()
    assert campaigning.tables() == rows
    assert campaigning.digest() == before
    assert not campaigning.office.networks.unshared()[1]
    ways = {request.spoilt.split(":")[0].split(" in ")[0] for request in requests}
    assert len(ways) >= 18
    assert {answer.status for answer in answers} == MAY
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.usefixtures("_every_form_comes_back")
def test_the_same_forms_unspoilt_are_kept(campaigning: Campaigning, keys: Keys) -> None:
    spoiler = Spoiler(keys, SEED)
    for _ in range(20):
        body = urlencode(spoiler.good()).encode()
        path = f"/sign/{keys.slug}/en"
        assert campaigning.run(asked(campaigning.application, "POST", path, body, [FORM])).status == 200
    assert campaigning.tally().collected == 21
