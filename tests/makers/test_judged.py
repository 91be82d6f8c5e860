from tests.makers.invented import award, decide, judged, line
from undersigned.terms.judgement import Judgements

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
