"""A process that was forked after Typst was used sets paper all the same, where it could wait for ever."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from io import BytesIO

from pypdf import PdfReader

from undersigned.campaigns.share.sheet import pdf
from undersigned.terms.campaign import Campaign, Kind, Stage, Texts

TEXTS = Texts("en", "Vote first", "Vote first.", "Council", "Dear council")
CAMPAIGN = Campaign(
    id=1,
    slug="vote-first",
    kind=Kind.PETITION,
    stage=Stage.OPEN,
    public_key=bytes(32),
    texts=(TEXTS,),
    organisers="Neighbours",
    contact="hello@neighbours.example",
    retention=date(2027, 3, 1),
)
ADDRESS = "https://sign.example.org/c/vote-first/"
PATIENCE = 60.0


def test_the_same_sheet_comes_out() -> None:
    here = pdf(CAMPAIGN, TEXTS, ADDRESS)
    with ProcessPoolExecutor(1, multiprocessing.get_context("fork")) as pool:
        there = pool.submit(pdf, CAMPAIGN, TEXTS, ADDRESS).result(timeout=PATIENCE)
    assert there == here
    assert "Vote first" in PdfReader(BytesIO(there)).pages[0].extract_text()
