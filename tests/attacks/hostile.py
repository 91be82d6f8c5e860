"""Requests that no browser sends, made from a seed: good forms, spoilt in a way that must not pass."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from random import Random
from urllib.parse import quote_from_bytes, urlencode

from tests.attacks import forged
from tests.attacks.forged import Keys
from tests.intake.forms import solved
from tests.signing import FORM
from undersigned.sealing import stamps

Header = tuple[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Request:
    """One request, and how it was spoilt."""

    spoilt: str
    body: bytes
    path: str
    method: str = "POST"
    headers: tuple[Header, ...] = (FORM,)
    named: tuple[str, ...] = field(default=())


SCRIPT = '"><script>alert(1)</script>'
TEXTS = ("name", "email", "country", "postcode", "city", "comment", "affiliation", "appearance")
UNSEEN = (
    b"\x00",
    b"\xff",
    b"\xc3\x28",
    b"\xe2\x80\xae",  # from right to left
    b"\xe2\x81\xa6",  # an isolate of direction
    b"\xe2\x80\x8b",  # a space of no width
    b"\xed\xa0\x80",  # half of a pair
    b"\xed\xb0\x80\xed\xa0\x80",
    b"\xf0\x9f\x98",  # three bytes of four
    b"\xc0\xaf",  # a slash, too long
    b"\x1b[2J",
    b"\x7f",
    b"\xf4\x90\x80\x80",  # beyond Unicode
    b"\xee\x80\x80",  # private use
    b"\xef\xbf\xbd",
)
ADDRESSES = (
    "ana",
    "ana@",
    "@example.org",
    "ana@example",
    "ana@@example.org",
    "ana@exa mple.org",
    "ana@example.org\r\nBcc: all@example.org",
    "ana@example.org,eva@example.org",
    "<ana@example.org>",
    '"><script>alert(1)</script>@example.org',
    "ana@-example.org",
    "ana@example..org",
    "a" * 65 + "@example.org",
    "ana@" + "a" * 250 + ".org",
    "ana@[127.0.0.1]",
    "../../etc/passwd",
    "' or 1=1 --",
    "ana@example.org\x00",
    "\u0430na@ex\u0430mple",
)
SECRETS = (
    "A" * 22,
    "A" * 21,
    "A" * 23,
    "A" * 5000,
    "%00" * 22,
    "..",
    "../../keys/stamps.key",
    "\u0660" * 22,
    "AAAAAAAAAAAAAAAAAAAAA=",
    "AAAAAAAAAAAAAAAAAAAAAB",
    "\ud800" * 22,
    "' or '1'='1",
    "",
)
PLACES = ("confirm", "correct", "download", "erase", "not-me", "no-reminder", "withdraw", "x", "", "../..", "\0")
METHODS = ("GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "post", "BREW", "")
KINDS: tuple[tuple[Header, ...], ...] = (
    (),
    ((b"content-type", b""),),
    ((b"content-type", b"multipart/form-data; boundary=x"),),
    ((b"content-type", b"application/json"),),
    ((b"content-type", b"text/plain"),),
    ((b"content-type", b"\xff\xfe"),),
    (FORM, FORM),
    (FORM, (b"content-type", b"application/json")),
)
LENGTHS = (b"-1", b"99999999999999999999", b"0x10", b"1e3", b"", b"16385", b"\xb2")


class Spoiler:
    """Spoils good forms; the same seed gives the same requests."""

    def __init__(self, keys: Keys, seed: int) -> None:
        self.keys = keys
        self.dice = Random(seed)
        self.now = datetime.now(UTC)
        self.ways: tuple[Callable[[], Request], ...] = (
            *(self.unseen,) * 3,
            self.address,
            self.too_long,
            self.unknown_choice,
            self.trapped,
            self.bare,
            *(self.proof,) * 3,
            *(self.stamp,) * 2,
            self.many_fields,
            self.raw_bytes,
            self.kind,
            self.method,
            self.length,
            self.path,
            self.script,
            self.private_page,
            self.correction,
        )

    def requests(self, number: int) -> Iterator[Request]:
        """So many."""
        for _ in range(number):
            request = self.dice.choice(self.ways)()
            yield twisted(request, self.dice) if self.dice.random() < 0.3 else request

    def good(self, **fields: str) -> dict[str, str]:
        """A form as a browser sends it, with its work done."""
        challenge = stamps.challenge(self.keys.stamps, self.keys.campaign, self.now, 2)
        number = self.dice.randrange(1 << 30)
        typed = {"name": f"Ana {number}", "email": f"ana{number}@gmail.com", "altcha": solved(challenge)}
        return {**typed, **fields}

    def spoilt(self, way: str, *last: tuple[str, bytes], **fields: str) -> Request:
        """A good form that ends with what spoils it: of two fields of a name the last one counts."""
        end = b"".join(b"&" + name.encode() + b"=" + quote_from_bytes(value).encode() for name, value in last)
        form = {name: value for name, value in self.good(**fields).items() if value}
        return Request(way, urlencode(form).encode() + end, f"/sign/{self.keys.slug}/{self.language()}")

    def language(self) -> str:
        """One of ours, or none."""
        return self.dice.choice(("en", "es", "ar", "xx", "", "EN", "../en", "\0"))

    def unseen(self) -> Request:
        """A character that nobody types."""
        name = self.dice.choice(TEXTS)
        return self.spoilt(f"unseen in {name}", (name, b"Ana" + self.dice.choice(UNSEEN) + b"Eva"))

    def address(self) -> Request:
        """No address."""
        return self.spoilt("address", ("email", self.dice.choice(ADDRESSES).encode()))

    def too_long(self) -> Request:
        """More than a field takes."""
        name = self.dice.choice([text for text in TEXTS if text != "appearance"])
        sign = self.dice.choice(("a", "ä", "字", "😀", "a\u0301"))
        return self.spoilt(f"long {name}", (name, (sign * self.dice.choice((1500, 2500)))[:2600].encode()))

    def unknown_choice(self) -> Request:
        """What stands in no list."""
        name, value = self.dice.choice(
            (("country", "XX"), ("country", "us"), ("appearance", "NAME"), ("appearance", "admin"), ("country", "🇺🇸"))
        )
        return self.spoilt(f"choice of {name}", (name, value.encode()))

    def trapped(self) -> Request:
        """The field that no person sees."""
        return self.spoilt("trap", ("topic", self.dice.choice((b"x", b"\x00", b"http://spam.example"))))

    def bare(self) -> Request:
        """Neither proof nor stamp: as from a browser without scripts, which has to press the button again."""
        return self.spoilt("bare", altcha="")

    def proof(self) -> Request:
        """A proof of work that is forged, unsolved, old, of elsewhere, or a bomb."""
        return self.spoilt(
            "proof", ("altcha", forged.proof(self.keys, self.now, self.dice).encode("utf-8", "surrogatepass"))
        )

    def stamp(self) -> Request:
        """A stamp that is forged, old, of elsewhere, or none."""
        value = forged.stamp(self.keys, self.now, self.dice)
        return self.spoilt("stamp", ("stamp", value.encode()), altcha="")

    def many_fields(self) -> Request:
        """More fields than a form has."""
        number = self.dice.choice((41, 200, 1000))
        extra = b"".join(b"&x%d=%d" % (each, each) for each in range(number))
        request = self.spoilt("many fields")
        return replace(request, body=request.body + extra)

    def raw_bytes(self) -> Request:
        """Bytes outside ASCII, or nothing but noise."""
        request = self.spoilt("raw bytes")
        noise = b"&name=" + self.dice.choice(UNSEEN[1:4]) + self.dice.randbytes(20) + b"\xff"
        whole = self.dice.choice((request.body + noise, self.dice.randbytes(300) + b"\xfe"))
        return replace(request, body=whole)

    def kind(self) -> Request:
        """Another kind of body than a form's."""
        return replace(self.spoilt("content type"), headers=self.dice.choice(KINDS))

    def method(self) -> Request:
        """Another method."""
        return replace(self.spoilt("method"), method=self.dice.choice(METHODS))

    def length(self) -> Request:
        """A body that is too large, or a length that cannot be."""
        request = self.spoilt("length")
        if self.dice.random() < 0.5:
            return replace(request, body=request.body + b"&comment=" + b"a" * 20_000)
        return replace(request, headers=(FORM, (b"content-length", self.dice.choice(LENGTHS))))

    def path(self) -> Request:
        """An address that is none of ours."""
        slug = self.keys.slug
        path = self.dice.choice(
            (
                "/sign/",
                "/sign//",
                f"/sign/{slug}%00/en",
                f"/sign/{slug.upper()}/en",
                f"/sign/../{slug}/en",
                f"//sign/{slug}/en",
                f"/sign/{slug}\0/en",
                "/sign/" + "a" * 9000,
                "/sign/ä/ö",
                "/sign/\ud800/en",
                "/stamp/nothing",
                "/stamp/../../etc/passwd",
                f"/c/{slug}/../../../keys/stamps.key",
                "/c/%2e%2e/%2e%2e/keys/stamps.key",
                "/assets/..\\..\\keys\\stamps.key",
                "/c/\0/",
                "/c/" + "a" * 256 + "/",
                "/assets/" + "\u00e4" * 130,
                f"/c/{slug}/\ud800/",
                "/outbox/../keys/stamps.key",
                "/outbox/%2e%2e%2fkeys%2fstamps.key",
                "/outbox/.hidden.eml",
                "/s",
                "/admin/",
                "/.git/config",
                "*",
                "",
            )
        )
        return replace(self.spoilt("path"), path=path, method=self.dice.choice(("POST", "GET", "PUT")))

    def script(self) -> Request:
        """Markup where it would be shown."""
        name = self.dice.choice(TEXTS)
        return self.spoilt(f"markup in {name}", (name, SCRIPT.encode()), ("name", b"<script>alert(1)</script>"))

    def private_page(self) -> Request:
        """A private page that is nobody's."""
        path = f"/s/{self.dice.choice(SECRETS)}/{self.dice.choice(PLACES)}"
        return replace(self.spoilt("private page"), path=path, method=self.dice.choice(("POST", "GET", *METHODS)))

    def correction(self) -> Request:
        """A correction of a signature that stands, spoilt as a form."""
        way = self.dice.choice((self.unseen, self.too_long, self.raw_bytes, self.many_fields, self.script))
        request = way()
        if "email" in request.spoilt:  # a correction does not read the address
            request = self.raw_bytes()
        return replace(request, spoilt=f"correction: {request.spoilt}", path=f"{self.keys.page}/correct")


def twisted(request: Request, dice: Random) -> Request:
    """Besides, what may or may not spoil a form: it stands before what does."""
    more = dice.choice(
        (
            b"%&%zz=%1&=&&&==&",
            b"name=%E0%A4%A&",
            b"name[]=x&name[a]=y&__proto__=z&",
            b"csrfmiddlewaretoken=x&_method=DELETE&",
            b"comment=" + b"+" * 200 + b"&",
            b"updates=%00&",
            b"name=a&" * 12,
        )
    )
    return replace(request, body=more + request.body)
