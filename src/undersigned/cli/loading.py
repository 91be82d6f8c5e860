"""Finds a command when it is asked for, so that none pays for what the others import.

A server of campaigns has no need of DuckDB in its memory, and who traces a file does not wait for Django.
"""

from importlib import import_module
from typing import Any, cast

import typer
from typer.core import TyperGroup

_EVIDENCE = (
    "run",
    "add",
    "glance",
    "trace",
    "show",
    "why",
    "cite",
    "discover",
    "publish",
    "report",
    "verify",
    "export",
    "sample",
)
_HOMES = {
    "fetch": "fetching",
    **dict.fromkeys(_EVIDENCE, "evidence"),
    **dict.fromkeys(("attach", "documents", "detach", "quote"), "attaching"),
    "review": "reviewing",
    "demo": "demonstrating",
    "unseal": "keys",
    **dict.fromkeys(("serve", "doctor"), "serving"),
    **dict.fromkeys(("backup", "backup-keys", "restore", "restore-keys"), "keeping"),
}
"""The file of a command; in it the command is the function of the same name."""
_GROUPS = {"campaign": "campaigning", "keys": "keys"}
"""The file of a group of commands; in it the group is `app`."""
COMMANDS = (*_HOMES, *_GROUPS)
"""Every word that may follow `undersigned`."""


class Commands(TyperGroup):
    """The commands by name, each imported when it is first asked for."""

    def list_commands(self, _: Any) -> list[str]:
        """All of them, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, _: Any, cmd_name: str) -> Any:
        """One of them; None when there is none of that name."""
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            self.commands[cmd_name] = _command(cmd_name)
        return self.commands.get(cmd_name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that a line begins with; a mistyped one is told what it resembles."""
        if args and args[0] not in COMMANDS:
            self.load_all()
        return super().resolve_command(ctx, args)

    def load_all(self) -> None:
        """Import all of them, such as for the reference."""
        for name in COMMANDS:
            self.get_command(None, name)


def whole(app: typer.Typer) -> Commands:
    """The command line with all commands in it."""
    made = cast(Commands, typer.main.get_command(app))
    made.load_all()
    return made


def _command(name: str) -> Any:
    if name in _GROUPS:
        made = typer.main.get_command(import_module(f"undersigned.cli.{_GROUPS[name]}").app)
    else:
        one = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
        one.command()(getattr(import_module(f"undersigned.cli.{_HOMES[name]}"), name.replace("-", "_")))
        made = typer.main.get_command(one)
    made.name = name
    return made
