"""The texts that languages translate: `python -m docs.messages` brings every catalogue up to date and says what lacks.

Two houses speak, each with catalogues of its own: dossiers, and campaigns with all that signers meet. Texts are
collected where they stand: calls of `text`, `texts`, `message` and `_` in the pages' code, `_`, `_h` and `ngettext` in
their templates, sentence templates (`Template`, `fixed`) of claims and files, and the field's own words.
A text that no longer stands anywhere goes to the end of the file with its translation, for whoever words it anew;
`--drop` forgets it.
"""

import ast
import inspect
import io
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from jinja2 import Environment, nodes

from undersigned.campaigns.words import speaking
from undersigned.documents.document import KINDS
from undersigned.dossiers.words import catalogues
from undersigned.exports import package
from undersigned.ingest import normalising, numbered, records, suspicions
from undersigned.makers import attribute
from undersigned.registry import members
from undersigned.terms import attribution, claim, company
from undersigned.terms.maker import CATEGORIES

SOURCE = Path(inspect.getfile(company)).parents[1]
ONE = frozenset({"_", "_h", "text", "message", "fixed", "Template"})
ONE_AND_MANY = frozenset({"texts", "ngettext", "Template"})
SAME_KEY = "same award and modification as an earlier row, with other values"
WIDTH = 110

Message = str | tuple[str, str]
Found = dict[Message, set[str]]


@dataclass(frozen=True, slots=True)
class House:
    """A half of the program that speaks: the package of its catalogues, and the rooms whose texts they hold.

    `besides` gives texts that stand as data, by their place. `unspoken` says, by language, the beginnings of places
    where no reader of that language comes: what stands nowhere else stays in English.
    """

    package: str
    rooms: tuple[str, ...]
    besides: Callable[[], Mapping[str, Iterable[str]]] = dict
    unspoken: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def folder(self) -> Path:
        """Where its catalogues lie."""
        return SOURCE.parent.joinpath(*self.package.split("."), "messages")

    def tags(self) -> tuple[str, ...]:
        """The languages of its catalogues."""
        return catalogues.tags(self.package)

    def wanted(self, tag: str) -> Found:
        """The texts that a language must say."""
        unspoken = self.unspoken.get(tag, ())
        found = collected(self).items()
        return {text: places for text, places in found if not all(place.startswith(unspoken) for place in places)}


def collected(house: House) -> Found:
    """Every text of a house, with the files in which it stands."""
    found: Found = defaultdict(set)
    for place, message in _everywhere(house):
        found[message].add(place)
    forms = {message[0] for message in found if isinstance(message, tuple)}
    return {message: places for message, places in found.items() if message not in forms}


def _everywhere(house: House) -> Iterator[tuple[str, Message]]:
    for room in house.rooms:
        for path in sorted((SOURCE / room).rglob("*.py")):
            yield from ((_place(path), message) for message in of_code(path.read_text(encoding="utf-8")))
        for path in sorted((SOURCE / room).rglob("templates/**/*")):
            if path.suffix in (".html", ".xml", ".txt", ".j2", ".md"):
                yield from ((_place(path), message) for message in of_template(path.read_text(encoding="utf-8")))
    for place, words in house.besides().items():
        yield from ((place, word) for word in words)


def of_code(source: str) -> Iterator[Message]:
    """The literal texts that code asks for.

    Raises:
        ValueError: a text is put together in the call, so that nobody can translate it.
    """
    for call in _calls(ast.parse(source)):
        yield from _message(_called(call.func), call.args)


def _called(function: ast.expr) -> str:
    """The name of what is called; nothing where a `text` is asked of something else than words."""
    if not isinstance(function, ast.Attribute):
        return _last_name(function)
    asked = _called(function.value.func) if isinstance(function.value, ast.Call) else _last_name(function.value)
    return "" if function.attr in ("text", "texts") and asked not in ("words", "_words", "self") else function.attr


def _last_name(expression: ast.expr) -> str:
    return str(getattr(expression, "attr", getattr(expression, "id", "")))


def _message(name: str, arguments: list[ast.expr]) -> Iterator[Message]:
    if name in ONE | ONE_AND_MANY and arguments and isinstance(arguments[0], ast.JoinedStr):
        raise ValueError(f"A text to be translated is put together in the call: {ast.unparse(arguments[0])}")
    literals = [argument.value for argument in arguments[:2] if isinstance(argument, ast.Constant)]
    yield from _forms(name, [literal for literal in literals if isinstance(literal, str)])


def of_template(source: str) -> Iterator[Message]:
    """The literal texts that a page's template asks for."""
    for call in Environment(autoescape=True).parse(source).find_all(nodes.Call):
        name = getattr(call.node, "attr", getattr(call.node, "name", ""))
        literals = [argument.value for argument in call.args[:2] if isinstance(argument, nodes.Const)]
        yield from _forms(name, [literal for literal in literals if isinstance(literal, str)])


