"""Fields of a Word file: instructions, which are not printed, and their results, which are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_LINK = re.compile(r'\s*HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]{1,2000})"', re.IGNORECASE)
_CONTENTS = re.compile(r"\s*(?:TOC|TOA)\b", re.IGNORECASE)
_WORDS_IN_CODE = re.compile(
    r"\s*(?:EQ|MACROBUTTON|GOTOBUTTON|LISTNUM|AUTONUM(?:LGL|OUT)?|SYMBOL|QUOTE)\b", re.IGNORECASE
)
"""Fields of which Word shows words of the instruction, or words of its own, without a result."""

_PAGE = re.compile(r"\s*(?:PAGEREF|PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
_DEEPEST = 20


def is_shown(instruction: str) -> bool:
    """Return whether Word shows words of an instruction."""
    return bool(_WORDS_IN_CODE.match(instruction))


@dataclass(slots=True)
class Field:
    """An open field: its instruction so far, and the offset of its result, None before that.

    ``texts`` are characters in the instruction, which are no part of it.
    """

    instruction: str = ""
    result: int | None = None
    texts: list[str] = field(default_factory=list)

    @property
    def target(self) -> str:
        """The address that a link leads to; empty for another field and within the document."""
        match = _LINK.match(self.instruction)
        return match[1] if match else ""

    @property
    def is_page_number(self) -> bool:
        """Whether the result is the number of a page of the document."""
        return bool(_PAGE.match(self.instruction))

    @property
    def is_contents(self) -> bool:
        """Whether the result is a table of contents or of authorities."""
        return bool(_CONTENTS.match(self.instruction))

    @property
    def shows_instruction(self) -> bool:
        """Whether Word shows the field without a result in the file."""
        return self.result is None and is_shown(self.instruction)


class FieldStack:
    """The open fields of a story; a field may stand in the instruction or result of another.

    Contents are recognised where ``has_contents`` is true: where all fields of the story end.
    """

    def __init__(self) -> None:
        self.has_contents = False
        self._fields: list[Field] = []
        self._too_deep = 0

    @property
    def depth(self) -> int:
        """The number of open fields."""
        return len(self._fields) + self._too_deep

    @property
    def in_instruction(self) -> bool:
        """Whether the place is in an instruction, whose text is not printed."""
        return any(each.result is None for each in self._fields)

    @property
    def in_contents(self) -> bool:
        """Whether the place is in the result of a table of contents."""
        return self.has_contents and any(
            each.result is not None and each.is_contents for each in self._fields
        )

    @property
    def target(self) -> str:
        """The address of the link in whose result the place is, or nothing."""
        targets = (each.target for each in reversed(self._fields) if each.result is not None)
        return next(filter(None, targets), "")

    def begin(self) -> None:
        """Open a field."""
        if len(self._fields) < _DEEPEST:
            self._fields.append(Field())
        else:
            self._too_deep += 1

    def add_text(self, text: str) -> None:
        """Keep characters that stand in an instruction and are no result of a field in it."""
        if self._fields and self._fields[-1].result is None:
            self._fields[-1].texts.append(text)

    def add_instruction(self, text: str) -> None:
        """Add to the instruction of the innermost field."""
        if self._fields and self._fields[-1].result is None:
            self._fields[-1].instruction += text[:2000]

    def separate(self, offset: int) -> None:
        """End the instruction of the innermost field: its result begins at ``offset``."""
        if self._fields and not self._too_deep:
            self._fields[-1].result = offset

    def end(self) -> Field | None:
        """Close the innermost field and return it; None where none is open."""
        if self._too_deep:
            self._too_deep -= 1
            return None
        return self._fields.pop() if self._fields else None

    def end_paragraph(self) -> str:
        """Give up fields whose instruction has no end in its paragraph: the file is damaged.

        Returns the characters in those instructions.
        """
        if not self.in_instruction:
            return ""
        text = "".join(text for each in self._fields if each.result is None for text in each.texts)
        self._fields = [each for each in self._fields if each.result is not None]
        return text
