"""The roles of sections, the kinds of notes and milestones, and the numberings of lists."""

from __future__ import annotations

from enum import StrEnum

from publish.storage.serialize import register_module


class Role(StrEnum):
    """The role of a section in its book, by the names of EPUB's structural semantics.

    https://www.w3.org/TR/epub-ssv-11/
    """

    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    DEDICATION = "dedication"
    EPIGRAPH = "epigraph"
    ACKNOWLEDGEMENTS = "acknowledgements"
    PREFACE = "preface"
    APPENDIX = "appendix"
    GLOSSARY = "glossary"
    INDEX = "index"


UNLISTED = frozenset({Role.DEDICATION, Role.EPIGRAPH})
"""The roles of sections that contents do not list."""


class Numbering(StrEnum):
    """The numerals of a list."""

    DECIMAL = "decimal"
    ALPHA = "alpha"
    ROMAN = "roman"
    HEBREW = "hebrew"


class MilestoneKind(StrEnum):
    """The unit of the source that a milestone begins, or the segment of an edition."""

    VERSE = "verse"
    SECTION = "section"
    PAGE = "page"
    SEGMENT = "segment"


class NoteKind(StrEnum):
    """The author of a note: the editor, or the source itself."""

    EDITORIAL = "editorial"
    SOURCE = "source"


register_module(__name__)
