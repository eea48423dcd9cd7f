"""Pairing of the double marks of a line, and the choice of the script each is printed in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from publish.passes.quotes.mark_context import OUTSIDE, find_double_marks
from publish.passes.quotes.marks import Mark, MarkKind
from publish.text.languages import HEBREW, LATIN, Script

_LETTERS = re.compile(f"(?P<hebrew>{HEBREW.pattern})|(?P<latin>{LATIN.pattern})")


@dataclass(slots=True)
class Line:
    """A paragraph, a heading or a verse line, with its double marks."""

    text: str
    home: Script
    marks: list[Mark]
    open_at_end: list[Mark] = field(default_factory=list)
    """Opening marks unpaired at the end of the line; a later line may close them."""
    unclosed: list[Mark] = field(default_factory=list)
    """Opening marks never closed: an enclosing quotation closes before them."""
    extra: list[Mark] = field(default_factory=list)
    """Closing marks with no opening mark in this line."""
    mixed: list[Mark] = field(default_factory=list)
    """Opening marks closed by a mark of another form."""

    @property
    def clean(self) -> bool:
        """Whether every mark has its mate of the same form in this line."""
        unclear = any(mark.kind is MarkKind.UNCLEAR for mark in self.marks)
        return not (self.open_at_end or self.unclosed or self.extra or self.mixed or unclear)

    def starts_with(self, mark: Mark) -> bool:
        """Return whether nothing but white space stands before ``mark``."""
        return mark is self.marks[0] and not self.text[: mark.offset].strip()

    def ends_with(self, mark: Mark) -> bool:
        """Return whether no letter and no digit stands after ``mark``."""
        return not any(map(str.isalnum, self.text[mark.offset + 1 : mark.offset + 40]))


def read_line(text: str, home: Script, *, inherited: bool) -> Line:
    """Return ``text`` with its double marks paired; ``home`` is the script of its language.

    With ``inherited``, a quotation of an earlier line is still open.
    """
    result = Line(text, home, find_double_marks(text, home, inherited=inherited))
    _pair(result)
    _set_styles(result)
    return result


def nesting_depth(marks: list[Mark], before: int) -> int:
    """Return the number of quotations open after ``marks``, with ``before`` open at the start."""
    for mark in marks:
        if mark.opens:
            before += 1
        elif mark.kind is MarkKind.CLOSE:
            before = max(0, before - 1)
    return before


def _pair(line: Line) -> None:
    """Pair the marks, preferring a mate of the same form (straight or curly).

    Marks of the other form are skipped only if too few closing marks follow for all of them.
    """
    later = _count_later_closers(line.marks)
    waiting: list[Mark] = []
    straight = 0
    for mark, closers in zip(line.marks, later, strict=True):
        if mark.opens:
            waiting.append(mark)
            straight += mark.straight
        elif mark.kind is MarkKind.CLOSE:
            if not waiting:
                line.extra.append(mark)
                continue
            own = straight if mark.straight else len(waiting) - straight
            if waiting[-1].straight != mark.straight and own and closers < len(waiting) - 1:
                while waiting[-1].straight != mark.straight:
                    skipped = waiting.pop()
                    straight -= skipped.straight
                    line.unclosed.append(skipped)
            opening = waiting.pop()
            straight -= opening.straight
            opening.mate, mark.mate = mark, opening
            if opening.straight != mark.straight:
                line.mixed.append(opening)
    line.open_at_end = waiting


def _count_later_closers(marks: list[Mark]) -> list[int]:
    """Return for each mark the number of later marks that close quotations opened before them."""
    counts: list[int] = []
    closers = 0
    for mark in reversed(marks):
        counts.append(closers)
        if mark.kind is MarkKind.CLOSE:
            closers += 1
        elif mark.opens:
            closers = max(0, closers - 1)
    return counts[::-1]


def _set_styles(line: Line) -> None:
    """Set the script each mark is printed in, and whether its quotation is nested."""
    scripts = _neighbour_scripts(line) if line.marks and _is_mixed(line.text) else None
    clean = line.clean
    waiting: list[Mark] = []
    for index, mark in enumerate(line.marks):
        if mark.kind is MarkKind.CLOSE and mark.mate is not None:
            while waiting and waiting.pop() is not mark.mate:
                pass
            mark.style, mark.inner = mark.mate.style, mark.mate.inner
            continue
        outer = waiting[-1] if waiting else None
        mark.style = mark.within = outer.within if outer else line.home
        if mark.opens and mark.mate is not None:
            # A mark after a prefix stays double: a single mark would read as geresh.
            nested = clean and outer is not None and not outer.inner
            mark.inner = nested and mark.straight and mark.kind is MarkKind.OPEN
            if scripts is not None:
                _set_mixed_style(mark, scripts, index)
            waiting.append(mark)
        if mark.style is not line.home and not _may_be_hebrew(line.text, mark):
            mark.style = line.home


_NeighbourScripts = tuple[list[Script | None], list[Script | None], dict[int, int]]


def _is_mixed(text: str) -> bool:
    return not text.isascii() and bool(HEBREW.search(text)) and bool(LATIN.search(text))


def _neighbour_scripts(line: Line) -> _NeighbourScripts:
    """Return the script of the last letter before and the first after each mark.

    Letters of the quotations in a list, ``“X”, “Y”``, are not those around them.
    """
    before: list[Script | None] = []
    after: list[Script | None] = []
    last: Script | None = None
    for letter in _LETTERS.finditer(line.text):
        here = Script.HEBREW if letter["hebrew"] else Script.LATIN
        while len(before) < len(line.marks) and line.marks[len(before)].offset < letter.start():
            before.append(last)
        after += [here] * (len(before) - len(after))
        last = here
    before += [last] * (len(line.marks) - len(before))
    after += [None] * (len(line.marks) - len(after))
    indexes = {id(mark): index for index, mark in enumerate(line.marks)}
    listed = [index for index in range(1, len(line.marks)) if _continues_list(line, index)]
    for index in listed:
        before[index] = before[indexes[id(line.marks[index - 1].mate)]]
    for index in reversed(listed):
        after[index - 1] = after[indexes[id(line.marks[index].mate)]]
    return before, after, indexes


def _continues_list(line: Line, index: int) -> bool:
    """Return whether a quotation begins at a mark after another one, with no word between them."""
    last, mark = line.marks[index - 1], line.marks[index]
    if not (mark.opens and mark.mate and last.kind is MarkKind.CLOSE and last.mate):
        return False
    return not any(map(str.isalpha, line.text[last.offset + 1 : mark.offset]))


def _set_mixed_style(mark: Mark, scripts: _NeighbourScripts, index: int) -> None:
    """Set the script of a quotation in a line of two scripts.

    The script is that of the surrounding sentence: inside a Hebrew sentence quoted in an English
    sentence, nested quotations have Hebrew marks, and the reverse.
    """
    before, after, indexes = scripts
    assert mark.mate is not None
    closing = indexes[id(mark.mate)]
    inside = {after[index], before[closing]}
    outside = {before[index], after[closing]}
    for script in (Script.HEBREW, Script.LATIN):
        if inside == {script}:
            mark.within = script
            if outside == {script}:
                mark.style = script


def _may_be_hebrew(text: str, mark: Mark) -> bool:
    """Return whether an opening mark of Hebrew form is unambiguous in an English line.

    The opening mark of Hebrew is the closing mark of English, so its neighbours must decide.
    """
    if mark.style is not Script.HEBREW or not mark.opens or mark.kind is MarkKind.OPEN_AFTER_PREFIX:
        return True
    before = text[mark.offset - 1 : mark.offset]
    return bool(HEBREW.match(text, mark.offset + 1)) and (
        not before or before.isspace() or before in OUTSIDE
    )
