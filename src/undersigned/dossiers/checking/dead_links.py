"""Every link leads somewhere inside the site; nothing is fetched from elsewhere, and no page runs a script of its own.

A page may send its reader away only by `<a href>` to an https page, such as an award's official page.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from pathlib import Path
from posixpath import normpath

from undersigned.dossiers.checking import elements
from undersigned.dossiers.checking.base import File, Finding, Known, Look

_TAG = re.compile(rb"<[A-Za-z][^>]*>")
_ADDRESSES = frozenset(b"href src action formaction poster background manifest xlink:href cite longdesc ping".split())
_SETS = frozenset((b"srcset", b"imagesrcset"))
_UNFETCHED = frozenset((b"canonical", b"alternate", b"license"))
"""Relations of `<link>` that no browser fetches."""
_PLAIN_LINK = re.compile(
    rb"<a (?:class=\"[^\"]*\" )?href=\"([^\"&#?%:]+)\"(?: (?:data-claim|rel|class)=\"[^\"]*\"| download)*>"
)
"""Nearly every link: a relative address and nothing that needs a closer look."""
_PLAIN_LEAVE = re.compile(rb"<a (?:class=\"[^\"]*\" )?href=\"https://[^\"]+\"(?: rel=\"[^\"]*\")?>")
_NO_LINK = re.compile(
    rb"<(?:data|t[dhr]|p|h[1-6]|li|d[ldt]|div|span|section|time)"
    rb"(?: (?:value|class|scope|lang|id|data-\w+)(?:=\"[^\"]*\")?)*>"
)
"""Elements that lead nowhere, with attributes that do nothing."""
_REFRESH = re.compile(rb"url\s*=\s*['\"]?([^'\"]*)", re.IGNORECASE)
_STYLE = re.compile(rb"url\(\s*['\"]?([^'\")]*)|@import\s+['\"]([^'\"]*)", re.IGNORECASE)
_SCRIPT = re.compile(rb"[\"'`]((?:https?|wss?):)?//(?!www\.w3\.org/)[A-Za-z0-9][\w.-]*\.[a-z]{2,}")
_ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_IDENTIFIER = re.compile(rb"\s(?:id|name)=\"([^\"]*)\"")
_LOCATION = re.compile(rb"<loc>\s*([^<]*?)\s*</loc>")
_MOST_REMEMBERED = 20_000

Said = tuple[int, str]


def look(known: Known) -> Look:
    """Dead links and addresses that leave the site."""
    links = _Links(known)

    def read(file: File) -> Iterator[Finding]:
        said = _READERS.get(file.kind)
        if said is not None:
            for position, sentence in said(links, file):
                yield file.finding(position, "dead_links", sentence)

    return read


class _Links:
    """Where addresses lead; tags that were in order in a folder are remembered, most stand on many pages."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._place = ("", "")
        self._in_order: set[bytes] = set()
        self._identifiers = lru_cache(maxsize=1 << 12)(self._find_identifiers)

    def of_page(self, file: File) -> Iterator[Said]:
        """Links, sources, forms, refreshes, handlers and styles of a page, a picture or a feed."""
        self._enter(file)
        tags = set(_TAG.findall(file.data)) - self._in_order
        for tag in tags:
            problem, own_fragment = self._problem(tag, file)
            if problem:
                yield file.data.find(tag), problem
            elif not own_fragment:
                self._in_order.add(tag)
        if b"<style" in file.data:
            yield from self.of_style(file)
        for found in _LOCATION.finditer(file.data) if file.kind == "xml" else ():
            if problem := self._leads_nowhere(found[1], file, away=False)[0]:
                yield found.start(), problem

    def of_style(self, file: File) -> Iterator[Said]:
        """Pictures, fonts and imports of a style sheet."""
        self._enter(file)
        for found in _STYLE.finditer(file.data):
            address = (found[1] or found[2] or b"").strip()
            if not address.startswith((b"#", b"data:")) and (
                problem := self._leads_nowhere(address, file, away=False)[0]
            ):
                yield found.start(), problem

    def of_script(self, file: File) -> Iterator[Said]:
        """Hosts that a script names: it could ask them."""
        for found in _SCRIPT.finditer(file.data):
            yield found.start(), f"This script names another host: {found[0][1:].decode('utf-8', 'replace')}."

    def _enter(self, file: File) -> None:
        if (file.folder, file.kind) != self._place or len(self._in_order) > _MOST_REMEMBERED:
            self._place = (file.folder, file.kind)
            self._in_order.clear()

    def _problem(self, tag: bytes, file: File) -> tuple[str, bool]:
        """What is wrong with a tag, and whether it leads to a place on this very page."""
        if (plain := _PLAIN_LINK.fullmatch(tag)) and _joined(file.folder, plain[1].decode()) in self._known.files:
            return "", False
        if not self._known.address and _PLAIN_LEAVE.fullmatch(tag):
            return "", False
        if b"=" not in tag or _NO_LINK.fullmatch(tag):
            return "", False
        if tag.count(b'"') % 2 or b"'" in tag:
            whole = elements.TAG.match(file.data, file.data.find(tag))
            tag = whole[0] if whole else tag
        name = tag[1:].split(None, 1)[0].lower()
        told = elements.attributes(tag[1 + len(name) : -1])
        own_fragment = False
        for attribute, value in told.items():
            if attribute.startswith(b"on") and len(attribute) > 4:
                return f"<{name.decode()}> has an inline event handler ({attribute.decode()}).", False
            if attribute in _ADDRESSES or attribute in _SETS or (attribute == b"data" and name == b"object"):
                away = file.kind == "xml" or _may_leave(name, attribute, told)
                values = value.split(b",") if attribute in _SETS else [value]
                for address in values:
                    one = address.split()[0] if attribute in _SETS and address.split() else address
                    problem, own = self._leads_nowhere(one, file, away=away)
                    own_fragment |= own
                    if problem:
                        return problem, False
        return self._hidden_problem(name, told, file), own_fragment

    def _hidden_problem(self, name: bytes, told: elements.Attributes, file: File) -> str:
        """What leads away without being a link: a refresh, a base address, a style."""
        if name == b"base":
            return "<base> changes where every link leads."
        if told.get(b"rel", b"").lower() in (b"preconnect", b"dns-prefetch", b"prefetch"):
            return f"<link rel={told[b'rel'].decode()}> asks another host before the reader does."
        addresses = [found[1] or found[2] or b"" for found in _STYLE.finditer(told.get(b"style", b""))]
        if told.get(b"http-equiv", b"").lower() == b"refresh":
            addresses += [found[1] for found in _REFRESH.finditer(told.get(b"content", b""))]
        problems = (self._leads_nowhere(address, file, away=False)[0] for address in addresses)
        return next((problem for problem in problems if problem), "")

    def _leads_nowhere(self, written: bytes, file: File, *, away: bool) -> tuple[str, bool]:
        """What is wrong with an address, and whether it is a place on this very page."""
        address = written.decode("utf-8", "replace")
        address = unescape(address) if "&" in address else address
        if self._known.address and address.startswith(self._known.address):
            address = ("../" * len(file.folder.split("/")) if file.folder else "") + address[len(self._known.address) :]
            address = address or "index.html"
        if address.startswith("//") or (":" in address and _SCHEME.match(address)):
            return _leaves(address, away=away), False
        if not address:
            return "This address is empty.", False
        if address.startswith("/"):
            return f"{address!r} starts at the root of a server; links are relative.", False
        path, _, fragment = address.partition("#")
        path = path.partition("?")[0]
        target = file.path if not path else _joined(file.folder, path)
        if target not in self._known.files:
            target = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), target)
            if target not in self._known.files:
                return f"{address!r} leads to no file of this site.", False
        if not fragment or not target.endswith((".html", ".svg")):
            return "", not path
        missing = fragment.encode() not in self._identifiers(target) if path else not _has(file.data, fragment.encode())
        return (f"{address!r} leads to a place that {target} does not have." if missing else ""), not path

    def _find_identifiers(self, path: str) -> frozenset[bytes]:
        return _identifiers((self._known.site / Path(path)).read_bytes())


