"""What each chunk is: a title, a source line, an original, its translation, a note."""

from dataclasses import replace
from typing import assert_never

from publish.diagnostics import Outcome
from publish.diagnostics.rules import text as rules
from publish.document.draft import Draft
from publish.document.shape import Shape
from publish.passes.shape.excerpts import excerpts, looks_like_excerpts
from publish.passes.shape.interlinear import interlinear, looks_interlinear
from publish.passes.shape.note_bodies import note_bodies
from publish.passes.shape.prose import prose
from publish.text.source import Span


def shape(draft: Draft, shape: str | None = None, translation: str | None = None) -> Outcome[Draft]:
    """Return the draft with its shape and each chunk's part.

    ``shape`` overrides the shape that the text shows; ``translation`` says whether it stands
    "before" or "after" its original, where the text alone would leave that open.
    """
    found = note_bodies(draft)
    draft = found.value
    seen = Shape(shape) if shape else _seen(draft)
    reasons = {
        Shape.EXCERPTS: "numbered source lines, each with a text under it",
        Shape.INTERLINEAR: "lines of Hebrew and of another script in turn",
        Shape.PROSE: "running text",
    }
    why = "as the settings say" if shape else reasons[seen]
    told = rules.SHAPE.at(Span(draft.file, 0, 0), f"read as {seen}: {why}")
    draft = replace(draft, shape=seen)
    match seen:
        case Shape.EXCERPTS:
            after = excerpts(draft)
        case Shape.INTERLINEAR:
            after = interlinear(draft, translation)
        case Shape.PROSE:
            after = prose(draft)
        case _:
            assert_never(seen)
    return Outcome(after.value, (told, *found.diagnostics, *after.diagnostics))


def _seen(draft: Draft) -> Shape:
    if looks_like_excerpts(draft):
        return Shape.EXCERPTS
    if looks_interlinear(draft):
        return Shape.INTERLINEAR
    return Shape.PROSE
