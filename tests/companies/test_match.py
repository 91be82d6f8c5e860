from hypothesis import given
from hypothesis import strategies as st

from tests.companies.invented import different, groups, known, named, same, traced
from undersigned.companies.match import match
from undersigned.companies.owners_data import OwnersData
from undersigned.terms.company import Recipient
from undersigned.terms.judgement import Judgements


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
    found = groups(traced(recipients, owners))
    assert len(found) == 2
    assert not any({"HERON LLC", "STILT LLC"} <= group for group in found)


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
