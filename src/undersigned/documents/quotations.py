"""`quotations.toml` in the case: what documents say, in their own words. People write it; `quote` and `attach` add.

[[quotation]]
document = "1f0c8de1a4b7c3d2"       # as `undersigned documents` lists it
page = 3                            # left out where the document has no pages
words = "We buy it through resellers."
about = ["Amazon"]                  # makers, agencies, resellers, companies, categories of the case
speaker = "Chief Information Officer"   # optional: an office or an organisation, never a person's name
who = "A. Reporter"                 # optional: who put it here
when = 2026-11-22

[[award]]                           # a document that belongs to an award
document = "1f0c8de1a4b7c3d2"
award = "CONT_AWD_…"
maker = "Amazon"                    # optional: the words say whose product it is; then page and words as above
product = ""                        # optional: product, relation (product or services_around), category
when = 2026-11-22
"""

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from undersigned.case.entries import Entry, read
from undersigned.documents.matching import tidy
from undersigned.errors import CatalogError
from undersigned.terms.maker import CATEGORIES

FILE = "quotations.toml"
_QUOTATION = ("document", "page", "words", "about", "speaker", "who", "when")
_AWARD = ("document", "award", "maker", "product", "relation", "category", "page", "words", "who", "when")
RELATIONS = ("product", "services_around")
LONGEST = 1500
"""Letters of a quotation: a passage, not a chapter."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a document about somebody; `page` is None where it has no pages, `where` names the entry in errors."""

    where: str
    document_id: str
    page: int | None
    words: str
    about: tuple[str, ...]
    speaker: str
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class AwardDocument:
    """A document of an award; with a maker, its words say whose product the award buys.

    `relation` and `category` are empty where the entry does not say.
    """

    where: str
    document_id: str
    award_key: str
    maker: str
    product: str
    relation: str
    category: str
    page: int | None
    words: str
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """All that the file says, in its order."""

    quotations: tuple[Quotation, ...] = ()
    awards: tuple[AwardDocument, ...] = ()

    def entries(self) -> tuple[Quotation | AwardDocument, ...]:
        """All of them."""
        return (*self.quotations, *self.awards)


def load(folder: Path) -> Quoted:
    """The quotations of a case; nothing where there is no file.

    Raises:
        CatalogError: an entry says something that cannot be; the sentence names it.
    """
    stored = read(folder / FILE)
    stored.only(("quotation", "award"))
    return Quoted(
        tuple(_quotation(entry) for entry in stored.entries("quotation")),
        tuple(_award(entry) for entry in stored.entries("award")),
    )


def added(text: str, entry: dict[str, Any], kind: str) -> str:
    """The file's text with one more entry at its end; what stands in it stays letter by letter."""
    lines = [f"{key} = {_toml(value)}" for key, value in entry.items() if value not in ("", None, [])]
    before = text.rstrip("\n") + "\n\n" if text.strip() else ""
    return "\n".join([f"{before}[[{kind}]]", *lines, ""])


def without(text: str, document_id: str) -> str:
    """The file's text without the entries that name a document and the comments above them; the rest stays as it is.

    Raises:
        CatalogError: the entries cannot be told apart; a person has to take them out.
    """
    blocks: list[list[str]] = [[]]
    for line in text.splitlines(keepends=True):
        if line.startswith("[["):
            above: list[str] = []
            while blocks[-1] and blocks[-1][-1].startswith("#"):
                above.insert(0, blocks[-1].pop())
            blocks.append(above)
        blocks[-1].append(line)
    left = "".join(block for block in map("".join, blocks) if document_id not in _named(block))
    try:
        kept = [name for name in _named(text, strict=True) if name != document_id]
        if _named(left, strict=True) == kept:
            return left
    except tomllib.TOMLDecodeError:
        pass
    raise CatalogError(f"{FILE}: the entries of {document_id} cannot be told apart. Take them out by hand.")


def _named(text: str, *, strict: bool = False) -> list[str]:
    """The documents that some entries name; none where the text is no TOML, unless that is an error."""
    try:
        stored = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        if strict:
            raise
        return []
    return [str(entry.get("document", "")) for kind in ("quotation", "award") for entry in stored.get(kind, ())]


def _quotation(entry: Entry) -> Quotation:
    entry.only(_QUOTATION)
    about = entry.texts("about")
    if not about:
        raise entry.fault('there is no `about`. Write about = ["NAME"], names of the case')
    return Quotation(
        where=entry.where,
        document_id=entry.text("document"),
        page=entry.number("page"),
        words=_words(entry),
        about=tuple(dict.fromkeys(about)),
        speaker=tidy(entry.maybe("speaker")),
        who=entry.maybe("who"),
        when=entry.day("when"),
    )


def _award(entry: Entry) -> AwardDocument:
    entry.only(_AWARD)
    maker, relation, category = entry.maybe("maker"), entry.maybe("relation"), entry.maybe("category")
    if relation and relation not in RELATIONS:
        raise entry.fault(f"`relation` {relation!r} is not one of {', '.join(RELATIONS)}")
    if category and category not in CATEGORIES:
        raise entry.fault(f"`category` {category!r} is not one of {', '.join(CATEGORIES)}")
    says_more = any(entry.maybe(key) for key in ("product", "relation", "category", "words"))
    if not maker and (says_more or entry.number("page")):
        raise entry.fault("there is no `maker`, of whom the other keys speak")
    return AwardDocument(
        where=entry.where,
        document_id=entry.text("document"),
        award_key=entry.text("award"),
        maker=maker,
        product=entry.maybe("product"),
        relation=relation,
        category=category,
        page=entry.number("page"),
        words=_words(entry) if maker else "",
        who=entry.maybe("who"),
        when=entry.day("when"),
    )


def _words(entry: Entry) -> str:
    words = tidy(entry.text("words"))
    if len(words) > LONGEST:
        raise entry.fault(f"`words` are {len(words):,} letters; quote {LONGEST:,} at most, with … for what is left out")
    return words


def _toml(value: Any) -> str:
    """A value as TOML: JSON's strings and lists are TOML's too."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
