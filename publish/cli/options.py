"""Options of commands: groups of them, and callbacks that parse their texts."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Any, TypeVar

import click

C = TypeVar("C", bound=Callable[..., Any])
T = TypeVar("T")


def group_options(*options: Callable[[C], C]) -> Callable[[C], C]:
    """Return a decorator that adds options to a command; the help has them in this order."""
    return lambda command: reduce(lambda with_some, add: add(with_some), options[::-1], command)


def parse_option(
    parse: Callable[[str], T], *, names_text: bool = False
) -> Callable[[click.Context, click.Parameter, str | None], T | None]:
    """Return a callback that parses an option; a ValueError is wrong usage.

    With ``names_text`` the message names the text, and the ValueError says what belongs there.
    """

    def callback(_ctx: click.Context, _option: click.Parameter, text: str | None) -> T | None:
        try:
            return None if text is None else parse(text)
        except ValueError as error:
            message = f"not “{text}” but {error}" if names_text else str(error)
            raise click.BadParameter(message) from None

    return callback
