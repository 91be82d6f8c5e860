"""`undersigned sample` and `undersigned demo`: invented records, the main job on them, and their site."""

from pathlib import Path

from undersigned.case.folder import Case
from undersigned.cli import adding, publishing, showing, tracing
from undersigned.cli.terminal import say
from undersigned.errors import InputError
from undersigned.sample.authored import write_authored
from undersigned.sample.write import SHAPES, write_all, write_sample
from undersigned.settings import Settings

DEMO_MAKER = "Kestrelcloud"
LANGUAGES = ("en", "es")


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
    """Write the sample, trace it, show the maker behind the reseller, publish it; again, it does the same again."""
    records = folder / "records"
    if (folder / "case.json").exists() and not records.is_dir():
        raise InputError(f"{folder} holds a case of yours. Name another folder: undersigned demo FOLDER")
    files = [path for path in write_all(records) if path.suffix != ".toml"]
    _move_catalogue(records / "catalog", folder / "catalog")
    case = Case(folder)
    adding.add(case, files, None, settings)
    tracing.trace(case, settings, as_of=None)
    say()
    showing.show(case, DEMO_MAKER, as_json=False)
    write_authored(folder)
    site = folder / "site"
    publishing.publish(case, site, LANGUAGES, [], settings)
    say()
    say("Everything above is invented, and its links to award pages lead to no page.")
    say(f"The records are in {records}, the case in {folder}.")
    say(f"Look at the site: open {site / 'index.html'} in a browser.")
    say(f"Its search needs a web server: python3 -m http.server -d {site}")
    say(f'Try: undersigned show "IBS" --case {folder}')


def account(folder: Path) -> Path:
    """The page of the sample's site about the company whose products others sell."""
    site = folder / "site"
    found = sorted((site / "company").glob(f"{DEMO_MAKER.lower()}*.html"))
    return found[0] if found else site / "index.html"


def _move_catalogue(written: Path, target: Path) -> None:
    """The sample's makers belong to the case, not to the records."""
    target.mkdir(exist_ok=True)
    for maker in sorted(written.glob("*.toml")):
        maker.replace(target / maker.name)
    written.rmdir()
