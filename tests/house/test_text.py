"""No file of the project tells of one machine, names a package host, or leaves something for later."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

FORBIDDEN = {
    "a path of one machine": re.compile(r"(?<![\w.-])/(?:work|root|home|Users)/"),
    "a package host": re.compile(
        r"pypi\.(?:org|python)|pythonhosted\.|registry\.npmjs|deb\.debian\.|(?:files|conda)\.anaconda|proxy\.golang",
        re.IGNORECASE,
    ),
    "something left for later": re.compile(r"\b(?:TO[D]O|FIX[M]E)\b"),
}


def faults(text: str, path: str) -> Iterator[str]:
    """Each line that says what it must not, with its place."""
    if not any(pattern.search(text) for pattern in FORBIDDEN.values()):
        return
    for number, line in enumerate(text.splitlines(), 1):
        for what, pattern in FORBIDDEN.items():
            if pattern.search(line):
                yield f"{path}:{number}: {what}"


def test_no_file_says_what_it_must_not(root: Path, tracked: list[str]) -> None:
    assert len(tracked) > 1000
    texts = [path for path in tracked if not path.endswith(".png")]
    found = [fault for path in texts for fault in faults((root / path).read_text(encoding="utf-8"), path)]
    assert found == []


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("open('/" + "work/main/x.csv')", "a path of one machine"),
        ("--index-url https://pypi" + ".org/simple", "a package host"),
        ("# TO" + "DO: read the rest", "something left for later"),
    ],
)
def test_each_kind_is_found(line: str, what: str) -> None:
    assert list(faults(f"first\n{line}\n", "file")) == [f"file:2: {what}"]


@pytest.mark.parametrize("line", ["https://example.org/home/page", "docs/home/", "the root / work / home"])
def test_addresses_and_plain_words_pass(line: str) -> None:
    assert list(faults(line, "file")) == []
