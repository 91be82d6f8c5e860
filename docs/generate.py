"""The reference, written from the program: `python -m docs.generate` writes `docs/reference/` again.

What the program says of itself (help, columns, tables, sources, reasons) is taken from it. Names that it holds
without a sentence get theirs from `meanings.toml`; a name without a line there, or a line without a name, is an error.
"""

import ast
import inspect
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import sqlglot
from sqlglot import exp

from undersigned import errors, settings
from undersigned.cli.loading import whole
from undersigned.cli.main import app
from undersigned.exports import tables
from undersigned.ingest import normalising, numbered, suspicions
from undersigned.ingest.amounts_and_dates import Habits
from undersigned.registry import members
from undersigned.serving import children
from undersigned.site import configuration, folder
from undersigned.site.limits import Limits
from undersigned.sources import table
from undersigned.sources.base import Source
from undersigned.terms.column import SUBAWARD, TRANSACTION, Column
from undersigned.terms.maker import CATEGORIES, TECHNOLOGY

HERE = Path(__file__).parent
REFERENCE = HERE / "reference"
WIDTH = 80
SAID = "*Written by the program (`python -m docs.generate`); a test fails when the two differ.*"


def page(name: str) -> str:
    """The text of one generated page."""
    meanings = tomllib.loads((HERE / "meanings.toml").read_text(encoding="utf-8"))
    return PAGES[name](meanings)


def main() -> None:
    """Write every page."""
    REFERENCE.mkdir(exist_ok=True)
    for name in PAGES:
        (REFERENCE / name).write_text(page(name), encoding="utf-8")


def commands() -> str:
    """The help of every command, as `--help` prints it."""
    group: Any = whole(app)
    parts = [_help(group, "undersigned", None)]
    with _context(group, "undersigned", None) as parent:
        for name, command in group.commands.items():
            parts += ["", f"## {name}", "", _help(command, name, parent), *_inner(command, name, parent)]
    codes = [
        "",
        "## Exit codes",
        "",
        "0 is success. Otherwise one sentence on the error stream says what happened, and the case is as it was.",
        "130 is a run that was stopped from the keyboard.",
        "",
        *_table(("code", "meaning"), _exit_codes()),
        "",
        "## Settings",
        "",
        "`UNDERSIGNED_THREADS` and `UNDERSIGNED_MEMORY` (such as `4GB`) say how much of the machine a run may use; "
        "`UNDERSIGNED_ROWS_AT` where a [cluster](../how-to/run-on-a-cluster.md) finds a copy of the case's rows.",
        "`UNDERSIGNED_USASPENDING` names another address to fetch from, such as a server for tests.",
    ]
    return _page("Commands", [*parts, *codes])


def columns() -> str:
    """What the case keeps of a row."""
    return _page(
        "Columns",
        [
            "What the case keeps of a row, in its own words; a column that a file does not have is empty.",
            "A *cumulative* column repeats a running total on every row of an award: summing it is refused.",
            "",
            "## A transaction or an award summary",
            "",
            *_columns(TRANSACTION),
            "",
            "## A subaward",
            "",
            "Subawards are part of their prime award's money and are never added to it.",
            "",
            *_columns(SUBAWARD),
        ],
    )


def exports() -> str:
    """The tables that leave a case with their columns in order, and the formats."""
    formats = members("undersigned.exports", "begin")
    parts = [
        "`undersigned export NAME -o FILE` writes one of these tables as CSV, XLSX or Parquet, or the whole case in",
        "one of the formats below. Money is in dollars with two decimals (in `claims`, `figure` is in the unit",
        "beside it), days are ISO, empty is unknown. `undersigned export package -o FOLDER` writes all, and explains",
        "every column in a data dictionary.",
        "",
        "## Formats",
        "",
        *_table(
            ("name", "a file of", "endings", "what it is"),
            [(f"`{name}`", _of(form), " ".join(form.ENDINGS), _first_line(form)) for name, form in formats.items()],
        ),
        "",
        "Of these, those that are text may have `.gz` behind the ending.",
    ]
    used: set[str] = set()
    for name, query in tables.TABLES.items():
        names = sqlglot.parse_one(query, read="duckdb", into=exp.Select).named_selects
        used |= set(names)
        rows = [(f"`{column.name}`", column.meaning, column.unit) for column in tables.described(names)]
        parts += ["", f"## {name}", "", *_published(name), "", *_table(("column", "meaning", "unit"), rows)]
    said = tables.meanings()
    known = {column.name for column in TRANSACTION}
    _must_match("exports/columns.toml, tables", tables.TABLES, said["tables"])
    _must_match("exports/columns.toml, columns", used - (known - set(said["columns"])), said["columns"])
    return _page("Exports", parts)


