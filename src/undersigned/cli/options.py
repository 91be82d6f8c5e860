"""A command with many options takes them as one frozen object: its fields are the options."""

import inspect
from collections.abc import Callable
from dataclasses import MISSING, Field, fields
from typing import Any, TypeVar, get_type_hints

Options = TypeVar("Options")


def taking(kind: type[Options], run: Callable[[Options], None]) -> Callable[..., None]:
    """The function of a command, as typer reads it, whose options are the fields of a dataclass."""
    hints = get_type_hints(kind, include_extras=True)
    options: tuple[Field[Any], ...] = fields(kind)  # type: ignore[arg-type]

    def command(**given: Any) -> None:
        run(kind(**given))

    command.__doc__ = run.__doc__
    command.__annotations__ = hints
    signature = inspect.Signature([_parameter(option, hints[option.name]) for option in options])
    command.__signature__ = signature  # type: ignore[attr-defined]
    return command


def _parameter(option: Field[Any], annotation: Any) -> inspect.Parameter:
    default = inspect.Parameter.empty if option.default is MISSING else option.default
    return inspect.Parameter(option.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
