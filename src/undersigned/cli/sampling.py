"""`undersigned sample` and `undersigned demo`: invented records, and the main job on them."""

from pathlib import Path

from undersigned.case.folder import Case
from undersigned.cli import adding, showing, tracing
from undersigned.cli.terminal import say
from undersigned.errors import InputError
from undersigned.sample.write import SHAPES, write_all, write_sample
from undersigned.settings import Settings

DEMO_MAKER = "Kestrelcloud"


def write(output: Path, shape: str | None, rows: int, seed: int) -> None:
    """One file in one shape, or without a shape every file of the sample in a folder."""
    if shape is None:
        for path in write_all(output, rows=rows, seed=seed):
            say(str(path))
        return
    if shape not in SHAPES:
        raise InputError(f"{shape!r} is not a shape; the shapes are {', '.join(SHAPES)}.")
    if output.is_dir():
        raise InputError(f"{output} is a folder. Name a file with -o, such as {output / 'invented.csv'}.")
    write_sample(shape, rows, output, seed=seed)
    say(f"{output}: {rows:,} invented rows.")


def demo(folder: Path, settings: Settings) -> None:
    """Write the sample, add it, trace it, and show the maker behind the reseller."""
    if (folder / "case.json").exists():
        raise InputError(f"{folder} holds a case already. Name another folder: undersigned demo FOLDER")
    records = folder / "records"
    files = [path for path in write_all(records) if path.suffix != ".toml"]
    for maker in sorted((records / "catalog").glob("*.toml")):
        target = folder / "catalog" / maker.name
        target.parent.mkdir(exist_ok=True)
        maker.rename(target)
    (records / "catalog").rmdir()
    case = Case(folder)
    adding.add(case, files, None, settings)
    tracing.trace(case, settings, as_of=None)
    say()
    showing.show(case, DEMO_MAKER, as_json=False)
    say("Everything above is invented, and its links lead to no page.")
    say(f"The records are in {records}, the case in {folder}.")
    say(f'Try: undersigned show "IBS" --case {folder}')