def _of(form: Any) -> str:
    return "the case" if form.HEARS else "a table"


def _first_line(form: Any) -> str:
    return str(inspect.getdoc(form)).splitlines()[0].rstrip(".")


def _published(name: str) -> list[str]:
    """What the table is; and what a published package has of it, where that is less."""
    meaning = f"{tables.meanings()['tables'][name]}."
    more = tables.about_table(name).removeprefix(meaning).strip()
    return [meaning, *(["", f"In a package: {more.removeprefix('Here: ')}"] if more else [])]


def sources() -> str:
    """The shapes that are read, with the publisher's names for each column of ours."""
    every: list[Source] = [module.SOURCE for module in members("undersigned.sources").values()]
    parts = [
        "A file is recognised by its columns. Where two shapes tell of one award and modification, the smaller rank",
        "counts, and within one rank the file added last. Columns about persons are never read, in any shape.",
    ]
    for source in sorted(every, key=lambda source: (source.rank, source.name)):
        if source.name == table.SOURCE.name:
            parts += ["", *_any_table(source)]
            continue
        parts += ["", f"## {source.name}", "", f"{source.title}. Rows: {source.rows}. Rank {source.rank}.", ""]
        parts += _table(
            ("our column", "the publisher's", ""),
            [
                (f"`{ours}`", " or ".join(f"`{name}`" for name in theirs), "needed" if ours in source.key else "")
                for ours, theirs in source.columns.items()
            ],
        )
    return _page("Sources", parts)


def suspicions_and_rejects(suspected: dict[str, str], rejected: dict[str, str]) -> str:
    """Every kind of suspicion and every reason for a reject."""
    kinds = _suspicion_kinds()
    reasons = _reject_reasons()
    _must_match("docs/meanings.toml, suspicions", kinds, suspected)
    _must_match("docs/meanings.toml, rejects", reasons, rejected)
    return _page(
        "Suspicions and rejects",
        [
            "`undersigned report` says both for every file. A suspicion is carried to every figure that it touches.",
            "",
            "## Suspicions",
            "",
            *_table(("kind", "meaning"), [(kind, suspected[kind]) for kind in kinds]),
            "",
            "## Reasons for a reject",
            "",
            "A rejected row is kept in `files/<id>/rejects.parquet` with its line, its reason and its text, the cells",
            "about persons blanked. Reasons:",
            "",
            *_table(("reason", "meaning"), [(reason, rejected[reason]) for reason in reasons]),
            "",
            "A row is rejected too when it has the award and modification of an earlier row and other values, when it",
            "has not as many cells as the heading, or when a quotation mark in it is opened and never closed.",
        ],
    )


def categories(meanings: dict[str, str]) -> str:
    """What is bought."""
    _must_match("docs/meanings.toml, categories", CATEGORIES, meanings)
    rows = [(f"`{name}`", meanings[name], "yes" if name in TECHNOLOGY else "") for name in CATEGORIES]
    return _page(
        "Categories",
        [
            "A category comes from what the award's words name, not from what its maker also sells. Those marked count",
            "in an agency's technology spending.",
            "",
            *_table(("category", "what it is", "technology"), rows),
        ],
    )


def site(keys: dict[str, str], environment: dict[str, str]) -> str:
    """The keys of `site.toml` and the names of the environment."""
    tables = {
        "listen": configuration.Listen,
        "mail": configuration.Sender,
        "limits": Limits,
        "retention": configuration.Retention,
    }
    rows = {"": [("base_url", "a web address", "where it listens"), ("trusted_proxies", "0 to 10", "`0`")]}
    rows |= {name: [_key(field) for field in fields(kind)] for name, kind in tables.items()}
    named = [f"{name}.{key}".strip(".") for name, found in rows.items() for key, _, _ in found]
    _must_match("docs/meanings.toml, site", named, keys)
    _must_match("docs/meanings.toml, environment", _environment(), environment)
    parts = [
        "`site.toml` lies in the site folder; all of it is optional. What stands below `[limits]` holds as soon as the",
        "file is saved, all else from the next start. A key that nobody knows is an error.",
        "[How to run a site](../how-to/run-a-site.md).",
    ]
    for name, found in rows.items():
        told = [(f"`{key}`", can, without, keys[f"{name}.{key}".strip(".")]) for key, can, without in found]
        heading = f"## [{name}]" if name else "## Above all tables"
        parts += ["", heading, "", *_table(("key", "can be", "without it", "what it says"), told)]
    parts += ["", "## Environment", "", "It wins over the file, and alone carries passwords.", ""]
    parts += _table(("name", "what it says"), [(f"`{name}`", environment[name]) for name in sorted(environment)])
    return _page("Settings of a site", parts)


