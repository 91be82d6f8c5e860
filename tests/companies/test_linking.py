import json
import re
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from bench import train_links
from undersigned.companies.linking import name_words, probable_pairs, weights
from undersigned.terms.company import Recipient

RENO = Recipient("VERTEX CAMERAS INC", uei="UEI000000001", city="RENO", state="NV")
SLIP = Recipient("VERTEX CAMRAS INC", duns="000000002", city="Reno", state="NV")
PAIR = [("VERTEX CAMERAS INC", "VERTEX CAMRAS INC")]


def test_a_slip_of_the_pen_in_one_city_is_one_company() -> None:
    assert probable_pairs([RENO, SLIP]) == PAIR


def test_the_order_of_the_rows_changes_nothing() -> None:
    others = [Recipient(f"FIRM NUMBER {number} LLC", city="RENO", state="NV", duns=str(number)) for number in range(9)]
    assert probable_pairs([SLIP, *others, RENO, RENO]) == PAIR


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CITY OF RENO", "RENO, CITY OF (INC)"),
        ("VERTEX CAMERAS COMPANY", "VERTEX CAMERAS COMPANY (8415) 3928"),
        ("VERTEX GOV LLC", "VERTEX GOVERNMENT LIMITED LIABILITY COMPANY"),
        ("W A VERTEX COMPANY", "W.A. VERTEX CO., INC."),
        ("UNI VERTEX CORP", "UNIVERTEX CORP"),
        ("VERTEX'S DELI", "VERTEXS DELI CORPORATION"),
    ],
)
def test_ways_of_writing_one_name(one: str, other: str) -> None:
    assert probable_pairs([replace(RENO, name=one), replace(SLIP, name=other)]) == [tuple(sorted((one, other)))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("VERTEX", "VERTEX GOV"),
        ("VERTEX CAMERAS", "VERTEX CAMERAS SERVICES"),
        ("VERTEX CONSTRUCTION AND ENERGY SERVICES", "VERTEX ENERGY AND CONSTRUCTION SERVICES"),
        ("VERTEX2012 CAMERAS", "VERTEX2013 CAMERAS"),
        ("BASTERN CAMERAS", "EASTERN CAMERAS"),
        ("ABC CAMERAS", "ABD CAMERAS"),
        ("VERTEX CAMERAS", "ORIOLE LANGUAGES"),
    ],
)
def test_sisters_at_one_desk_are_left_alone(one: str, other: str) -> None:
    sisters = [replace(row, parent_name="ORIOLE HOLDINGS", parent_uei="UEI000000009") for row in (RENO, SLIP)]
    assert probable_pairs([replace(sisters[0], name=one), replace(sisters[1], name=other)]) == []


@pytest.mark.parametrize(
    "bare",
    [replace(SLIP, city=None), replace(SLIP, duns=None), replace(SLIP, city="SPARKS"), replace(SLIP, state="OR")],
)
def test_a_name_alone_is_never_a_reason(bare: Recipient) -> None:
    assert probable_pairs([RENO, bare]) == []


def test_different_identifiers_keep_names_apart() -> None:
    assert probable_pairs([RENO, replace(SLIP, uei="UEI000000002")]) == []
    assert probable_pairs([replace(RENO, duns="000000001"), SLIP]) == []


def test_an_identifier_known_from_another_row_counts() -> None:
    elsewhere = Recipient(SLIP.name, uei="UEI000000002")
    assert probable_pairs([RENO, SLIP, elsewhere]) == []


def test_a_company_registered_twice_under_one_parent_in_one_city() -> None:
    first, second = (replace(row, parent_name="ORIOLE HOLDINGS", parent_uei="UEI000000009") for row in (RENO, SLIP))
    assert probable_pairs([first, replace(second, uei="UEI000000002")]) == PAIR


