"""The sentences of claims: templates over figures, so exact that they can be quoted and contested."""

from dataclasses import dataclass
from functools import cache

from undersigned.terms import sentence
from undersigned.terms.sentence import Part, Sentence, Template, Value, Worded

possessive = sentence.possessive


@dataclass(frozen=True, slots=True)
class Sum:
    """One summed cell, as the sentences need it; `figure` in whole cents."""

    kind: str
    subject: str
    other: str
    measure: str
    channel: str
    fiscal_year: int | None
    of_agency: str
    figure: int
    awards: int
    rows: int
    companies: int
    first_year: int | None
    last_year: int | None

    def when(self) -> Sentence:
        """The fiscal year or years."""
        if self.fiscal_year is not None:
            return _when(self.fiscal_year, self.fiscal_year)
        return _when(self.first_year, self.last_year)


@cache
def _when(first: int | None, last: int | None) -> Sentence:
    if first is None or last is None:
        return _WHOLE_LIFE.of()
    return _IN_YEAR.of(year=_year(first)) if first == last else _IN_YEARS.of(first=_year(first), last=_year(last))


_IN_YEAR = Template("in fiscal year {year}")
_IN_YEARS = Template("in fiscal years {first} to {last}")
_WHOLE_LIFE = Template("over their whole life (award summaries)")


def of_sum(cell: Sum) -> Worded:
    """The sentence of one summed cell."""
    return _SENTENCES[cell.kind](cell).said()


def share(part: Sum, whole: Sum) -> tuple[Worded, int]:
    """An agency's technology spending as a share of its obligations: the sentence, and tenths of a percent."""
    tenths = round(1000 * part.figure / whole.figure)
    told = _SHARE.of(
        share=Value("percent", tenths),
        agency=Value("owner", part.subject),
        when=part.when(),
        part=Value("plain", part.figure),
        whole=Value("plain", whole.figure),
    )
    return told.said(), tenths


def share_of_maker(part: Sum, whole: Sum) -> tuple[Worded, int]:
    """A maker's share of an agency's technology spending: the sentence, and tenths of a percent."""
    tenths = round(1000 * part.figure / whole.figure)
    told = _SHARE_OF_MAKER.of(
        share=Value("percent", tenths),
        agency=Value("owner", whole.subject),
        when=part.when(),
        part=Value("plain", part.figure),
        whole=Value("plain", whole.figure),
        maker=Value("owner", part.subject),
    )
    return told.said(), tenths


_SHARE = Template(
    "{share} of {agency} net obligations {when} ({part} of {whole}) are of awards attributed to makers of technology."
)
_SHARE_OF_MAKER = Template(
    "{share} of {agency} net obligations for technology {when} ({part} of {whole}) are of awards that name {maker} "
    "products alone."
)


def change(kind: str, subject: str, before: tuple[int, int], after: tuple[int, int]) -> Worded:
    """From one fiscal year to the next: each is (year, cents)."""
    (first, earlier), (second, later) = before, after
    template = _ROSE if later > earlier else _FELL if later < earlier else _STAYED
    return template.of(
        awards=_awards_of(kind, subject),
        earlier=Value("plain", earlier),
        later=Value("plain", later),
        first=_year(first),
        second=_year(second),
    ).said()


_ROSE = Template(
    "Net obligations of {awards} rose from {earlier} in fiscal year {first} to {later} in fiscal year {second}."
)
_FELL = Template(
    "Net obligations of {awards} fell from {earlier} in fiscal year {first} to {later} in fiscal year {second}."
)
_STAYED = Template(
    "Net obligations of {awards} stayed the same: {later} in fiscal year {first} and in fiscal year {second}."
)


def largest(kind: str, subject: str, measure: str, held: tuple[str, str, int]) -> Worded:
    """One of the largest awards of a subject; `held` is its key, who holds it, and its net cents."""
    award, company, cents = held
    worth = Value("plain", cents)
    return _LARGEST[measure].of(awards=_awards_of(kind, subject), award=award, company=company, worth=worth).said()


_LARGEST = {
    "largest award": Template("The largest of the {awards} is {award}, held by {company}: {worth} net."),
    "second largest award": Template("The second largest of the {awards} is {award}, held by {company}: {worth} net."),
    "third largest award": Template("The third largest of the {awards} is {award}, held by {company}: {worth} net."),
}


def _awards_of(kind: str, subject: str) -> Sentence:
    """Whose awards: `awards that name Amazon's products`."""
    values = {"maker": Value("owner", subject), "category": Value("category", subject)}
    return _AWARDS_OF[kind].of(**{kind: values.get(kind, subject)})


_AWARDS_OF = {
    "maker": Template("awards that name {maker} products"),
    "agency": Template("awards of {agency}"),
    "reseller": Template("awards of {reseller} that name other makers' products"),
    "category": Template("awards for {category}"),
}


def running(subject: str, awards: int, as_of: str) -> Worded:
    """What has not ended on a day."""
    return _RUNNING.counting(awards, maker=Value("owner", subject), day=Value("day", as_of)).said()


