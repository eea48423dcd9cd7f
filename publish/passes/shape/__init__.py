"""The shape pass: finds the part that each chunk plays in its text.

Recognisers run one after another, from the surest to the least sure; each marks the lines that it
knows and leaves the others.  A line that none of them knows is a paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules import text as rules
from publish.document.draft import HEADINGS, SEGMENT, Chunk, Draft, Part
from publish.document.metadata import Words
from publish.document.shape import Shape
from publish.passes.headings import SEPARATOR
from publish.passes.shape.columns import (
    drop_column_names,
    mark_columns,
    mark_header_rows,
    split_lines_of_two_scripts,
)
from publish.passes.shape.excerpts import mark_source_lines
from publish.passes.shape.front_matter import bare_title, length_of_head, mark_head
from publish.passes.shape.guesses import diagnose_guesses, other_shapes
from publish.passes.shape.interlinear import mark_commentary, mark_interlinear
from publish.passes.shape.lists import mark_lists
from publish.passes.shape.looks import drop_heading_looks, mark_by_looks
from publish.passes.shape.marked_parts import restore_marks
from publish.passes.shape.milestones import (
    join_pages,
    mark_milestones,
    number_cells,
    split_pages,
)
from publish.passes.shape.note_bodies import mark_note_bodies
from publish.passes.shape.quotations import mark_quotations
from publish.passes.shape.rubrics import mark_rubrics
from publish.passes.shape.sections import mark_headings
from publish.passes.shape.speeches import mark_speeches
from publish.passes.shape.verses import mark_stanzas
from publish.text.source import Span

_REASONS = {
    Shape.EXCERPTS: "source lines, each with a text under it",
    Shape.INTERLINEAR: "lines of Hebrew and of another script in turn",
    Shape.PROSE: "running text",
}


def shape(
    draft: Draft,
    shape: str | None = None,
    translation: str | None = None,
    title: Words | None = None,
    subtitle: Words | None = None,
) -> Outcome[Draft]:
    """Return the draft with its shape and each chunk's part.

    ``shape`` says how the text is to be read.  ``translation`` is the position of a translation,
    "before" or "after" its original; without it the position is detected.  ``title`` and
    ``subtitle`` are those of the settings: a line that is equal to one of them is a title.
    """
    certain = Shape(shape) if shape else None
    notes = mark_note_bodies(draft)
    diagnostics: list[Diagnostic] = [*notes.diagnostics]
    chunks: Sequence[Chunk] = [_certain_part(chunk) for chunk in notes.value.chunks]
    has_headings = any(chunk.part in HEADINGS and chunk.mark is None for chunk in chunks)
    pages, chunks = split_pages(chunks)
    chunks = mark_lists(mark_speeches(mark_milestones(chunks)))
    if draft.is_formatted:
        chunks = mark_by_looks(chunks, has_headings=has_headings)
    if certain is not Shape.INTERLINEAR:
        sources = mark_source_lines(chunks, is_certain=certain is Shape.EXCERPTS)
        chunks = sources.value
        diagnostics += sources.diagnostics
    columns = drop_column_names(mark_header_rows(mark_columns(chunks)))
    chunks = number_cells(columns.value)
    diagnostics += columns.diagnostics
    if certain in (None, Shape.INTERLINEAR):
        lines = split_lines_of_two_scripts(chunks)
        diagnostics += lines.diagnostics
        is_certain = certain is Shape.INTERLINEAR
        pairs = mark_interlinear(lines.value, translation, is_certain=is_certain)
        chunks = pairs.value
        diagnostics += pairs.diagnostics
    chunks = mark_quotations(chunks)
    titles = frozenset(
        bare_title(form) for words in (title, subtitle) if words for _, form in words.forms
    )
    title_lines = {Part.TITLE: title, Part.SUBTITLE: subtitle}
    settings = frozenset(part for part, words in title_lines.items() if words)
    chunks = mark_head(chunks, titles, settings)
    head = length_of_head(chunks)
    chunks = mark_stanzas(chunks, head=head)
    chunks = mark_rubrics(chunks)
    if not has_headings:
        chunks = mark_headings(chunks, start=head)
    detected = certain or _shape(chunks)
    if detected is Shape.INTERLINEAR:
        chunks = mark_commentary(chunks)
    chunks = [c if c.part else replace(c, part=Part.PARAGRAPH) for c in chunks]
    chunks = drop_heading_looks(chunks) if draft.is_formatted else chunks
    chunks = join_pages(chunks, pages)
    reason = "as the settings say" if shape else _REASONS[detected]
    hints = () if shape else other_shapes(detected, chunks)
    diagnostic = rules.SHAPE.at(Span(draft.file, 0, 0), f"read as {detected}: {reason}", *hints)
    result = restore_marks(replace(draft, chunks=tuple(chunks), shape=detected))
    stated = {chunk.span for chunk in draft.chunks if chunk.part is not None}
    diagnostics += diagnose_guesses(result.chunks, stated)
    return Outcome(result, (diagnostic, *diagnostics))


def _certain_part(chunk: Chunk) -> Chunk:
    """Return a chunk with the part that the settings give it, or as the separator that it is."""
    if chunk.part is None and chunk.mark is not None:
        return replace(chunk, part=chunk.mark)
    if chunk.part is None and SEPARATOR.fullmatch(chunk.text.text.strip()):
        return replace(chunk, part=Part.SEPARATOR)
    return chunk


def _shape(chunks: Sequence[Chunk]) -> Shape:
    """Return the shape that most of a text has."""
    sources = sum(chunk.part is Part.SOURCE_LINE for chunk in chunks)
    segments = sum(chunk.part in SEGMENT for chunk in chunks)
    if sources > 1 or (sources and not segments):
        return Shape.EXCERPTS
    others = sum(chunk.part in (None, Part.VERSE, Part.ITEM) for chunk in chunks)
    return Shape.INTERLINEAR if segments and segments >= others else Shape.PROSE
