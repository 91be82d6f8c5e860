"""What invented authors wrote beside the sample: a report, who they are, a company's reply, a correction."""

from importlib.resources import as_file, files
from pathlib import Path

FILES = "authored_files"


def write_authored(case: Path) -> None:
    """Put the files into a case that has none of them: what a person wrote or took away there stays so."""
    with as_file(files("undersigned.sample") / FILES) as folder:
        written = {case / path.relative_to(folder): path for path in sorted(folder.rglob("*.*"))}
        if any(target.exists() for target in written):
            return
        for target, path in written.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