def _forms(name: str, literals: list[str]) -> Iterator[Message]:
    if name in ONE_AND_MANY and len(literals) == 2:
        yield (literals[0], literals[1])
    elif name in ONE and literals:
        yield literals[0]


def vocabulary() -> dict[str, Iterable[str]]:
    """The field's own words, which pages show as they are stored."""
    reasons = re.findall(r"THEN '([^']+)'", inspect.getsource(normalising))
    sources = [module.SOURCE.title for module in members("undersigned.sources").values()]
    return {
        "terms/maker.py": [category.replace("_", " ") for category in CATEGORIES],
        "terms/company.py": get_args(company.Basis),
        "terms/claim.py": get_args(claim.SubjectKind),
        "documents/document.py": KINDS,
        "terms/attribution.py": [*get_args(attribution.Relation), *get_args(attribution.Confidence)],
        "makers": rules(),
        "ingest": [*kinds(), *reasons, records.NEVER_CLOSED, records.STRAY_QUOTE, SAME_KEY],
        "sources": sources,
        "exports": package.meanings(),
    }


def kinds() -> list[str]:
    """The kinds of suspicion: the first argument of every `Suspicion(…)`."""
    calls = [call for module in (suspicions, numbered) for call in _calls(ast.parse(inspect.getsource(module)))]
    named = [call.args[0] for call in calls if getattr(call.func, "id", "") == "Suspicion"]
    return sorted({str(kind.value) for kind in named if isinstance(kind, ast.Constant)})


def rules() -> list[str]:
    """The rules that attribute awards: what is given as `rule=` or noted as a step, or what a file calls `RULE`."""
    found = set()
    for path in Path(inspect.getfile(attribute)).parent.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        found |= set(re.findall(r"^RULE = \"(.+)\"$", text, re.MULTILINE))
        for call in _calls(ast.parse(text)):
            named = [keyword.value for keyword in call.keywords if keyword.arg == "rule"]
            noted = call.args[:1] if getattr(call.func, "attr", "") == "note" else []
            found |= {str(value.value) for value in (*named, *noted) if isinstance(value, ast.Constant)}
    return sorted(found)


HOUSES = {
    "dossiers": House(catalogues.DOSSIERS, ("claims", "dossiers", "ingest"), vocabulary),
    "campaigns": House(
        speaking.PACKAGE,
        ("campaigns", "intake", "post", "web"),
        unspoken={"ar": ("web/outbox", "web/templates/outbox")},  # operators read it, signers never
    ),
}


def _calls(code: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(code) if isinstance(node, ast.Call))


def _place(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def updated(catalogue: Catalog, found: Found, drop: bool = False) -> Catalog:
    """The catalogue with every text that was found, translations kept; what stands nowhere is obsolete."""
    known = {identity(message.id): message for message in (*catalogue.obsolete.values(), *catalogue) if message.id}
    new = Catalog(locale=catalogue.locale, charset="utf-8", fuzzy=False, header_comment=catalogue.header_comment)
    new.mime_headers = catalogue.mime_headers
    for message, places in sorted(found.items(), key=lambda item: identity(item[0])):
        old = known.pop(identity(message), None)
        flags = old.flags if old else ()
        same_kind = old is not None and isinstance(old.string, tuple) == isinstance(message, tuple)
        new.add(message, old.string if old and same_kind else "", [(place, 0) for place in sorted(places)], flags)
    if not drop:
        new.obsolete.update({key: old for key, old in sorted(known.items()) if old.string})
    return new


def written(catalogue: Catalog) -> str:
    """The file, without the headers that would change from day to day."""
    stored = io.BytesIO()
    write_po(stored, catalogue, width=WIDTH, include_lineno=False)
    return _PASSING.sub("", stored.getvalue().decode())


_PASSING = re.compile(r'^"(?!Language:|Plural|MIME|Content)[A-Z][A-Za-z-]+: .*\\n"\n', re.MULTILINE)


def identity(message: object) -> str:
    """What a catalogue knows a text by: its form for one."""
    return message[0] if isinstance(message, tuple) else str(message)


def main() -> None:
    """Bring every catalogue up to date; the exit code says whether all is translated."""
    drop = "--drop" in sys.argv
    sys.exit(bool(sum([brought(house, tag, drop) for house in HOUSES.values() for tag in house.tags()])))


def brought(house: House, tag: str, drop: bool) -> int:
    """Write one catalogue with all that it must say; how many texts lack a translation."""
    path, wanted = house.folder() / f"{tag}{catalogues.SUFFIX}", house.wanted(tag)
    new = updated(catalogues.read(tag, house.package), wanted, drop)
    path.write_text(written(new), encoding="utf-8")
    empty = sum(not any(forms_of(message.string)) for message in new if message.id)
    print(f"{_place(path)}: {len(wanted)} texts, {empty} without a translation, {len(new.obsolete)} obsolete")
    return empty


def forms_of(string: object) -> tuple[str, ...]:
    """Every form of a text or a translation."""
    return string if isinstance(string, tuple) else (str(string),)


if __name__ == "__main__":
    main()
