"""A publisher's web service, asked politely: one request at a time, with a pause, again when it is busy.

Retries are for answers that may differ next time: no connection, 429, 5xx, a body that is no JSON. Their pauses grow,
with jitter, and `Retry-After` overrules them (RFC 9110, 10.2.3). Redirects are followed to the publisher's own hosts
only.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from platform import python_version
from types import TracebackType
from typing import Any

import httpx
import stamina

from undersigned.errors import FetchError
from undersigned.fetching.base import Manners
from undersigned.terms.progress import Progress

ATTEMPTS = 8
LONGEST_PAUSE = 120.0
LONGEST_REQUESTED_PAUSE = 900.0
"""Seconds: where a publisher asks for a longer one, the fetch stops and can be resumed."""
REDIRECTS = 5
_BUSY = (408, 425, 429, 500, 502, 503, 504)
_PATIENCE = httpx.Timeout(90.0, connect=20.0)


class _AskAgain(Exception):  # noqa: N818
    """An answer that may be another next time, and after how many seconds, where the publisher says so."""

    def __init__(self, sentence: str, after: float | None = None) -> None:
        super().__init__(sentence)
        self.after = after


class Web(AbstractContextManager["Web"]):
    """The service at one address."""

    def __init__(self, address: str, domain: str, manners: Manners, progress: Progress) -> None:
        self.address = _whole(address)
        self._domain = domain
        self._manners = manners
        self._progress = progress
        self._last = 0.0
        stamina.instrumentation.set_on_retry_hooks([])  # what it waits for is said by `progress`
        self._client = httpx.Client(
            timeout=_PATIENCE, headers={"User-Agent": _who()}, limits=httpx.Limits(max_connections=2)
        )

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def post(self, path: str, body: Mapping[str, Any], needs: tuple[str, ...]) -> dict[str, Any]:
        """The JSON object that answers a POST; one without the fields it `needs` counts as no answer."""
        return self._asked(lambda: self._json("POST", path, needs, json=dict(body)), path)

    def get(self, path: str, values: Mapping[str, str], needs: tuple[str, ...]) -> dict[str, Any]:
        """The same for a GET."""
        return self._asked(lambda: self._json("GET", path, needs, params=dict(values)), path)

    def stream(
        self, url: str, headers: Callable[[], Mapping[str, str]], take: Callable[[httpx.Response], bool]
    ) -> None:
        """Give the body at an address to `take` until it says that it has everything; again where it breaks off.

        `headers` is asked before each attempt, as what is still wanted changes.
        """

        def once() -> dict[str, Any]:
            if not self._streamed(self.own(url), headers(), take):
                raise _AskAgain("the download broke off")
            return {}

        self._asked(once, url)

    def own(self, url: str) -> httpx.URL:
        """An address in full; an error where it is not the publisher's."""
        try:
            full = self.address.join(url)
        except httpx.InvalidURL as error:
            raise FetchError(
                f"The publisher's answer leads to {url!r}, which is no address. Try again later."
            ) from error
        same = (full.scheme, full.host, full.port) == (self.address.scheme, self.address.host, self.address.port)
        ours = full.scheme == "https" and (full.host == self._domain or full.host.endswith(f".{self._domain}"))
        if not (same or ours):
            raise FetchError(
                f"The publisher's answer leads to {full.host}, which is not a host of {self._domain}; nothing was "
                "fetched from there. Try again later, and tell the publisher if it stays so."
            )
        return full

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        time.sleep(max(0.0, seconds))

    def _asked(self, once: Callable[[], dict[str, Any]], what: str) -> dict[str, Any]:
        pause = self._manners.pause
        again = stamina.retry_context(
            on=self._busy,
            attempts=ATTEMPTS,
            timeout=None,
            wait_initial=pause / 5,
            wait_max=min(LONGEST_PAUSE, pause * 24),
            wait_jitter=pause / 5,
        )
        try:
            for attempt in again:
                with attempt:
                    return once()
        except _AskAgain as error:
            raise FetchError(_gave_up(what, self.address, str(error), error.after)) from error
        except httpx.RequestError as error:
            raise FetchError(_gave_up(what, self.address, str(error) or type(error).__name__, None)) from error
        raise AssertionError("retry_context ends by an answer or an error")  # pragma: no cover

    def _busy(self, error: Exception) -> bool | float:
        """Whether to ask again, and after how many seconds."""
        if isinstance(error, _AskAgain):
            if error.after is None:
                return True
            if error.after > LONGEST_REQUESTED_PAUSE:
                return False
            self._progress.step(f"The publisher asks for a pause of {error.after:,.0f} seconds")
            return error.after
        if not isinstance(error, httpx.RequestError):
            return False
        self._progress.step("The publisher does not answer; asking again")
        return True

    def _json(self, method: str, path: str, needs: tuple[str, ...], **given: Any) -> dict[str, Any]:
        request = self._client.build_request(method, self.address.join(path.lstrip("/")), **given)
        response = self._sent(request, stream=False)
        _raise_for(response)
        try:
            answer = response.json()
        except ValueError as error:
            raise _AskAgain("the answer is not JSON") from error
        if not isinstance(answer, dict) or any(name not in answer for name in needs):
            raise _AskAgain(f"the answer lacks {', '.join(needs)}")
        return answer

    def _streamed(self, url: httpx.URL, headers: Mapping[str, str], take: Callable[[httpx.Response], bool]) -> bool:
        request = self._client.build_request("GET", url, headers={"Accept-Encoding": "identity", **headers})
        response = self._sent(request, stream=True)
        try:
            if response.status_code != httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
                _raise_for(response)
            return take(response)
        finally:
            response.close()

    def _sent(self, request: httpx.Request, *, stream: bool) -> httpx.Response:
        """Send a request and follow its redirects, each to the publisher's own hosts."""
        for _ in range(REDIRECTS):
            time.sleep(max(0.0, self._last + self._manners.pause / 5 - time.monotonic()))
            self._last = time.monotonic()
            response = self._client.send(request, stream=stream)
            if response.next_request is None:
                return response
            response.close()
            self.own(str(response.next_request.url))
            request = response.next_request
        raise FetchError(f"{request.url} redirects in a circle. Try again later.")


