"""The argument BOOK of the commands, and the option ``--trust`` of those that read books."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

C = TypeVar("C", bound=Callable[..., Any])


def books_argument(function: C) -> C:
    """Add the argument BOOK and the option ``--trust`` to a command."""
    return click.argument("books", metavar="[BOOK]…", nargs=-1)(trust_option("books")(function))


def trust_option(argument: str) -> Callable[[C], C]:
    """Return a decorator that adds ``--trust``; ``argument`` has the names of the books."""

    def add(function: C) -> C:
        @wraps(function)
        def run(*args: Any, trust: bool | None, **options: Any) -> Any:
            if trust is not None:
                names = options[argument]
                _set_trust((names,) if isinstance(names, str) else names, trusted=trust)
            return function(*args, **options)

        option = click.option(
            "--trust/--no-trust",
            default=None,
            help="Allow the workspace to use files outside its folder, from now on; --no-trust "
            "takes it back.",
        )
        return option(run)  # type: ignore[return-value]  # a function with the same parameters

    return add


def _set_trust(names: tuple[str, ...], *, trusted: bool) -> None:
    """Trust the workspace of the current folder, or that of each book, or no longer."""
    from publish.config.trust import distrust, trust
    from publish.config.workspace import inspect_workspace, trust_root

    workspace = inspect_workspace(Path.cwd()).value
    for root in dict.fromkeys(trust_root(name, workspace) for name in names or (".",)):
        if not trusted:
            distrust(root)
            click.echo(f"no longer trusted: {root.resolve()}", err=True)
            continue
        file = trust(root)
        if file is None:
            raise click.ClickException("there is no configuration folder in which to keep trust")
        click.echo(f"trusted from now on: {root.resolve()}\n  kept in {file}", err=True)
        click.echo("  `publish check --no-trust` takes it back", err=True)
