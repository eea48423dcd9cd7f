"""Pieces of Markdown within a block."""

from __future__ import annotations

from dataclasses import replace

from publish.readers.markdown.attributes import NO_ATTRIBUTES, Attributes
from publish.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """The address and the title that a definition such as ``[label]: address`` gives."""

    address: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, from ``start`` to ``end``, with its kind and its contents.

    The kinds are ``text``, ``break``, ``emphasis``, ``strong``, ``deleted``, ``superscript``,
    ``subscript``, ``span``, ``link``, ``image``, ``note``, ``code``, ``comment``, ``tag`` (of
    HTML), ``formula``, ``caret`` (before a bracket) and ``attributes`` (after no element that has
    any); and while a text is scanned ``open`` (a bracket) and ``delimiters``.  ``text`` is the
    address of a link or an image and the label of a note, ``label`` the key of the definition that
    has the address, ``depth`` the levels of pieces in the piece.
    """

    kind: str
    start: int
    end: int
    text: str = ""
    attributes: Attributes = NO_ATTRIBUTES
    children: tuple[Piece, ...] = ()
    title: str = ""
    label: str = ""
    opens: bool = False
    closes: bool = False
    depth: int = 0

    def move(self, distance: int) -> Piece:
        """Return the piece as part of a text in which it begins ``distance`` later."""
        children = tuple(child.move(distance) for child in self.children)
        return replace(
            self, start=self.start + distance, end=self.end + distance, children=children
        )
