"""Files of imports and exports, one for a book: each has its own path, and is made in limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from publish.artifacts import destinations
from publish.artifacts.path_keys import path_key
from publish.config import Book
from publish.config.limits import Limits
from publish.diagnostics import Diagnostic, Outcome

R = TypeVar("R")


class BookFile(Protocol):
    """A book, and the file to write."""

    @property
    def book(self) -> Book:
        """The book."""

    @property
    def path(self) -> Path:
        """The file."""


P = TypeVar("P", bound=BookFile)


def refuse_shared(plans: Sequence[P]) -> Outcome[tuple[P, ...]]:
    """Return the plans with a file of their own, and an error for each file of several."""
    owners: dict[str, list[P]] = {}
    for plan in plans:
        owners.setdefault(path_key(plan.path), []).append(plan)
    groups = owners.values()
    return Outcome(
        tuple(group[0] for group in groups if len(group) == 1),
        tuple(
            destinations.sharing_error([plan.book for plan in group], group[0].path)
            for group in groups
            if len(group) > 1
        ),
    )


def make_each(
    make: Callable[[P], R],
    plans: Sequence[P],
    limits: Limits,
    fail: Callable[[P, Diagnostic], R],
) -> Iterator[R]:
    """Yield the result of each plan in order; with ``limits``, each is made in its own process.

    ``make`` is a function of a module, which another process can call.  ``fail`` returns the result
    of a plan whose process met a limit.
    """
    if not limits:
        yield from map(make, plans)
        return
    from publish.artifacts.limit_diagnostics import limit_diagnostic
    from publish.artifacts.limited_process import Failure, call_within

    for plan in plans:
        result = call_within(limits, make, plan)
        if isinstance(result, Failure):
            yield fail(plan, limit_diagnostic(plan.path.name, result, limits))
        else:
            yield result
