"""The options ``--limit-memory`` and ``--limit-time``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from publish.cli.messages import show_messages
from publish.config import Workspace
from publish.config.limits import Limits, parse_duration, parse_size
from publish.diagnostics.rules.settings import NO_MEMORY_LIMIT

T = TypeVar("T")


def limit_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--limit-memory`` and ``--limit-time`` to a command."""
    memory = click.option(
        "--limit-memory",
        metavar="SIZE",
        callback=parse_option(parse_size),
        help="The most memory that making one file may take, such as 2GB.",
    )
    seconds = click.option(
        "--limit-time",
        metavar="DURATION",
        callback=parse_option(parse_duration),
        help="The most processor time that making one file may take, such as 10min.",
    )
    return memory(seconds(function))


def parse_option(
    parse: Callable[[str], T],
) -> Callable[[click.Context, click.Parameter, str | None], T | None]:
    """Return a callback that parses an option; a ValueError is wrong usage."""

    def callback(_ctx: click.Context, _param: click.Parameter, value: str | None) -> T | None:
        try:
            return None if value is None else parse(value)
        except ValueError as error:
            raise click.BadParameter(f"not “{value}” but {error}") from None

    return callback


def find_limits(workspace: Workspace, memory: int | None, seconds: float | None) -> Limits:
    """Return the limits of a command in a workspace; tell where memory cannot be limited."""
    limits = workspace.limits.both(Limits(memory, seconds))
    if limits.memory is not None:
        from publish.artifacts.limited_process import can_limit_memory

        if not can_limit_memory():
            message = "memory is not limited: this system cannot refuse memory to a process"
            show_messages((NO_MEMORY_LIMIT.anywhere(message),))
            return Limits(None, limits.seconds)
    return limits
