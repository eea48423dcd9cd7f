"""Notes of title lines: a title page has no notes, so their bodies begin the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from publish.diagnostics import Diagnostic
from publish.diagnostics.rules import notes as rules
from publish.document.draft import FRONT, Call, Chunk, Part
from publish.text.source import Traced

_TITLE_LINES = FRONT - {Part.DEDICATION, Part.EPIGRAPH}
"""The parts that are metadata of a book; a dedication and an epigraph are text, with notes."""


def title_text(chunk: Chunk) -> str:
    """Return the text of a title line without the calls of its notes.

    A call without a body stays, and so do all calls of a line that has no other letters.
    """
    text = chunk.text.text
    pieces: list[str] = []
    position = 0
    for call in sorted(chunk.calls, key=lambda call: call.start):
        if call.body:
            pieces += [text[position : call.start], " " if call.lost_space else ""]
            position = call.end
    bare = "".join([*pieces, text[position:]]).strip()
    return bare if any(map(str.isalnum, bare)) else text


def collect_title_notes(chunks: Iterable[Chunk]) -> list[Chunk]:
    """Return the bodies of the notes of title lines, each with its mark, as lines of the text."""
    notes: list[Chunk] = []
    for chunk, call in _notes(chunks):
        start = chunk.text.span(call.start, call.end).start
        mark = Traced(call.numeral, chunk.text.file, ((0, start),))
        first, *others = (
            replace(body, part=Part.NOTE, number=None, joins=False) for body in call.body
        )
        notes += [replace(first, label=mark), *others]
    return notes


def diagnose_title_notes(chunks: Iterable[Chunk]) -> Iterator[Diagnostic]:
    """Yield a warning for each note of a title line, at its call, which is not printed."""
    for chunk, call in _notes(chunks):
        yield rules.TITLE_NOTE.at(
            chunk.text.span(call.start, call.end),
            f"note {call.numeral} of the {chunk.part} is printed at the beginning of the text",
        )


def _notes(chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, Call]]:
    """Yield each call of a title line that has a body, with its line."""
    for chunk in chunks:
        if chunk.part in _TITLE_LINES:
            yield from ((chunk, call) for call in chunk.calls if call.body)
