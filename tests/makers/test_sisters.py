from tests.makers.invented import award, decide, judged, line
from undersigned.makers.award import Award
from undersigned.terms.judgement import Judgements

PARENT = "PARENT1_7012"
SILENT = "OPTION YEAR"


def order(number: str, text: str = SILENT, recipient: str = "FOUR MEADOWS LLC", agreement: str = PARENT) -> Award:
    return award(line(text, recipient, transaction_key=f"T-{number}"), number=number, agreement=agreement)


def naming(*numbers: str, text: str = "KESTRELCLOUD HOSTING") -> list[Award]:
    return [order(number, text) for number in numbers]


def inferred(*awards: Award, judgements: Judgements | None = None) -> bool:
    """Whether the first of these awards got a maker from its sisters."""
    found = decide(awards, judgements=judgements)[0].attributions
    return bool(found) and found[0].relation == "inferred"


def test_a_silent_order_takes_its_sisters_maker_as_inferred_with_low_confidence() -> None:
    decision = decide([order("S"), *naming("A", "B", "C")])[0]
    (found,) = decision.attributions
    assert (found.maker, found.relation, found.confidence, found.rule) == ("Kestrelcloud", "inferred", "low", "sisters")
    assert (found.product, found.reseller, found.transaction_key) == ("", True, "T-A")
    assert found.evidence == f"other orders under agreement {PARENT}: KESTRELCLOUD HOSTING"
    assert [step.rule for step in decision.steps] == ["nothing", "sisters"]


def test_two_sisters_are_too_few() -> None:
    assert inferred(order("S"), *naming("A", "B", "C"))
    assert not inferred(order("S"), *naming("A", "B"))


def test_never_are_more_inferred_than_named() -> None:
    silent = [order(f"S{number}") for number in range(4)]
    assert inferred(*silent[:3], *naming("A", "B", "C"))
    assert not inferred(*silent, *naming("A", "B", "C"))


def test_sisters_that_name_two_makers_tell_nothing() -> None:
    assert not inferred(order("S"), *naming("A", "B", "C"), order("D", "STILT SWITCHES"))


def test_sisters_around_whose_product_labour_is_bought_tell_nothing() -> None:
    around = "KESTRELCLOUD SUPPORT SERVICES"
    assert not inferred(order("S"), *naming("A", "B", "C", text=around))
    assert not inferred(order("S"), *naming("A", "B", "C"), order("D", around))


def test_another_recipient_or_another_agreement_is_no_sister() -> None:
    assert not inferred(order("S", recipient="OTHER MEADOWS LLC"), *naming("A", "B", "C"))
    assert not inferred(order("S", agreement="PARENT2_7012"), *naming("A", "B", "C"))


def test_awards_without_an_agreement_are_nobodys_sisters() -> None:
    alone = "-NONE-_-NONE-"
    named = [order(number, "KESTRELCLOUD HOSTING", agreement=alone) for number in "ABC"]
    assert not inferred(order("S", agreement=alone), *named)


def test_words_that_speak_against_a_maker_are_no_silence() -> None:
    assert not inferred(order("S", "RACKS COMPATIBLE WITH STILT"), *naming("A", "B", "C"))


def test_nothing_is_inferred_after_a_judgement() -> None:
    silent = order("S")
    unknowable = Judgements(makers=(judged(silent, "", "none"),))
    assert not inferred(silent, *naming("A", "B", "C"), judgements=unknowable)
    assert decide([silent, *naming("A", "B", "C")], judgements=unknowable)[0].attributions == []


def test_a_judgement_that_a_sister_has_no_maker_leaves_the_others_as_they_are() -> None:
    sisters = naming("A", "B", "C", "D")
    judgements = Judgements(makers=(judged(sisters[3], "", "none"),))
    assert inferred(order("S"), *sisters, judgements=judgements)
