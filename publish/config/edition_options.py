"""Options of editions: what each shows of a text, and how."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import Any

from publish.config.fit import Fit
from publish.document.text_layout import PageSide
from publish.text.dataclass import dataclass


class FirstText(StrEnum):
    """The text of a segment that is read first."""

    ORIGINAL = "original"
    TRANSLATION = "translation"


class Commentary(StrEnum):
    """The place of commentary: after its segment, at the foot of the page, or nowhere."""

    INLINE = "inline"
    FOOT = "foot"
    NONE = "none"


class Points(StrEnum):
    """The points and accents of Hebrew: as in the text, or none.

    With ``CODEX`` verses that are quoted without points have those of the codex.
    """

    GIVEN = "given"
    NONE = "none"
    CODEX = "codex"


class SegmentNumbers(StrEnum):
    """The place where the numbers of segments are printed."""

    MARGIN = "margin"
    NONE = "none"


class Numerals(StrEnum):
    """The numerals of the numbers of segments."""

    ARABIC = "arabic"
    HEBREW = "hebrew"


class Keep(StrEnum):
    """The unit of text that pages do not divide."""

    LINES = "lines"
    SEGMENTS = "segments"


class Folios(StrEnum):
    """The unit that a folio numbers: a page, or both pages of a spread."""

    PAGES = "pages"
    SPREADS = "spreads"


class Titles(StrEnum):
    """The languages of a title page: all of the book's, or that of the edition."""

    BOTH = "both"
    EDITION = "edition"


@dataclass(frozen=True, slots=True)
class EditionOptions:
    """Options of one edition of a book.

    ``languages`` are those shown, in their order; without them all are.  ``original_page`` counts
    for spreads, ``keep`` and ``folios`` for print.
    """

    languages: tuple[str, ...] = ()
    first: FirstText = FirstText.ORIGINAL
    commentary: Commentary = Commentary.INLINE
    transliteration: bool = True
    points: Points = Points.GIVEN
    numbers: SegmentNumbers = SegmentNumbers.NONE
    numerals: Numerals = Numerals.ARABIC
    keep: Keep = Keep.LINES
    original_page: PageSide | None = None
    folios: Folios = Folios.PAGES
    titles: Titles = Titles.BOTH


Choices = tuple[tuple[str, Any], ...]
"""Fields of ``EditionOptions`` with their values."""


def commentary_choices(*, shown: bool) -> Choices:
    """Return the choice of no commentary, or none where commentary is shown as settings say."""
    return () if shown else (("commentary", Commentary.NONE),)


@dataclass(frozen=True, slots=True)
class EditionTable:
    """The table ``[edition]`` of settings: choices for all editions, and for some of them.

    ``fits`` are the pages that some editions fill, None for one that is left as it is.
    """

    common: Choices = ()
    by_edition: tuple[tuple[str, Choices], ...] = ()
    fits: tuple[tuple[str, Fit | None], ...] = ()

    def options(self, edition: str) -> EditionOptions:
        """Return the options of an edition; its own choices take precedence."""
        own = (choice for name, choices in self.by_edition if name == edition for choice in choices)
        return replace(EditionOptions(), **{**dict(self.common), **dict(own)})

    @property
    def values(self) -> Choices:
        """All choices, with those of single editions."""
        return (*self.common, *(choice for _, choices in self.by_edition for choice in choices))

    def merge(self, other: EditionTable) -> EditionTable:
        """Return the table with the choices of another one over its own."""
        return EditionTable(
            self.common + other.common,
            self.by_edition + other.by_edition,
            self.fits + other.fits,
        )


NO_CHOICES = EditionTable()
