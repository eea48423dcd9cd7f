"""Fields of a Word file: instructions, which are not printed, and their results, which are."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINK = re.compile(r'\s*HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]{1,2000})"', re.IGNORECASE)
_PAGE = re.compile(r"\s*(?:PAGEREF|PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
_DEEPEST = 20


@dataclass(slots=True)
class Field:
    """An open field: its instruction so far, and the offset of its result, None before that."""

    instruction: str = ""
    result: int | None = None

    @property
    def target(self) -> str:
        """The address that a link leads to; empty for another field and within the document."""
        match = _LINK.match(self.instruction)
        return match[1] if match else ""

    @property
    def is_page_number(self) -> bool:
        """Whether the result is the number of a page of the document."""
        return bool(_PAGE.match(self.instruction))


class FieldStack:
    """The open fields of a story; a field may stand in the instruction or result of another."""

    def __init__(self) -> None:
        self._fields: list[Field] = []

    @property
    def in_instruction(self) -> bool:
        """Whether the place is in an instruction, whose text is not printed."""
        return any(field.result is None for field in self._fields)

    @property
    def target(self) -> str:
        """The address of the link in whose result the place is, or nothing."""
        targets = (field.target for field in reversed(self._fields) if field.result is not None)
        return next(filter(None, targets), "")

    def begin(self) -> None:
        """Open a field."""
        if len(self._fields) < _DEEPEST:
            self._fields.append(Field())

    def add_instruction(self, text: str) -> None:
        """Add to the instruction of the innermost field."""
        if self._fields and self._fields[-1].result is None:
            self._fields[-1].instruction += text[:2000]

    def separate(self, offset: int) -> None:
        """End the instruction of the innermost field: its result begins at ``offset``."""
        if self._fields:
            self._fields[-1].result = offset

    def end(self) -> Field | None:
        """Close the innermost field and return it; None where none is open."""
        return self._fields.pop() if self._fields else None

    def end_paragraph(self) -> None:
        """Give up fields whose instruction has no end in its paragraph: the file is damaged."""
        if self.in_instruction:
            self._fields = [field for field in self._fields if field.result is not None]
