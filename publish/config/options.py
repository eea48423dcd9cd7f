"""Editions and formats of a book: the only lists of their names."""

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
    """A format of artifacts.

    ``KEPUB`` is an EPUB for the own reader of Kobo, ``SAMPLE`` an EPUB of the beginning of a book,
    ``AZW3`` is for Kindles.  ``COVER`` is the wrap cover of the bound PDF.
    """

    PDF = "pdf"
    EPUB = "epub"
    BOOKLET = "booklet"
    KEPUB = "kepub"
    SAMPLE = "sample"
    AZW3 = "azw3"
    COVER = "cover"

    @property
    def extension(self) -> str:
        """The extension of its files, with the dot."""
        match self:
            case Format.EPUB:
                return ".epub"
            case Format.KEPUB:
                return ".kepub.epub"
            case Format.SAMPLE:
                return ".sample.epub"
            case Format.AZW3:
                return ".azw3"
            case Format.PDF | Format.BOOKLET | Format.COVER:
                return ".pdf"

    @property
    def origin(self) -> Format | None:
        """The format of the file that it is made from; None where that is the text of the book."""
        match self:
            case Format.PDF | Format.EPUB | Format.SAMPLE:
                return None
            case Format.BOOKLET | Format.COVER:
                return Format.PDF
            case Format.KEPUB | Format.AZW3:
                return Format.EPUB

    @property
    def is_epub(self) -> bool:
        """Whether its files are EPUBs."""
        return self in (Format.EPUB, Format.KEPUB, Format.SAMPLE)
