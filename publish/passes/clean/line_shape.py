"""Lines as measured for joining: their widths, and the marks at their ends."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

from publish.document.draft import RUNNING, Chunk
from publish.passes.headings import NUMBERED, SEPARATOR
from publish.text.dataclass import dataclass
from publish.text.hebrew import MARKS_AND_PUNCTUATION
from publish.text.languages import Script, count_letters
from publish.text.patterns import late_pattern

_CLOSERS = "\"'”’»›)\\]}״׳“‘"
_FINAL = late_pattern(rf"[.!?…:׃。][{_CLOSERS}]*(?:\[?\d{{1,3}}\]?|[¹²³⁰-⁹*†]*)$")
_MARK = late_pattern(rf"(?:[.,;:!?…׃—–]|(?<=\s)-)[{_CLOSERS}]*(?:\[?\d{{1,3}}\]?|[¹²³⁰-⁹*†]*)$")
_INSIDE = late_pattern(rf"[.,;:!?…׃][{_CLOSERS}]*(?=\s)|\s[—–]\s|\w—\w")
_HYPHEN = late_pattern(rf"(?<=[^\W\d_]|[{MARKS_AND_PUNCTUATION}])[-‐‑־]$")
_ISOLATE = late_pattern("[\u2066-\u2069]")
_PERHAPS_COMBINING = late_pattern("[^\0-\u02ff\u0370-\u0482\u05d0-\u05f4\u2000-\u20cf]")
"""A character outside the blocks of letters and of punctuation without combining ones."""
_OPENERS = late_pattern(r"^[\"'“‘„«‹(\[{¿¡״׳’]+")
_LABEL = late_pattern(r"[•·▪●○◦‣►➢§]\s|\[\d{1,3}\]|[¹²³⁰-⁹]|\d{1,2}:\d\d|[#>|]\s?\S")
_POSSIBLE_LABEL = late_pattern(r"[-–—]\s|\*|[\[({]\w{1,4}[\])}]|[A-Za-zא-ת][.)]\s")
_SPEAKER = late_pattern(r"[^\W\d_][^\s:]{0,20}(?: [^\s:]{1,20}){0,2}:(?:\s|$)")

_LONGEST_END = 12
"""The characters at the end of a line in which its last mark is looked for."""

_SHARE_OF_SCRIPT = 0.15
"""The share of letters from which on a line is also in a script."""


@dataclass(frozen=True, slots=True)
class LineShape:
    """A line as measured: widths in characters without points, and what it begins and ends with.

    ``text`` has no isolates, and ``begins_lower`` is None where the first letter has no case.
    """

    chunk: Chunk
    text: str
    width: int
    first_width: int
    begins_lower: bool | None

    @property
    def is_final(self) -> bool:
        """Whether the line ends in a mark that ends a sentence."""
        return _FINAL.search(self.text, len(self.text) - _LONGEST_END) is not None

    @property
    def ends_in_mark(self) -> bool:
        """Whether the line ends in any punctuation mark."""
        return _MARK.search(self.text, len(self.text) - _LONGEST_END) is not None

    @property
    def has_hyphen(self) -> bool:
        """Whether the line ends in a hyphen or maqaf after a letter."""
        return _HYPHEN.search(self.text, len(self.text) - 1) is not None

    @property
    def marks_inside(self) -> int:
        """The number of punctuation marks before the end of the line."""
        return len(_INSIDE.findall(self.text))

    def is_item(self, numbers: Collection[int]) -> bool:
        """Return whether the line begins with a bullet, a note mark, or a number of a list.

        ``numbers`` are those at the beginning of lines; a list has the number before, too.
        """
        if _LABEL.match(self.text) or SEPARATOR.fullmatch(self.text):
            return True
        number = self.item_number
        return number is not None and (number == 1 or number - 1 in numbers)

    @property
    def may_begin_item(self) -> bool:
        """Whether the line begins with a dash, a letter or a bracket that can be a label."""
        return _POSSIBLE_LABEL.match(self.text) is not None

    @property
    def item_number(self) -> int | None:
        """The number that the line begins with, as “3. ” and “3) ”, else None."""
        number = NUMBERED.match(self.text)
        return int(number["number"]) if number else None

    @property
    def begins_speech(self) -> bool:
        """Whether the line begins with a short name and a colon."""
        return _SPEAKER.match(self.text) is not None

    @property
    def is_breakable(self) -> bool:
        """Whether the line has neither a part, columns nor line breaks of its own."""
        return self.chunk.part is None and not ("\t" in self.text or "\n" in self.text)

    @property
    def may_go_on(self) -> bool:
        """Whether the line can be the first of a cut paragraph, also one that the settings mark."""
        return self.is_breakable or (self.chunk.mark in RUNNING and "\t" not in self.text)


def measure(chunk: Chunk) -> LineShape:
    """Return the shape of a line."""
    text = chunk.text.text
    text = text if text.isascii() else _ISOLATE.sub("", text)
    first = text.split(" ", 1)[0]
    return LineShape(chunk, text, visible_width(text), visible_width(first), _begins_lower(text))


def visible_width(text: str) -> int:
    """Return the number of characters of a text without points and cantillation marks."""
    if text.isascii() or not _PERHAPS_COMBINING.search(text):
        return len(text)
    return sum(not unicodedata.combining(c) for c in text)


def share_a_script(line: LineShape, following: LineShape) -> bool:
    """Return whether two lines can be of one paragraph: each script of one is in the other."""
    if line.text.isascii() and following.text.isascii():
        return True
    scripts, others = _scripts(line.text), _scripts(following.text)
    return not scripts or not others or bool(scripts & others)


def _scripts(text: str) -> set[Script]:
    counts = count_letters(text)
    total = sum(counts.values())
    return {script for script, count in counts.items() if count >= _SHARE_OF_SCRIPT * total}


def _begins_lower(text: str) -> bool | None:
    first = _OPENERS.sub("", text)[:1]
    if not first.isalpha() or first.lower() == first.upper():
        return None
    return first.islower()