def _key(field: Any) -> tuple[str, str, str]:
    bounds = field.metadata
    can = f"{bounds['least']} to {bounds['most']}" if bounds else "a text"
    return field.name, can, f"`{field.default}`" if field.default != "" else "nothing"


def _environment() -> set[str]:
    """Every name of the environment that the program asks for."""
    modules = (configuration, folder, children, settings)
    texts = [
        node.value
        for module in modules
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    return {text for text in texts if re.fullmatch(r"UNDERSIGNED_[A-Z_]+|[A-Z]+_URL|XDG_DATA_HOME", text)}


def _help(command: Any, name: str, parent: Any) -> str:
    with _context(command, name, parent) as context:
        lines = [line.rstrip() for line in command.get_help(context).splitlines()]
    return "\n".join(["```text", *lines, "```"])


def _inner(command: Any, name: str, parent: Any) -> Iterator[str]:
    """The help of the commands inside a command, such as those of `campaign`."""
    with _context(command, name, parent) as context:
        for inner, found in getattr(command, "commands", {}).items():
            yield from ("", f"### {name} {inner}", "", _help(found, inner, context))


def _context(command: Any, name: str, parent: Any) -> Any:
    return command.make_context(name, [], parent=parent, resilient_parsing=True, terminal_width=WIDTH)


def _exit_codes() -> list[tuple[str, str]]:
    classes: list[Any] = [found for _, found in inspect.getmembers(errors, inspect.isclass)]
    return sorted((str(found.exit_code), str(inspect.getdoc(found))) for found in classes)


def _columns(every: Iterable[Column]) -> list[str]:
    rows = [
        (f"`{column.name}`", column.kind, column.meaning, "cumulative" if column.cumulative else "") for column in every
    ]
    return _table(("column", "kind", "meaning", ""), rows)


def _any_table(source: Source) -> list[str]:
    rows = [
        (f"`{question}`", f"`{ours}`", "needed" if question in (*table.NEEDED, "who_buys") else "")
        for question, ours in table.QUESTIONS.items()
    ]
    return [
        f"## {source.name}",
        "",
        f"Any other table, described by a mapping of its own. Rows: {source.rows}. Rank {source.rank}. "
        "[How to describe a table](../how-to/describe-a-table.md).",
        "",
        *_table(("question", "our column", ""), rows),
    ]


def _suspicion_kinds() -> list[str]:
    """The first argument of every `Suspicion(…)` in the modules that find them."""
    sources = map(inspect.getsource, (suspicions, numbered))
    calls = [node for source in sources for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    named = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Suspicion"]
    kinds = [call.args[0].value for call in named if isinstance(call.args[0], ast.Constant)]
    return sorted(str(kind) for kind in kinds)


def _reject_reasons() -> list[str]:
    """The reasons in the SQL that checks a row of transactions."""
    source = next(module.SOURCE for module in members("undersigned.sources").values() if module.SOURCE.rank == 1)
    nothing_odd: dict[str, Any] = {field.name: 0 for field in fields(Habits)}
    reading = normalising.Reading(source, {}, (), Habits(**nothing_odd), "")
    return re.findall(r"THEN '([^']+)'", normalising.reason(reading))


def _must_match(what: str, names: Iterable[str], meanings: Iterable[str]) -> None:
    if differing := set(names) ^ set(meanings):
        raise ValueError(f"{what}: without a name in the program or a line with its meaning: {differing}")


def _table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [heading, ["---"] * len(heading), *rows]
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines]


def _page(title: str, parts: Sequence[str]) -> str:
    return "\n".join([f"# {title}", "", SAID, "", *parts, ""])


PAGES: dict[str, Callable[[Any], str]] = {
    "commands.md": lambda _: commands(),
    "columns.md": lambda _: columns(),
    "exports.md": lambda _: exports(),
    "sources.md": lambda _: sources(),
    "suspicions-and-rejects.md": lambda meanings: suspicions_and_rejects(meanings["suspicions"], meanings["rejects"]),
    "categories.md": lambda meanings: categories(meanings["categories"]),
    "site.md": lambda meanings: site(meanings["site"], meanings["environment"]),
}
"""What writes each page, given `meanings.toml`."""


if __name__ == "__main__":
    main()
