"""Groups of options that a command has together."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Any, TypeVar

C = TypeVar("C", bound=Callable[..., Any])


def group_options(*options: Callable[[C], C]) -> Callable[[C], C]:
    """Return a decorator that adds options to a command; the help has them in this order."""
    return lambda command: reduce(lambda with_some, add: add(with_some), options[::-1], command)