def test_that_a_company_is_its_own_parent_says_nothing() -> None:
    daughter = replace(SLIP, city="SPARKS", parent_name=RENO.name)
    assert probable_pairs([replace(RENO, parent_name=RENO.name), daughter]) == []
    assert probable_pairs([replace(RENO, parent_name="VERTEX CAMERAS HOLDING"), daughter]) == []


def test_one_parent_in_one_state_is_more_than_a_name_and_another_parent_is_a_doubt() -> None:
    sparks = replace(SLIP, city="SPARKS", parent_name="ORIOLE HOLDINGS, LLC")
    assert probable_pairs([replace(RENO, parent_name="ORIOLE HOLDINGS INC"), sparks]) == PAIR
    assert probable_pairs([replace(RENO, parent_name="FALCON HOLDINGS INC"), replace(sparks, city="RENO")]) == []


def test_ordinary_words_need_parent_and_city() -> None:
    rows = [replace(RENO, name="SECURITY SERVICES INC"), replace(SLIP, name="SECURITY SERVICES LLC")]
    assert probable_pairs(rows) == []
    under_one = [replace(row, parent_name="ORIOLE HOLDINGS") for row in rows]
    assert probable_pairs(under_one) == [("SECURITY SERVICES INC", "SECURITY SERVICES LLC")]


def test_the_name_of_the_prime_as_trading_name_is_no_reason() -> None:
    subcontractor = Recipient("ORIOLE LANGUAGES LLC", dba=RENO.name, city="RENO", state="NV")
    assert probable_pairs([RENO, subcontractor]) == []


def test_what_an_identifier_or_the_name_rule_joins_is_left_to_them() -> None:
    assert probable_pairs([RENO, replace(SLIP, uei=RENO.uei)]) == []
    assert probable_pairs([RENO, replace(SLIP, name="VERTEX CAMERAS, LLC")]) == []


def test_a_name_between_two_companies_is_left_out() -> None:
    other = replace(RENO, name="VERTEX CAMEROS INC", uei="UEI000000003")
    between = replace(SLIP, name="VERTEX CAMERS INC")
    assert probable_pairs([RENO, between]) != []
    assert probable_pairs([other, between]) != []
    assert probable_pairs([RENO, other, between]) == []


def test_splink_is_loaded_only_where_there_is_something_to_compare(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "splink", None)
    assert probable_pairs([]) == []
    assert probable_pairs([Recipient("VERTEX CAMERAS INC"), Recipient("VERTEX CAMRAS INC"), RENO]) == []
    with pytest.raises(ImportError):
        probable_pairs([RENO, SLIP])


def test_small_words_and_forms_are_not_words_of_a_name() -> None:
    assert name_words("The Bank of Reno, National Association") == ("BANK", "RENO")
    assert name_words("NATIONAL ASSOCIATION OF CAMERAS, INC.") == ("NATIONAL", "ASSOCIATION", "CAMERAS")


def test_the_weights_are_of_the_comparisons_that_are_trained() -> None:
    learnt = {
        comparison["output_column_name"]: tuple(level["sql_condition"] for level in comparison["comparison_levels"])
        for comparison in weights()["model"]["comparisons"]
    }
    assert learnt == train_links.COMPARISONS


def test_the_weights_name_nobody() -> None:
    words = set(re.findall(r"[A-Za-z_]{3,}", json.dumps(weights()["model"])))
    assert {word for word in words if word.isupper()} <= {"AND", "ELSE", "NULL", "RIGHT", "SUBSTRING"}
    assert not re.search(r"'|\\u", json.dumps(weights()["model"]))


def test_what_is_found_where_real_identifiers_are_hidden(real_data: Path) -> None:
    known = [*train_links.of_summaries(real_data), *train_links.of_subawards(real_data)]
    truth = train_links.identifiers(known)
    found = train_links.ask(train_links.hidden(known, 1, Random(1)), truth)
    assert len(found.right) >= 10
    assert len(found.wrong) <= 2, "these two are one body registered twice; a third would be a mistake"
