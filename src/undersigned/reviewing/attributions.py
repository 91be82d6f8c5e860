"""Uncertain attributions of a trace as questions: what the rules took with doubt, and what they passed over."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from undersigned.claims.reading import Trace
from undersigned.companies import settling
from undersigned.companies.names import core
from undersigned.companies.settling import AwardVerdicts, Said
from undersigned.makers.catalogue import Catalogue
from undersigned.makers.mentions import Mention, Scanner
from undersigned.makers.own_name import display_name
from undersigned.reviewing.questions import MakerAsked, MakerQuestion
from undersigned.terms.judgement import Judgements
from undersigned.terms.text import words

MOST_EMPTY = 20_000
"""Awards without a maker whose words are read again: those with most money."""
MOST_OF_ONE_WORD = 25
"""Words that do not fit in more awards than this are ordinary words, not products that were overlooked."""
_TEXTS = 4
_AWARDS = f"""
SELECT award_key, any_value(awards.award_id), any_value(awards.agency), min(fiscal_year), max(fiscal_year),
       any_value(awards.recipient_name), any_value(awards.product_service), any_value(industry),
       CAST(any_value(awards.obligation) AS BIGINT),
       max_by(description, abs(transactions.obligation), {_TEXTS * 3}) FILTER (description IS NOT NULL),
       any_value(awards.opening_words)
