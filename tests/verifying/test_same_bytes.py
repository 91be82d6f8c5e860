"""Same input, versions and as-of day: the same bytes, wherever the case is and however many threads make it."""

from pathlib import Path

from undersigned.case.folder import Case
from undersigned.claims import trace as tracing
from undersigned.ingest import adding
from undersigned.sample.write import write_all
from undersigned.settings import Settings
from undersigned.terms.progress import Silent

AS_OF = "2032-03-31"


def made(folder: Path, records: Path, settings: Settings) -> dict[str, bytes]:
    """Every file of a case made from the records, by name."""
    case = Case(folder)
    adding.add(case, sorted(path for path in records.iterdir() if path.suffix in (".csv", ".gz")), settings, Silent())
    tracing.trace(case, settings, Silent(), AS_OF)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_two_cases_of_the_same_files_are_the_same(tmp_path: Path) -> None:
    records = tmp_path / "records"
    records.mkdir()
    write_all(records, rows=300)
    one = made(tmp_path / "one", records, Settings(threads=1))
    other = made(tmp_path / "a folder with another name", records, Settings(threads=4, memory="2GB"))
    assert sorted(one) == sorted(other)
    assert [name for name, content in one.items() if content != other[name]] == []