def running_unknown(subject: str) -> Worded:
    """Where no row has an end date."""
    return _RUNNING_UNKNOWN.of(maker=Value("owner", subject)).said()


_RUNNING = Template(
    "{n} award that names {maker} products had not ended on {day}.",
    "{n} awards that name {maker} products had not ended on {day}.",
)
_RUNNING_UNKNOWN = Template(
    "Which awards that name {maker} products are still running is not in these records: they have no end dates."
)


def _maker(cell: Sum) -> Sentence:
    worth, when, maker = Value("plain", cell.figure), cell.when(), Value("owner", cell.subject)
    if cell.channel == "shared":
        return _SHARED.counting(cell.awards, worth=worth, when=when, maker=maker)
    if cell.other:
        return _maker_and_other(cell, {"worth": worth, "when": when, "maker": maker})
    if cell.channel == "direct":
        return _DIRECT.counting(cell.awards, maker=cell.subject, worth=worth, when=when)
    holders = _HOLDERS.counting(cell.companies)
    return _RESOLD.counting(cell.awards, holders=holders, worth=worth, when=when, maker=maker)


def _maker_and_other(cell: Sum, values: dict[str, Part]) -> Sentence:
    """A maker at an agency, through a reseller, by one product."""
    if cell.of_agency:
        return _THROUGH_AT.counting(cell.awards, reseller=cell.other, agency=cell.of_agency, **values)
    if cell.measure == "obligations for":
        template = _FOR_DIRECT if cell.channel == "direct" else _FOR_RESOLD
        return template.counting(cell.awards, product=cell.other, itself=cell.subject, **values)
    if cell.measure.startswith("obligations through"):
        return _THROUGH.counting(cell.awards, reseller=cell.other, **values)
    if cell.measure.startswith("technology at"):
        return _TECHNOLOGY_AT.counting(cell.awards, agency=cell.other, **values)
    if cell.channel == "direct":
        return _AT_DIRECT.counting(cell.awards, agency=cell.other, itself=cell.subject, **values)
    return _AT_RESOLD.counting(cell.awards, agency=cell.other, **values)


_SHARED = Template(
    "{n} award worth {worth} net {when} names {maker} products together with other makers' products.",
    "{n} awards worth {worth} net {when} name {maker} products together with other makers' products.",
)
_TECHNOLOGY_AT = Template(
    "{agency} obligated {worth} net {when} on {n} award for {maker} technology alone.",
    "{agency} obligated {worth} net {when} on {n} awards for {maker} technology alone.",
)
_AT_DIRECT = Template(
    "{agency} has {n} award worth {worth} net {when} for {maker} products, bought from {itself} itself.",
    "{agency} has {n} awards worth {worth} net {when} for {maker} products, bought from {itself} itself.",
)
_AT_RESOLD = Template(
    "{agency} has {n} award worth {worth} net {when} for {maker} products, bought through resellers.",
    "{agency} has {n} awards worth {worth} net {when} for {maker} products, bought through resellers.",
)
_THROUGH_AT = Template(
    "{reseller} holds {n} award of {agency} worth {worth} net {when} that names {maker} products.",
    "{reseller} holds {n} awards of {agency} worth {worth} net {when} that name {maker} products.",
)
_FOR_DIRECT = Template(
    "{itself} itself holds {n} award worth {worth} net {when} that names {product} and no other product.",
    "{itself} itself holds {n} awards worth {worth} net {when} that name {product} and no other product.",
)
_FOR_RESOLD = Template(
    "Resellers hold {n} award worth {worth} net {when} that names {maker} {product} and no other product.",
    "Resellers hold {n} awards worth {worth} net {when} that name {maker} {product} and no other product.",
)
_THROUGH = Template(
    "{reseller} holds {n} award worth {worth} net {when} that names {maker} products.",
    "{reseller} holds {n} awards worth {worth} net {when} that name {maker} products.",
)
_DIRECT = Template(
    "{maker} itself holds {n} award worth {worth} net {when}.",
    "{maker} itself holds {n} awards worth {worth} net {when}.",
)
_HOLDERS = Template("One reseller holds", "{n} resellers hold")
_RESOLD = Template(
    "{holders} {n} award worth {worth} net {when} that names {maker} products.",
    "{holders} {n} awards worth {worth} net {when} that name {maker} products.",
)


def _agency(cell: Sum) -> Sentence:
    worth, when = Value("plain", cell.figure), cell.when()
    if cell.channel == "shared":
        template = _SEVERAL_THROUGH if cell.other else _SEVERAL_DIRECT
        return template.counting(cell.awards, agency=cell.subject, reseller=cell.other, worth=worth, when=when)
    return _OF_AN_AGENCY[cell.channel].counting(cell.awards, agency=cell.subject, worth=worth, when=when)