@contextmanager
def understood(path: str) -> Iterator[None]:
    """An answer whose inner parts are not those of its contract becomes one sentence."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise FetchError(
            f"{path} answers in a form that this version does not know ({error!r}). See whether a newer version of "
            "Undersigned does; what arrived stays."
        ) from error


class RefusedError(FetchError):
    """The publisher understood the question and will not answer it."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


def _whole(address: str) -> httpx.URL:
    try:
        url = httpx.URL(address.rstrip("/") + "/")
    except httpx.InvalidURL:
        url = httpx.URL("")
    if url.scheme not in ("http", "https") or not url.host:
        raise FetchError(f"{address!r} is no address to fetch from; one begins with https:// and names a host.")
    return url


def _raise_for(response: httpx.Response) -> None:
    if response.is_success:
        return
    status = response.status_code
    if status in _BUSY:
        raise _AskAgain(f"it answers {status}", _retry_after(response.headers.get("Retry-After", "")))
    raise RefusedError(status, f"{response.url.copy_with(query=None)} answers {status}: {_detail(response)}")


def _detail(response: httpx.Response) -> str:
    """The publisher's own sentence, such as `{"detail": …}`; shortened, as it may be a page of HTML."""
    try:
        response.read()
        told = response.json()
    except (ValueError, httpx.RequestError):
        return response.reason_phrase
    said = told.get("detail") or told.get("message") if isinstance(told, dict) else None
    return str(said or response.reason_phrase)[:300]


def _retry_after(value: str) -> float | None:
    """Seconds, or a day and time, as the header has it; None where it says nothing."""
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        then = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (then.replace(tzinfo=then.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


def _gave_up(what: str, address: httpx.URL, reason: str, after: float | None) -> str:
    when = f"in {after / 60:,.0f} minutes" if after and after > LONGEST_REQUESTED_PAUSE else "later"
    path = httpx.URL(what).path
    return (
        f"{address.host} did not answer {path} ({reason}). What arrived stays: run the same command again {when}, "
        "and it goes on from there."
    )


def _who() -> str:
    """What the program says that it is, so that a publisher can tell who asks and why."""
    try:
        number = version("undersigned")
    except PackageNotFoundError:
        number = "0"
    return f"undersigned/{number} (reads public contract records, one request at a time; Python {python_version()})"
