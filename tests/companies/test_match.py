from hypothesis import given
from hypothesis import strategies as st

from tests.companies.invented import WHY, different, groups, known, named, one_family, same, traced
from undersigned.companies.match import match
from undersigned.companies.owners_data import OwnersData
from undersigned.terms.company import Recipient
from undersigned.terms.judgement import DifferentCompany, Judgements, SameCompany


def test_spellings_of_one_name_are_one_company() -> None:
    rows = traced(named("HERON MARSH LLC", "Heron Marsh, L.L.C.", "THE HERON MARSH INC"))
    assert len(groups(rows)) == 1
    assert {row.basis for row in rows.values()} == {"name rule"}


def test_a_name_of_its_own_says_so() -> None:
    assert traced(named("HERON MARSH LLC"))["HERON MARSH LLC"].basis == "own name"


def test_ordinary_words_are_kept_apart_by_legal_kind() -> None:
    corporation, company = "INFORMATION TECHNOLOGY CORPORATION", "INFORMATION TECHNOLOGY COMPANY, LLC"
    rows = traced(named(corporation, company, "INFORMATION TECHNOLOGY LLC"))
    assert groups(rows) == {frozenset({corporation}), frozenset({company, "INFORMATION TECHNOLOGY LLC"})}
    assert rows[corporation].family_id != rows[company].family_id


def test_ordinary_words_of_one_kind_are_one_company() -> None:
    assert len(groups(traced(named("GLOBAL SOLUTIONS INC", "GLOBAL SOLUTIONS CORP.", "GLOBAL SOLUTIONS INC.")))) == 1


def test_one_uei_or_one_duns_is_one_company_whatever_the_name() -> None:
    recipients = [
        Recipient("HERON LLC", uei="U1"),
        Recipient("AVOCET LLC", uei="U1", duns="D1"),
        Recipient("GODWIT LLC", duns="D1"),
        Recipient("STILT LLC", uei="U2", duns="D2"),
    ]
    rows = traced(recipients)
    assert groups(rows) == {frozenset({"HERON LLC", "AVOCET LLC", "GODWIT LLC"}), frozenset({"STILT LLC"})}
    assert {name: row.basis for name, row in rows.items()} == {
        "HERON LLC": "same UEI",
        "AVOCET LLC": "same UEI",
        "GODWIT LLC": "same DUNS",
        "STILT LLC": "own name",
    }


def test_missing_identifiers_join_nobody() -> None:
    assert len(groups(traced([Recipient("HERON LLC", uei=None), Recipient("STILT LLC", uei="")]))) == 2


def test_a_company_and_its_trading_name_are_one() -> None:
    rows = traced([Recipient("HERON LLC", dba="Stilt Labs"), Recipient("STILT LABS INC")])
    assert len(groups(rows)) == 1


def test_a_trading_name_that_two_companies_claim_joins_neither() -> None:
    claims = [Recipient("HERON LLC", dba="STILT LABS"), Recipient("AVOCET LLC", dba="STILT LABS")]
    assert len(groups(traced([*claims, Recipient("STILT LABS")]))) == 3


def test_other_names_of_one_company_come_from_the_data() -> None:
    rows = traced(named("HERON LLC", "AVOCET INC"), OwnersData(same=(("HERON", "AVOCET", "GODWIT"),)))
    assert len(groups(rows)) == 1
    assert {row.basis for row in rows.values()} == {"catalogue"}


def test_a_probable_pair_is_joined_last() -> None:
    recipients = named("HERON LLC", "HERRON LLC")
    (company,) = match(recipients, OwnersData(), Judgements(), [("HERON LLC", "HERRON LLC")])
    assert set(company.members.values()) == {"probable"}
    assert len(match(recipients, OwnersData(), different(*company.members), [("HERON LLC", "HERRON LLC")])) == 2


def test_known_look_alikes_stay_apart_whatever_joins_them() -> None:
    owners = known(apart=[("HERON LLC", "HERRON INC")])
    recipients = [Recipient("HERON LLC", uei="U1"), Recipient("HERRON INC", uei="U1")]
    assert len(groups(traced(recipients))) == 1
    assert len(groups(traced(recipients, owners))) == 2


def test_a_third_name_does_not_bridge_two_that_are_kept_apart() -> None:
    owners = known(apart=[("HERON LLC", "STILT LLC")])
    recipients = [Recipient(name, uei="U1") for name in ("AVOCET LLC", "HERON LLC", "STILT LLC")]
    assert groups(traced(recipients, owners)) == {frozenset({one.name}) for one in recipients}


def test_the_commonest_spelling_names_the_company() -> None:
    recipients = [Recipient("HERON, LLC", rows=1), Recipient("HERON LLC", rows=2), Recipient("HERON, LLC", rows=3)]
    assert {row.company_name for row in traced(recipients).values()} == {"HERON, LLC"}


