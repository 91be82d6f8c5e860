"""Award → makers, rule by rule; the first rule that decides ends it, and abstaining beats guessing.

judgement        a person decided
named            the award's words name a maker's product
own product      the recipient is a maker of the catalogue and no words name another
own name         the recipient's own distinctive name stands in the words, as a product's does
sisters          no words; every other order under the same agreement names one maker (marked inferred)
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from undersigned.companies.names import core, starts_with
from undersigned.makers import labour, own_name, sisters
from undersigned.makers.award import Award, Line
from undersigned.makers.catalogue import Catalogue
from undersigned.makers.decision import Decision
from undersigned.makers.mentions import Mention, Scanner, quotation
from undersigned.makers.rules import rules
from undersigned.terms.attribution import Attribution, Confidence, Relation
from undersigned.terms.judgement import Judgements, MakerOf


@dataclass(frozen=True, slots=True)
class _Found:
    """A counted mention and the line in which it stands."""

    mention: Mention
    line: Line


@dataclass(frozen=True, slots=True)
class _Scan:
    """The mentions of what a line buys, and those of what its goods only have to do with, with the reason."""

    bought: tuple[Mention, ...]
    passed_over: tuple[tuple[Mention, str], ...]


class Attributor:
    """The rules with what they need to know; built once a run.

    `families` maps a recipient name to its family's name, so that a maker's sister companies count as the maker.
    """

    def __init__(self, catalogue: Catalogue, judgements: Judgements, families: Mapping[str, str] | None = None) -> None:
        self.catalogue = catalogue
        self.families = families or {}
        self._scanner = Scanner(catalogue)
        self._judged: dict[str, list[MakerOf]] = defaultdict(list)
        for decision in judgements.makers:
            self._judged[decision.award_key].append(decision)
        self._scanned: dict[tuple[str, str, str, str], _Scan] = {}
        self._owners = catalogue.owners()
        self._sisters: dict[str, set[str]] = {}

    def attribute(self, awards: Sequence[Award]) -> dict[str, Decision]:
        """Every award's decision; awards without one have no attributions."""
        sellers = self._sellers(awards)
        decisions = {award.key: self._decide(award, sellers) for award in awards}
        sisters.infer(awards, decisions, self._judged)
        return decisions

    def _decide(self, award: Award, sellers: own_name.Sellers) -> Decision:
        decision = Decision()
        if judged := self._judged.get(award.key):
            decision.attributions = [_judged(award, entry, shared=len(judged) > 1) for entry in judged if entry.maker]
            for entry in judged:
                decision.note("judgement", f"{entry.decided.who} decided on {entry.decided.when}: {entry.decided.why}")
            return decision
        found = self._mentions(award, decision)
        own = self._own_maker(award)
        if found:
            decision.attributions = self._named(award, found, own, sellers, decision)
        elif own is not None:
            decision.attributions = self._own_product(award, own, sellers, decision)
        else:
            decision.attributions = own_name.attribute(award, sellers, decision)
        return decision

    def _mentions(self, award: Award, decision: Decision) -> list[_Found]:
        found = []
        for line in award.lines:
            scan = self._scan(line)
            found += [_Found(mention, line) for mention in scan.bought]
            for mention, why in scan.passed_over:
                decision.note("not counted", f"{mention.words} ({mention.maker}): {why}, in {line.text!r}")
        return found

    def _scan(self, line: Line) -> _Scan:
        key = (line.text, line.product_service, line.industry, line.recipient)
        if key not in self._scanned:
            self._scanned[key] = _sort_out(self._scanner.mentions(line.text, line.context()), line)
        return self._scanned[key]

    def _own_maker(self, award: Award) -> str | None:
        """The maker that the recipient is, if the catalogue knows one of its names."""
        makers = (self.catalogue.by_legal_name.get(core(recipient)) for recipient in award.recipients)
        return next((maker for maker in makers if maker), None)

    def _named(
        self, award: Award, found: list[_Found], own: str | None, sellers: own_name.Sellers, decision: Decision
    ) -> list[Attribution]:
        by_maker: dict[str, list[_Found]] = defaultdict(list)
        for each in found:
            by_maker[each.mention.maker].append(each)
        if own in by_maker:
            others = ", ".join(maker for maker in by_maker if maker != own)
            if others:
                decision.note(
                    "named", f"the recipient is {own} and its product is named; {others} is what it goes with"
                )
            by_maker = {own: by_maker[own]}
        shared = len(by_maker) > 1
        attributions = [self._one_named(award, mentions, sellers, shared=shared) for mentions in by_maker.values()]
        for attribution in attributions:
            relation = attribution.relation.replace("_", " ")
            decision.note("named", f"{attribution.evidence!r} names {attribution.maker}: {relation}")
        return attributions

    def _one_named(
        self, award: Award, mentions: list[_Found], sellers: own_name.Sellers, *, shared: bool
    ) -> Attribution:
        """The attribution to one maker, by the mention that says most."""
        best = max(
            mentions,
            key=lambda each: (bool(each.mention.term.product), each.mention.end - each.mention.start),
        )
        others = not self._is_held_by(award, best.mention.maker)
        service_firm = core(best.line.recipient) in sellers.service_firms
        around = others and labour.is_around_the_product(best.line, service_firm)
        relation: Relation = "services_around" if around else "product"
        return Attribution(
            award_key=award.key,
            maker=best.mention.maker,
            product=best.mention.term.product,
            relation=relation,
            reseller=others and not around,
            category="it_labour" if around else best.mention.term.category,
            confidence=_confidence(best.mention, relation),
            evidence=quotation(best.line.text, best.mention),
            transaction_key=best.line.transaction_key,
            rule="named",
            shared=shared,
        )

    def _own_product(self, award: Award, own: str, sellers: own_name.Sellers, decision: Decision) -> list[Attribution]:
        spoken = [line for line in award.lines if line.text]
        if spoken and all(labour.buys_labour_of_a_maker(line) for line in spoken):
            decision.note("own product", f"the recipient is {own}, but labour is bought: {spoken[0].text!r}")
            return []
        line = next(line for line in award.lines if self.catalogue.by_legal_name.get(core(line.recipient)) == own)
        if sellers.mostly_resells(core(line.recipient), own, self._sisters_of(own)):
            decision.note(
                "own product", f"the recipient is {own}, which sells other makers' products more than its own"
            )
            return []
        decision.note("own product", f"the recipient {line.recipient!r} is {own}, and no words name another maker")
        return [
            Attribution(
                award_key=award.key,
                maker=own,
                product="",
                relation="product",
                reseller=False,
                category=self.catalogue.makers[own].category,
                confidence="medium",
                evidence=line.recipient,
                transaction_key=line.transaction_key,
                rule="own product",
            )
        ]

    def _sisters_of(self, own: str) -> set[str]:
        """The makers under an owner that the maker has or is."""
        if own not in self._sisters:
            mine = self._owners[own]
            self._sisters[own] = {maker for maker, owners in self._owners.items() if owners & mine}
        return self._sisters[own]

    def _is_held_by(self, award: Award, maker: str) -> bool:
        """True where the recipient is the maker, bears its name, or is of its family."""
        named = core(maker)
        if any(
            core(recipient) == named or (" " in named and starts_with(core(recipient), named))
            for recipient in award.recipients
        ):
            return True
        if any(self.catalogue.by_legal_name.get(core(recipient)) == maker for recipient in award.recipients):
            return True
        owners = {maker, *(owner.name for owner in self.catalogue.makers[maker].owners)}
        return any(self.families.get(recipient) in owners for recipient in award.recipients)

    def _sellers(self, awards: Sequence[Award]) -> own_name.Sellers:
        """Whose products each company's awards name, and which words only one company's awards use."""
        named: dict[str, Counter[str]] = defaultdict(Counter)
        saying: dict[str, set[str]] = defaultdict(set)
        labour_awards: Counter[str] = Counter()
        held: Counter[str] = Counter()
        for award in awards:
            makers = {
                (core(line.recipient), mention.maker) for line in award.lines for mention in self._scan(line).bought
            }
            for company, maker in makers:
                named[company][maker] += 1
            company = core(award.recipients[0])
            held[company] += 1
            labour_awards[company] += labour.has_labour_code(award.lines[0])
            for line in award.lines:
                company = core(line.recipient)
                for token in set(line.folded().split()):
                    saying[token].add(company)
        service_firms = frozenset(company for company, awards in held.items() if labour_awards[company] * 2 > awards)
        companies_saying = Counter({token: len(companies) for token, companies in saying.items()})
        return own_name.Sellers(dict(named), companies_saying, service_firms)


