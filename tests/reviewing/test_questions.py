from tests.reviewing.asked import ROWS, given, link, maker, questions, trace
from undersigned.case.folder import Case
from undersigned.claims.reading import reading
from undersigned.reviewing.answering import give
from undersigned.reviewing.gathering import for_person
from undersigned.reviewing.profiles import held
from undersigned.reviewing.questions import LinkAsked, LinkQuestion, MakerQuestion


def reasons(case: Case) -> dict[tuple[str, ...], tuple[str, ...]]:
    """What is asked about → why, in order."""
    return {
        (*one.asked.names, *one.asked.others)
        if isinstance(one, LinkQuestion)
        else (one.award_id, one.asked.maker): one.reasons
        for one in questions(case)
    }


def test_what_is_uncertain_is_asked_with_most_money_first(asking: Case) -> None:
    assert list(reasons(asking).items()) == [
        (("HERON MARSH INC", "HERON MARSH LLC"), ("joined by the name alone; their legal forms differ",)),
        (("STILT FENLAMD LLC", "STILT FENLAND LLC"), ("names 92 % alike by their letters",)),
        (("A5", "Kestrelcloud"), ("one of several makers of this award",)),
        (("A5", "Plover Data"), ("one of several makers of this award",)),
        (("A7", "Kestrelcloud"), ("PERCH counts only near other words, and none stands here",)),
    ]


def test_natural_persons_are_never_asked_about(asking: Case) -> None:
    with reading(asking) as found:
        assert {one.name for one in held(found)} == {name for _, name, _, _ in ROWS[:-1]}
    assert not any(
        "WITHHELD" in str(one) or "SMITH" in str(one) or "CONT_AWD_A9" in str(one) for one in questions(asking)
    )


def test_a_link_stands_with_the_evidence_of_both_sides(asking: Case) -> None:
    asked = link(asking, "HERON MARSH INC")
    assert (asked.joined, asked.stake) == (True, 70_000)
    assert (asked.left.money, asked.left.awards, asked.left.texts) == (70_000, 1, ("=ROPES",))
    assert (asked.right.money, asked.right.agencies, asked.right.years) == (90_000, ("Buoys",), (2031,))


def test_an_attribution_stands_with_its_words_and_steps(asking: Case) -> None:
    asked = maker(asking, "A5", "Plover Data")
    assert (asked.found, asked.stake, asked.recipient, asked.rule) == (True, 3_000, "CURLEW RESALE CO", "named")
    assert asked.asked.reseller
    assert "PLOVERTRACE" in asked.evidence
    assert any("Plover Data" in step for step in asked.steps)
    assert not maker(asking, "A7", "Kestrelcloud").found


def test_what_is_settled_is_not_asked_again_before_or_after_the_next_trace(case: Case) -> None:
    give(case, [given(link(case, "HERON MARSH INC"), "no"), given(maker(case, "A7", "Kestrelcloud"), "no")])
    give(case, [given(maker(case, "A5", "Plover Data"), "yes"), given(link(case, "STILT FENLAMD LLC"), "yes")])
    left = [("A5", "Kestrelcloud")]
    assert list(reasons(case)) == left
    assert list(reasons(trace(case))) == left


def test_what_somebody_is_unsure_about_is_asked_of_others(case: Case) -> None:
    unsure = [given(link(case, "HERON MARSH INC"), "unsure"), given(maker(case, "A5", "Plover Data"), "unsure")]
    give(case, unsure)
    for then in (case, trace(case)):
        everything = questions(then)
        told = {one.asked.identifier for one in everything if one.said}
        assert told >= {unsure[1].asked.identifier}
        assert len(told) == 2
        assert not {one.asked.identifier for one in for_person(everything, "ann")} & told
        assert told <= {one.asked.identifier for one in for_person(everything, "Ben")}


def test_questions_can_be_about_one_kind_or_one_name(asking: Case) -> None:
    assert all(isinstance(one, LinkQuestion) for one in questions(asking, "links"))
    assert all(isinstance(one, MakerQuestion) for one in questions(asking, "attributions"))
    assert [one.asked.identifier for one in questions(asking, "plover data")] == [
        maker(asking, "A5", "Plover Data").asked.identifier
    ]


def test_a_link_has_one_identifier_whichever_side_comes_first() -> None:
    one, other = LinkAsked(("A", "B"), ("C",)), LinkAsked(("C",), ("B", "A"))
    assert one.identifier == other.identifier != LinkAsked(("A",), ("B", "C")).identifier
