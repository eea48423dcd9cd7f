"""The notes of a part that are not at the foot of the page of their call."""

from __future__ import annotations

from collections.abc import Iterator

from publish.diagnostics import Diagnostic
from publish.diagnostics.rules.pdf import LATE_NOTE
from publish.writers.pdf.content.parts import RenderedPart
from publish.writers.pdf.objects.laid_out_pages import LaidOutPart


def notes_without_place(
    rendered: RenderedPart, layout: LaidOutPart, endnotes: frozenset[str]
) -> frozenset[str]:
    """Return the notes that fit at the foot of no page.

    A note that is too high displaces the notes after it, so absent notes count only if no note is
    too high.
    """
    too_high = frozenset(note for note, fits in layout.note_fits.items() if not fits)
    return too_high or frozenset(rendered.notes.spans) - layout.note_fits.keys() - endnotes


def note_diagnostics(
    rendered: RenderedPart, layout: LaidOutPart, endnotes: frozenset[str]
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each note that begins after the page of its call."""
    for note, span in rendered.notes.spans.items():
        if note in endnotes:
            reason = "the note is higher than its page and cannot be divided"
            yield LATE_NOTE.at(span, f"{reason}; it follows its chapter")
        elif note in layout.late_notes:
            runs_on = layout.late_notes[note]
            reason = "the note before it runs on" if runs_on else "its line calls several notes"
            yield LATE_NOTE.at(span, f"{reason}; the note begins on the page after its call")
