import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from undersigned.case.folder import Case
from undersigned.errors import CaseError
from undersigned.verifying.cells import Cell
from undersigned.verifying.claims import Told
from undersigned.verifying.finding import Finding
from undersigned.verifying.quotations import quoted

PAGES = ["Opening words.", "The agency buys “cloud ser-\nvices” through re\ufb01llers, at $4.5 million."]


def found(folder: Path, words: str, page: int | None = 2, said: str | None = None) -> list[Finding | None]:
    """What is found of one claim that quotes the words."""
    document = folder / "documents" / "d1"
    document.mkdir(parents=True)
    (document / "pages.json").write_text(json.dumps(PAGES), encoding="utf-8")
    lines = [{"claim_id": "C1", "document_id": "d1", "page": page, "words": words}]
    pq.write_table(pa.Table.from_pylist(lines), folder / "quotations.parquet")
    cell = Cell("maker", "Acme", "quotation", "all", "", "", None)
    claim = Told("C1", cell, f"In «Hearing», page 2: “{said or words}”.", None, "none", 0, 0, "2031-01-01")
    return list(quoted(Case(folder), folder, [claim]))


@pytest.mark.parametrize(
    "words", ['buys "cloud services" through refillers', "The agency … at $4.5 million", "the AGENCY buys"]
)
def test_words_that_stand_there_are_found_whatever_typesetting_did(tmp_path: Path, words: str) -> None:
    assert found(tmp_path, words) == [None]


@pytest.mark.parametrize("words", ["sells cloud services", "at $4.5 million … the agency", "Opening words"])
def test_words_that_do_not_stand_there_in_this_order_are_found(tmp_path: Path, words: str) -> None:
    (finding,) = found(tmp_path, words)
    assert finding is not None
    assert finding.what == "quotes words that do not stand in document d1"


def test_without_a_page_the_whole_document_is_looked_through(tmp_path: Path) -> None:
    assert found(tmp_path, "Opening words", page=None) == [None]


def test_a_sentence_with_other_words_than_the_quoted_is_found(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, "the agency buys", said="the agency sells")
    assert finding is not None
    assert finding.what == "says other words than those quoted"


def test_a_page_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="has no page 7"):
        found(tmp_path, "the agency", page=7)
