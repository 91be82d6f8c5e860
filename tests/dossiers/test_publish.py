"""`publish` from the case to the site: whole or not at all, and the same once more."""

import hashlib
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.dossiers.county import NEWER, add, county
from undersigned.case.folder import Case
from undersigned.dossiers import building, placing, publish
from undersigned.dossiers.desk import Desk
from undersigned.dossiers.pages import start
from undersigned.dossiers.parts import Part
from undersigned.dossiers.publish import CheckError
from undersigned.errors import CaseError, RoomError, UndersignedError
from undersigned.settings import Settings
from undersigned.terms.progress import Silent

pytestmark = pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")  # the command has no other thread
Hashes = dict[str, str]


def hashes(site: Path) -> Hashes:
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }


def written(site: Path) -> Hashes:
    """The files that we write ourselves: the order of words in the search index is its maker's, new in each run."""
    return {name: told for name, told in hashes(site).items() if not name.startswith("pagefind/")}


def published(case: Case, site: Path) -> publish.Site:
    return publish.publish(case, site, ("en",), (), Settings(), Silent())


def command(case: Case, site: Path) -> list[str]:
    return [sys.executable, "-m", "undersigned", "publish", "--case", str(case.folder), "-o", str(site)]


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The county's first rows, traced; tests change copies only."""
    return county(tmp_path_factory.mktemp("few"))


