"""Lists of an OpenDocument text: the labels before their items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from publish.readers.office.content import ListPlace
from publish.readers.office.list_labels import DEEPEST, Level, make_label
from publish.readers.office.text_builder import ParagraphLabel
from publish.readers.opendocument.names import (
    LIBRE_OFFICE,
    NAME,
    STYLE,
    STYLE_NAME,
    TEXT,
    XML_ID,
    read_number,
)
from publish.readers.xml_parts import Element
from publish.text.dataclass import dataclass

_BULLETS = frozenset({f"{TEXT}list-level-style-bullet", f"{TEXT}list-level-style-image"})
_NUMBERS = frozenset({f"{TEXT}list-level-style-number", f"{TEXT}outline-level-style"})
_FORMS = {
    "": "none",
    "1": "decimal",
    "a": "lowerLetterSequence",
    "A": "upperLetterSequence",
    "i": "lowerRoman",
    "I": "upperRoman",
    "א, ב, ג, ...": "hebrew2",
}
"""Formats of numbers by their names in files: those of the standard, and one of LibreOffice."""

_LETTERS = {"a": "lowerLetter", "A": "upperLetter"}
_PLACE = re.compile(r"%([1-9]|10)%")
_START = f"{TEXT}start-value"
_CONTINUES = f"{TEXT}continue-numbering"
_OUTLINE = "outline"


@dataclass(frozen=True, slots=True)
class OpenList:
    """A list, or a list in it, that is being read: its key, its style, its depth from 1."""

    key: str
    style: str
    depth: int


class Lists:
    """The lists of a document, with their counters as its paragraphs are read in order."""

    def __init__(self, roots: Sequence[Element]) -> None:
        self._styles: dict[str, dict[int, Level]] = {}
        self._outline: dict[int, Level] = {}
        for root in roots:
            for style in root.iter(f"{TEXT}list-style"):
                self._styles.setdefault(style.get(NAME, ""), _read_levels(style))
            for style in root.iter(f"{TEXT}outline-style"):
                self._outline = self._outline or _read_levels(style)
        self._counters: dict[str, list[int | None]] = {}
        self._keys: dict[str, str] = {}
        self._recent: dict[str, str] = {}

    def open(self, element: Element, outer: OpenList | None) -> OpenList:
        """Return a list that begins; a list in another one has its key."""
        continues = element.get(_CONTINUES) == "true"
        style = element.get(STYLE_NAME, "") or (outer.style if outer else "")
        if outer is not None:
            own = OpenList(outer.key, style, min(outer.depth + 1, DEEPEST))
            if not continues:
                self._reset(own.key, own.depth - 1)
        else:
            key = self._keys.get(element.get(f"{TEXT}continue-list", ""), "")
            key = key or (self._recent.get(style, "") if continues else "")
            own = OpenList(key or self._new_key(), style, 1)
            self._recent[style] = own.key
        if element.get(XML_ID):
            self._keys[element.get(XML_ID)] = own.key
        return own

    def open_numbered(self, element: Element) -> OpenList:
        """Return the list of a numbered paragraph, which stands in no element of a list."""
        key = element.get(f"{TEXT}list-id", "")
        if key not in self._keys:
            self._keys[key] = self._new_key()
        depth = min(max(read_number(element.get(f"{TEXT}level"), 1), 1), DEEPEST)
        return OpenList(self._keys[key], element.get(STYLE_NAME, ""), depth)

    def label(self, own: OpenList, style: str, start: str | None) -> ParagraphLabel | None:
        """Return the label of the next item; None for none.

        ``style`` is the list style of its paragraph, for a list without one; ``start`` is the
        number that the item states.
        """
        levels = self._styles.get(own.style or style)
        if levels is None:
            levels = dict.fromkeys(range(DEEPEST), Level(form="bullet"))
        return self._count(own, levels, start)

    def label_heading(self, heading: Element, level: int) -> ParagraphLabel | None:
        """Return the number of a heading in the outline of the document; None for none."""
        if not self._outline or heading.get(f"{TEXT}is-list-header") == "true":
            return None
        is_start = heading.get(f"{TEXT}restart-numbering") == "true"
        start = heading.get(_START, "1") if is_start else None
        label = self._count(OpenList(_OUTLINE, "", level), self._outline, start)
        return ParagraphLabel(label.text) if label is not None else None

    def _count(
        self, own: OpenList, levels: dict[int, Level], start: str | None
    ) -> ParagraphLabel | None:
        index = own.depth - 1
        level = levels.get(index) or _level_above(levels, index)
        if level is None:
            return None
        levels = {**levels, index: level}
        counters = self._counters.setdefault(own.key, [None] * DEEPEST)
        before = counters[index]
        following = level.start if before is None else before + 1
        counters[index] = read_number(start, following)
        for upper in range(index):
            if counters[upper] is None:
                counters[upper] = levels.get(upper, Level()).start
        self._reset(own.key, own.depth)
        return make_label(levels, counters, ListPlace(own.key, own.depth, counters[index]))

    def _reset(self, key: str, start: int) -> None:
        counters = self._counters.setdefault(key, [None] * DEEPEST)
        counters[start:] = [None] * (DEEPEST - start)

    def _new_key(self) -> str:
        key = f"list {len(self._counters) + 1}"
        self._counters[key] = [None] * DEEPEST
        return key


def _level_above(levels: dict[int, Level], index: int) -> Level | None:
    """Return the level of a list that its style does not state, as the last one above it."""
    above = max((each for each in levels if each < index), default=None)
    if above is None:
        return None
    text = levels[above].text.replace(f"%{above + 1}", f"%{index + 1}")
    return replace(levels[above], text=text)


def _read_levels(style: Element) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for each in style:
        index = read_number(each.get(f"{TEXT}level"), 1) - 1
        if not 0 <= index < DEEPEST:
            continue
        if each.tag in _BULLETS:
            levels[index] = Level(form="bullet", text=each.get(f"{TEXT}bullet-char", ""))
        elif each.tag in _NUMBERS:
            start = read_number(each.get(_START), 1)
            levels[index] = Level(start, find_form(each), _label_text(each, index + 1))
    return levels


def find_form(element: Element) -> str:
    """Return the format of numbers that an element states, by its name in ``format_number``.

    Names in Hebrew letters are those of LibreOffice, and the format token of XSLT.
    """
    name = element.get(f"{STYLE}num-format", "")
    if element.get(f"{STYLE}num-letter-sync") == "true" and name in _LETTERS:
        return _LETTERS[name]
    if name in _FORMS:
        return _FORMS[name]
    return "hebrew1" if name.startswith("א") else "decimal"


def _label_text(element: Element, level: int) -> str:
    """Return the label of a level with ``%1`` for the number of the first one."""
    form = element.get(f"{LIBRE_OFFICE}num-list-format", "")
    form = form or element.get(f"{STYLE}num-list-format", "")
    if form:
        return _PLACE.sub(r"%\1", form)
    shown = min(max(read_number(element.get(f"{TEXT}display-levels"), 1), 1), level)
    numbers = ".".join(f"%{each}" for each in range(level - shown + 1, level + 1))
    prefix, suffix = (element.get(f"{STYLE}num-{side}", "") for side in ("prefix", "suffix"))
    return f"{prefix}{numbers}{suffix}"
