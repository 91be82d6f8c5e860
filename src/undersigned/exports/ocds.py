"""Open Contracting Data Standard 1.1: one release an award, attributions by an extension of ours (`ocds_extension/`).

`.jsonl` holds one release a line; `.json` one release package. https://standard.open-contracting.org/1.1/en/
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from undersigned.exports.base import RECORDS, About, Record, Sink, open_text
from undersigned.ingest.persons import NEUTRAL_NAME

HEARS = frozenset({RECORDS})
ENDINGS = (".jsonl", ".json")
EXTENSION = "exports/ocds/extension/extension.json"
"""Where a site has the extension, below its address."""
_DOCUMENT_TYPES = {"hearing": "hearing", "records request": "recordsRequest", "contract": "contractText"}
"""Our kinds as codes of the extension: the standard's open list has none that says no more than we know."""
_SIGNING = "0"
"""The modification that is the award itself."""

Json = dict[str, Any]
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@contextmanager
def begin(target: Path, about: About) -> Iterator[Sink]:
    """Open the file: lines, or a package where the name ends in `.json`."""
    with open_text(target) as file:
        if target.name.removesuffix(".gz").endswith(".json"):
            file.write(_compact(package(about, target.name)).removesuffix("}") + ',"releases":[\n')
            yield _Releases(file, about, ",\n")
            file.write("\n]}\n")
        else:
            yield _Releases(file, about, "\n")
            file.write("\n")


class _Releases(Sink):
    def __init__(self, file: TextIO, about: About, between: str) -> None:
        self._file = file
        self._about = about
        self._between = between
        self._before = ""

    def record(self, record: Record) -> None:
        self._file.write(self._before + identified(release(record, self._about)))
        self._before = self._between


def package(about: About, name: str = "releases.json") -> Json:
    """What is said of the whole package, without its releases; its date is the records' last day."""
    return {
        "uri": f"{about.site_address}exports/ocds/{name}",
        "version": "1.1",
        "publishedDate": _time(about.as_of),
        "publisher": {"name": "Undersigned, from public records", "uri": about.site_address},
        "extensions": [about.site_address + EXTENSION],
    }


def release(record: Record, about: About) -> Json:
    """The release of one award, without its `id`."""
    award = record.award
    contract = _contract(record, about)
    buyer = {"id": f"agency:{award['agency']}", "name": award["agency"]}
    supplier = _supplier(record)
    return {
        "ocid": f"{about.ocid_prefix}-{award['award_key']}",
        "date": _time(award["last_day"] or about.as_of),
        "language": "en",
        "tag": ["award", "contract", *(["contractAmendment"] if "amendments" in contract else [])],
        "initiationType": "tender",
        "parties": [{**buyer, "roles": ["buyer"]}, supplier, *_makers(record)],
        "buyer": buyer,
        "tender": {"id": award["award_key"]},
        "awards": [
            _told(
                id=award["award_key"],
                title=award["opening_words"],
                status="active",
                date=_signed(record),
                value=_usd(award["obligation"]),
                suppliers=[{"id": supplier["id"], "name": supplier["name"]}],
                items=_items(record),
                contractPeriod=contract.get("period"),
            )
        ],
        "contracts": [contract],
    }


def _contract(record: Record, about: About) -> Json:
    award = record.award
    return _told(
        id=award["award_key"],
        awardID=award["award_key"],
        title=award["award_id"],
        description=award["opening_words"],
        status=_status(award["end_date"], about.as_of),
        period=_period(award),
        value=_usd(award["obligation"]),
        currentValue=_usd(award["current_value"]),
        ceiling=_usd(award["ceiling"]),
        dateSigned=_signed(record),
        documents=[*_official(award["link"]), *map(_document, record.documents)],
        amendments=[_amendment(row) for row in record.transactions if _amends(row)],
        obligations=[_obligation(row) for row in record.transactions],
        attributions=[_attribution(found) for found in record.attributions],
    )


def _official(link: str | None) -> list[Json]:
    return [{"id": "official", "title": "The publisher's page of this award", "url": link}] if link else []


