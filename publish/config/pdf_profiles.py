"""Profiles of PDFs as data: for screens, archives and screen readers, and what a press accepts.

The presets of printers have the figures of these pages, read in November 2026:

- KDP, "Set Trim Size, Bleed, and Margins": https://kdp.amazon.com/help?topicId=GVBQ3CMEQW3W2VL6
  (its table of inside margins also at https://kdpbuilder.com/guides/kdp-bleed-and-margins).
- IngramSpark, "File Requirements for Print Books":
  https://www.ingramspark.com/blog/file-requirements-for-print-books (margins of 0.5 in, single
  pages, no marks); PDF/X-1a:2001 and no ICC profiles:
  https://help.ingramspark.com/hc/en-us/articles/6443532453901.  At most 240 % of ink is a figure
  of its File Creation Guide, as others quote it; 18 to 1,200 pages are from
  https://selfpublish.org/html/ingramSparkFAQ and
  https://www.ebookpbook.com/2026/05/12/manuscript-exceeds-pod-page-limits/.
- Offset: http://bookprinteconomy.cz/en/71-the-quality-of-your-data (PDF/X-1a:2001, bleed of 3 mm,
  marks outside the bleed, 300 and 1,200 dpi, no annotations);
  https://www.drukarnia-suchecki.pl/en/content/how-to-prepare-files-for-print (FOGRA39, black
  that overprints, 3 mm of safe area, at most 320 % of ink on coated paper and 280 % on uncoated);
  http://www.webforma.co.uk/bleed.asp (5 mm of safe area).

The names of printing conditions are those of the registry of the ICC, http://www.color.org.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from publish.text.dataclass import dataclass
from publish.text.lengths import Trim

_INCH = 25.4
"""Millimetres of an inch: lengths of a profile are in millimetres."""

MARK_LENGTH = 5.0
"""Millimetres of a crop mark."""


class PdfVariant(StrEnum):
    """A standard that a PDF conforms to; the values are those of its metadata."""

    NONE = "none"
    X_1A = "PDF/X-1a:2001"
    X_4 = "PDF/X-4"
    A_2U = "PDF/A-2u"
    A_3U = "PDF/A-3u"
    UA_1 = "PDF/UA-1"

    @property
    def is_pdf_x(self) -> bool:
        """Whether it is a variant of PDF/X (ISO 15930)."""
        return self in (PdfVariant.X_1A, PdfVariant.X_4)

    @property
    def is_for_archive(self) -> bool:
        """Whether it is a variant of PDF/A (ISO 19005)."""
        return self in (PdfVariant.A_2U, PdfVariant.A_3U)


class Colours(StrEnum):
    """The colours of a PDF: black ink alone, four inks, or those of a screen."""

    BLACK = "black"
    CMYK = "cmyk"
    RGB = "rgb"


REGISTRY = "http://www.color.org"
"""The registry of the names of printing conditions."""


@dataclass(frozen=True, slots=True)
class OutputCondition:
    """A printing condition (ISO 32000-1, 14.11.5), by its ``identifier`` in a registry.

    ``icc`` is a file with its ICC profile; None where a variant needs none, or for the profile that
    comes with the program.
    """

    identifier: str
    name: str = ""
    registry: str = REGISTRY
    icc: Path | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """The least dots an inch of photographs, and of line art in pure black and white."""

    pictures: int = 300
    line_art: int = 1200


@dataclass(frozen=True, slots=True)
class GutterStep:
    """The least inner margin of a book of at most ``pages``, in millimetres."""

    pages: int
    width: float


@dataclass(frozen=True, slots=True)
class PageRange:
    """The fewest and the most pages that a printer binds."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class PdfProfile:
    """A profile of PDFs; lengths are in millimetres.

    ``bleed`` is 0 for none, and only for books that draw over the edge of a page, unless
    ``always_bleeds``; with ``inner_bleed`` false the edge at the spine has none.  ``trim`` replaces
    the page of the settings.  Crop ``marks`` begin ``mark_offset`` from the trim.  ``gutter`` are
    the least inner margins by the number of pages, ``outer_margin`` the least of the other three;
    no text or line stands in the ``safe_area`` along the trim.  ``ink_limit`` is the most ink on
    one place in per cent; ``grey_pictures`` are converted.  ``single_pages`` are no spreads.
    """

    name: str
    variant: PdfVariant = PdfVariant.NONE
    trim: Trim | None = None
    bleed: float = 0.0
    always_bleeds: bool = False
    inner_bleed: bool = True
    marks: bool = False
    mark_offset: float = 3.0
    gutter: tuple[GutterStep, ...] = ()
    outer_margin: float = 0.0
    safe_area: float = 0.0
    ink_limit: int | None = None
    colours: Colours = Colours.RGB
    overprint_black: bool = False
    condition: OutputCondition | None = None
    resolution: Resolution | None = None
    grey_pictures: bool = False
    links: bool = True
    even_pages: bool = False
    single_pages: bool = False
    page_range: PageRange | None = None

    @property
    def is_for_press(self) -> bool:
        """Whether its files are printed with inks: their colours are none of a screen."""
        return self.colours is not Colours.RGB

    @property
    def has_date(self) -> bool:
        """Whether its files state the date of the last change of the book."""
        return self.is_for_press or self.variant.is_for_archive

    @property
    def has_sources(self) -> bool:
        """Whether its files have the texts and settings of the book attached."""
        return self.variant is PdfVariant.A_3U

    @property
    def is_tagged(self) -> bool:
        """Whether its files have a structure for assistive technology (PDF/UA-1)."""
        return self.variant is PdfVariant.UA_1 or self.variant.is_for_archive

    def gutter_for(self, pages: int) -> float:
        """Return the least inner margin of a book of that many pages; more have the last one."""
        widths = (step.width for step in self.gutter if pages <= step.pages)
        return next(widths, self.gutter[-1].width if self.gutter else 0.0)


