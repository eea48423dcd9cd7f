"""The layout of the segments of an edition, as a value of its Work."""

from __future__ import annotations

from enum import StrEnum

from publish.storage.serialize import register_module
from publish.text.dataclass import dataclass


class Arrangement(StrEnum):
    """The place of a translation: under its original, beside it, or on the facing page."""

    STACKED = "stacked"
    FACING = "facing"
    SPREADS = "spreads"


class PageSide(StrEnum):
    """A page of an opening, as it lies before a reader."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class TextLayout:
    """The layout of segments: their arrangement, and how pages hold them.

    With ``translation_first`` the translation stands over its original, in the first column or on
    the first page of an opening.  With ``keep_segments`` no segment that fits on a page is divided.
    ``original_page`` is the page of the originals of spreads; None stands for the first page of an
    opening.  With ``shared_folios`` both pages of a spread have one number.  A title page has the
    titles in all languages where it has ``all_titles``.  ``runs_on`` is set where segments run on
    as text in one language, so that paragraphs between them are commentary.
    """

    arrangement: Arrangement = Arrangement.STACKED
    translation_first: bool = False
    keep_segments: bool = False
    original_page: PageSide | None = None
    shared_folios: bool = False
    all_titles: bool = True
    languages: tuple[str, ...] = ()
    runs_on: bool = False

    def folio(self, page: int) -> int:
        """Return the number that stands on a page, counted from 1; pages 2 and 3 are a spread."""
        return page // 2 + 1 if self.shared_folios else page


STACKED = TextLayout()

register_module(__name__)
