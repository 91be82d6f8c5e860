"""A server that speaks USAspending's contracts over invented records, with every fault that a test asks for."""

import csv
import io
import json
import re
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from undersigned.sample.write import sample_lines

Row = dict[str, str]
EARLIER = 8
"""Years by which the sample's days are moved, so that they have come; a multiple of four keeps leap days."""
DEPARTMENT = "INVENTED DEPARTMENT OF EDGES"
AGENCIES = (("IBS", "INVENTED BORDER SERVICE"), ("IHA", "INVENTED HARBOUR AGENCY"))
_NAMES = {"transactions": "PrimeTransactions", "awards": "PrimeAwardSummaries", "subawards": "Subawards"}
_AGENCY = {"subawards": "prime_award_awarding_sub_agency_name"}
_NUMBER = {"subawards": "prime_award_piid"}
_KEY = {"subawards": "prime_award_unique_key"}
_DAYS = {
    ("transactions", "action_date"): "action_date",
    ("transactions", "last_modified_date"): "last_modified_date",
    ("subawards", "action_date"): "subaward_action_date",
    ("subawards", "last_modified_date"): "subaward_sam_report_last_modified_date",
}


def invented(level: str, rows: int) -> list[Row]:
    """The sample's rows of a kind, some years earlier."""
    lines = io.StringIO("".join(sample_lines(level, rows, 1)))
    return [{name: _moved(name, cell) for name, cell in row.items()} for row in csv.DictReader(lines)]


def _moved(name: str, cell: str) -> str:
    if name.endswith("fiscal_year") and cell.isdigit():
        return str(int(cell) - EARLIER)
    return re.sub(r"\b(20\d\d)(?=-\d\d-\d\d)", lambda year: str(int(year[0]) - EARLIER), cell)


@dataclass
class Job:
    """A file in the making."""

    body: bytes
    rows: int
    pending: int


