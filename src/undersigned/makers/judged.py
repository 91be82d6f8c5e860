"""What people said about an award's makers, over what the rules found.

yes      the maker stands, with the person as evidence
no       the maker goes, and nothing is put in its place
unsure   the maker is listed with low confidence, so that it stands in no figure; so where two people differ
"""

from dataclasses import replace

from undersigned.companies.settling import AwardVerdicts, MakerVerdict, Said
from undersigned.makers.award import Award
from undersigned.makers.decision import Decision
from undersigned.terms.attribution import Attribution
from undersigned.terms.judgement import Decided

RULE = "judgement"


def apply(award: Award, verdicts: AwardVerdicts, decision: Decision) -> None:
    """Change what the rules found to what people said, and note who said it."""
    judged = {found.entry.maker for found in verdicts.makers}
    kept = [found for found in decision.attributions if found.maker not in judged]
    told = [_told(award, found) for found in verdicts.makers if found.verdict.answer != "no"]
    shared = len(kept) + len(told) > 1
    decision.attributions = [replace(found, shared=shared) for found in (*told, *kept)]
    _note(verdicts, decision)


def _told(award: Award, found: MakerVerdict) -> Attribution:
    entry, sure = found.entry, found.verdict.answer == "yes"
    return Attribution(
        award_key=award.key,
        maker=entry.maker,
        product=entry.product,
        relation="services_around" if entry.relation == "services_around" else "product",
        reseller=entry.reseller,
        category=entry.category,
        confidence="high" if sure else "low",
        evidence=_evidence(found),
        transaction_key=award.lines[0].transaction_key,
        rule=RULE,
    )


def _evidence(found: MakerVerdict) -> str:
    if found.verdict.answer == "yes":
        return _says(found.entry.decided)
    return "; ".join(_says(said.decided, f", {said.answer}") for said in found.verdict.said)


def _says(decided: Decided, answer: str = "") -> str:
    return f"{decided.who}, {decided.when}{answer}: {decided.why}"


def _note(verdicts: AwardVerdicts, decision: Decision) -> None:
    if verdicts.whole:
        for decided in verdicts.said:
            decision.note(RULE, f"{decided.who} decided on {decided.when}: {decided.why}")
    for found in verdicts.makers:
        if not verdicts.whole or found.verdict.answer != "yes":
            decision.note(RULE, f"{found.entry.maker}: {_sentence(found)}")


def _sentence(found: MakerVerdict) -> str:
    said = "; ".join(map(Said.sentence, found.verdict.said))
    if found.verdict.answer != "unsure":
        return said
    differ = "they differ, which counts as unsure: " if len(found.verdict.said) > 1 else ""
    return f"{said}; {differ}it stands in no figure"
