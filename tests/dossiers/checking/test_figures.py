"""A figure, a sentence or a download that differs from the case is named."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.dossiers.checking.conftest import Broken, GoodSite
from undersigned.claims.reading import Trace
from undersigned.dossiers.checking import figures
from undersigned.dossiers.checking.base import File, Known, Stated
from undersigned.terms.money import exact, plain


def test_a_value_that_is_not_the_claims_is_named(good: GoodSite, broken: Broken) -> None:
    ((check, line, sentence),) = broken("index.html", f'value="{good.figure}"', f'value="{good.figure + 1}"')
    assert (check, line) == ("figures", 0)
    assert str(good.figure) in sentence


def test_a_text_that_is_no_rounding_is_named(good: GoodSite, broken: Broken) -> None:
    ((check, line, sentence),) = broken("index.html", plain(good.figure), plain(good.figure * 2))
    assert (check, line) == ("figures", 0)
    assert "no rounding" in sentence


def test_a_text_that_is_no_rounding_in_spanish_is_named(good: GoodSite, broken: Broken) -> None:
    shown = plain(good.figure).replace("million", "millones")
    ((_, _, sentence),) = broken("es/index.html", shown, "$7 mil millones")
    assert "no rounding" in sentence


def test_the_exact_figure_may_be_shown(good: GoodSite, trace: Trace) -> None:
    good.break_in("index.html", plain(good.figure), exact(good.figure))
    assert good.check(trace) == []


def test_a_net_obligation_that_is_not_the_awards_is_named(good: GoodSite, broken: Broken) -> None:
    ((check, _, sentence),) = broken("award/one.html", f'value="{good.net}"', 'value="1"')
    assert (check, good.award_key in sentence) == ("figures", True)


@pytest.mark.parametrize("attribute", ["data-claim", "data-award"])
def test_an_identifier_that_the_case_does_not_have_is_named(broken: Broken, attribute: str) -> None:
    ((check, line, sentence),) = broken(
        "company/acme.html", "</h1>", f'</h1>\n<p><data {attribute}="C000000000000" value="5">$0.05</data></p>'
    )
    assert (check, line) == ("figures", 1)
    assert "There is no" in sentence


def test_a_figure_of_a_claim_without_one_is_named() -> None:
    stated = Stated(figure=None, unit="none", statement="They have no end dates.", rows=0, summed=False)
    known = Known(Path(), frozenset(), claims={"C1": stated})
    page = File("index.html", b'<html lang="en">\n<data value="5" data-claim="C1">5</data>')
    ((line, sentence),) = [(found.line, found.sentence) for found in figures.look(known)(page)]
    assert (line, "has no figure" in sentence) == (2, True)


def test_a_sentence_that_is_not_the_stored_one_is_named(good: GoodSite, broken: Broken) -> None:
    ((check, line, sentence),) = broken(f"claim/{good.claim_id}.html", " net ", " <b>gross</b> ")
    assert (check, line) == ("figures", 0)
    assert "gross" in sentence


def test_a_sentence_may_have_markup_in_it_and_be_said_in_another_language(good: GoodSite, trace: Trace) -> None:
    good.break_in(f"claim/{good.claim_id}.html", " net ", " <b>net</b> ")
    good.break_in("es/index.html", "</h1>", f'</h1><p data-claim="{good.claim_id}">Otra frase</p>')
    assert good.check(trace) == []


def test_a_sentence_of_no_claim_is_named(broken: Broken) -> None:
    ((_, _, sentence),) = broken("es/index.html", "</h1>", '</h1><p data-claim="C000000000000">Otra</p>')
    assert sentence == "There is no claim C000000000000 in this case."


def test_rows_that_do_not_add_up_are_named(good: GoodSite, trace: Trace) -> None:
    path = f"claim/{good.claim_id}.csv"
    text = (good.folder / path).read_text(encoding="utf-8")
    cents = next(cents for _, _, cents, _ in good.rows if cents)
    shown = f",{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d},"
    good.write(path, text.replace(shown, ",0.03,", 1))
    (found,) = good.check(trace)
    assert (found.page, found.line, found.check) == (path, 1, "figures")
    assert "add up to" in found.sentence


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text + "k,N,0.00,W\n", "this file has"),
        (lambda text: text.replace("obligation", "net", 1), "no column `obligation`"),
        (lambda text: text + "k,N,$5,W\n", "cannot be read"),
        (lambda text: text + "k\n", "cannot be read"),
        (lambda _: "", "no column `obligation`"),
        (lambda text: text + '"never', "cannot be read"),
    ],
)
def test_rows_that_are_not_the_claims_are_named(
    good: GoodSite, trace: Trace, change: Callable[[str], str], said: str
) -> None:
    path = f"claim/{good.claim_id}.csv"
    good.write(path, change((good.folder / path).read_text(encoding="utf-8")))
    (found,) = [found for found in good.check(trace) if found.check == "figures"]
    assert (found.page, found.line) == (path, 1)
    assert said in found.sentence


def test_rows_of_a_claim_that_the_case_does_not_have_are_named(good: GoodSite, trace: Trace) -> None:
    good.write("claim/C000000000000.csv", "obligation\n1.00\n")
    assert [found.sentence for found in good.check(trace)] == ["There is no claim C000000000000 in this case."]
