"""Limits of the work on a file, so that no drawing keeps the preflight busy for ever."""

from __future__ import annotations

PAGE_OPERATIONS = 3_000_000
FILE_OPERATIONS = 60_000_000
PAGE_FORMS = 100_000
FILE_FORMS = 1_000_000


class TooMuchError(ValueError):
    """A page that draws more than is followed."""


class WorkLimits:
    """Counters of operations and of forms that are drawn, of the page and of the file."""

    def __init__(self) -> None:
        self._operations = self._forms = 0
        self._page_operations = self._page_forms = 0

    def begin_page(self) -> None:
        """Begin to count for the next page."""
        self._page_operations = self._page_forms = 0

    def add_operations(self, count: int) -> None:
        """Count operations; raise TooMuchError beyond a limit."""
        self._operations += count
        self._page_operations += count
        _check(self._page_operations, PAGE_OPERATIONS, "it draws with", "operations")
        _check(self._operations, FILE_OPERATIONS, "the file draws with", "operations")

    def add_form(self) -> None:
        """Count a form that is drawn; raise TooMuchError beyond a limit."""
        self._forms += 1
        self._page_forms += 1
        _check(self._page_forms, PAGE_FORMS, "it draws", "forms")
        _check(self._forms, FILE_FORMS, "the file draws", "forms")


def _check(count: int, most: int, subject: str, noun: str) -> None:
    if count > most:
        raise TooMuchError(f"{subject} more than {most:,} {noun}")