def _joined(folder: str, path: str) -> str:
    """Where a relative path leads; steps up stand at its beginning nearly always."""
    while folder and path.startswith("../"):
        folder, path = folder.rpartition("/")[0], path[3:]
    whole = f"{folder}/{path}" if folder else path
    return normpath(whole) if "./" in whole or "//" in whole or whole.endswith(("/", "/.", "/..")) else whole


def _identifiers(page: bytes) -> frozenset[bytes]:
    return frozenset(_IDENTIFIER.findall(page))


def _has(page: bytes, fragment: bytes) -> bool:
    return b' id="%b"' % fragment in page or b' name="%b"' % fragment in page


def _may_leave(name: bytes, attribute: bytes, told: elements.Attributes) -> bool:
    if attribute in (b"cite", b"longdesc"):
        return True
    if name == b"link":
        return told.get(b"rel", b"").lower() in _UNFETCHED
    return name == b"a" and attribute in (b"href", b"xlink:href")


def _leaves(address: str, *, away: bool) -> str:
    """What is wrong with an address outside the site; letters and calls are the contact check's."""
    scheme = address.partition(":")[0].lower()
    if scheme in ("mailto", "tel") or (scheme == "https" and away) or address.startswith("data:image/"):
        return ""
    if away and scheme == "http":
        return f"{address!r} is not an https address."
    if scheme in ("http", "https") or address.startswith("//"):
        return f"{address!r} is asked from another host; only a link may lead away."
    return f"{address!r} is no link that a page of this site may have."


_READERS = {
    "html": _Links.of_page,
    "svg": _Links.of_page,
    "xml": _Links.of_page,
    "css": _Links.of_style,
    "js": _Links.of_script,
}
