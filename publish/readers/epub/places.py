"""The places of text in a book that publish made, whose classes name the parts of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from publish.document.draft import Chunk, Part
from publish.readers.epub.book_text import BookText
from publish.readers.epub.xml_tree import words_of
from publish.readers.html.context import Context, Group
from publish.readers.html.elements import HEADINGS
from publish.readers.html.gaps import Gaps
from publish.readers.html.places import Places
from publish.readers.html.styles import Looks
from publish.readers.html.tree import Element, descend
from publish.text.source import Traced

_PARAGRAPHS = {
    "commentary": Part.COMMENTARY,
    "dedication": Part.DEDICATION,
    "epigraph": Part.EPIGRAPH,
}
"""The parts of the paragraphs in elements of these classes."""

_SEGMENT = {
    "original": Part.ORIGINAL,
    "translation": Part.TRANSLATION,
    "transliteration": Part.TRANSLITERATION,
}
_GROUPS = {"speech": Part.SPEECH, "rubric": Part.RUBRIC, "verse": Part.VERSE}
_LEADS = frozenset({"speaker", "verse-number", "number", "mark"})
"""Classes of the words before the first words of a block."""

_NUMBERS_OF_SEGMENTS = frozenset({"segment-label", "segment-mark"})
"""Classes of the numbers that an edition prints beside its segments."""

_NUMBER = re.compile(r"(\d{1,4})\.?")


class SegmentLines(Group):
    """The chunks of a passage in a segment, all with its number; the first has its label.

    The lines of a stanza join the first of them.
    """

    def __init__(self, number: int, label: Traced | None) -> None:
        super().__init__(number, label)
        self.number = number
        self.label = label
        self.joins = False
        self.is_stanza = False

    def add(self, base: Chunk) -> Chunk:
        """Return the template of the next chunk."""
        label, self.label = self.label, None
        joins, self.joins = self.joins, self.is_stanza
        return replace(base, number=self.number, label=label, joins=joins)

    def begin_block(self, *, is_stanza: bool) -> None:
        """Let the next chunk begin a block."""
        self.joins, self.is_stanza = False, is_stanza


class BookPlaces(Places):
    """The places of text in a book that publish made."""

    def __init__(self, file: str, text: BookText, gaps: Gaps) -> None:
        super().__init__(file, text, gaps, Context(paragraph=Part.PARAGRAPH))
        self._segments = 0
        self._sources = 0
        self._labels = set[Element]()

    def block(
        self, element: Element, context: Context, looks: Looks, before: Sequence[Chunk]
    ) -> Context:
        """Return the place of text in a block element after the chunks ``before``."""
        own = super().block(element, context, looks, before)
        classes = element.classes
        if "segment" in classes:
            self._segments += 1
            return own
        for name in classes & _PARAGRAPHS.keys():
            return replace(own, paragraph=_PARAGRAPHS[name])
        for name in classes & _SEGMENT.keys():
            lines = SegmentLines(self._segments, self._take_lead(element))
            return replace(own, part=_SEGMENT[name], group=lines, keeps_breaks=True)
        if isinstance(own.group, SegmentLines):
            if "line" not in classes:
                own.group.begin_block(is_stanza="verse" in classes)
            return own
        for name in classes & _GROUPS.keys():
            if own.part is None:
                group = Group(None, self._take_lead(element) if name == "speech" else None)
                return replace(own, part=_GROUPS[name], group=group, keeps_breaks=True)
        if "attribution" in classes and own.part is Part.QUOTATION:
            return replace(own, part=Part.ATTRIBUTION, group=None)
        if "source" in classes and element.name in HEADINGS:
            return self._source_line(element, own)
        return own

    def is_label(self, element: Element) -> bool:
        """Return whether an element holds the label of a block, or the number of a segment."""
        if element.classes & _NUMBERS_OF_SEGMENTS:
            return True
        return element in self._labels or super().is_label(element)

    def _take_lead(self, element: Element) -> Traced | None:
        """Return the words before the first words of a block, which are then not in its text."""
        lead = next((each for each in descend(element) if each.classes & _LEADS), None)
        words = words_of(lead) if lead is not None else ""
        if lead is None or not words:
            return None
        self._labels.add(lead)
        return Traced(words, self._file, ((0, lead.start),))

    def _source_line(self, element: Element, context: Context) -> Context:
        """Return the place of a source line, with its number and its label."""
        self._sources += 1
        label = self._take_lead(element)
        number = _NUMBER.fullmatch(label.text) if label else None
        if label and not number:
            bare = len(label.text.rstrip(".:"))
            label = label if bare < len(label.text) - 1 else label.cut(0, bare)
        group = Group(int(number[1]) if number else self._sources, None if number else label)
        return replace(context, part=Part.SOURCE_LINE, group=group, depth=1)
