"""Options that belong together as one dataclass: a command takes it whole, the command line spells it out."""

from collections.abc import Callable
from dataclasses import MISSING, Field, fields
from functools import wraps
from inspect import Parameter, signature
from typing import Any, TypeVar, get_type_hints

Options = TypeVar("Options")


def grouped(kind: type[Options]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The command gets its parameter `options` filled from options of its own, one for each field of `kind`."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        hints = get_type_hints(kind, include_extras=True)
        own = [parameter for parameter in signature(command).parameters.values() if parameter.name != "options"]
        spelt = [_option(field, hints[field.name]) for field in fields(kind)]  # type: ignore[arg-type]  # a dataclass
        given = [field.name for field in fields(kind)]  # type: ignore[arg-type]

        @wraps(command)
        def spelt_out(**told: Any) -> None:
            command(options=kind(**{name: told.pop(name) for name in given}), **told)

        every = [parameter.replace(kind=Parameter.KEYWORD_ONLY) for parameter in (*own, *spelt)]
        spelt_out.__signature__ = signature(command).replace(parameters=every)  # type: ignore[attr-defined]
        spelt_out.__annotations__ = {parameter.name: parameter.annotation for parameter in every}
        return spelt_out

    return decorate


def _option(field: Field[Any], annotation: Any) -> Parameter:
    default = Parameter.empty if field.default is MISSING else field.default
    return Parameter(field.name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
