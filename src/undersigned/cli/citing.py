"""`undersigned cite CLAIM` and `undersigned why AWARD`: from a figure to its rows, from an award to its reasons."""

from undersigned.case.folder import Case
from undersigned.claims import quoted
from undersigned.claims.reading import Trace, reading
from undersigned.cli.notes import folded
from undersigned.cli.terminal import say, say_below, say_page, say_point, table
from undersigned.documents.document import Document
from undersigned.errors import CaseError
from undersigned.reviewing import answering
from undersigned.terms.claim import Unit
from undersigned.terms.money import exact
from undersigned.terms.text import count


def cite(case: Case, claim_id: str, limit: int) -> None:
    """Print a claim, its caveats, the rows behind it with file and row, and the official pages of their awards."""
    with reading(case) as found:
        claim = found.claim(claim_id)
        say(claim.statement)
        if claim.figure is not None:
            say(f"Exactly: {_exactly(claim.figure, claim.unit)}")
        quotation = quoted.quotations(found).get(claim.claim_id)
        rows = f"{count(claim.transactions, 'row')} of {count(claim.awards, 'award')}"
        behind = "a document, word by word" if quotation else rows
        say(f"Claim {claim.claim_id}, as of {claim.as_of}, from {behind}.")
        for note in folded(claim.caveats):
            say_point(note)
        say()
        if quotation:
            _print_document(quoted.documents(found)[quotation.document_id], quotation.page)
        if claim.transactions:
            _print_rows(found, claim.claim_id, limit)
            _print_files(found, claim.claim_id)


def _exactly(figure: int, unit: Unit) -> str:
    if unit == "cents":
        return exact(figure)
    return f"{figure / 10:.1f} %" if unit == "percent" else count(figure, "award")


def _print_document(document: Document, page: int | None) -> None:
    """What a quotation is cited to."""
    on = f", page {page} of {document.pages:,}" if page else ""
    say(f"Document {document.document_id}: «{document.title}», {document.date}{on}.")
    say(f"SHA-256 {document.sha256}, attached on {document.attached}.")
    say_page(f"Source: {document.source}")
    if document.archive:
        say_page(f"Archived copy: {document.archive}")


def why(case: Case, asked: str) -> None:
    """Print how an award was attributed, rule by rule, and its rows."""
    with reading(case) as found:
        for key in _award_keys(found, asked):
            _why_one(found, key)


def _award_keys(found: Trace, asked: str) -> list[str]:
    rows = found.rows(
        "SELECT award_key FROM awards WHERE upper(award_key) = upper(?) OR upper(award_id) = upper(?) ORDER BY 1",
        asked,
        asked,
    )
    if not rows:
        raise CaseError(
            f"There is no award {asked!r} in this case. `undersigned show NAME` lists awards with their keys."
        )
    return [key for (key,) in rows]


def _why_one(found: Trace, key: str) -> None:
    say(key)
    attributions = found.rows(
        """SELECT maker, product, relation, reseller, category, confidence, evidence, rule, shared
           FROM attributions WHERE award_key = ? ORDER BY maker""",
        key,
    )
    for maker, product, relation, reseller, category, confidence, evidence, rule, shared in attributions:
        how = "through a reseller" if reseller else "direct"
        named = f"{maker}, {product}" if product else maker
        kind = f"{relation.replace('_', ' ')}, {how}, {category.replace('_', ' ')}"
        say(f"{named}: {kind}{', one of several makers' if shared else ''}")
        say_below(f"{confidence} confidence, by the rule «{rule}», from “{evidence}”")
    if not attributions:
        say("No maker: the award's words do not let us know whose product it is.")
    for belonging in quoted.of_awards(found).get(key, ()):
        _print_document(quoted.documents(found)[belonging.document_id], belonging.page)
    say()
    say("Rule by rule")
    for rule, sentence in found.rows("SELECT rule, sentence FROM steps WHERE award_key = ? ORDER BY number", key):
        say_point(f"{rule}: {sentence}")
    recipients = found.rows("SELECT DISTINCT recipient_name FROM transactions WHERE award_key = ?", key)
    for sentence in answering.about_names(found.case, [name for (name,) in recipients]):
        say_point(f"recipient: {sentence}")
    say()
    rows = found.rows(
        """SELECT strftime(action_date, '%Y-%m-%d'), modification, obligation, recipient_name,
                  coalesce(description, base_description, '')
           FROM transactions WHERE award_key = ? ORDER BY action_date, transaction_key""",
        key,
    )
    shown = [
        [day or "", modification, exact(net), f"{recipient}: {text}"]
        for day, modification, net, recipient, text in rows
    ]
    table("Its rows", ["Day", "Change", "Net", "Recipient: words"], shown, (2,))
    link = found.rows("SELECT link FROM awards WHERE award_key = ?", key)[0][0]
    if link:
        say_page(f"The official page: {link}")
    say()


def _print_rows(found: Trace, claim_id: str, limit: int) -> None:
    rows = found.rows(
        """SELECT strftime(action_date, '%Y-%m-%d'), award_key, modification, transactions.obligation, file_id, row,
                  link
           FROM citations JOIN transactions USING (transaction_key) JOIN awards USING (award_key) WHERE claim_id = ?
           ORDER BY abs(transactions.obligation) DESC, transaction_key""",
        claim_id,
    )
    chosen = rows if limit == 0 else rows[:limit]
    shown = [
        [day or "", f"{key} {modification}", exact(net), f"{file_id[:8]}:{row}"]
        for day, key, modification, net, file_id, row, _ in chosen
    ]
    cut = "" if len(chosen) == len(rows) else f" (largest {len(chosen)} of {len(rows):,}; --rows 0 prints all)"
    table(f"The rows behind it{cut}", ["Day", "Award and change", "Net", "File:row"], shown, (2,))
    pages = list(dict.fromkeys(link for *_, link in chosen if link))
    if pages:
        say("The official page of the award:" if len(pages) == 1 else "The official pages of these awards:")
        for link in pages:
            say_page(f"  {link}")
        say()


def _print_files(found: Trace, claim_id: str) -> None:
    cited = {
        file_id
        for (file_id,) in found.rows(
            "SELECT DISTINCT file_id FROM citations JOIN transactions USING (transaction_key) WHERE claim_id = ?",
            claim_id,
        )
    }
    for book in found.case.reconciliations():
        if book.file_id in cited:
            say(f"File {book.file_id[:8]}: {book.name}, SHA-256 {book.sha256}. Row 1 is the first after the heading.")
