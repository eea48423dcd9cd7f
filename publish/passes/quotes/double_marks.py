"""The double marks of one line, paired: what opens and closes within it, and what is left."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from publish.passes.quotes.mark_context import OUTSIDE, doubles
from publish.passes.quotes.marks import Is, Mark
from publish.text.languages import HEBREW, LATIN, Script

_LETTERS = re.compile(f"(?P<hebrew>{HEBREW.pattern})|(?P<latin>{LATIN.pattern})")


@dataclass(slots=True)
class Line:
    """A paragraph, a heading or a verse line, with its double marks."""

    text: str
    home: Script
    marks: list[Mark]
    left: list[Mark] = field(default_factory=list)
    """Open at the end of the line: a later line may close them."""
    lost: list[Mark] = field(default_factory=list)
    """Never closed: what stands around them was closed first."""
    extra: list[Mark] = field(default_factory=list)
    """Closing, with nothing open in this line."""
    mixed: list[Mark] = field(default_factory=list)
    """Opening marks of one form, closed by a mark of another."""

    @property
    def clean(self) -> bool:
        """Whether every mark has its fellow of the same form in this line."""
        unclear = any(mark.is_ is Is.UNCLEAR for mark in self.marks)
        return not (self.left or self.lost or self.extra or self.mixed or unclear)

    def starts_with(self, mark: Mark) -> bool:
        """Tell whether nothing but white space stands before ``mark``."""
        return mark is self.marks[0] and not self.text[: mark.at].strip()

    def ends_with(self, mark: Mark) -> bool:
        """Tell whether no letter and no digit stands after ``mark``."""
        return not any(map(str.isalnum, self.text[mark.at + 1 : mark.at + 40]))


def line(text: str, home: Script, *, inherited: bool) -> Line:
    """Return the line that ``text`` is; ``home`` is the script of its language.

    ``inherited`` says that a quotation of an earlier line is still open.
    """
    found = Line(text, home, doubles(text, home, inherited=inherited))
    _pair(found)
    _speak(found)
    return found


def depth(marks: list[Mark], before: int) -> int:
    """Return how many quotations are open after ``marks`` if ``before`` were open at first."""
    for mark in marks:
        if mark.opens:
            before += 1
        elif mark.is_ is Is.CLOSE:
            before = max(0, before - 1)
    return before


def _pair(line: Line) -> None:
    """Pair the marks; one prefers a fellow of its own form, straight or curly.

    It takes another only if what it passes over is closed later in the line.
    """
    later = _closing_later(line.marks)
    waiting: list[Mark] = []
    straight = 0
    for mark, closers in zip(line.marks, later, strict=True):
        if mark.opens:
            waiting.append(mark)
            straight += mark.straight
        elif mark.is_ is Is.CLOSE:
            if not waiting:
                line.extra.append(mark)
                continue
            own = straight if mark.straight else len(waiting) - straight
            if waiting[-1].straight != mark.straight and own and closers < len(waiting) - 1:
                while waiting[-1].straight != mark.straight:
                    passed = waiting.pop()
                    straight -= passed.straight
                    line.lost.append(passed)
            opening = waiting.pop()
            straight -= opening.straight
            opening.mate, mark.mate = mark, opening
            if opening.straight != mark.straight:
                line.mixed.append(opening)
    line.left = waiting


def _closing_later(marks: list[Mark]) -> list[int]:
    """Return for each mark how many after it close what was opened up to it."""
    counts: list[int] = []
    closers = 0
    for mark in reversed(marks):
        counts.append(closers)
        if mark.is_ is Is.CLOSE:
            closers += 1
        elif mark.opens:
            closers = max(0, closers - 1)
    return counts[::-1]


def _speak(line: Line) -> None:
    """Say of each mark whose language it is printed in, and which is inside another."""
    around = _around(line) if line.marks and _is_mixed(line.text) else None
    clean = line.clean
    waiting: list[Mark] = []
    for index, mark in enumerate(line.marks):
        if mark.is_ is Is.CLOSE and mark.mate is not None:
            while waiting and waiting.pop() is not mark.mate:
                pass
            mark.style, mark.inner = mark.mate.style, mark.mate.inner
            continue
        outer = waiting[-1] if waiting else None
        mark.style = mark.within = outer.within if outer else line.home
        if mark.opens and mark.mate is not None:
            # A mark behind a prefix stays double: a single one would read as geresh.
            nested = clean and outer is not None and not outer.inner
            mark.inner = nested and mark.straight and mark.is_ is Is.OPEN
            if around is not None:
                _in_two_scripts(mark, around, index)
            waiting.append(mark)
        if mark.style is not line.home and not _may_be_hebrew(line.text, mark):
            mark.style = line.home


_Around = tuple[list[Script | None], list[Script | None], dict[int, int]]


def _is_mixed(text: str) -> bool:
    return not text.isascii() and bool(HEBREW.search(text)) and bool(LATIN.search(text))


def _around(line: Line) -> _Around:
    """Return the script of the last letter before and the first after each mark."""
    before: list[Script | None] = []
    after: list[Script | None] = []
    last: Script | None = None
    for letter in _LETTERS.finditer(line.text):
        here = Script.HEBREW if letter["hebrew"] else Script.LATIN
        while len(before) < len(line.marks) and line.marks[len(before)].at < letter.start():
            before.append(last)
        after += [here] * (len(before) - len(after))
        last = here
    before += [last] * (len(line.marks) - len(before))
    after += [None] * (len(line.marks) - len(after))
    return before, after, {id(mark): place for place, mark in enumerate(line.marks)}


def _in_two_scripts(mark: Mark, around: _Around, index: int) -> None:
    """Settle whose marks a quotation has in a line of two scripts.

    They belong to the sentence around it.  In a Hebrew sentence quoted in an English one that is
    the Hebrew one, and the same the other way round.
    """
    before, after, places = around
    assert mark.mate is not None
    closing = places[id(mark.mate)]
    inside = {after[index], before[closing]}
    outside = {before[index], after[closing]}
    for script in (Script.HEBREW, Script.LATIN):
        if inside == {script}:
            mark.within = script
            if outside == {script}:
                mark.style = script


def _may_be_hebrew(text: str, mark: Mark) -> bool:
    """Tell whether a mark of Hebrew form would be known as what it is in an English line.

    The Hebrew mark that opens is the one that closes in English, so its place must tell.
    """
    if mark.style is not Script.HEBREW or not mark.opens or mark.is_ is Is.BEHIND:
        return True
    before = text[mark.at - 1 : mark.at]
    return bool(HEBREW.match(text, mark.at + 1)) and (
        not before or before.isspace() or before in OUTSIDE
    )
