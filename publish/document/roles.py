"""The roles of sections and the kinds of notes."""

from __future__ import annotations

from enum import StrEnum

from publish.storage.serialize import register_module


class Role(StrEnum):
    """The role of a section in its book, by the names of EPUB's structural semantics.

    https://www.w3.org/TR/epub-ssv-11/
    """

    CHAPTER = "chapter"
    PREFACE = "preface"
    APPENDIX = "appendix"
    GLOSSARY = "glossary"
    INDEX = "index"


class NoteKind(StrEnum):
    """The author of a note: the editor, or the source itself."""

    EDITORIAL = "editorial"
    SOURCE = "source"


register_module(__name__)
