"""Drawings in the runs of a Word file: pictures, words, charts, and text boxes to read later."""

from __future__ import annotations

from publish.readers.office.reports import report_embedded, report_picture, shorten
from publish.readers.office.text_builder import Kinds
from publish.readers.word.context import StoryPart, WordContext
from publish.readers.word.graphics import (
    DrawnBox,
    DrawnByOffice,
    DrawnPicture,
    choose,
    find_drawn,
    find_picture,
    words_of_drawing,
)
from publish.readers.word.names import MC, W
from publish.readers.xml_parts import Element

IN_TEXT = str.maketrans({"\n": " ", "\r": " ", "\t": " ", "\ufffc": ""})
"""The characters that stand in the XML of words and not in the text of a document."""


class DrawingReader:
    """The reader of the drawings of a story; its text boxes are in ``boxes``, by their offsets."""

    def __init__(self, context: WordContext, part: StoryPart) -> None:
        self._context = context
        self._builder = context.builder
        self._part = part
        self.boxes: list[tuple[int, Element]] = []

    def read(self, element: Element, kinds: Kinds) -> None:
        """Read the parts of a drawing; its text boxes wait until their paragraph ends."""
        if element.tag == f"{MC}AlternateContent":
            element = choose(element)
        if element.tag == f"{W}object":
            report_embedded(self._builder, "an object of another program")
        for each in find_drawn(element):
            match each:
                case DrawnPicture(relation, alt):
                    self._read_picture(relation, alt)
                case DrawnBox(box):
                    self.boxes.append((self._builder.length, box))
                case DrawnByOffice(kind, relation):
                    words = self._words_of_part(relation)
                    about = f" with the words {shorten(words)}" if words else ""
                    report_embedded(self._builder, f"a {kind} of Office{about}")
                case _:
                    self._builder.add(each.text.translate(IN_TEXT), kinds)

    def _words_of_part(self, relation_id: str) -> str:
        """Return the words of a chart or a diagram, which are in a part of their own."""
        relation = self._part.relations.get(relation_id)
        if relation is None or relation.is_external:
            return ""
        root = self._context.package.parse(relation.target)
        return words_of_drawing(root) if root is not None else ""

    def _read_picture(self, relation_id: str, alt: str) -> None:
        relation = self._part.relations.get(relation_id)
        address, reason = find_picture(self._context.pictures, relation)
        if address:
            self._builder.add_picture(address, alt)
        else:
            report_picture(self._builder, alt, reason)