def test_a_judgement_joins_what_nothing_else_does() -> None:
    rows = traced(named("HERON LLC", "STILT INC", "AVOCET LLC"), judgements=same("HERON LLC", "STILT INC"))
    assert groups(rows) == {frozenset({"HERON LLC", "STILT INC"}), frozenset({"AVOCET LLC"})}
    assert rows["HERON LLC"].basis == rows["STILT INC"].basis == "judgement"


def test_a_judgement_keeps_apart_what_an_identifier_joins() -> None:
    recipients = [Recipient("HERON LLC", uei="U1"), Recipient("HERON INC", uei="U1")]
    rows = traced(recipients, judgements=different("HERON LLC", "HERON INC"))
    assert len(groups(rows)) == 2
    assert rows["HERON LLC"].family_id != rows["HERON INC"].family_id


def test_a_judgement_joins_what_our_data_keeps_apart() -> None:
    owners = known(apart=[("HERON LLC", "HERRON INC")])
    recipients = named("HERON LLC", "HERON, L.L.C.", "HERRON INC")
    assert len(groups(traced(recipients, owners))) == 2
    assert len(groups(traced(recipients, owners, same("HERON LLC", "HERRON INC")))) == 1


def test_a_judgement_on_names_that_are_not_in_the_records_changes_nothing() -> None:
    recipients = named("HERON LLC", "STILT INC")
    assert traced(recipients, judgements=same("GODWIT LLC", "STILT INC")) == traced(recipients)


def test_names_in_another_script_are_companies_of_their_own() -> None:
    rows = traced(named("鹬仪器", "鹤仪器", "???", "!!!"))
    assert len(groups(rows)) == 4
    assert len({row.family_id for row in rows.values()}) == 4


def test_a_judgement_finds_its_names_whatever_their_case() -> None:
    rows = traced(named("HERON LLC", "Stilt Inc"), judgements=same("Heron LLC", "STILT INC"))
    assert len(groups(rows)) == 1
    recipients = [Recipient("HERON LLC", uei="U1"), Recipient("Heron Llc", uei="U1"), Recipient("STILT INC", uei="U1")]
    found = groups(traced(recipients, judgements=different("heron llc", "Stilt Inc")))
    assert found == {frozenset({"HERON LLC", "Heron Llc"}), frozenset({"STILT INC"})}


def test_judgements_that_contradict_each_other_keep_apart_and_do_so_in_every_order() -> None:
    recipients = named("AVOCET LLC", "HERON LLC", "STILT LLC")
    both = Judgements(
        same=same("AVOCET LLC", "HERON LLC", "STILT LLC").same, different=different("AVOCET LLC", "STILT LLC").different
    )
    rows = traced(recipients, judgements=both)
    assert groups(rows) == {frozenset({"AVOCET LLC", "HERON LLC"}), frozenset({"STILT LLC"})}
    assert traced(recipients[::-1], judgements=both) == rows


def test_a_new_spelling_does_not_undo_what_was_decided() -> None:
    decided = different("HERON MARSH LLC", "HERON MARSH INC")
    first = named("HERON MARSH LLC", "HERON MARSH INC")
    second = [*first, *named("Heron Marsh, L.L.C.", "HERON MARSH, INCORPORATED", "The Heron Marsh")]
    assert len(groups(traced(second))) == 1
    assert groups(traced(first, judgements=decided)) == {frozenset({one.name}) for one in first}
    assert groups(traced(second, judgements=decided)) == {
        frozenset({"HERON MARSH LLC", "Heron Marsh, L.L.C."}),
        frozenset({"HERON MARSH INC", "HERON MARSH, INCORPORATED"}),
        frozenset({"The Heron Marsh"}),
    }


def test_a_new_spelling_with_everybodys_identifier_does_not_join_what_was_parted() -> None:
    decided = different("HERON LLC", "STILT INC")
    recipients = [Recipient(name, uei="U1") for name in ("HERON LLC", "STILT INC", "HERON, L.L.C.", "AVOCET LP")]
    assert groups(traced(recipients, judgements=decided)) == {
        frozenset({"HERON LLC", "HERON, L.L.C."}),
        frozenset({"STILT INC"}),
        frozenset({"AVOCET LP"}),
    }


def test_one_side_of_a_decision_stays_together() -> None:
    odd = Judgements(different=(DifferentCompany(("STILT INC",), WHY, ("HERON LLC", "AVOCET LLC", "GODWIT LLC")),))
    recipients = [Recipient(name, uei="U1") for name in ("AVOCET LLC", "GODWIT LLC", "HERON LLC", "STILT INC")]
    assert groups(traced(recipients, judgements=odd)) == {
        frozenset({"AVOCET LLC", "GODWIT LLC", "HERON LLC"}),
        frozenset({"STILT INC"}),
    }