FROM wanted JOIN transactions USING (award_key) JOIN awards USING (award_key)
GROUP BY award_key HAVING NOT bool_or(individual) ORDER BY award_key
"""
_DOUBTED = """
SELECT award_key, maker, product, relation, category, reseller, confidence, evidence, rule, shared
FROM attributions WHERE confidence != 'high' OR relation != 'product' OR shared ORDER BY award_key, maker
"""
_WHY = {
    "own product": "the recipient is this maker, and no words name a product",
    "own name": "only the recipient's own name speaks for it",
    "sisters": "inferred from other orders under the same agreement",
}


@dataclass(frozen=True, slots=True)
class _Award:
    """What the records say of an award; money is its net obligation in cents."""

    key: str
    award_id: str
    agency: str
    years: tuple[int, ...]
    recipient: str
    product_service: str
    industry: str
    money: int
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Overlooked:
    """Words of the catalogue that stand in an award without a maker."""

    words: str
    question: MakerQuestion


def questions(found: Trace, catalogue: Catalogue, judgements: Judgements) -> list[MakerQuestion]:
    """Every uncertain attribution that is not settled, those with most money at stake first."""
    verdicts = settling.awards(judgements)
    asked = [*_doubted(found), *_passed_over(found, catalogue)]
    unsettled = [(question, said) for question in asked if (said := _open(question, verdicts)) is not None]
    steps = _steps(found, {question.asked.award_key for question, _ in unsettled})
    told = [replace(question, said=said, steps=steps.get(question.asked.award_key, ())) for question, said in unsettled]
    return sorted(told, key=lambda question: (-question.stake, question.asked.identifier))


def _doubted(found: Trace) -> Iterator[MakerQuestion]:
    rows = found.rows(_DOUBTED)
    awards = _awards(found, {row[0] for row in rows})
    for key, maker, product, relation, category, reseller, confidence, evidence, rule, shared in rows:
        if key in awards:
            asked = MakerAsked(
                key, maker, product, "product" if relation == "inferred" else relation, category, reseller
            )
            why = _reasons(relation, confidence, rule, shared=shared)
            yield _question(asked, awards[key], why, evidence, rule)


def _reasons(relation: str, confidence: str, rule: str, *, shared: bool) -> tuple[str, ...]:
    reasons = [_WHY[rule]] if rule in _WHY else []
    if relation == "services_around":
        reasons.append("labour about somebody's product")
    elif rule == "named" and confidence != "high":
        reasons.append("its words count only near others")
    if rule == "judgement" and confidence == "low":
        reasons.append("a person is unsure, or two differ")
    if shared:
        reasons.append("one of several makers of this award")
    return tuple(reasons) or (f"{confidence} confidence, by the rule «{rule}»",)


def _passed_over(found: Trace, catalogue: Catalogue) -> Iterator[MakerQuestion]:
    """Makers whose words stand in awards that have no maker, and recipients that may be their own."""
    awards = _awards(found, _empty(found))
    resellers = {
        name
        for (name,) in found.rows(
            "SELECT DISTINCT recipient_name FROM attributions JOIN awards USING (award_key) WHERE reseller"
        )
    }
    own = dict(
        found.rows("SELECT award_key, min(sentence) FROM steps WHERE rule IN ('own name', 'own product') GROUP BY 1")
    )
    overlooked = list(_overlooked(awards.values(), catalogue, resellers))
    ordinary = {
        spelled
        for spelled, awards_of in Counter(one.words for one in overlooked).items()
        if awards_of > MOST_OF_ONE_WORD
    }
    mentioned = [one for one in overlooked if one.words not in ordinary]
    yield from (one.question for one in mentioned)
    told = {one.question.asked.award_key for one in mentioned}
    for key in sorted(own.keys() & awards.keys() - told):
        yield _its_own(awards[key], own[key], catalogue)


def _overlooked(awards: Iterable[_Award], catalogue: Catalogue, resellers: Collection[str]) -> Iterator[_Overlooked]:
    """The first mention of each maker in each award."""
    scanner = Scanner(_without_conditions(catalogue))
    for award in awards:
        seen: set[str] = set()
        for text in award.texts:
            for mention in scanner.mentions(text, ""):
                why = _why_not(mention, award, text, catalogue)
                if mention.maker not in seen and (why.startswith("passed") or award.recipient in resellers):
                    seen.add(mention.maker)
                    yield _Overlooked(mention.words, _mentioned(mention, award, text, why, catalogue))


def _empty(found: Trace) -> set[str]:
    rows = found.rows(
        f"""SELECT award_key FROM awards WHERE award_key NOT IN (SELECT award_key FROM attributions)
            ORDER BY abs(obligation) DESC, award_key LIMIT {MOST_EMPTY}"""
    )
    return {key for (key,) in rows}


def _without_conditions(catalogue: Catalogue) -> Catalogue:
    """The catalogue as if its words counted wherever they stand."""
    makers = {
        maker.name: replace(maker, terms=tuple(replace(term, near=(), not_near=()) for term in maker.terms))
        for maker in catalogue.makers.values()
    }
    return replace(catalogue, makers=makers)


def _why_not(mention: Mention, award: _Award, text: str, catalogue: Catalogue) -> str:
    """Why the words of a mention did not name the maker."""
    terms = [
        term
        for term in catalogue.makers[mention.maker].terms
        if mention.words in term.words and (term.near or term.not_near)
    ]
    around = f" {words(f'{text} | {award.product_service} | {award.industry} | {award.recipient}')} "
    for term in terms:
        if beside := [phrase for phrase in term.not_near if f" {phrase} " in around]:
            return f"{mention.words} does not count beside {beside[0]}"
        if term.near and not any(f" {phrase} " in around for phrase in term.near):
            return f"{mention.words} counts only near other words, and none stands here"
    return f"passed over: {mention.words} stands here, but not as what is bought"


def _mentioned(mention: Mention, award: _Award, text: str, why: str, catalogue: Catalogue) -> MakerQuestion:
    itself = catalogue.by_legal_name.get(core(award.recipient)) == mention.maker
    asked = MakerAsked(
        award.key, mention.maker, mention.term.product, "product", mention.term.category, reseller=not itself
    )
    return _question(asked, award, (why,), text, "")


def _its_own(award: _Award, sentence: str, catalogue: Catalogue) -> MakerQuestion:
    maker = catalogue.by_legal_name.get(core(award.recipient), "")
    category = catalogue.makers[maker].category if maker else "other"
    asked = MakerAsked(award.key, maker or display_name(award.recipient), "", "product", category, reseller=False)
    return _question(asked, award, (sentence,), award.recipient, "")


def _question(asked: MakerAsked, award: _Award, reasons: tuple[str, ...], evidence: str, rule: str) -> MakerQuestion:
    return MakerQuestion(
        asked=asked,
        reasons=reasons,
        found=bool(rule),
        stake=abs(award.money),
        award_id=award.award_id,
        agency=award.agency,
        years=award.years,
        recipient=award.recipient,
        bought="; ".join(part for part in (award.product_service, award.industry) if part),
        evidence=evidence,
        rule=rule,
        texts=award.texts,
    )


def _awards(found: Trace, keys: Iterable[str]) -> dict[str, _Award]:
    """The awards with these keys, natural persons' left out."""
    query = f"WITH wanted AS (SELECT unnest(?::VARCHAR[]) AS award_key) {_AWARDS}"
    awards = {}
    for key, award_id, agency, first, last, recipient, bought, industry, money, texts, opening in found.rows(
        query, sorted(keys)
    ):
        told = tuple(dict.fromkeys(text for text in (opening, *(texts or ())) if text))[:_TEXTS]
        years = tuple(year for year in dict.fromkeys((first, last)) if year is not None)
        awards[key] = _Award(
            key=key,
            award_id=award_id or "",
            agency=agency or "",
            years=years,
            recipient=recipient or "",
            product_service=bought or "",
            industry=industry or "",
            money=money or 0,
            texts=told,
        )
    return awards


def _steps(found: Trace, keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
    rows = found.rows(
        """SELECT award_key, list(rule || ': ' || sentence ORDER BY number) FROM steps
           WHERE list_contains(?, award_key) GROUP BY award_key""",
        sorted(keys),
    )
    return {key: tuple(sentences) for key, sentences in rows}


def _open(question: MakerQuestion, verdicts: Mapping[str, AwardVerdicts]) -> tuple[Said, ...] | None:
    """What people said of the award and maker; None where it is settled."""
    award = verdicts.get(question.asked.award_key)
    if award is None:
        return ()
    for maker in award.makers:
        if maker.entry.maker == question.asked.maker:
            return None if maker.verdict.answer != "unsure" else maker.verdict.said
    return None if award.whole else ()
