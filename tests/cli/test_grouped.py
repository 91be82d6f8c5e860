"""Options of a dataclass are options of the command."""

from dataclasses import dataclass
from typing import Annotated

import typer
from typer.testing import CliRunner

from undersigned.cli.grouped import grouped


@dataclass(frozen=True)
class Taste:
    """What goes in."""

    sugar: Annotated[int, typer.Option("--sugar", help="Spoons.")]
    milk: Annotated[list[str] | None, typer.Option("--milk")] = None


def test_they_are_spelt_out_and_arrive_together() -> None:
    app, drunk = typer.Typer(), []

    @app.command()
    @grouped(Taste)
    def tea(cup: str, options: Taste, hot: bool = True) -> None:
        """Make tea."""
        drunk.append((cup, options, hot))

    told = CliRunner().invoke(app, ["mug", "--sugar", "2", "--milk", "oat", "--milk", "soy", "--no-hot"])
    assert told.exit_code == 0, told.output
    assert drunk == [("mug", Taste(2, ["oat", "soy"]), False)]
    assert CliRunner().invoke(app, ["mug"]).exit_code == 2
    assert "Spoons." in CliRunner().invoke(app, ["--help"]).output