@dataclass
class Service:
    """The service's records, what it was asked, and its faults.

    `faults` are answers given instead, by the start of the path, each once: a status, its headers and its body.
    `cut` are lengths after which a file breaks off, `holds` those after which it stops until `released`.
    """

    rows: dict[str, list[Row]]
    address: str = ""
    most: int = 500_000
    pending: int = 1
    failing: int = 0
    lost: Callable[[str, Row], bool] = lambda _level, _row: False
    counted_more: int = 0
    cut: list[int] = field(default_factory=list)
    holds: list[int] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)
    ranges: bool = True
    slow: float = 0.0
    shuffled: bool = False
    renamed: dict[str, str] = field(default_factory=dict)
    file_host: str = ""
    faults: dict[str, list[tuple[int, dict[str, str], bytes]]] = field(default_factory=dict)
    asked: list[tuple[str, str, Any]] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    jobs: dict[str, Job] = field(default_factory=dict)
    sent: list[tuple[int, str]] = field(default_factory=list)

    def paths(self, start: str) -> list[Any]:
        """The bodies of the requests to paths that start so."""
        return [body for _, path, body in self.asked if path.startswith(start)]

    def answer(self, method: str, path: str, query: dict[str, list[str]], body: Any) -> tuple[int, Any]:
        """The contract's answer to one question."""
        fixed = {
            "/api/v2/autocomplete/awarding_agency/": self._named,
            "/api/v2/bulk_download/list_agencies/": self._listed,
            "/api/v2/download/count/": self._count,
            "/api/v2/search/spending_by_transaction/": self._page,
        }
        if path in fixed:
            return 200, fixed[path](body)
        if path.startswith("/api/v2/awards/count/"):
            return self._count_of_award(path)
        if path == "/api/v2/download/status":
            return self._status(query["file_name"][0])
        if method == "POST" and path.startswith(("/api/v2/bulk_download/awards/", "/api/v2/download/")):
            return self._ask(path, body)
        return 404, {"detail": "Not found."}

    def _named(self, body: Any) -> dict[str, Any]:
        return {"results": _agencies(body["search_text"]), "messages": []}

    def _listed(self, _: Any) -> dict[str, Any]:
        listed = [{"toptier_code": "099", "name": DEPARTMENT, "toptier_agency_id": 1}]
        return {"agencies": {"cfo_agencies": listed, "other_agencies": []}, "sub_agencies": []}

    def _count_of_award(self, path: str) -> tuple[int, Any]:
        *_, kind, key, _ = path.split("/")
        level, key = f"{kind}s", unquote(key)
        found = [row for row in self.rows[level] if row[_KEY.get(level, "contract_award_unique_key")] == key]
        return (200, {level: len(found)}) if self._known(key) else (404, {"detail": "No award."})

    def _known(self, key: str) -> bool:
        return any(row["contract_award_unique_key"] == key for row in self.rows["transactions"])

    def _count(self, body: Any) -> dict[str, Any]:
        rows = len(self.select(body["spending_level"], body["filters"])) + self.counted_more
        return {
            "calculated_transaction_count": rows,
            "maximum_transaction_limit": self.most,
            "transaction_rows_gt_limit": rows > self.most,
            "calculated_count": rows,
            "spending_level": body["spending_level"],
            "maximum_limit": self.most,
            "rows_gt_limit": rows > self.most,
        }

    def _page(self, body: Any) -> dict[str, Any]:
        rows = self.select("transactions", body["filters"])
        if self.shuffled:  # rows that sort alike stand in another order on each request
            turn = len(self.paths("/api/v2/search/")) * 7 % max(1, len(rows))
            rows = rows[turn:] + rows[:turn]
        start = (body["page"] - 1) * body["limit"]
        results = [
            {
                "Award ID": row["award_id_piid"],
                "Mod": row["modification_number"],
                "generated_internal_id": row["contract_award_unique_key"],
            }
            for row in rows[start : start + body["limit"]]
        ]
        more = start + body["limit"] < len(rows)
        return {"results": results, "page_metadata": {"page": body["page"], "hasNext": more}}

    def _ask(self, path: str, body: Any) -> tuple[int, Any]:
        levels: tuple[str, ...]
        filters: Any
        if path.startswith("/api/v2/download/contract/"):
            levels, filters = ("transactions", "subawards"), {"key": body["award_id"]}
        elif path.startswith("/api/v2/download/search/"):
            levels, filters = tuple(body["spending_level"]), body["filters"]
        else:
            filters = body["filters"]
            start, end = (date_of(filters["date_range"][name]) for name in ("start_date", "end_date"))
            if (end - start).days > 366:
                return 400, {"detail": "Invalid Parameter: date_range total days must be within a year"}
            levels = ("transactions",) if filters.get("prime_award_types") else ("subawards",)
            filters = {**filters, "time_period": [{**filters["date_range"], "date_type": filters["date_type"]}]}
        name = f"Made_{len(self.jobs) + 1}.zip"
        made, rows = self._zip(levels, filters, body.get("columns"))
        self.jobs[name] = Job(made, rows, self.pending)
        return 200, {
            "status_url": f"{self.address}/api/v2/download/status?file_name={name}",
            "file_name": name,
            "file_url": f"{self.file_host or self.address}/generated_downloads/{name}",
            "download_request": {},
        }

    def _zip(self, levels: tuple[str, ...], filters: Any, columns: list[str] | None) -> tuple[bytes, int]:
        made, total = io.BytesIO(), 0
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for level in levels:
                rows = [row for row in self.select(level, filters) if not self.lost(level, row)]
                names = [name for name in self.rows[level][0] if not columns or name in columns]
                text = io.StringIO()
                writer = csv.writer(text, lineterminator="\n")
                writer.writerow([self.renamed.get(name, name) for name in names])
                writer.writerows([row[name] for name in names] for row in rows)
                archive.writestr(f"Contracts_{_NAMES[level]}_1.csv", text.getvalue())
                total += len(rows)
        return made.getvalue(), total

    def _status(self, name: str) -> tuple[int, Any]:
        if name not in self.jobs:
            return 404, {"detail": f"Download job with filename {name} does not exist."}
        job = self.jobs[name]
        job.pending -= 1
        state = "running" if job.pending >= 0 else "finished"
        if self.failing:
            self.failing -= 1
            state = "failed"
        done = state == "finished"
        return 200, {
            "status": state,
            "message": "An exception was raised" if state == "failed" else None,
            "file_name": name,
            "file_url": f"{self.file_host or self.address}/generated_downloads/{name}",
            "total_size": len(job.body) / 1000 if done else None,
            "total_columns": 297 if done else None,
            "total_rows": job.rows if done else None,
            "seconds_elapsed": "1.5",
        }

    def select(self, level: str, filters: Any) -> list[Row]:
        """The rows that a filter of the contracts means."""
        return [row for row in self.rows[level] if _fits(level, row, filters)]


