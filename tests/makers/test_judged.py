from dataclasses import replace

from tests.makers.invented import award, decide, judged, line
from undersigned.makers.award import Award
from undersigned.makers.decision import Decision
from undersigned.terms.judgement import Answer, Decided, Judgements

NAMED = award(line("KESTRELCLOUD HOSTING", transaction_key="T9"))


def test_a_judgement_wins_over_the_words() -> None:
    (decision,) = decide([NAMED], judgements=Judgements(makers=(judged(NAMED, "Godwit", product="Wader"),)))
    (found,) = decision.attributions
    assert (found.maker, found.product, found.rule, found.confidence) == ("Godwit", "Wader", "judgement", "high")
    assert (found.reseller, found.category, found.shared) == (True, "cloud_hosting", False)
    assert found.evidence == "A. Reporter, 2031-05-06: the agency's letter says so"
    assert found.transaction_key == "T9"


def test_a_judgement_that_nobody_can_know_leaves_the_award_empty() -> None:
    (decision,) = decide([NAMED], judgements=Judgements(makers=(judged(NAMED, "", "none"),)))
    assert decision.attributions == []
    assert [step.rule for step in decision.steps] == ["judgement"]
    assert "A. Reporter decided on 2031-05-06" in decision.steps[0].sentence


def test_a_judgement_wins_over_the_recipients_own_product() -> None:
    own = award(line("TEN UNITS", "STILT NETWORKS"))
    (decision,) = decide([own], judgements=Judgements(makers=(judged(own, "", "none"),)))
    assert decision.attributions == []


def test_two_judged_makers_share_the_award() -> None:
    both = Judgements(makers=(judged(NAMED, "Godwit"), judged(NAMED, "Stilt", "services_around")))
    (decision,) = decide([NAMED], judgements=both)
    assert [(one.maker, one.relation, one.shared) for one in decision.attributions] == [
        ("Godwit", "product", True),
        ("Stilt", "services_around", True),
    ]


def test_a_judgement_on_one_award_leaves_the_others_alone() -> None:
    other = award(line("STILT SWITCHES"), number="A2")
    _, untouched = decide([NAMED, other], judgements=Judgements(makers=(judged(NAMED, "", "none"),)))
    assert [one.maker for one in untouched.attributions] == ["Stilt"]


BOTH = award(line("KESTRELCLOUD HOSTING AND PLOVERTRACE LICENSES"))


def answered(one: Award, *answers: tuple[str, Answer, str]) -> Decision:
    """The decision on an award after some people answered about some makers."""
    entries = tuple(
        replace(judged(one, maker), answer=answer, decided=Decided(who, "2031-05-06", "a letter"))
        for maker, answer, who in answers
    )
    return decide([one], judgements=Judgements(makers=entries))[0]


def test_a_yes_to_one_maker_leaves_the_others_to_the_rules() -> None:
    found = {one.maker: one for one in answered(BOTH, ("Kestrelcloud", "yes", "Ann")).attributions}
    assert {maker: (one.rule, one.shared) for maker, one in found.items()} == {
        "Kestrelcloud": ("judgement", True),
        "Plover Data": ("named", True),
    }
    assert found["Kestrelcloud"].confidence == "high"
    assert found["Kestrelcloud"].evidence == "Ann, 2031-05-06: a letter"


def test_a_no_takes_the_maker_out_and_the_other_alone_is_not_shared() -> None:
    decision = answered(BOTH, ("Kestrelcloud", "no", "Ann"))
    assert [(one.maker, one.rule, one.shared) for one in decision.attributions] == [("Plover Data", "named", False)]
    assert decision.steps[-1].sentence == "Kestrelcloud: Ann said no on 2031-05-06: a letter"


def test_a_no_to_the_only_maker_leaves_the_award_empty() -> None:
    assert answered(NAMED, ("Kestrelcloud", "no", "Ann")).attributions == []


def test_a_yes_gives_a_maker_that_no_rule_found() -> None:
    silent = award(line("OPTION YEAR"))
    assert [one.maker for one in answered(silent, ("Stilt", "yes", "Ann")).attributions] == ["Stilt"]


def test_unsure_is_listed_with_low_confidence_and_says_that_it_stands_in_no_figure() -> None:
    decision = answered(NAMED, ("Kestrelcloud", "unsure", "Ann"))
    (found,) = decision.attributions
    assert (found.maker, found.confidence, found.rule) == ("Kestrelcloud", "low", "judgement")
    assert decision.steps[-1].sentence == (
        "Kestrelcloud: Ann said unsure on 2031-05-06: a letter; it stands in no figure"
    )


def test_two_people_who_differ_are_both_told_and_count_as_unsure() -> None:
    decision = answered(NAMED, ("Kestrelcloud", "yes", "Ann"), ("Kestrelcloud", "no", "Ben"))
    (found,) = decision.attributions
    assert found.confidence == "low"
    assert found.evidence == "Ann, 2031-05-06, yes: a letter; Ben, 2031-05-06, no: a letter"
    assert "they differ, which counts as unsure" in decision.steps[-1].sentence


def test_two_people_who_tell_different_makers_leave_both_unsure() -> None:
    ben = replace(judged(NAMED, "Stilt"), decided=Decided("Ben", "2031-05-06", "a letter"))
    (decision,) = decide([NAMED], judgements=Judgements(makers=(judged(NAMED, "Godwit"), ben)))
    assert [(one.maker, one.confidence) for one in decision.attributions] == [("Godwit", "low"), ("Stilt", "low")]