def _sort_out(mentions: list[Mention], line: Line) -> _Scan:
    """What is bought apart from what it only has to do with; `BETWEEN X AND Y` passes over both."""
    tokens = line.folded().split()
    bought: list[Mention] = []
    passed_over: list[tuple[Mention, str]] = []
    for mention in mentions:
        before = " ".join(tokens[: mention.start]) + " "
        if rules().only_mentioned.search(before) or _joined_to(passed_over, mention, tokens):
            passed_over.append((mention, "only mentioned, not bought"))
        elif rules().accessories.search(before):
            passed_over.append((mention, "accessories for it, perhaps of another make"))
        else:
            bought.append(mention)
    return _Scan(tuple(bought), tuple(passed_over))


def _joined_to(passed_over: list[tuple[Mention, str]], mention: Mention, tokens: list[str]) -> bool:
    """True where AND or OR, a few words back, joins a mention to one that was passed over."""
    if not passed_over:
        return False
    between = tokens[passed_over[-1][0].end : mention.start]
    return len(between) <= 4 and bool({"AND", "OR", "&"} & set(between))


def _confidence(mention: Mention, relation: Relation) -> Confidence:
    return "high" if relation == "product" and not mention.term.near else "medium"


def _judged(award: Award, entry: MakerOf, shared: bool) -> Attribution:
    return Attribution(
        award_key=award.key,
        maker=entry.maker,
        product=entry.product,
        relation="services_around" if entry.relation == "services_around" else "product",
        reseller=entry.reseller,
        category=entry.category,
        confidence="high",
        evidence=f"{entry.decided.who}, {entry.decided.when}: {entry.decided.why}",
        transaction_key=award.lines[0].transaction_key,
        rule="judgement",
        shared=shared,
    )