def date_of(text: str) -> date:
    return date.fromisoformat(text)


def _fits(level: str, row: Row, filters: Any) -> bool:
    if "key" in filters and row[_KEY.get(level, "contract_award_unique_key")] != filters["key"]:
        return False
    names = {agency["name"] for agency in filters.get("agencies", ())}
    if names and row[_AGENCY.get(level, "awarding_sub_agency_name")] not in names and DEPARTMENT not in names:
        return False
    numbers = {number.strip('"') for number in filters.get("award_ids", ())}
    if numbers and row[_NUMBER.get(level, "award_id_piid")] not in numbers:
        return False
    for period in filters.get("time_period", ()):
        day = row[_DAYS[level, period["date_type"]]][:10]
        if not period["start_date"] <= day <= period["end_date"]:
            return False
    return True


def _agencies(text: str) -> list[dict[str, Any]]:
    top = {"toptier_code": "099", "abbreviation": "IDE", "name": DEPARTMENT}
    known = [(True, {"abbreviation": "IDE", "name": DEPARTMENT})]
    known += [(False, {"abbreviation": short, "name": name}) for short, name in AGENCIES]
    return [
        {"id": number, "toptier_flag": flag, "toptier_agency": top, "subtier_agency": sub}
        for number, (flag, sub) in enumerate(known)
        if text.casefold() in sub["name"].casefold() or text.casefold() in sub["abbreviation"].casefold()
    ]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    service: Service

    def do_GET(self) -> None:
        self._answer("GET", None)

    def do_POST(self) -> None:
        self._answer("POST", json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def _answer(self, method: str, body: Any) -> None:
        service, parts = self.service, urlsplit(self.path)
        service.asked.append((method, parts.path, body))
        service.agents.append(self.headers["User-Agent"])
        time.sleep(service.slow)
        for start, answers in service.faults.items():
            if parts.path.startswith(start) and answers:
                status, headers, text = answers.pop(0)
                return self._send(status, headers, text)
        if parts.path.startswith("/generated_downloads/"):
            return self._file(parts.path.rpartition("/")[2])
        status, told = service.answer(method, parts.path, parse_qs(parts.query), body)
        return self._send(status, {"Content-Type": "application/json"}, json.dumps(told).encode())

    def _file(self, name: str) -> None:
        job = self.service.jobs.get(name)
        if job is None:
            return self._send(404, {}, b"gone")
        headers = {"ETag": f'"{name}"'}
        asked = self.headers.get("Range", "")
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked and self.service.ranges else 0
        if start >= len(job.body):
            return self._send(416, {**headers, "Content-Range": f"bytes */{len(job.body)}"}, b"")
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(job.body) - 1}/{len(job.body)}"
        return self._send(206 if start else 200, headers, job.body[start:])

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        service = self.service
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        if service.cut and self.path.startswith("/generated_downloads/"):
            body = body[: service.cut.pop(0)]
            self.close_connection = True
        service.sent.append((len(body), self.headers.get("Range", "")))
        try:
            if service.holds and self.path.startswith("/generated_downloads/"):
                first = service.holds.pop(0)
                self.wfile.write(body[:first])
                service.released.wait(60)
                body = body[first:]
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that was killed is no news."""


@contextmanager
def serving(service: Service) -> Iterator[Service]:
    """The service on a port of its own."""
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"service": service}))
    service.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def with_sample(rows: int = 300) -> Service:
    """The service over the sample's invented records."""
    made = {level: invented(level, rows) for level in _NAMES}
    summed = {row["contract_award_unique_key"] for row in made["awards"]}
    by_award = {row["contract_award_unique_key"]: row for row in made["transactions"]}
    for key in by_award.keys() - summed:  # as in the real service, every award has a summary
        row = {name: by_award[key].get(name, "") for name in made["awards"][0]}
        row["total_obligated_amount"] = by_award[key]["total_dollars_obligated"]
        made["awards"].append(row)
    return Service(made)
