"""Single marks of a line: quotations inside quotations, apostrophes, geresh."""

from __future__ import annotations

from enum import Enum, auto

from publish.passes.quotes.mark_context import (
    ELIDED,
    INCHES_AFTER,
    POINTS,
    PREFIX,
    WORD_BEFORE,
    MarkContext,
    find_contexts,
)
from publish.passes.quotes.marks import SINGLE, Mark, MarkKind
from publish.text.dataclass import dataclass
from publish.text.languages import Script

# Abbreviations usually written with geresh: a mark after them rarely closes a quotation.
_ABBREVIATIONS = frozenset(
    "וכו וגו כו גו עמ מס פס גי שו סי פי פרופ גב אינג מח דר רח שד ראו מהד חוב אח טל".split()
)


@dataclass(frozen=True, slots=True)
class _ContextMark:
    """Mark of a line, with its context if the mark is single."""

    mark: Mark
    context: MarkContext | None = None
    in_word: bool = False
    twin: Mark | None = None
    """First of two adjacent marks, if this mark is the second."""


class Spelling(Enum):
    """The sense of a single mark inside a word in Hebrew letters."""

    HEBREW = auto()
    """Geresh, as in צ׳ק."""
    YIDDISH = auto()
    """Apostrophe, as in האָט’ן."""


def find_single_marks(
    text: str, doubles: list[Mark], home: Script, spelling: Spelling = Spelling.HEBREW
) -> list[Mark]:
    """Return the single marks of a line in order, classified by their neighbours.

    ``doubles`` are the double marks of the line; those printed single count as single.
    """
    items = _line_marks(text, {mark.offset: mark for mark in doubles}, spelling)
    open_marks: list[Mark] = []
    outer = 0
    for item, after in _with_next(items):
        mark = item.mark
        if item.context is None and not mark.inner:
            if mark.opens:
                open_marks.append(mark)
                outer += 1
            elif mark.kind is MarkKind.CLOSE and outer:
                while open_marks.pop().single:
                    pass
                outer -= 1
        elif mark.kind is MarkKind.OPEN:
            if item.context is not None:
                mark.style = mark.within = open_marks[-1].within if open_marks else home
            open_marks.append(mark)
        elif mark.kind is MarkKind.CLOSE:
            _close(item, after, open_marks)
    marks = [item.mark for item in items if item.context is not None]
    for mark in marks:
        if mark.kind is MarkKind.OPEN and mark.mate is None and mark.character != "‘":
            mark.kind = MarkKind.APOSTROPHE
    return marks


def _line_marks(text: str, doubles: dict[int, Mark], spelling: Spelling) -> list[_ContextMark]:
    """Return every mark of the line, in order."""
    items: list[_ContextMark] = []
    for context in find_contexts(text):
        for offset in range(context.start, context.end):
            if offset in doubles:
                items.append(_ContextMark(doubles[offset]))
            elif text[offset] in SINGLE and not (
                text[offset] == "’" and context.in_word and not context.in_hebrew_word
            ):
                mark = Mark(offset, text[offset], _classify_single(context, offset, spelling))
                twin = (
                    items[-1].mark
                    if offset > context.start and _is_double_apostrophe(context)
                    else None
                )
                items.append(_ContextMark(mark, context, context.in_word, twin))
    return items


def _with_next(items: list[_ContextMark]) -> list[tuple[_ContextMark, _ContextMark | None]]:
    """Return each mark with the next mark that is not inside a word."""
    pairs: list[tuple[_ContextMark, _ContextMark | None]] = []
    following: _ContextMark | None = None
    for item in reversed(items):
        pairs.append((item, following))
        if not item.in_word:
            following = item
    return pairs[::-1]


def _classify_single(context: MarkContext, offset: int, spelling: Spelling) -> MarkKind:
    """Return the kind of a mark by its neighbours; CLOSE may become APOSTROPHE or GERESH."""
    text, mark = context.text, context.text[offset]
    if context.in_hebrew_word and mark in "'’":
        return MarkKind.GERESH if spelling is Spelling.HEBREW else MarkKind.APOSTROPHE
    if context.in_word:
        return (
            MarkKind.PRIME
            if context.before.isdigit() and context.after.isdigit()
            else MarkKind.APOSTROPHE
        )
    by_neighbours = context.kind
    if mark in "‘‚‛":
        return MarkKind.APOSTROPHE if by_neighbours is MarkKind.CLOSE else MarkKind.OPEN
    if _is_double_apostrophe(context) and (by_neighbours is not MarkKind.CLOSE):
        return MarkKind.UNCLEAR
    if by_neighbours is MarkKind.OPEN:
        if mark == "’":
            return MarkKind.OPEN if context.before_hebrew else MarkKind.APOSTROPHE
        return MarkKind.APOSTROPHE if ELIDED.match(text, offset + 1) else MarkKind.OPEN
    if by_neighbours is MarkKind.UNCLEAR and (
        not context.before.strip() or not context.after.strip()
    ):
        return MarkKind.UNCLEAR
    if mark == "'" and context.before.isdigit() and INCHES_AFTER.match(text, offset + 1):
        return MarkKind.PRIME
    return MarkKind.CLOSE


def _is_double_apostrophe(context: MarkContext) -> bool:
    # Some keyboards write a double mark as two apostrophes.  A replacement must keep the length,
    # so the two stay and are reported.
    return context.text[context.start : context.end] == "''"


def _close(item: _ContextMark, after: _ContextMark | None, open_marks: list[Mark]) -> None:
    """Resolve a mark that may close a quotation."""
    mark, context = item.mark, item.context
    single = bool(open_marks) and open_marks[-1].single
    if context is not None:
        kind = _classify_at_word_end(item, context, after, single=single)
        if kind is not MarkKind.CLOSE:
            mark.kind = kind
            return
    if single:
        opening = open_marks.pop()
        opening.mate, mark.mate = mark, opening


def _classify_at_word_end(
    item: _ContextMark, context: MarkContext, after: _ContextMark | None, *, single: bool
) -> MarkKind:
    """Return the kind of a mark at the end of a word; ``single`` if a single mark is open."""
    mark = item.mark
    behind_hebrew = mark.offset == context.start and context.after_hebrew
    if item.twin is None and _is_double_apostrophe(context) and not single:
        return MarkKind.UNCLEAR
    if item.twin is not None and item.twin.kind is MarkKind.UNCLEAR:
        return MarkKind.UNCLEAR
    another = after is not None and after.mark.kind is MarkKind.CLOSE and after.mark.single
    if mark.straight and behind_hebrew and _is_abbreviated(context):
        return MarkKind.CLOSE if single and not another else MarkKind.GERESH
    if single:
        # ‘the boys’ toys’: the first belongs to its word if another mark can close.
        owns = another and context.before in "sS" and mark.offset == context.start
        return MarkKind.APOSTROPHE if owns else MarkKind.CLOSE
    if not mark.straight:
        return MarkKind.APOSTROPHE
    if behind_hebrew:
        return MarkKind.GERESH
    return MarkKind.PRIME if context.before.isdigit() else MarkKind.APOSTROPHE


def _is_abbreviated(context: MarkContext) -> bool:
    """Return whether the word before is a single letter or a common abbreviation."""
    match = WORD_BEFORE.search(context.text[max(0, context.start - 24) : context.start])
    if match is None:
        return False
    word = POINTS.sub("", match[1])
    if len(word) == 1 or word in _ABBREVIATIONS:
        return True
    return any(
        PREFIX.fullmatch(word[:size]) and (len(word) == size + 1 or word[size:] in _ABBREVIATIONS)
        for size in range(1, len(word))
    )
