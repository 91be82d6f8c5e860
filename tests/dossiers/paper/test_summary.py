"""The summary: about eight claims in order of weight, nothing inferred, no figure of zero."""

from dataclasses import replace
from typing import Any, cast

import pytest

from undersigned.claims.reading import Subject, Trace
from undersigned.dossiers.contents import Contents, Measured
from undersigned.dossiers.paper.sources import ranges
from undersigned.dossiers.paper.subjects import about
from undersigned.dossiers.paper.summary import SENTENCES, weighed
from undersigned.dossiers.words.language import words
from undersigned.terms.claim import Claim


@pytest.mark.parametrize("kind", ["maker", "agency", "reseller", "category", "family", "company"])
def test_every_name_has_a_summary_that_is_read_in_two_minutes(kind: str, trace: Trace, contents: Contents) -> None:
    names = trace.rows(f"SELECT DISTINCT subject FROM claims WHERE subject_kind = '{kind}' ORDER BY 1 LIMIT 25")
    assert names
    for (name,) in names:
        found = weighed(contents, about(contents, name, words()))
        assert 1 <= len(found) <= SENTENCES
        assert len({claim.claim_id for claim in found}) == len(found)
        assert len(found) == 1 or all(claim.figure != 0 for claim in found)


def test_the_first_sentence_is_the_larger_channel(contents: Contents, maker: str) -> None:
    first, second = weighed(contents, about(contents, maker, words()))[:2]
    assert (first.measure, first.channel, first.fiscal_year) == ("obligations", "resold", None)
    assert (first.figure or 0) >= (second.figure or 0)


class _Few:
    """Contents with these claims about whomever one asks for."""

    def __init__(self, *claims: Claim) -> None:
        self._claims: dict[Measured, Claim] = {
            (claim.measure, claim.channel, claim.other, claim.fiscal_year): claim for claim in claims
        }

    def about(self, _: Subject) -> dict[Measured, Claim]:
        return self._claims


def few(contents: Contents, maker: str, *changed: dict[str, Any]) -> list[Claim]:
    """The summary of claims that are the maker's total, changed."""
    total = contents.claim("maker", maker, "obligations", "resold", "", None)
    assert total is not None
    claims = [replace(total, claim_id=f"C{number}", **change) for number, change in enumerate(changed)]
    subject = replace(about(contents, maker, words()), others=())
    return weighed(cast(Contents, _Few(*claims)), subject)


def test_what_only_summaries_tell_begins_with_their_sum(contents: Contents, maker: str) -> None:
    running = {"measure": "running", "channel": "all", "unit": "awards", "figure": 9}
    found = few(contents, maker, running, {"measure": "obligations in summaries", "figure": 5})
    assert [claim.measure for claim in found] == ["obligations in summaries", "running"]


def test_where_every_figure_is_zero_the_total_stands(contents: Contents, maker: str) -> None:
    found = few(contents, maker, {"measure": "obligations at", "figure": 0}, {"figure": 0})
    assert [claim.measure for claim in found] == ["obligations"]


def test_a_year_or_an_unknown_measure_alone_still_has_a_summary(contents: Contents, maker: str) -> None:
    assert len(few(contents, maker, {"fiscal_year": 2031, "measure": "obligations of nobody"})) == 1


def test_an_agencys_whole_comes_before_its_parts(contents: Contents, agency: str) -> None:
    first = weighed(contents, about(contents, agency, words()))[0]
    assert (first.measure, first.channel) == ("obligations", "all")


def test_numbers_in_a_row_are_drawn_together() -> None:
    assert ranges([1, 2, 3, 5, 8, 9]) == "1\u20133, 5, 8\u20139"
    assert ranges([]) == ""
