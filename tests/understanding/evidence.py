"""The result of reading a text: lines, document model, messages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.understanding.messages import Message
from tests.understanding.normal_forms import call_name
from tests.understanding.tree import Json, walk


@dataclass(frozen=True, slots=True)
class Evidence:
    """The lines of a text, its document model in JSON, and the messages about it.

    ``offsets`` has the number of lines before each file of a folder.
    """

    lines: tuple[str, ...]
    work: Json
    messages: tuple[Message, ...]
    offsets: Mapping[str, int] = field(default_factory=dict)
    has_pdf: bool = True

    @property
    def calls(self) -> tuple[str, ...]:
        """The calls of all notes, in the order of the model."""
        notes = (node for _, node in walk(self.work) if node["type"] == "Note")
        return tuple(call_name(str(note["call"])) for note in notes)
