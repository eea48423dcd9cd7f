"""Options of notes: what fills those that have no body."""

from __future__ import annotations

from enum import StrEnum

from publish.text.dataclass import dataclass


class NoteFill(StrEnum):
    """The source of a body for a note that has none: the verse at its call, or nothing."""

    NONE = "none"
    VERSES = "verses"


@dataclass(frozen=True, slots=True)
class NoteOptions:
    """Options of the notes of a book."""

    fill: NoteFill = NoteFill.NONE
