"""The display of a build: the line of each file, and how far the build is.

A terminal has one line more, which is drawn anew: books done, pages a second, time left, failures,
and the books that are being made.  Elsewhere such a line is printed now and then.
"""

from __future__ import annotations

import io
import os
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from typing import TextIO

from publish.artifacts.activity import Activity
from publish.artifacts.result import Result, Status
from publish.cli.quantities import describe_estimate
from publish.text.invisible import printable
from publish.text.languages import isolate

_REDRAWING = 0.25
"""The least seconds between two drawings of the line on a terminal."""

_REPORTING = 10.0
"""The least seconds between two lines about the progress elsewhere."""

_WARMING_UP = 3.0
"""Seconds after which the speed until now says something about the rest."""

_ERASE = "\r\x1b[K"


class Progress:
    """The display of a build of so many ``books``; ``show_result`` prints the line of a file.

    ``weight`` is that of the books that are not up to date, as soon as it is known.
    """

    def __init__(
        self,
        books: int,
        show_result: Callable[[Result], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.weight = 0
        self._books = books
        self._show_result = show_result
        self._clock = clock
        # Standard error may be closed.
        self._stream: TextIO = sys.stderr or io.StringIO()
        self._is_live = is_drawable(self._stream)
        self._activity = Activity((), 0, 0)
        self._held_back: list[Result] = []
        self._fresh = self._failed = self._pages = 0
        self._start = self._drawn_at = clock()
        self._is_drawn = False

    def watch(self, activity: Activity) -> None:
        """Show the activity of the build, unless the last one has been shown just before."""
        self._activity = activity
        now = self._clock()
        if self._is_live and (not self._is_drawn or now - self._drawn_at >= _REDRAWING):
            self._drawn_at = now
            self._erase()
            self._show_results()
            self._draw()
        elif not self._is_live and now - self._drawn_at >= _REPORTING:
            self._drawn_at = now
            if self._count < self._books:
                self._write(f"{self._describe(None)}\n")

    def show(self, result: Result) -> None:
        """Print the line of a file, on a terminal with the next drawing; count its pages."""
        self._pages += result.pages
        self._failed += result.status is Status.FAILED
        if self._is_drawn:
            self._held_back.append(result)
        else:
            self._show_result(result)

    def close(self) -> None:
        """Show what is held back, and leave the terminal."""
        self._erase()
        self._show_results()

    def note_fresh(self, count: int = 1) -> None:
        """Count books that are up to date and are no activity."""
        self._fresh += count

    @property
    def _count(self) -> int:
        return self._fresh + self._activity.done

    def _show_results(self) -> None:
        for result in self._held_back:
            self._show_result(result)
        self._held_back.clear()

    def _draw(self) -> None:
        # A line of the whole width would move the cursor to the next one.
        self._write(self._describe(find_width(self._stream) - 1))
        self._is_drawn = True

    def _erase(self) -> None:
        if self._is_drawn:
            self._write(_ERASE)
            self._is_drawn = False

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()

    def _describe(self, width: int | None) -> str:
        """Return the line, of at most ``width`` columns, with names as far as there is room."""
        line = "…"
        for part in self._parts():
            longer = f"{line} {part}" if line == "…" else f"{line} · {part}"
            if width is not None and count_columns(longer) > width:
                break
            line = longer
        return line

    def _parts(self) -> Iterator[str]:
        seconds = self._clock() - self._start
        if self._books > 1:
            yield f"{self._count:,} of {self._books:,} books"
        if self._failed:
            yield f"{self._failed:,} failed"
        if seconds >= _WARMING_UP:
            done = self._activity.weight
            if done and self.weight > done:
                yield f"{describe_estimate(seconds * (self.weight - done) / done)} left"
            if self._pages:
                yield f"{self._pages / seconds:.1f} pages a second"
        yield from (isolate(printable(name)) for name in self._activity.books)


def is_drawable(stream: TextIO) -> bool:
    """Return whether lines can be drawn anew: on a terminal that knows more than line ends."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def find_width(stream: TextIO) -> int:
    """Return the number of columns of a terminal."""
    return os.get_terminal_size(stream.fileno()).columns or 80


def count_columns(text: str) -> int:
    """Return the columns of a text on a terminal, where marks and isolates have none."""
    return sum(
        0
        if unicodedata.category(each) in {"Mn", "Me", "Cf"}
        else 1 + (unicodedata.east_asian_width(each) in "WF")
        for each in text
    )
