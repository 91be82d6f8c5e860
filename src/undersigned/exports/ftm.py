"""FollowTheMoney entities, one a line: who buys, who is paid, who owns whom, whose products an award names.

Written from the published schema (https://followthemoney.tech/explorer/), each entity once and whole. Identifiers are
hashes of our own keys, so the next export of the same company has the same one.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from undersigned.exports.base import RECORDS, About, Record, Row, Sheet, Sink, SourceFile, open_text
from undersigned.ingest.persons import NEUTRAL_NAME
from undersigned.terms.money import dollars

HEARS = frozenset({"companies", "documents", "quotations", RECORDS})
ENDINGS = (".ftm.json", ".jsonl", ".json")
_PUBLISHER = {"publisher": ["USAspending.gov"], "publisherUrl": ["https://www.usaspending.gov/"]}
_LONGEST_TITLE = 250
_ENDINGS = {"application/pdf": "pdf", "text/html": "html", "text/plain": "txt"}
_ROLES = {
    "product": "names a product of",
    "services_around": "labour around a product of",
    "inferred": "inferred to be for a product of",
}

Properties = dict[str, list[str]]
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@contextmanager
def begin(target: Path, about: About) -> Iterator[Sink]:
    """Open the file; companies and makers are written last, when every identifier of theirs is known."""
    with open_text(target) as file:
        sink = _Entities(file)
        for source in about.files:
            sink.add("Document", source.file_id, _document(source))
        yield sink
        sink.finish()


def identifier(kind: str, key: str) -> str:
    """The stable identifier of an entity: a hash of its kind and of our key for it."""
    return "undersigned-" + hashlib.sha256(f"{kind}|{key}".encode()).hexdigest()[:24]


class _Entities(Sink):
    """Holds the companies of the case in memory, which are few; awards pass through."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._columns: Sequence[str] = ()
        self._table = ""
        self._quotations: list[dict[str, Any]] = []
        self._sources: dict[str, str] = {}
        self._companies: dict[str, Properties] = {}
        self._families: dict[str, str] = {}
        self._agencies: dict[str, Properties] = {}
        self._makers: dict[str, None] = {}
        self._owned: dict[tuple[str, str], Properties] = {}

    def table(self, sheet: Sheet) -> None:
        self._columns, self._table = sheet.columns, sheet.name

    def rows(self, batch: Sequence[Row]) -> None:
        """The rows of `companies`: spellings, companies and owners; of `documents`, and of `quotations` from them."""
        for row in batch:
            told: dict[str, Any] = dict(zip(self._columns, row, strict=True))
            if self._table == "quotations":
                self._quotations.append(told)
            elif self._table == "documents":
                self._sources[told["document_id"]] = told["source"]
                self.add("Document", told["document_id"], _attached(told))
            else:
                self._company(told)

    def _company(self, told: Mapping[str, Any]) -> None:
        if told["recipient_name"] != NEUTRAL_NAME:
            names = self._companies.setdefault(told["company_id"], {})
            _add(names, "name", told["company_name"])
            _add(names, "alias", told["recipient_name"])
            _add(self._companies.setdefault(told["family_id"], {}), "name", told["family_name"])
            self._families[told["family_name"]] = told["family_id"]
            if told["family_id"] != told["company_id"]:
                self._own(told)

    def _own(self, told: Mapping[str, Any]) -> None:
        owned = self._owned.setdefault((told["family_id"], told["company_id"]), {})
        _add(owned, "owner", identifier("company", told["family_id"]))
        _add(owned, "asset", identifier("company", told["company_id"]))
        _add(owned, "role", told["family_basis"])
        _add(owned, "summary", told["family_source"])

    def record(self, record: Record) -> None:
        key = record.award["award_key"]
        contract = identifier("Contract", key)
        source = _source(record)
        self.add("Contract", key, _contract(record) | source)
        self.add("ContractAward", key, _award(record, contract, self._supplier(record)) | source)
        for found in record.attributions:
            maker = self._maker(found["maker"])
            self.add("UnknownLink", f"{key}|{found['maker']}", _attribution(found, contract, maker) | source)
        agency = self._agencies.setdefault(record.award["agency"], {})
        _add(agency, "name", record.award["agency"])
        if source.get("publisher"):
            _add(agency, "country", "us")

    def _supplier(self, record: Record) -> str:
        """The company that is paid; a natural person stays a nameless party of this one award."""
        award = record.award
        if award["recipient_name"] == NEUTRAL_NAME:
            return self.add("LegalEntity", f"withheld|{award['award_key']}", {"name": [NEUTRAL_NAME]})
        company = self._companies[award["company_id"]]
        for row in record.transactions:
            if row["recipient_uei"]:
                _add(company, "uniqueEntityId", row["recipient_uei"])
        return identifier("company", award["company_id"])

    def _maker(self, name: str) -> str:
        """The family of that name where one is paid itself, else a maker that is only named."""
        if name in self._families:
            return identifier("company", self._families[name])
        self._makers[name] = None
        return identifier("maker", name)

    def finish(self) -> None:
        """What is known only after the last award."""
        for name, agency in self._agencies.items():
            self.add("PublicBody", name, agency)
        for company_id, names in self._companies.items():
            names["alias"] = [name for name in names.get("alias", []) if name not in names["name"]]
            self._write("Company", identifier("company", company_id), names)
        for name in self._makers:
            self._write("Organization", identifier("maker", name), {"name": [name]})
        for quotation in self._quotations:
            self.add("Note", quotation["claim_id"], _note(quotation, self._sources[quotation["document_id"]]))
        for (family, company), owned in self._owned.items():
            self.add("Ownership", f"{family}|{company}", owned)

    def add(self, schema: str, key: str, properties: Properties) -> str:
        """Write an entity whose key is that of its schema; its identifier."""
        return self._write(schema, identifier(schema, key), properties)

    def _write(self, schema: str, entity_id: str, properties: Properties) -> str:
        told = {name: values for name, values in properties.items() if values}
        line = {"id": entity_id, "schema": schema, "properties": told}
        self._file.write(_ENCODER.encode(line) + "\n")
        return entity_id


