"""The options ``--limit-memory`` and ``--limit-time``."""

from __future__ import annotations

import click

from publish.cli.messages import show_messages
from publish.cli.options import group_options, parse_option
from publish.config import Workspace
from publish.config.limits import Limits, parse_duration, parse_size
from publish.diagnostics.rules.settings import NO_MEMORY_LIMIT

limit_options = group_options(
    click.option(
        "--limit-memory",
        metavar="SIZE",
        callback=parse_option(parse_size, names_text=True),
        help="The most memory that making one file may take, such as 2GB.",
    ),
    click.option(
        "--limit-time",
        metavar="DURATION",
        callback=parse_option(parse_duration, names_text=True),
        help="The most processor time that making one file may take, such as 10min.",
    ),
)
"""Adds the options to a command."""


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
