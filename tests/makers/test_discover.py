from undersigned.makers.catalogue import Catalogue, parse
from undersigned.makers.discover import Told, discover, draft

KNOWN = parse('name = "Acme"\ncategory = "other"\n[[term]]\nwords = ["ROADRUNNER"]\n', "acme.toml")
CATALOGUE = Catalogue({"Acme": KNOWN}, {})
SOFTWARE = "IT AND TELECOM - BUSINESS APPLICATION SOFTWARE"


def told(award: str, company: str, text: str, cents: int = 100, code: str = SOFTWARE) -> Told:
    return Told(award, company, text, code, "COMPUTER STORES", cents)


def found(*texts: Told, named: tuple[str, ...] = ()) -> list[str]:
    return [name.words for name in discover(texts, CATALOGUE, named)]


def test_a_name_before_licences_is_found_with_its_awards_and_companies() -> None:
    texts = [
        told("A1", "SHOP LLC", "ZYPHRO LICENSES", 500),
        told("A1", "SHOP LLC", "ZYPHRO LICENSES, FUNDING ONLY", 500),
        told("A2", "STORE INC", "RENEWAL OF ZYPHRO SUBSCRIPTION", -200),
    ]
    (name,) = discover(texts, CATALOGUE, ())
    assert (name.words, name.awards, name.companies) == ("ZYPHRO", {"A1": 500, "A2": -200}, {"SHOP LLC", "STORE INC"})
    assert name.obligation == 300
    assert [sample.text for sample in name.samples] == [each.text for each in texts]


def test_several_strange_words_are_one_name() -> None:
    assert found(told("A", "SHOP", "QUARN BLIXOR SOFTWARE")) == ["QUARN BLIXOR"]


def test_a_word_that_seldom_stands_before_a_cue_is_no_name() -> None:
    often = [told(f"A{n}", "SHOP", f"NEAR ZYPHRO ON ROAD {n}") for n in range(5)]
    assert found(*often, told("B", "SHOP", "ZYPHRO LICENSES")) == []


def test_known_words_ordinary_words_and_codes_are_no_names() -> None:
    assert found(told("A", "SHOP", "ROADRUNNER LICENSES")) == []
    assert found(told("A", "SHOP", "PORTABLE SCANNERS AND BUSINESS SOFTWARE")) == []
    assert found(told("A", "SHOP", "PROCESSING SOFTWARE, 12345 LICENSES, ABC KITS")) == []


def test_the_recipients_own_name_is_not_offered() -> None:
    assert found(told("A", "ZYPHRO LABS INC", "ZYPHRO LICENSES")) == []


def test_an_award_whose_maker_is_known_and_a_code_of_services_are_left_out() -> None:
    texts = (told("A", "SHOP", "ZYPHRO LICENSES"), told("B", "SHOP", "GUTTRIX SYSTEM", code="REPAIR OF ROOFS"))
    assert found(*texts) == ["ZYPHRO"]
    assert found(*texts, named=("A",)) == []


def test_what_most_companies_say_is_ordinary() -> None:
    texts = [told(f"A{n}", f"SHOP {n}", "ZYPHRO LICENSES") for n in range(9)]
    assert found(*texts) == []


def test_names_of_more_companies_come_first_then_those_of_more_money() -> None:
    texts = (
        told("A", "ONE", "QUARN LICENSES", 9),
        told("B", "ONE", "BLIXOR LICENSES", 90),
        told("C", "ONE", "ZYPHRO LICENSES", 1),
        told("D", "TWO", "ZYPHRO LICENSES", 1),
        *(told(f"E{n}", f"OTHER {n}", "PENCILS") for n in range(99)),
    )
    assert found(*texts) == ["ZYPHRO", "BLIXOR", "QUARN"]


def test_a_draft_is_a_makers_file() -> None:
    (name,) = discover([told("A", "SHOP", 'THE "ZYPHRO" LICENSES')], CATALOGUE, ())
    maker = parse(draft(name), "zyphro.toml")
    assert (maker.name, maker.terms[0].words) == ("Zyphro", ("ZYPHRO",))
    assert 'THE "ZYPHRO" LICENSES' in draft(name)
    assert "1 award of 1 company" in draft(name)