_SEVERAL_THROUGH = Template(
    "{reseller} holds {n} award of {agency} worth {worth} net {when} that names several makers' products.",
    "{reseller} holds {n} awards of {agency} worth {worth} net {when} that name several makers' products.",
)
_SEVERAL_DIRECT = Template(
    "{agency} obligated {worth} net {when} on {n} award that names several makers' products, held by one of them.",
    "{agency} obligated {worth} net {when} on {n} awards that name several makers' products, each held by one of them.",
)


_OF_AN_AGENCY = {
    "all": Template(
        "{agency} obligated {worth} net {when} on {n} award.",
        "{agency} obligated {worth} net {when} on {n} awards.",
    ),
    "technology": Template(
        "{agency} obligated {worth} net {when} on {n} award attributed to makers of technology.",
        "{agency} obligated {worth} net {when} on {n} awards attributed to makers of technology.",
    ),
    "direct": Template(
        "{agency} obligated {worth} net {when} on {n} award held by the makers of what was bought.",
        "{agency} obligated {worth} net {when} on {n} awards held by the makers of what was bought.",
    ),
    "resold": Template(
        "{agency} obligated {worth} net {when} on {n} award in which resellers hold other makers' products.",
        "{agency} obligated {worth} net {when} on {n} awards in which resellers hold other makers' products.",
    ),
}


def _category(cell: Sum) -> Sentence:
    template = _CATEGORY_DIRECT if cell.channel == "direct" else _CATEGORY_RESOLD
    category = Value("category", cell.subject)
    if cell.other:
        template = _CATEGORY_OF_DIRECT if cell.channel == "direct" else _CATEGORY_OF_RESOLD
        values: dict[str, Part] = {"category": category, "worth": Value("plain", cell.figure), "when": cell.when()}
        return template.counting(cell.awards, maker=cell.other, owner=Value("owner", cell.other), **values)
    return template.counting(cell.awards, category=category, worth=Value("plain", cell.figure), when=cell.when())


_CATEGORY_OF_DIRECT = Template(
    "{maker} itself holds {n} award for {category} worth {worth} net {when}.",
    "{maker} itself holds {n} awards for {category} worth {worth} net {when}.",
)
_CATEGORY_OF_RESOLD = Template(
    "Resellers hold {n} award for {category} worth {worth} net {when} that names {owner} products.",
    "Resellers hold {n} awards for {category} worth {worth} net {when} that name {owner} products.",
)
_CATEGORY_DIRECT = Template(
    "Awards for {category}, held by the makers themselves, come to {worth} net {when} ({n} award).",
    "Awards for {category}, held by the makers themselves, come to {worth} net {when} ({n} awards).",
)
_CATEGORY_RESOLD = Template(
    "Awards for {category}, held by resellers, come to {worth} net {when} ({n} award).",
    "Awards for {category}, held by resellers, come to {worth} net {when} ({n} awards).",
)


def _reseller(cell: Sum) -> Sentence:
    worth = Value("plain", cell.figure)
    return _RESELLER.counting(cell.awards, reseller=cell.subject, worth=worth, when=cell.when())


_RESELLER = Template(
    "{reseller} holds {n} award worth {worth} net {when} that names other makers' products.",
    "{reseller} holds {n} awards worth {worth} net {when} that name other makers' products.",
)


def _company(cell: Sum) -> Sentence:
    worth, when = Value("exact", cell.figure), cell.when()
    if cell.other:
        return _COMPANY_AT.counting(cell.awards, company=cell.subject, agency=cell.other, worth=worth, when=when)
    return _COMPANY.counting(cell.awards, company=cell.subject, worth=worth, when=when)


def _family(cell: Sum) -> Sentence:
    worth, when = Value("exact", cell.figure), cell.when()
    if cell.other:
        return _ONE_OF_FAMILY.counting(cell.awards, company=cell.other, family=cell.subject, worth=worth, when=when)
    companies = _COMPANIES.counting(cell.companies)
    return _FAMILY.counting(cell.awards, companies=companies, family=cell.subject, worth=worth, when=when)


_COMPANY_AT = Template(
    "{agency} obligated {worth} net {when} to {company} on {n} award.",
    "{agency} obligated {worth} net {when} to {company} on {n} awards.",
)
_COMPANY = Template(
    "{company} was obligated {worth} net {when} on {n} award.",
    "{company} was obligated {worth} net {when} on {n} awards.",
)
_ONE_OF_FAMILY = Template(
    "{company}, a company of the family {family}, was obligated {worth} net {when} on {n} award.",
    "{company}, a company of the family {family}, was obligated {worth} net {when} on {n} awards.",
)
_COMPANIES = Template("{n} company", "{n} companies")
_FAMILY = Template(
    "The {companies} of the family {family} were obligated {worth} net {when} on {n} award.",
    "The {companies} of the family {family} were obligated {worth} net {when} on {n} awards.",
)


def _year(year: int) -> Value:
    return Value("year", year)


_SENTENCES = {
    "maker": _maker,
    "agency": _agency,
    "category": _category,
    "reseller": _reseller,
    "company": _company,
    "family": _family,
}
