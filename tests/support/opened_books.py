"""The books that a plan of a library opens, which are those that its index does not know."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from publish.artifacts import library_plan


@contextmanager
def note_opened_books() -> Iterator[list[str]]:
    """Provide a list, to which the name of each book is added that a plan opens in the block."""
    opened: list[str] = []
    real = library_plan.plan_book

    def plan_book(name: str, *rest: Any, **options: Any) -> Any:
        opened.append(name)
        return real(name, *rest, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library_plan, "plan_book", plan_book)
        yield opened
