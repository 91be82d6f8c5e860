"""Every planted award, in one place."""

from functools import lru_cache

from undersigned.sample.records import Award
from undersigned.sample.traps import brands, money, names, people, texts

TELLERS = (
    brands.direct_award_is_tiny,
    brands.maker_hides_behind_a_reseller,
    brands.modification_does_not_name_the_product,
    brands.place_contains_a_brand,
    brands.company_looks_like_another,
    brands.product_word_is_anothers,
    brands.labour_around_a_product,
    brands.several_makers_in_one_award,
    names.merger_changes_the_recipient,
    names.raw_name_differs,
    names.firm_trades_under_another_name,
    names.sisters_have_one_parent,
    people.sole_proprietors,
    people.contacts_in_descriptions,
    people.officers_and_their_pay,
    texts.text_in_the_wrong_alphabet,
    texts.line_break_inside_a_field,
    texts.quotes_inside_a_field,
    money.money_is_taken_back,
    money.day_is_outside_the_year,
    money.ceiling_repeats_over_modifications,
)


@lru_cache(maxsize=1)
def stories() -> tuple[Award, ...]:
    """All planted awards, in the order of their serial numbers."""
    return tuple(award for teller in TELLERS for award in teller())
