"""Award → makers, rule by rule; the first rule that decides ends it, and abstaining beats guessing.

judgement        a person decided
document         a document that is attached to the award says so, in words that are quoted
named            the award's words name a maker's product
own product      the recipient is a maker of the catalogue and no words name another
own name         the recipient's own distinctive name stands in the words, as a product's does
sisters          no words; every other order under the same agreement names one maker (marked inferred)
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import pyarrow as pa

from undersigned.companies import settling
from undersigned.companies.names import core, starts_with
from undersigned.makers import documented, judged, labour, own_name, reading
from undersigned.makers.award import Award
from undersigned.makers.catalogue import Catalogue
from undersigned.makers.decision import Decision
from undersigned.makers.mentions import Mention, Scanner, Spelt, quotation
from undersigned.makers.own_name import Sellers
from undersigned.makers.reading import Found, Reading
from undersigned.terms.attribution import Attribution, Confidence, Relation
from undersigned.terms.judgement import Judgements


class Attributor:
    """The rules with what they need to know; built once a run.

    `families` maps a recipient name to its family's name, so that a maker's sister companies count as the maker;
    `documents` an award's key to what documents say of it.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        judgements: Judgements,
        families: Mapping[str, str] | None = None,
        documents: Mapping[str, Sequence[documented.Told]] | None = None,
    ) -> None:
        self.catalogue = catalogue
        self.families = families or {}
        self._documents = documents or {}
        self._scanner = Scanner(catalogue)
        self._judged = settling.awards(judgements)
        self._owners = catalogue.owners()
        self._also_resell = {core(name) for maker in catalogue.makers.values() for name in maker.also_resells}
        self._under: dict[str, set[str]] = defaultdict(set)
        for maker, owners in self._owners.items():
            for owner in owners:
                self._under[owner].add(maker)

    @property
    def asked(self) -> frozenset[str]:
        """The keys of the awards that are looked at whatever their rows say."""
        return frozenset((*self._judged, *self._documents))

    def spelt(self, texts: pa.Array) -> Spelt:
        """The catalogue's words in many texts."""
        return self._scanner.spelt(texts)

    def read(self, award: Award, spelt: Spelt) -> Reading:
        """What the award's lines mention, by what their texts spell."""
        return reading.read(award, spelt)

    def decide(self, award: Award, read: Reading, sellers: Sellers) -> Decision:
        """The decision on one award, all but what its sisters may say."""
        verdicts = self._judged.get(award.key)
        decision = Decision()
        if verdicts is None or not verdicts.whole:
            self._by_rules(award, read, sellers, decision)
        if verdicts is not None:
            judged.apply(award, verdicts, decision)
        return decision

    def _by_rules(self, award: Award, read: Reading, sellers: Sellers, decision: Decision) -> None:
        for sentence in read.passed_over:
            decision.note("not counted", sentence)
        if told := self._documents.get(award.key):
            named = sorted({found.mention.maker for found in read.bought})
            decision.attributions = documented.attribute(award, told, named, self, decision)
            return
        own = self._own_maker(award)
        if read.bought and not _names_only_who_works(read.bought, own):
            decision.attributions = self._named(award, read.bought, own, sellers, decision)
        elif own is not None:
            decision.attributions = self._own_product(award, own, sellers, decision)
        else:
            decision.attributions = own_name.attribute(award, sellers, decision)

    def _own_maker(self, award: Award) -> str | None:
        """The maker that the recipient is, if the catalogue knows one of its names."""
        makers = (self.catalogue.by_legal_name.get(core(recipient)) for recipient in award.recipients)
        return next((maker for maker in makers if maker), None)

    def _named(
        self, award: Award, found: tuple[Found, ...], own: str | None, sellers: Sellers, decision: Decision
    ) -> list[Attribution]:
        by_maker: dict[str, list[Found]] = defaultdict(list)
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

    def _one_named(self, award: Award, mentions: list[Found], sellers: Sellers, *, shared: bool) -> Attribution:
        """The attribution to one maker, by the mention that says most."""
        best = max(
            mentions,
            key=lambda each: (bool(each.mention.term.product), each.mention.end - each.mention.start),
        )
        others = not self.is_held_by(award, best.mention.maker)
        service_firm = core(best.line.recipient) in sellers.service_firms
        around = others and labour.is_around_the_mention(best.line, best.mention, service_firm)
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

    def _own_product(self, award: Award, own: str, sellers: Sellers, decision: Decision) -> list[Attribution]:
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
        doubt = self._doubt(award, own, sellers)
        decision.note(
            "own product",
            f"the recipient {line.recipient!r} is {own}, and no words name another maker"
            + (f"; but {doubt}, so this is inferred" if doubt else ""),
        )
        return [
            Attribution(
                award_key=award.key,
                maker=own,
                product="",
                relation="inferred" if doubt else "product",
                reseller=False,
                category=self.catalogue.makers[own].category,
                confidence="low" if doubt else "medium",
                evidence=line.recipient,
                transaction_key=line.transaction_key,
                rule="own product",
            )
        ]

    def _doubt(self, award: Award, own: str, sellers: Sellers) -> str:
        """Why a maker's award whose words name nothing may be for something else; empty where nothing says so."""
        lines = [line for line in award.lines if line.text]
        telling = [line for line in lines if not labour.is_only_administration(line)]
        resells = any(core(recipient) in self._also_resell for recipient in award.recipients)
        if resells and not any(map(labour.sells_airtime, telling or award.lines)):
            return "it also sells what others make"
        if telling:
            return f"work is spoken of: {telling[0].text!r}" if labour.is_work(telling[0]) else ""
        if own in sellers.makers_sold or any(labour.makes(line) for line in award.lines):
            return ""
        return "the words are administration alone, its industry makes nothing, and no other award names its product"

    def _sisters_of(self, own: str) -> set[str]:
        """The makers under an owner that the maker has or is."""
        return set().union(*(self._under[owner] for owner in self._owners[own]))

    def is_held_by(self, award: Award, maker: str) -> bool:
        """True where the recipient is the maker, bears its name, or is of its family."""
        owners = self._owners.get(maker) or {maker}
        return any(
            self.families.get(recipient) in owners or self._is(core(recipient), maker) for recipient in award.recipients
        )

    def _is(self, recipient: str, maker: str) -> bool:
        """True where a core is the maker's name or one that it bears, or begins with the maker's name."""
        named = core(maker)
        if recipient == named or (" " in named and starts_with(recipient, named)):
            return True
        return self.catalogue.by_legal_name.get(recipient) == maker


def _names_only_who_works(bought: Sequence[Found], own: str | None) -> bool:
    """True where the words name nobody but the recipient, no product of it, and work."""
    return all(
        found.mention.maker == own and not found.mention.term.product and labour.is_work(found.line) for found in bought
    )


def _confidence(mention: Mention, relation: Relation) -> Confidence:
    return "high" if relation == "product" and not mention.term.near else "medium"
