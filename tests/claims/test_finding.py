"""What a person types, and whom it finds in the sample's trace."""

import duckdb
import pytest

from undersigned.case.folder import Case
from undersigned.claims.reading import Subject, Trace
from undersigned.errors import CaseError


@pytest.fixture
def small(traced: Case) -> Trace:
    """A trace of five names and two products, for questions about how alike they are."""
    connection = duckdb.connect()
    connection.execute(
        """CREATE TABLE claims AS SELECT * FROM (VALUES
               ('maker', 'Stilt'), ('maker', 'VION'), ('company', 'HERON MARSH, L.L.C.'),
               ('company', 'AVOCET MARSH INC'), ('company', 'WADER TOOLS LLC')) AS told(subject_kind, subject)"""
    )
    connection.execute(
        """CREATE TABLE companies (recipient_name VARCHAR, company_id VARCHAR, company_name VARCHAR);
           INSERT INTO companies VALUES
               ('HERON MARSH, L.L.C.', 'heron-marsh', 'HERON MARSH, L.L.C.'),
               ('HERON MARSH HOLDING', 'heron-marsh', 'HERON MARSH, L.L.C.'),
               ('AVOCET MARSH INC', 'avocet-marsh', 'AVOCET MARSH INC'),
               ('WADER TOOLS LLC', 'wader-tools', 'WADER TOOLS LLC')"""
    )
    connection.execute(
        """CREATE TABLE attributions AS SELECT * FROM (VALUES
               ('Stilt', 'Wader'), ('Stilt', 'Godwit Cloud'), ('VION', '')) AS told(maker, product)"""
    )
    return Trace(connection, traced)


def refusal(trace: Trace, asked: str) -> str:
    with pytest.raises(CaseError) as refused:
        trace.find(asked)
    return str(refused.value)


@pytest.mark.parametrize("asked", ["cloud_hosting", "cloud hosting", "Cloud Hosting", "cloud-hosting"])
def test_a_category_is_found_with_an_underscore_or_a_space(trace: Trace, asked: str) -> None:
    assert trace.find(asked) == [Subject("category", "cloud_hosting")]


def test_words_of_one_company_of_the_sample_find_it(trace: Trace) -> None:
    assert trace.find("meadows technology") == trace.find("FOUR MEADOWS TECHNOLOGY L.L.C.")


@pytest.mark.parametrize("asked", ["Heron", "heron marsh", "HERON MARSH L.L.C", "Holding"])
def test_whole_words_of_one_company_find_it(small: Trace, asked: str) -> None:
    assert small.find(asked) == [Subject("company", "HERON MARSH, L.L.C.")]


@pytest.mark.parametrize("asked", ["Hero", "arsh", "MARSH HERON", "", " . "])
def test_parts_of_words_and_no_words_find_nobody(small: Trace, asked: str) -> None:
    assert refusal(small, asked).startswith(f"Nothing in this case is called {asked!r}.")


def test_words_of_several_names_are_answered_with_them(small: Trace) -> None:
    said = "The names 'AVOCET MARSH INC', 'HERON MARSH, L.L.C.' have these words."
    assert refusal(small, "marsh") == f"Nothing in this case is called 'marsh'. {said}"


def test_no_more_than_five_names_are_listed(small: Trace) -> None:
    for number in range(7):
        small.connection.execute("INSERT INTO claims VALUES ('maker', ?)", [f"Plover {number}"])
    said = refusal(small, "plover")
    assert said.count("Plover") == 5
    assert "'Plover 4' and 2 more have these words." in said


def test_a_product_is_answered_with_its_maker(small: Trace) -> None:
    assert refusal(small, "godwit") == (
        "Nothing in this case is called 'godwit'. Godwit Cloud is a product of 'Stilt'."
    )


def test_a_product_whose_name_is_also_a_company_s_word_is_not_taken_for_the_company(small: Trace) -> None:
    said = refusal(small, "wader")
    assert "Wader is a product of 'Stilt'." in said
    assert "The name 'WADER TOOLS LLC' has these words." in said


def test_only_really_close_names_are_suggested(small: Trace) -> None:
    assert refusal(small, "Rekognition") == "Nothing in this case is called 'Rekognition'."
    assert refusal(small, "Avoset Marsh") == (
        "Nothing in this case is called 'Avoset Marsh'. Did you mean 'AVOCET MARSH INC'?"
    )


def test_of_names_that_are_as_close_a_mere_company_comes_last(small: Trace) -> None:
    small.connection.execute("INSERT INTO claims VALUES ('company', 'STILT, INC.')")
    assert refusal(small, "Stillt").endswith("Did you mean 'Stilt' or 'STILT, INC.'?")
