import pytest

from undersigned.companies.names import core, is_distinctive, legal_kind, slug, starts_with


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("THE LANGUAGE BANK, INC.", "LANGUAGE BANK"),
        ("LANGUAGE BANK INC", "LANGUAGE BANK"),
        ("HERON MARSH L.L.C.", "HERON MARSH"),
        ("HERON MARSH, L. L. C.", "HERON MARSH"),
        ("H.E.R. MARSH LLC", "HER MARSH"),
        ("HERON MARSH U.S.A, INC.", "HERON MARSH USA"),
        ("HERON MARSH U.S.A., INC.", "HERON MARSH USA"),
        ("H. MARSH INC", "H MARSH"),
        ("HERON MARSH LIMITED PARTNERSHIP", "HERON MARSH"),
        ("HERON MARSH COMPANY, INC., THE", "HERON MARSH"),
        ("HERON & MARSH", "HERON AND MARSH"),
        ("HERON MARSH LLC DBA STILT LABS", "HERON MARSH"),
        ("HERON MARSH LLC D/B/A STILT LABS", "HERON MARSH"),
        ("HERON MARSH INC, FORMERLY STILT LABS", "HERON MARSH"),
        ("Héron-Marsh GmbH", "HERON MARSH"),
        ("AT&T CORP.", "AT&T"),
    ],
)
def test_a_core_is_what_tells_a_name_from_others(name: str, expected: str) -> None:
    assert core(name) == expected


@pytest.mark.parametrize("name", ["THE COMPANY", "LLC", "DBA STILT LABS", "鹬仪器", "???"])
def test_a_name_that_is_nothing_but_form_keeps_something(name: str) -> None:
    assert core(name) != ""


def test_names_in_another_script_stay_apart() -> None:
    assert core("鹬仪器") != core("鹤仪器")
    assert core(" «кулик»  бк ") == core("«Кулик» БК")


def test_a_core_has_no_form_left_to_take_away() -> None:
    for name in ("HERON CO LLC", "THE HERON MARSH CORPORATION LTD", "HERON PLLC PC", "HERON AND COMPANY"):
        assert core(core(name)) == core(name)


def test_the_legal_kind_is_the_last_form_in_the_name() -> None:
    kinds = {
        "HERON CORP.": "corporation",
        "HERON L.L.C.": "llc",
        "HERON LP": "partnership",
        "HERON COMPANY, LLC": "llc",
    }
    assert {name: legal_kind(name) for name in kinds} == kinds
    assert legal_kind("HERON COMPANY") == legal_kind("HERON") == ""


def test_a_core_of_ordinary_words_alone_is_not_distinctive() -> None:
    assert not is_distinctive("INFORMATION TECHNOLOGY")
    assert is_distinctive("HERON TECHNOLOGY")


def test_one_name_begins_another_by_whole_words() -> None:
    assert starts_with("HERON MARSH LABS", "HERON MARSH")
    assert not starts_with("HERON MARSHES", "HERON MARSH")
    assert not starts_with("HERON MARSH", "HERON MARSH")


def test_an_identifier_is_readable_and_never_empty() -> None:
    assert slug("FOUR POINTS TECHNOLOGY") == "four-points-technology"
    assert slug("鹬 仪器") == "鹬-仪器"
    assert slug("???") == "unnamed"
