"""`undersigned publish`: a site, or a name on paper; what fails is named and nothing is half written."""

from pathlib import Path

import pytest

from undersigned.case.folder import Case
from undersigned.cli.main import run_as_command
from undersigned.dossiers import publish as publishing
from undersigned.dossiers.checking.base import Finding
from undersigned.dossiers.publish import CheckError, Site

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """What the command asks of `publish`, which writes nothing."""
    found: list[tuple[object, ...]] = []

    def publish(*told: object) -> Site:
        found.append(told)
        return Site(1, 2)

    monkeypatch.setattr(publishing, "publish", publish)
    return found


def test_what_was_published_is_said(asked: list[tuple[object, ...]], capsys: Captured) -> None:
    assert run_as_command(["publish", "--case", "c", "-o", "site", "--language", "es", "--language", "en"]) == 0
    assert capsys.readouterr().out.strip() == "site/index.html: 1 page, 2 MB. Every check passed."
    assert asked[0][:4] == (Case(Path("c")), Path("site"), ("es", "en"), [])


def test_originals_are_handed_on(asked: list[tuple[object, ...]]) -> None:
    assert run_as_command(["publish", "-o", "site", "--against", "a.csv", "--against", "b.csv"]) == 0
    assert asked[0][3] == [Path("a.csv"), Path("b.csv")]


def test_findings_are_named_with_page_and_line_and_the_rest_counted(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    findings = [Finding("index.html", number, "citations", "$5 has no claim.") for number in range(1, 41)]

    def fail(*_: object) -> None:
        raise CheckError(findings)

    monkeypatch.setattr(publishing, "publish", fail)
    assert run_as_command(["publish", "-o", "site"]) == 1
    caught = capsys.readouterr()
    said = caught.out + caught.err
    assert [f"index.html:{number}:" in said for number in (1, 30, 31)] == [True, True, False]
    assert "and 10 more" in said
    assert said.rstrip().endswith("undersigned: 40 findings in the site's own check: nothing was published.")


def test_a_name_goes_on_paper(traced: Case, tmp_path: Path, capsys: Captured) -> None:
    target = tmp_path / "x.pdf"
    assert run_as_command(["publish", "--case", str(traced.folder), "--pdf", "Kestrelcloud", "-o", str(target)]) == 0
    assert "x.pdf: Kestrelcloud on paper." in " ".join(capsys.readouterr().out.split())
    assert target.read_bytes().startswith(b"%PDF")


REFUSED = [
    (["--pdf", "Kestrelcloud", "-o", "."], 2, "is a folder. Name a PDF file with -o."),
    (["--pdf", "Kestrelclod", "-o", "x.pdf"], 3, "Nothing in this case is called 'Kestrelclod'."),
    (["--pdf", "Kestrelcloud", "-o", "x.pdf", "--against", "a.csv"], 2, "leave out --against"),
    (["--pdf", "report", "-o", "x.pdf", "--language", "en", "--language", "es"], 2, "name --language once"),
    (["-o", "site", "--language", "xx"], 5, "'xx'"),
    (["-o", "no/site"], 2, "There is no folder no. Make it, or name another one with -o."),
]


def test_what_cannot_be_is_one_sentence(
    traced: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    for arguments, code, said in REFUSED:
        assert run_as_command(["publish", "--case", str(traced.folder), *arguments]) == code
        assert said in " ".join(capsys.readouterr().err.split())
    assert list(tmp_path.iterdir()) == []