@pytest.fixture
def case(few: Case, tmp_path: Path) -> Case:
    """A case of one's own."""
    return Case(Path(shutil.copytree(few.folder, tmp_path / "county" / "case")))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of another day, alone in its folder."""
    folder = tmp_path / "sites" / "site"
    folder.mkdir(parents=True)
    (folder / placing.MARK).write_text("mark", encoding="utf-8")
    (folder / "index.html").write_text("before", encoding="utf-8")
    return folder


@pytest.fixture
def unharmed(site: Path) -> Callable[[], bool]:
    """Whether that site is as it was, byte for byte, and alone."""
    before = hashes(site)
    return lambda: hashes(site) == before and [path.name for path in site.parent.iterdir()] == ["site"]


def test_publishing_twice_gives_the_same_bytes(case: Case, site: Path) -> None:
    told = published(case, site)
    first, memory = written(site), (case.folder / "published.jsonl").read_bytes()
    assert published(case, site) == told
    assert written(site) == first
    assert (case.folder / "published.jsonl").read_bytes() == memory
    assert told.pages == sum(name.endswith(".html") for name in first) > 100


def file_added(case: Case) -> None:
    add(case, "newer", NEWER)


def judgement_written(case: Case) -> None:
    (case.folder / "judgements.toml").write_text("# none yet\n", encoding="utf-8")


def maker_changed(case: Case) -> None:
    with (case.folder / "catalog" / "wader.toml").open("a", encoding="utf-8") as file:
        file.write("# checked\n")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (file_added, "is not traced yet. Run: undersigned trace --case"),
        (judgement_written, "judgements.toml changed since the case was traced. Run: undersigned trace --case"),
        (maker_changed, "catalog/wader.toml changed since the case was traced. Run: undersigned trace --case"),
    ],
)
def test_a_case_that_changed_since_its_trace_is_not_published(
    case: Case, site: Path, unharmed: Callable[[], bool], change: Callable[[Case], None], said: str
) -> None:
    change(case)
    with pytest.raises(CaseError) as caught:
        published(case, site)
    assert said in str(caught.value)
    assert unharmed()
    assert not (case.folder / "published.jsonl").exists()


def test_a_case_without_anything_is_not_published(tmp_path: Path, site: Path, unharmed: Callable[[], bool]) -> None:
    with pytest.raises(CaseError, match="is not traced yet"):
        published(Case(tmp_path / "nothing"), site)
    assert unharmed()


def test_a_site_that_fails_its_check_is_not_published(
    case: Case, site: Path, unharmed: Callable[[], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(desk: Desk, _part: Part) -> None:
        desk.save("index.html", '<!doctype html><html lang="en"><main><a href="no.html">$5 million</a></main></html>')

    monkeypatch.setattr(start, "write", broken)
    with pytest.raises(CheckError) as caught:
        published(case, site)
    assert {(finding.page, finding.line) for finding in caught.value.findings} == {("index.html", 1)}
    assert "findings in the site's own check: nothing was published" in str(caught.value)
    assert unharmed()
    assert not (case.folder / "published.jsonl").exists()


def test_a_number_typed_into_the_report_stops_before_anything_is_written(
    case: Case, site: Path, unharmed: Callable[[], bool]
) -> None:
    (case.folder / "report.md").write_text("# Heronsoft\n\nResellers hold $5 million.\n", encoding="utf-8")
    with pytest.raises(CheckError) as caught:
        published(case, site)
    assert "$5 million" in str(caught.value.findings[0])
    assert unharmed()


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), ZeroDivisionError("oops")])
def test_a_failing_worker_is_an_error_and_no_gap(
    case: Case, site: Path, unharmed: Callable[[], bool], monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(_desk: Desk, _part: Part) -> None:
        raise error

    monkeypatch.setattr(start, "write", fail)
    with pytest.raises(RoomError if isinstance(error, OSError) else type(error)):
        published(case, site)
    assert unharmed()


def test_a_worker_that_is_killed_is_an_error_and_no_gap(
    case: Case, site: Path, unharmed: Callable[[], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "write", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    with pytest.raises(RoomError, match="One of the processes was ended"):
        published(case, site)
    assert unharmed()


def test_a_damaged_trace_is_one_sentence(case: Case, site: Path, unharmed: Callable[[], bool]) -> None:
    path = case.trace_folder() / "citations.parquet"
    content = path.read_bytes()
    path.write_bytes(content[:8] + bytes(len(content) // 2) + content[8 + len(content) // 2 :])
    with pytest.raises(UndersignedError, match="The trace is damaged"):
        published(case, site)
    assert unharmed()


def test_a_full_disk_is_one_sentence(case: Case, site: Path, unharmed: Callable[[], bool]) -> None:
    def small() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))

    ran = subprocess.run(command(case, site), capture_output=True, text=True, check=False, preexec_fn=small)
    *_, sentence, end = ran.stderr.split("\n")
    assert (ran.returncode, end) == (4, "")
    assert sentence == "undersigned: The disk is full. Make room and publish again; the site is as it was."
    assert unharmed()


def test_a_killed_run_leaves_the_site_and_the_next_one_clears_up(
    case: Case, site: Path, unharmed: Callable[[], bool]
) -> None:
    with subprocess.Popen(command(case, site), stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as running:
        while not any(site.parent.glob("*.unfinished-*/site/claim/*.html")):
            assert running.poll() is None
            time.sleep(0.001)
        running.kill()
    assert (site / "index.html").read_text(encoding="utf-8") == "before"
    assert not unharmed()  # what it wrote lies there
    deadline = time.monotonic() + 10
    while not unharmed():  # its processes end soon after it
        assert time.monotonic() < deadline
        placing.ready(site)
    published(case, site)
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_what_was_published_is_as_the_machine_that_reads_the_contents_anew(
    case: Case, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Elsewhere than on Linux the processes read the contents themselves: the same pages."""
    published(case, site)
    shared = written(site)
    kept = building._start
    monkeypatch.setattr(building, "_start", lambda case, edition, folder, _: kept(case, edition, folder, None))
    published(case, site)
    assert written(site) == shared


@pytest.mark.parametrize("error", [CaseError("Another command holds the case."), OSError(28, "No space left")])
def test_a_site_that_the_case_could_not_note_stands_and_says_so(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("undersigned.dossiers.published.remember", fail)
    site = tmp_path / "stands_in"
    with pytest.raises(CaseError, match=r"The new site stands in .*stands_in.*mend it and publish again\.$"):
        published(case, site)
    assert (site / "index.html").is_file()