def _document(document: Any) -> Json:
    """A document that is attached to the award; its hash tells which copy was read."""
    archived = f"; archived at {document['archive']}" if document["archive"] else ""
    return _told(
        id=document["document_id"],
        documentType=_DOCUMENT_TYPES.get(document["kind"]),
        title=document["title"],
        description=f"SHA-256 {document['sha256']}{archived}",
        url=document["source"],
        datePublished=_time(document["date"]),
        format=document["media_type"],
    )


def _supplier(record: Record) -> Json:
    """Who is paid; nothing but the neutral label where the records mark a natural person."""
    name = record.award["recipient_name"]
    if name == NEUTRAL_NAME:
        return {"id": "withheld", "name": name, "roles": ["supplier"]}
    uei = record.latest("recipient_uei")
    return _told(
        id=f"company:{record.award['company_id']}",
        name=name,
        identifier={"scheme": "US-SAM", "id": uei, "legalName": name} if uei else None,
        address=_told(
            locality=record.latest("recipient_city"),
            region=record.latest("recipient_state"),
            countryName=record.latest("recipient_country"),
        ),
        roles=["supplier"],
    )


def _makers(record: Record) -> list[Json]:
    makers = dict.fromkeys(found["maker"] for found in record.attributions)
    return [{"id": f"maker:{maker}", "name": maker, "roles": ["maker"]} for maker in makers]


def _items(record: Record) -> list[Json] | None:
    described = record.award["product_service"]
    code = record.latest("product_code")
    if not described and not code:
        return None
    classification = _told(scheme="PSC", id=code, description=described) if code else None
    return [_told(id="1", description=described, classification=classification)]


def _amends(row: Any) -> bool:
    return row["modification"] != _SIGNING and not row["is_summary"]


def _amendment(row: Any) -> Json:
    return _told(id=row["transaction_key"], date=_time(row["action_date"]), description=row["description"])


def _obligation(row: Any) -> Json:
    return _told(
        id=row["transaction_key"],
        date=_time(row["action_date"]),
        value=_usd(row["obligation"]),
        file=row["file_id"],
        row=row["row"],
    )


def _attribution(found: Any) -> Json:
    return _told(
        id=f"{found['award_key']}/{found['maker']}",
        maker={"id": f"maker:{found['maker']}", "name": found["maker"]},
        product=found["product"],
        relation=found["relation"],
        category=found["category"],
        confidence=found["confidence"],
        evidence=found["evidence"],
        obligation=found["transaction_key"],
        rule=found["rule"],
        resold=found["reseller"],
        shared=found["shared"],
    )


def _signed(record: Record) -> str | None:
    """The day of the row that is the award itself; these records may begin later."""
    first = next((row for row in record.transactions if row["modification"] == _SIGNING), None)
    return _time(first["action_date"]) if first else None


def _status(end: date | None, as_of: str) -> str | None:
    if end is None:
        return None
    return "active" if end.isoformat() >= as_of else "terminated"


def _period(award: Any) -> Json:
    return _told(
        startDate=_time(award["start_date"]),
        endDate=_time(award["end_date"]),
        maxExtentDate=_time(award["potential_end_date"]),
    )


def _usd(cents: int | None) -> Json | None:
    """Dollars as a JSON number with the cents that there are: the shortest way to write a double keeps them exactly."""
    if cents is None:
        return None
    return {"amount": cents / 100 if cents % 100 else cents // 100, "currency": "USD"}


def _time(day: date | str | None) -> str | None:
    return f"{day}T00:00:00Z" if day else None


def _told(**values: Any) -> Json:
    """What the records tell: OCDS wants no empty values."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def identified(body: Json) -> str:
    """A release as one line; its identifier is that of its content, so that it changes when the content does."""
    text = _compact(body)
    return f'{{"id":"{hashlib.sha256(text.encode()).hexdigest()[:20]}",{text[1:]}'


def _compact(value: Json) -> str:
    return _ENCODER.encode(value)
