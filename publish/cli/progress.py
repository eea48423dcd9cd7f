"""Progress of a build: the line of each file, and on a terminal the number of those to come."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click

from publish.artifacts.result import Result


class Progress:
    """Printer of a line for each artifact; on a terminal the last line counts those to come.

    ``show_result`` prints the line of an artifact.
    """

    def __init__(self, total: int, show_result: Callable[[Result], None]) -> None:
        self.total = total
        self.count = 0
        self.live = sys.stderr.isatty() and total > 0
        self.show_result = show_result
        self._show()

    def show(self, result: Result) -> None:
        """Print the result of an artifact, and how to print it where it is a booklet."""
        self._clear()
        self.count += 1
        self.show_result(result)
        self._show()

    def _show(self) -> None:
        if self.live and self.count < self.total:
            click.echo(f"… {self.count} of {self.total} done", err=True, nl=False)

    def _clear(self) -> None:
        if self.live:
            click.echo("\r\x1b[K", err=True, nl=False)
