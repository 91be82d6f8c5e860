from undersigned.companies.settling import awards, links, owners
from undersigned.terms.judgement import (
    Answer,
    Decided,
    DifferentCompany,
    FamilyOf,
    Judgements,
    MakerOf,
    SameCompany,
)


def by(who: str, when: str = "2031-05-06") -> Decided:
    return Decided(who, when, "a register")


def one(first: str, second: str, who: str, answer: Answer = "yes", when: str = "2031-05-06") -> SameCompany:
    return SameCompany((first, second), by(who, when), answer=answer)


def maker(name: str, who: str, answer: Answer | None = None, *, reseller: bool = False) -> MakerOf:
    return MakerOf("A1", name, "", "product" if name else "none", "other", reseller, by(who), answer)


def answer_on(judgements: Judgements, first: str = "HERON", second: str = "STILT") -> str:
    return links(judgements)[frozenset((first.casefold(), second.casefold()))].answer


def answers(*entries: MakerOf) -> dict[str, str]:
    return {found.entry.maker: found.verdict.answer for found in awards(Judgements(makers=entries))["A1"].makers}


def test_two_people_who_agree_decide() -> None:
    assert answer_on(Judgements(same=(one("HERON", "STILT", "Ann"), one("Stilt", "Heron", "Ben")))) == "yes"


def test_two_people_who_differ_are_unsure_and_both_are_told() -> None:
    judgements = Judgements(
        same=(one("HERON", "STILT", "Ann"),), different=(DifferentCompany(("HERON", "STILT"), by("Ben")),)
    )
    verdict = links(judgements)[frozenset(("heron", "stilt"))]
    assert (verdict.answer, verdict.contested) == ("unsure", True)
    assert [said.sentence() for said in verdict.said] == [
        "Ann said yes on 2031-05-06: a register",
        "Ben said no on 2031-05-06: a register",
    ]


def test_unsure_beside_yes_is_a_difference() -> None:
    both = (one("HERON", "STILT", "Ann"), one("HERON", "STILT", "Ben", "unsure"))
    assert answer_on(Judgements(same=both)) == "unsure"


def test_of_one_person_the_last_day_counts_and_within_a_day_caution() -> None:
    different = (DifferentCompany(("HERON", "STILT"), by("Ann", "2031-05-07")),)
    later = one("HERON", "STILT", " ANN ", when="2031-05-08")
    assert answer_on(Judgements(same=(later,), different=different)) == "yes"
    assert answer_on(Judgements(same=(one("HERON", "STILT", "Ann", when="2031-05-07"),), different=different)) == "no"


def test_unsure_goes_before_yes_on_one_day_in_whichever_order_they_stand() -> None:
    both = (one("HERON", "STILT", "Ann", "unsure"), one("HERON", "STILT", "Ann"))
    assert answer_on(Judgements(same=both)) == answer_on(Judgements(same=both[::-1])) == "unsure"


def test_two_sides_say_nothing_of_names_on_one_side() -> None:
    apart = DifferentCompany(("HERON",), by("Ann"), ("STILT", "AVOCET"))
    assert set(links(Judgements(different=(apart,)))) == {
        frozenset(("heron", "stilt")),
        frozenset(("heron", "avocet")),
    }


def test_where_two_people_differ_on_a_pair_all_pairs_of_their_entries_are_unsure() -> None:
    apart = DifferentCompany(("HERON",), by("Ann"), ("STILT", "AVOCET"))
    judgements = Judgements(same=(one("HERON", "STILT", "Ben"),), different=(apart,))
    assert answer_on(judgements) == answer_on(judgements, "HERON", "AVOCET") == "unsure"


def test_an_owner_on_whom_two_people_differ_is_nobodys_decision() -> None:
    ann, ben = FamilyOf("HERON LLC", "Avocet", by("Ann")), FamilyOf("HERON INC", "Godwit", by("Ben"))
    assert owners(Judgements(families=(ann,))) == {"HERON": "Avocet"}
    assert owners(Judgements(families=(ann, ben))) == {}
    assert owners(Judgements(families=(ann, FamilyOf("HERON", "Avocet", by("Ben"))))) == {"HERON": "Avocet"}


def test_one_persons_makers_without_answers_are_the_whole_truth() -> None:
    found = awards(Judgements(makers=(maker("Godwit", "Ann"), maker("Stilt", "Ann"))))["A1"]
    assert found.whole
    assert answers(maker("Godwit", "Ann"), maker("Stilt", "Ann")) == {"Godwit": "yes", "Stilt": "yes"}


def test_whoever_told_all_makers_said_no_to_the_others() -> None:
    assert answers(maker("Godwit", "Ann"), maker("Stilt", "Ben")) == {"Godwit": "unsure", "Stilt": "unsure"}
    assert answers(maker("", "Ann"), maker("Stilt", "Ben")) == {"Stilt": "unsure"}
    assert answers(maker("Godwit", "Ann"), maker("Stilt", "Ben", "no")) == {"Godwit": "yes", "Stilt": "no"}


def test_an_answer_speaks_of_one_maker_and_leaves_the_rest_to_the_rules() -> None:
    found = awards(Judgements(makers=(maker("Godwit", "Ann", "no"),)))["A1"]
    assert not found.whole
    assert answers(maker("Godwit", "Ann", "no"), maker("Stilt", "Ben", "yes")) == {"Godwit": "no", "Stilt": "yes"}


def test_two_people_who_name_one_maker_through_different_channels_are_unsure() -> None:
    assert answers(maker("Godwit", "Ann", "yes"), maker("Godwit", "Ben", "yes", reseller=True)) == {"Godwit": "unsure"}
