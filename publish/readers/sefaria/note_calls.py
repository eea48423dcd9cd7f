"""Calls of notes that begin anew in each segment, numbered through their section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from publish.diagnostics import Diagnostic
from publish.diagnostics.rules import sefaria as rules
from publish.document.model import Block, Excerpt, Note, Section
from publish.document.walk import descend, rewrite

Child = Section | Excerpt | Block


def number_notes(children: Sequence[Child]) -> tuple[list[Child], Diagnostic | None]:
    """Return the blocks of a section with a number for each note where two have one call.

    Sections within it are left alone.
    """
    blocks = tuple(child for child in children if not isinstance(child, Section))
    notes = [node for node in descend(blocks) if isinstance(node, Note)]
    if len({note.call for note in notes}) == len(notes):
        return list(children), None
    numbers = {note.span: str(number) for number, note in enumerate(notes, start=1)}

    def number(node: Any) -> Any:
        is_note = isinstance(node, Note) and node.span in numbers
        return replace(node, call=numbers[node.span]) if is_note else node

    result: list[Child] = [
        child if isinstance(child, Section) else rewrite(child, number) for child in children
    ]
    span = notes[0].span
    message = f"{len(notes)} notes are numbered through the section"
    return result, rules.NOTES_NUMBERED.at(span, message)