def _document(source: SourceFile) -> Properties:
    return _told(
        fileName=source.name, title=source.title, summary=f"SHA-256 {source.sha256}; {source.kept:,} rows kept"
    )


def _attached(told: Mapping[str, Any]) -> Properties:
    """A document that is quoted; its schema has a checksum, but of another kind."""
    archived = f"; archived at {told['archive']}" if told["archive"] else ""
    return _told(
        fileName=f"{told['document_id']}.{_ENDINGS[told['media_type']]}",
        title=told["title"],
        sourceUrl=told["source"],
        date=told["date"],
        mimeType=told["media_type"],
        summary=f"{told['kind']}; SHA-256 {told['sha256']}{archived}",
    )


def _note(told: Mapping[str, Any], source: str) -> Properties:
    """A quotation: its words, and the document in which they stand."""
    page = f", page {told['page']}" if told["page"] else ""
    speaker = f", {told['speaker']}" if told["speaker"] else ""
    return _told(
        name=f"Quotation {told['claim_id']}",
        description=told["words"],
        summary=f"About {told['about']}{page}{speaker}",
        entity=identifier("Document", told["document_id"]),
        proof=identifier("Document", told["document_id"]),
        sourceUrl=source,
    )


def _contract(record: Record) -> Properties:
    """The contract; the library refuses titles of more than a thousand characters, so all the words stand beside."""
    award = record.award
    words = award["opening_words"] or ""
    title = words if len(words) <= _LONGEST_TITLE else f"{words[: _LONGEST_TITLE - 1]}…"
    return _told(
        title=title or award["award_id"] or award["award_key"],
        description=words if title != words else None,
        name=award["award_id"] or award["award_key"],
        authority=identifier("PublicBody", award["agency"]),
        procedureNumber=award["award_id"],
        classification=award["product_service"],
    )


def _award(record: Record, contract: str, supplier: str) -> Properties:
    """The award to its recipient; the amount is its net obligations, and no other entity repeats it."""
    award = record.award
    amount = dollars(award["obligation"])
    rows = len(record.transactions)
    return _told(
        contract=contract,
        supplier=supplier,
        role="recipient",
        amount=amount,
        amountUsd=amount,
        currency="USD",
        recordId=award["award_key"],
        date=award["last_day"],
        startDate=award["start_date"],
        endDate=award["end_date"],
        summary=f"Net obligations of {rows:,} {'row' if rows == 1 else 'rows'}: money committed, not money paid",
    )


def _attribution(found: Any, contract: str, maker: str) -> Properties:
    shared = ["The award names several makers"] if found["shared"] else []
    return _told(
        subject=contract,
        object=maker,
        role=_ROLES[found["relation"]],
        status=f"confidence {found['confidence']}",
        recordId=found["transaction_key"],
        description=found["evidence"],
        summary="; ".join([*([found["product"]] if found["product"] else []), found["category"], *shared]),
    )


def _source(record: Record) -> Properties:
    """Where it is said: the publisher's page, and the files whose rows count."""
    files = dict.fromkeys(row["file_id"] for row in record.transactions)
    files |= dict.fromkeys(document["document_id"] for document in record.documents)
    proof = {"proof": [identifier("Document", file_id) for file_id in files]}
    link = record.award["link"]
    return proof | ({"sourceUrl": [link], **_PUBLISHER} if link else {})


def _told(**values: object) -> Properties:
    return {name: [str(value)] for name, value in values.items() if value not in (None, "")}


def _add(properties: Properties, name: str, value: str | None) -> None:
    if value and value not in properties.setdefault(name, []):
        properties[name].append(value)
