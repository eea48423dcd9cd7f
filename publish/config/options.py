"""Editions, formats and profiles of a book: the only lists of their names."""

from __future__ import annotations

from enum import StrEnum


class Edition(StrEnum):
    """An arrangement of one text for one kind of reader, see ``publish.pipeline.editions``.

    ``FACING`` has the original and its translation in two columns, ``SPREADS`` on facing pages.
    ``LARGE_PRINT`` differs in its pages alone, which are the large pages of the theme.
    """

    INTERLINEAR = "interlinear"
    FACING = "facing"
    SPREADS = "spreads"
    ORIGINAL = "original"
    TRANSLATION = "translation"
    LARGE_PRINT = "large-print"


class Format(StrEnum):
    """A format of artifacts."""

    PDF = "pdf"
    EPUB = "epub"
    BOOKLET = "booklet"

    @property
    def extension(self) -> str:
        """The extension of its files, with the dot."""
        match self:
            case Format.EPUB:
                return ".epub"
            case Format.PDF | Format.BOOKLET:
                return ".pdf"


class Profile(StrEnum):
    """A profile of PDFs; ``ACCESSIBLE`` is tagged for screen readers (PDF/UA)."""

    SCREEN = "screen"
    ACCESSIBLE = "accessible"
