"""Footnotes of a part: each begins on the page of its call, and a long one runs on over pages.

WeasyPrint moves a line with a note that does not fit to the next page, so that a long note leaves
a hole, and one that is higher than a page has no place.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Any

from publish.writers.pdf.engine.box_blocks import describe_note
from publish.writers.pdf.engine.footnote_attempts import MakePage, NotePage
from publish.writers.pdf.engine.footnote_parts import continue_note, line_ends, note_id
from publish.writers.pdf.engine.footnote_watch import FootnoteWatch
from publish.writers.pdf.engine.page_breaks import WaitingNote


class FootnoteLayout:
    """Makes the pages of one layout context with their notes, by ``remake``."""

    def __init__(self, context: Any, remake: MakePage) -> None:
        self._context = context
        self._remake = remake
        self._notes = {note_id(note): note for note in context.footnotes}
        self._watch = FootnoteWatch(context) if self._notes else None

    def make_page(self, number: int, *, notes_only: bool = False) -> tuple[Any, Any]:
        """Return page ``number``, from 0, and where the next one begins.

        With ``notes_only`` the page has the waiting notes, and text that waits begins after it.
        """
        if self._watch is None:
            return self._remake(number)
        page = NotePage(self._context, self._remake, self._watch, number, notes_only=notes_only)
        return page.make()

    def waiting_notes(self) -> tuple[WaitingNote, ...]:
        """Return the notes, or their rests, that are to be on the next page."""
        return tuple(map(self._waiting_note, self._context.reported_footnotes))

    def restore(self, on_pages: Set[str], waiting: Sequence[WaitingNote]) -> None:
        """Put the notes of the context into the state after pages with those notes."""
        self._context.reported_footnotes = [
            continue_note(self._notes[note.id], *note.line_ends) for note in waiting
        ]
        earlier = on_pages | {note.id for note in waiting}
        self._context.footnotes[:] = [
            note for name, note in self._notes.items() if name not in earlier
        ]

    def _waiting_note(self, note: Any) -> WaitingNote:
        name = note_id(note)
        return WaitingNote(name, describe_note(self._notes[name]), line_ends(note))
