"""Who shares a page: a maker with its family or its one company."""

from undersigned.claims.reading import Subject, Trace
from undersigned.dossiers.contents import Contents
from undersigned.dossiers.profiles import Profile, profiles


def kinds(profile: Profile | None) -> list[tuple[str, str]]:
    assert profile
    return [(subject.kind, subject.name) for subject in profile.subjects]


def test_a_maker_shares_its_page_with_its_only_company(contents: Contents) -> None:
    found = contents.profiles.of("maker", "Heronsoft")
    assert kinds(found) == [("maker", "Heronsoft"), ("company", "HERONSOFT INC")]
    assert contents.profiles.of("company", "HERONSOFT INC") is found


def test_a_maker_shares_its_page_with_its_family_of_several_companies(contents: Contents) -> None:
    assert kinds(contents.profiles.of("family", "Wader")) == [("maker", "Wader"), ("family", "Wader")]
    assert kinds(contents.profiles.of("company", "WADER INC")) == [("company", "WADER INC")]


def test_a_reseller_is_apart_from_the_company_of_its_name(contents: Contents) -> None:
    assert contents.profiles.address("reseller", "SHOP LLC") == "reseller/shop-llc.html"
    assert contents.profiles.address("company", "SHOP LLC") == "company/shop-llc.html"


def test_whom_no_claim_is_about_has_no_page(contents: Contents) -> None:
    assert contents.profiles.of("maker", "SHOP LLC") is None
    assert contents.profiles.address("maker", "SHOP LLC") == ""


def test_a_profile_is_known_by_its_kinds(contents: Contents) -> None:
    found = contents.profiles.of("maker", "Avocet")
    assert found
    assert found.subject("maker") == Subject("maker", "Avocet")
    assert found.subject("family") is None


def test_every_subject_of_a_trace_has_just_one_page(trace: Trace) -> None:
    subjects = [subject for profile in profiles(trace).all for subject in profile.subjects]
    told = trace.rows("SELECT DISTINCT subject_kind, subject FROM claims")
    assert sorted((subject.kind, subject.name) for subject in subjects) == sorted(told)


def test_the_profiles_of_a_folder_are_in_order(contents: Contents) -> None:
    names = [profile.name for profile in contents.profiles.in_folder("company")]
    assert names == [
        "Avocet",
        "FARM INC",
        "Heronsoft",
        "PEDLAR LLC",
        "SHOP LLC",
        "STALL INC",
        "Wader",
        "WADER FEDERAL LLC",
        "WADER INC",
    ]