def test_a_name_that_a_judgement_names_itself_is_no_spelling_of_another() -> None:
    both = Judgements(
        different=different("HERON LLC", "STILT LLC").different, same=same("HERON, L.L.C.", "STILT LLC").same
    )
    found = groups(traced(named("HERON LLC", "HERON, L.L.C.", "STILT LLC"), judgements=both))
    assert found == {frozenset({"HERON LLC"}), frozenset({"HERON, L.L.C.", "STILT LLC"})}


def test_a_spelling_that_fits_both_sides_is_left_to_the_other_reasons() -> None:
    decided = different("HERON MARSH CORP", "HERON MARSH INC")
    third = Recipient("HERON MARSH, INCORPORATED", uei="U1")
    recipients = [third, Recipient("HERON MARSH INC", uei="U1"), Recipient("HERON MARSH CORP")]
    found = groups(traced(recipients, judgements=decided))
    assert found == {frozenset({third.name, "HERON MARSH INC"}), frozenset({"HERON MARSH CORP"})}


def unsure(*names: str) -> Judgements:
    return Judgements(same=(SameCompany(names, WHY, answer="unsure"),))


def test_what_somebody_is_unsure_about_is_not_joined_by_its_name_or_as_probable() -> None:
    doubted = unsure("HERON MARSH LLC", "HERON MARSH INC")
    assert len(groups(traced(named("HERON MARSH LLC", "HERON MARSH INC"), judgements=doubted))) == 2
    recipients = named("HERON LLC", "HERRON LLC")
    assert len(match(recipients, OwnersData(), unsure("HERON LLC", "HERRON LLC"), [("HERON LLC", "HERRON LLC")])) == 2


def test_what_somebody_is_unsure_about_is_joined_by_an_identifier_and_by_data_with_a_source() -> None:
    doubted = unsure("HERON LLC", "STILT INC")
    joined = [Recipient("HERON LLC", uei="U1"), Recipient("STILT INC", uei="U1")]
    assert len(groups(traced(joined, judgements=doubted))) == 1
    owners = OwnersData(same=(("HERON", "STILT"),))
    assert len(groups(traced(named("HERON LLC", "STILT INC"), owners, doubted))) == 1


def test_a_family_by_a_shared_name_is_weak_too() -> None:
    recipients = named("HERON MARSH LLC", "HERON MARSH TOOLS LLC")
    assert one_family(traced(recipients), *(one.name for one in recipients))
    doubted = traced(recipients, judgements=unsure("HERON MARSH LLC", "HERON MARSH TOOLS LLC"))
    assert not one_family(doubted, *(one.name for one in recipients))


def test_a_third_name_does_not_bring_back_a_family_that_was_parted() -> None:
    recipients = named("HERON MARSH LLC", "HERON MARSH TOOLS LLC", "HERON MARSH TOOLS GROUP LLC")
    rows = traced(recipients, judgements=different("HERON MARSH LLC", "HERON MARSH TOOLS LLC"))
    assert not one_family(rows, "HERON MARSH LLC", "HERON MARSH TOOLS LLC")
    assert one_family(rows, "HERON MARSH TOOLS LLC", "HERON MARSH TOOLS GROUP LLC")


WORDS = st.sampled_from(["HERON", "STILT", "GLOBAL", "SOLUTIONS", "MARSH", "INFORMATION"])
NAMES = st.builds(
    lambda parts, form: " ".join((*parts, form)).strip(),
    st.lists(WORDS, min_size=1, max_size=3),
    st.sampled_from(["", "LLC", "INC.", "CORP", ", L.L.C.", "LP"]),
)
IDENTIFIERS = st.sampled_from([None, "1", "2", "3"])
RECIPIENTS = st.lists(
    st.builds(
        Recipient,
        name=NAMES,
        dba=st.none() | NAMES,
        uei=IDENTIFIERS,
        duns=IDENTIFIERS,
        parent_name=st.none() | NAMES,
        parent_uei=IDENTIFIERS,
        parent_duns=IDENTIFIERS,
        rows=st.integers(1, 3),
    ),
    max_size=12,
)


@given(st.data(), RECIPIENTS)
def test_the_order_of_recipients_changes_nothing(data: st.DataObject, recipients: list[Recipient]) -> None:
    shuffled = data.draw(st.permutations(recipients))
    judgements = Judgements(
        same=same("HERON LLC", "STILT LLC", "MARSH LP").same,
        different=different("HERON", "HERON INC.").different,
    )
    owners = known(apart=[("HERON MARSH", "HERON MARSH STILT"), ("GLOBAL HERON", "STILT")])
    assert list(traced(shuffled, owners, judgements).items()) == list(traced(recipients, owners, judgements).items())


@given(RECIPIENTS)
def test_every_company_has_an_identifier_of_its_own_and_every_name_one_company(recipients: list[Recipient]) -> None:
    companies = match(recipients, OwnersData(), different("HERON", "HERON INC.", "HERON LLC"))
    identifiers = [company.company_id for company in companies]
    names = [name for company in companies for name in company.members]
    assert len(set(identifiers)) == len(identifiers)
    assert sorted(names) == sorted({recipient.name for recipient in recipients})
