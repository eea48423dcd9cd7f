"""Classification of the marks of a line by the characters next to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.document.walk import OBJECT
from publish.passes.quotes.marks import DOUBLE, SINGLE, Mark, MarkKind
from publish.text.dataclass import dataclass
from publish.text.hebrew import MARKS_AND_JOINER, VARIKA
from publish.text.languages import HEBREW, Script
from publish.text.patterns import late_pattern

NIKUD = f"[{MARKS_AND_JOINER}{VARIKA}]"
_LETTER = HEBREW.pattern

_RUN = late_pattern(f"[{DOUBLE}{SINGLE}׳]+")
OUTSIDE = frozenset("([{<–—-־/|")
_AFTER_A_WORD = frozenset(")]}>.,;:!?…–—-־/|׃" + OBJECT)
_HEBREW_BEFORE = late_pattern(f"{_LETTER}|{NIKUD}")
_WORD = late_pattern(f"(?:{_LETTER}{NIKUD}*+)++")
POINTS = late_pattern(NIKUD)

# Prefixes that may be joined to a Hebrew word: ו, then ש, כש or the Aramaic ד, then
# at most two of ב, ה, כ, ל, מ.
PREFIX = late_pattern("(?=.)ו?(?:כש|מש|לכש|ש|ד)?[הבכלמ]{0,2}")
WORD_BEFORE = late_pattern(rf"(?:^|[^\w{NIKUD[1:-1]}])((?:{_LETTER}{NIKUD}*+){{1,5}})$")
# The last letter of an abbreviation with an ending added after gershayim: מנכ"לית, מ"מים.
_LAST_LETTER_WITH_ENDING = late_pattern(
    "[א-ת](?:ים|יים|ות|יות|ית|ניק|ניקים|יסט|יסטים|י|ה|ו|ך|ם|ן|נו|כם|הם)?"
)

# English elisions that begin with an apostrophe, and years without their century.
ELIDED = late_pattern(
    r"(?:tis|twas|twere|twill|twould|tween|em|im|er|til|till|cause|cos|bout|round|neath|gainst"
    r"|n|nother|ere|pon|scuse|fraid|sblood|zounds)\b|\d\ds?\b",
    re.IGNORECASE,
)
_FEET_BEFORE = late_pattern(r"\d['′]\s?\d{1,2}(?:\.\d+)?$")
INCHES_AFTER = late_pattern(r"\s?\d{1,2}(?:\.\d+)?[\"″]")


class MarkContext:
    """Sequence of adjacent marks, with the characters before and after."""

    __slots__ = ("after", "before", "end", "kind", "start", "text")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.before, self.after = text[start - 1 : start], text[end : end + 1]
        self.kind = _kind_from_neighbours(self.before, self.after)
        """OPEN or CLOSE by the neighbours alone; UNCLEAR where they allow both or neither."""

    @property
    def after_hebrew(self) -> bool:
        """Whether a Hebrew letter or point stands directly before."""
        return bool(_HEBREW_BEFORE.match(self.before))

    @property
    def before_hebrew(self) -> bool:
        """Whether a Hebrew letter stands directly after."""
        return bool(HEBREW.match(self.after))

    @property
    def in_word(self) -> bool:
        """Whether this is a mark alone between letters or digits."""
        alone = self.end - self.start == 1 and self.after.isalnum()
        return alone and (self.before.isalnum() or self.after_hebrew)

    @property
    def in_hebrew_word(self) -> bool:
        """Whether this is a mark alone between Hebrew letters."""
        return self.in_word and self.after_hebrew and self.before_hebrew


def find_contexts(text: str) -> Iterator[MarkContext]:
    """Yield the context of every sequence of adjacent marks."""
    for match in _RUN.finditer(text):
        yield MarkContext(text, *match.span())


def _kind_from_neighbours(before: str, after: str) -> MarkKind:
    open_space, close_space = not before or before.isspace(), not after or after.isspace()
    outside = open_space or before in OUTSIDE
    ends = close_space or after in _AFTER_A_WORD
    if outside and ends:
        if open_space is close_space:
            return MarkKind.UNCLEAR
        return MarkKind.OPEN if open_space else MarkKind.CLOSE
    if outside:
        return MarkKind.OPEN
    return MarkKind.CLOSE if ends else MarkKind.UNCLEAR


# --- double marks


def find_double_marks(text: str, home: Script, *, inherited: bool) -> list[Mark]:
    """Return the double marks of a line in order, classified by their neighbours.

    With ``inherited``, a quotation is open when the line begins.
    """
    marks: list[Mark] = []
    unclosed: list[int] = []
    for context in find_contexts(text):
        for offset in range(context.start, context.end):
            if text[offset] not in DOUBLE:
                continue
            low = bool(unclosed) and marks[unclosed[-1]].character == "„"
            open_ = _OpenQuotations(bool(unclosed), bool(unclosed) or inherited, low)
            kind = _classify_double(context, offset, home, open_)
            if kind in (MarkKind.OPEN, MarkKind.OPEN_AFTER_PREFIX):
                unclosed.append(len(marks))
            elif kind is MarkKind.CLOSE and unclosed:
                unclosed.pop()
            marks.append(Mark(offset, text[offset], kind))
    _resolve_prefix_marks(marks)
    return marks


@dataclass(frozen=True, slots=True)
class _OpenQuotations:
    """Quotations open at a mark: in this line, in any line, with a low mark."""

    here: bool
    anywhere: bool
    low: bool


def _classify_double(
    context: MarkContext, offset: int, home: Script, open_: _OpenQuotations
) -> MarkKind:
    mark = context.text[offset]
    if context.in_hebrew_word:
        return _classify_in_hebrew_word(context.text, offset, open_.here)
    if mark in "„‟":
        return MarkKind.OPEN
    by_neighbours = context.kind
    if mark == "“":
        # “ closes a quotation opened by „ in German and in old Hebrew books.
        return MarkKind.CLOSE if open_.low and by_neighbours is not MarkKind.OPEN else MarkKind.OPEN
    if mark == "”" and not (
        home is Script.HEBREW or (by_neighbours is MarkKind.OPEN and context.before_hebrew)
    ):
        return MarkKind.CLOSE
    if mark == '"' and context.before.isdigit():
        if _FEET_BEFORE.search(context.text[max(0, offset - 12) : offset]):
            return MarkKind.PRIME
        if by_neighbours is MarkKind.CLOSE and not open_.anywhere:
            return MarkKind.PRIME
    if by_neighbours is MarkKind.UNCLEAR:
        return MarkKind.CLOSE if open_.here else MarkKind.OPEN
    return by_neighbours


def _classify_in_hebrew_word(text: str, offset: int, quoting: bool) -> MarkKind:
    """Distinguish gershayim from a quotation that opens after a prefix.

    Gershayim stand before the last letter of an abbreviation, to which an ending may be added.
    """
    word = _WORD.match(text, offset + 1)
    before = WORD_BEFORE.search(text[max(0, offset - 24) : offset])
    if word is None or before is None:
        return MarkKind.GERSHAYIM
    if not PREFIX.fullmatch(POINTS.sub("", before[1])):
        return MarkKind.GERSHAYIM
    if _LAST_LETTER_WITH_ENDING.fullmatch(POINTS.sub("", word[0])):
        closed = text[word.end() : word.end() + 1]
        # As in ה"א": the second mark could close no other quotation.
        opens = text[offset] != "״" and not quoting and closed != "" and closed in DOUBLE
        return MarkKind.OPEN_AFTER_PREFIX if opens else MarkKind.GERSHAYIM
    return MarkKind.OPEN_AFTER_PREFIX


def _resolve_prefix_marks(marks: list[Mark]) -> None:
    """Set each prefix mark that no later mark closes to ``UNCLEAR``."""
    unclosed: list[Mark] = []
    for mark in marks:
        if mark.kind in (MarkKind.OPEN, MarkKind.OPEN_AFTER_PREFIX):
            unclosed.append(mark)
        elif mark.kind is MarkKind.CLOSE and unclosed:
            unclosed.pop()
    for mark in unclosed:
        if mark.kind is MarkKind.OPEN_AFTER_PREFIX:
            mark.kind = MarkKind.UNCLEAR
