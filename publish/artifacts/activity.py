"""The present activity of a build, for its display."""

from __future__ import annotations

from collections.abc import Callable

from publish.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Activity:
    """The names of the books that are being made, and the number and weight of those done."""

    books: tuple[str, ...]
    done: int
    weight: int


Watch = Callable[[Activity], None]
"""A function that is called at each change, and each second while there is none."""


def ignore(_activity: Activity) -> None:
    """Show nothing."""
