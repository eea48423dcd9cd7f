"""The notes of a page while WeasyPrint lays it out: which are placed, which are refused."""

from __future__ import annotations

from typing import Any

from publish.writers.pdf.engine.footnote_parts import is_limited


class FootnoteWatch:
    """Methods for one layout context of WeasyPrint, in place of its own.

    A divided note is the last one of its page.  A note that is placed stays: to keep the last lines
    of a paragraph together, WeasyPrint would move notes of earlier lines to the next page; without
    notes to be moved, it moves the paragraph.
    """

    def __init__(self, context: Any) -> None:
        self._context = context
        self._place = context.layout_footnote
        self._report = context.report_footnote
        self._remove = context.unlayout_footnote
        self._overflows = context.overflows_page
        self.begin_page()
        context.layout_footnote = self.layout_footnote
        context.report_footnote = self.report_footnote
        context.unlayout_footnote = self.unlayout_footnote
        context.overflows_page = self.overflows_page

    def begin_page(self) -> None:
        """Forget the notes of the page before."""
        self.refused: Any = None
        self._latest: Any = None
        self._checks = 0
        self._hidden: list[Any] | None = None

    @property
    def page_notes(self) -> list[Any]:
        """The notes on the page."""
        self._show_notes()
        notes: list[Any] = self._context.current_page_footnotes
        return notes

    def layout_footnote(self, note: Any) -> bool:
        """Place a note; return whether it cannot be on this page."""
        self._show_notes()
        runs_on = any(map(is_limited, self._context.current_page_footnotes))
        overflows = bool(self._place(note))
        self._latest, self._checks = note, 0
        return overflows or runs_on

    def report_footnote(self, note: Any) -> None:
        """Move a note to the next page if its own line asks for it."""
        # The line that calls a note asks after one comparison at most, a later line after two.
        if note is self._latest and self._checks <= 1:
            if self.refused is None and note.style["footnote_policy"] != "auto":
                self.refused = note
            self._report(note)
        else:
            self._hidden = self._context.current_page_footnotes
            self._context.current_page_footnotes = []

    def unlayout_footnote(self, note: Any) -> None:
        """Take a note from the page together with its line."""
        self._show_notes()
        self._remove(note)

    def overflows_page(self, bottom_space: float, position_y: float) -> bool:
        """Return whether a line ends below the page."""
        self._checks += 1
        return bool(self._overflows(bottom_space, position_y))

    def _show_notes(self) -> None:
        if self._hidden is not None:
            self._context.current_page_footnotes, self._hidden = self._hidden, None
