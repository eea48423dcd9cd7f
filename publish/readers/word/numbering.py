"""Numbering of paragraphs in a Word file: the labels that Word shows before them."""

from __future__ import annotations

from publish.readers.office.content import ListPlace
from publish.readers.office.list_labels import DEEPEST, Level, make_label
from publish.readers.office.text_builder import ParagraphLabel
from publish.readers.word.names import VAL, W
from publish.readers.word.styles import StyleSheet, is_on, read_number
from publish.readers.xml_parts import Element


class Lists:
    """The lists of a document, with their counters as its paragraphs are read in order."""

    def __init__(self, root: Element | None, styles: StyleSheet) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root, styles)

    def _read(self, root: Element, styles: StyleSheet) -> None:
        links: dict[str, str] = {}
        for abstract in root.iterfind(f"{W}abstractNum"):
            key = abstract.get(f"{W}abstractNumId", "")
            self._abstract[key] = _read_levels(abstract)
            link = abstract.find(f"{W}numStyleLink")
            if link is not None:
                links[key] = link.get(VAL, "")
        numbers = {each.get(f"{W}numId", ""): each for each in root.iterfind(f"{W}num")}
        for key, element in numbers.items():
            target = _abstract_of(element)
            if target in links:
                linked = numbers.get(styles.numbering_of(links[target]))
                target = _abstract_of(linked) if linked is not None else target
            starts: dict[int, int] = {}
            changes: dict[int, Level] = {}
            for override in element.iterfind(f"{W}lvlOverride"):
                level = read_number(override, f"{W}ilvl", 0)
                start = override.find(f"{W}startOverride")
                if start is not None:
                    starts[level] = read_number(start, VAL, 1)
                changes |= _read_levels(override)
            self._lists[key] = (target, changes, starts)

    def label(self, key: str, level: int) -> ParagraphLabel | None:
        """Return the label of the next paragraph at a level, from 0, of a list; None for none."""
        if key not in self._lists or not 0 <= level < DEEPEST:
            return None
        target, changes, starts = self._lists[key]
        levels = {**self._abstract.get(target, {}), **changes}
        own = levels.get(level)
        if own is None:
            return None
        counters = self._counters.setdefault(target, [None] * DEEPEST)
        if level in starts and (key, level) not in self._begun:
            counters[level] = starts[level]
        else:
            before = counters[level]
            counters[level] = own.start if before is None else before + 1
        self._begun.add((key, level))
        for upper in range(level):
            if counters[upper] is None:
                counters[upper] = levels.get(upper, Level()).start
        for lower in range(level + 1, DEEPEST):
            if levels.get(lower, Level()).restarts:
                counters[lower] = None
                self._begun.discard((key, lower))
        return make_label(levels, counters, ListPlace(key, level + 1, counters[level]))


def _abstract_of(element: Element) -> str:
    abstract = element.find(f"{W}abstractNumId")
    return abstract.get(VAL, "") if abstract is not None else ""


def _read_levels(element: Element) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for each in element.iterfind(f"{W}lvl"):
        form, text = each.find(f"{W}numFmt"), each.find(f"{W}lvlText")
        levels[read_number(each, f"{W}ilvl", 0)] = Level(
            read_number(each.find(f"{W}start"), VAL, 0),
            form.get(VAL, "decimal") if form is not None else "decimal",
            text.get(VAL, "") if text is not None else "",
            is_on(each.find(f"{W}isLgl")),
            read_number(each.find(f"{W}lvlRestart"), VAL, 1) != 0,
        )
    return levels
