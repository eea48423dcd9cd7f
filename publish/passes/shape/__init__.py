"""The shape pass: finds the shape of a text and the part of each chunk in it."""

from dataclasses import replace
from typing import assert_never

from publish.diagnostics import Outcome
from publish.diagnostics.rules import text as rules
from publish.document.draft import Draft
from publish.document.shape import Shape
from publish.passes.shape.excerpts import looks_like_excerpts, mark_excerpts
from publish.passes.shape.interlinear import looks_interlinear, mark_interlinear
from publish.passes.shape.marked_parts import restore_marks
from publish.passes.shape.note_bodies import mark_note_bodies
from publish.passes.shape.prose import mark_prose
from publish.text.source import Span


def shape(draft: Draft, shape: str | None = None, translation: str | None = None) -> Outcome[Draft]:
    """Return the draft with its shape and each chunk's part.

    ``shape`` overrides detection.  ``translation`` is the position of a translation, "before" or
    "after" its original; without it the position is detected.
    """
    notes = mark_note_bodies(draft)
    draft = notes.value
    detected = Shape(shape) if shape else _detect(draft)
    reasons = {
        Shape.EXCERPTS: "numbered source lines, each with a text under it",
        Shape.INTERLINEAR: "lines of Hebrew and of another script in turn",
        Shape.PROSE: "running text",
    }
    why = "as the settings say" if shape else reasons[detected]
    diagnostic = rules.SHAPE.at(Span(draft.file, 0, 0), f"read as {detected}: {why}")
    draft = replace(draft, shape=detected)
    match detected:
        case Shape.EXCERPTS:
            outcome = mark_excerpts(draft)
        case Shape.INTERLINEAR:
            outcome = mark_interlinear(draft, translation)
        case Shape.PROSE:
            outcome = mark_prose(draft)
        case _:
            assert_never(detected)
    return Outcome(
        restore_marks(outcome.value), (diagnostic, *notes.diagnostics, *outcome.diagnostics)
    )


def _detect(draft: Draft) -> Shape:
    if looks_like_excerpts(draft):
        return Shape.EXCERPTS
    if looks_interlinear(draft):
        return Shape.INTERLINEAR
    return Shape.PROSE
