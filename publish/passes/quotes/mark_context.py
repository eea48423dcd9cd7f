"""What each quotation mark of a line is, as far as its neighbours tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publish.document.walk import OBJECT
from publish.passes.quotes.marks import DOUBLE, SINGLE, Is, Mark
from publish.text.hebrew import MARKS_AND_JOINER, VARIKA
from publish.text.languages import HEBREW, Script

NIKUD = f"[{MARKS_AND_JOINER}{VARIKA}]"
_LETTER = HEBREW.pattern

_RUN = re.compile(f"[{DOUBLE}{SINGLE}׳]+")
OUTSIDE = frozenset("([{<–—-־/|")
_BEHIND_A_WORD = frozenset(")]}>.,;:!?…–—-־/|׃" + OBJECT)
_HEBREW_BEFORE = re.compile(f"{_LETTER}|{NIKUD}")
_WORD = re.compile(f"(?:{_LETTER}{NIKUD}*+)++")
POINTS = re.compile(NIKUD)

# Words that may be joined to the front of a Hebrew word: ו, then ש, כש or the Aramaic ד, then
# at most two of ב, ה, כ, ל, מ.
PREFIX = re.compile("(?=.)ו?(?:כש|מש|לכש|ש|ד)?[הבכלמ]{0,2}")
WORD_BEFORE = re.compile(rf"(?:^|[^\w{NIKUD[1:-1]}])((?:{_LETTER}{NIKUD}*+){{1,5}})$")
# What is left of an abbreviation behind its gershayim when an ending is added: מנכ"לית, מ"מים.
_WITH_ENDING = re.compile("[א-ת](?:ים|יים|ות|יות|ית|ניק|ניקים|יסט|יסטים|י|ה|ו|ך|ם|ן|נו|כם|הם)?")

# Elisions that a straight mark opens in English, and years without their century.
ELIDED = re.compile(
    r"(?:tis|twas|twere|twill|twould|tween|em|im|er|til|till|cause|cos|bout|round|neath|gainst"
    r"|n|nother|ere|pon|scuse|fraid|sblood|zounds)\b|\d\ds?\b",
    re.IGNORECASE,
)
_FEET_BEFORE = re.compile(r"\d['′]\s?\d{1,2}(?:\.\d+)?$")
INCHES_AFTER = re.compile(r"\s?\d{1,2}(?:\.\d+)?[\"″]")


class Place:
    """A row of marks without anything between them, seen from outside."""

    __slots__ = ("after", "before", "end", "is_", "start", "text")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.before, self.after = text[start - 1 : start], text[end : end + 1]
        self.is_ = _is(self.before, self.after)
        """OPEN or CLOSE by the neighbours alone, UNCLEAR where they allow both or neither."""

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
        """Whether this is one mark between letters or digits."""
        alone = self.end - self.start == 1 and self.after.isalnum()
        return alone and (self.before.isalnum() or self.after_hebrew)

    @property
    def in_hebrew_word(self) -> bool:
        """Whether this is one mark with Hebrew letters on both sides."""
        return self.in_word and self.after_hebrew and self.before_hebrew


def places(text: str) -> Iterator[Place]:
    """Yield every row of adjacent marks."""
    for run in _RUN.finditer(text):
        yield Place(text, *run.span())


def _is(before: str, after: str) -> Is:
    open_space, close_space = not before or before.isspace(), not after or after.isspace()
    outside = open_space or before in OUTSIDE
    ends = close_space or after in _BEHIND_A_WORD
    if outside and ends:
        if open_space is close_space:
            return Is.UNCLEAR
        return Is.OPEN if open_space else Is.CLOSE
    if outside:
        return Is.OPEN
    return Is.CLOSE if ends else Is.UNCLEAR


# --- double marks


def doubles(text: str, home: Script, *, inherited: bool) -> list[Mark]:
    """Return the double marks of a line in order, each told by where it stands.

    ``inherited`` says that a quotation is open when the line begins.
    """
    found: list[Mark] = []
    waiting: list[int] = []
    for place in places(text):
        for at in range(place.start, place.end):
            if text[at] not in DOUBLE:
                continue
            low = bool(waiting) and found[waiting[-1]].given == "„"
            open_ = _Open(bool(waiting), bool(waiting) or inherited, low)
            is_ = _double(place, at, home, open_)
            if is_ in (Is.OPEN, Is.BEHIND):
                waiting.append(len(found))
            elif is_ is Is.CLOSE and waiting:
                waiting.pop()
            found.append(Mark(at, text[at], is_))
    _settle(found)
    return found


@dataclass(frozen=True, slots=True)
class _Open:
    """What is open where a mark stands."""

    here: bool
    anywhere: bool
    low: bool


def _double(place: Place, at: int, home: Script, open_: _Open) -> Is:
    mark = place.text[at]
    if place.in_hebrew_word:
        return _in_hebrew_word(place.text, at, open_.here)
    if mark in "„‟":
        return Is.OPEN
    where = place.is_
    if mark == "“":
        # It closes what „ opened, in German and in old Hebrew books.
        return Is.CLOSE if open_.low and where is not Is.OPEN else Is.OPEN
    if mark == "”" and not (home is Script.HEBREW or (where is Is.OPEN and place.before_hebrew)):
        return Is.CLOSE
    if mark == '"' and place.before.isdigit():
        if _FEET_BEFORE.search(place.text[max(0, at - 12) : at]):
            return Is.PRIME
        if where is Is.CLOSE and not open_.anywhere:
            return Is.PRIME
    if where is Is.UNCLEAR:
        return Is.CLOSE if open_.here else Is.OPEN
    return where


def _in_hebrew_word(text: str, at: int, quoting: bool) -> Is:
    """Tell gershayim from a quotation that opens behind a prefix.

    Gershayim stand before the last letter of the abbreviation, which may have an ending.
    """
    word = _WORD.match(text, at + 1)
    before = WORD_BEFORE.search(text[max(0, at - 24) : at])
    if word is None or before is None:
        return Is.GERSHAYIM
    if not PREFIX.fullmatch(POINTS.sub("", before[1])):
        return Is.GERSHAYIM
    if _WITH_ENDING.fullmatch(POINTS.sub("", word[0])):
        closed = text[word.end() : word.end() + 1]
        # As in ה"א": nothing else is there that the second mark could close.
        told = text[at] != "״" and not quoting and closed != "" and closed in DOUBLE
        return Is.BEHIND if told else Is.GERSHAYIM
    return Is.BEHIND


def _settle(marks: list[Mark]) -> None:
    """Make each mark behind a prefix an opening one if something closes it, else unclear."""
    waiting: list[Mark] = []
    for mark in marks:
        if mark.is_ in (Is.OPEN, Is.BEHIND):
            waiting.append(mark)
        elif mark.is_ is Is.CLOSE and waiting:
            waiting.pop()
    for mark in waiting:
        if mark.is_ is Is.BEHIND:
            mark.is_ = Is.UNCLEAR