FOGRA39 = OutputCondition(
    "FOGRA39", "Coated paper, offset (ISO 12647-2:2004/Amd 1, paper types 1 and 2)"
)
SWOP = OutputCondition("CGATS TR 001", "SWOP (publication) printing in the USA")

SCREEN = "screen"
"""The profile of a book whose settings name none; its files have no suffix."""
ACCESSIBLE = "accessible"

_OFFSET_BLEED = 3.0
_PRESS = PdfProfile(
    "press",
    variant=PdfVariant.X_4,
    bleed=_OFFSET_BLEED,
    safe_area=5.0,
    colours=Colours.BLACK,
    overprint_black=True,
    condition=FOGRA39,
    resolution=Resolution(),
    grey_pictures=True,
    links=False,
    even_pages=True,
    single_pages=True,
)
_COLOUR_PRESS = replace(_PRESS, colours=Colours.CMYK, ink_limit=280, grey_pictures=False)

_KDP_GUTTER = (
    GutterStep(150, 0.375 * _INCH),
    GutterStep(300, 0.5 * _INCH),
    GutterStep(500, 0.625 * _INCH),
    GutterStep(700, 0.75 * _INCH),
    GutterStep(828, 0.875 * _INCH),
)

_ALL = (
    PdfProfile(SCREEN),
    PdfProfile(ACCESSIBLE, variant=PdfVariant.UA_1),
    PdfProfile("archive", variant=PdfVariant.A_2U),
    PdfProfile("archive-source", variant=PdfVariant.A_3U),
    _PRESS,
    replace(_COLOUR_PRESS, name="press-x1a", variant=PdfVariant.X_1A),
    replace(_COLOUR_PRESS, name="press-x4"),
    replace(
        _COLOUR_PRESS,
        name="ingram",
        variant=PdfVariant.X_1A,
        bleed=0.125 * _INCH,
        inner_bleed=False,
        gutter=(GutterStep(1200, 0.5 * _INCH),),
        outer_margin=0.5 * _INCH,
        safe_area=0.5 * _INCH,
        ink_limit=240,
        overprint_black=False,
        condition=SWOP,
        resolution=Resolution(300, 600),
        page_range=PageRange(18, 1200),
    ),
    replace(
        _COLOUR_PRESS,
        name="kdp",
        variant=PdfVariant.NONE,
        bleed=0.125 * _INCH,
        inner_bleed=False,
        gutter=_KDP_GUTTER,
        outer_margin=0.25 * _INCH,
        safe_area=0.25 * _INCH,
        ink_limit=None,
        overprint_black=False,
        condition=None,
        resolution=Resolution(300, 300),
        page_range=PageRange(24, 828),
    ),
    replace(_COLOUR_PRESS, name="offset", variant=PdfVariant.X_1A, marks=True),
)

PRESETS: Mapping[str, PdfProfile] = MappingProxyType({each.name: each for each in _ALL})
"""The profiles of every workspace by their names."""

NEW_PRINTER = _PRESS.name
"""The preset on which a printer's own profile is based where it names none."""
