"""Printed pages: the text on each page of a PDF as plain data, for editions that cite them.

The unit is a letter, a digit or a picture of the flow: the text of the sections in reading order,
without notes and without what a page adds.  Other characters differ between formats: a title on a
line of its own is printed without its quotation marks, and lines end in hyphens.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable

from publish.storage.serialize import serializable
from publish.text.dataclass import dataclass

PICTURE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""The unit that stands for a picture."""

_NO_UNITS = re.compile(r"[\W_]+")


def units(text: str) -> str:
    """Return the units of a text, in small letters, because a style sheet may print capitals."""
    return _NO_UNITS.sub("", text.casefold())


@serializable
@dataclass(frozen=True, slots=True)
class PageText:
    """The text of the flow on a page: the number of its units, and their checksum."""

    size: int = 0
    checksum: int = 0

    @classmethod
    def of(cls, pieces: Iterable[str]) -> PageText:
        """Return the text of a page that has these units."""
        text = "".join(pieces)
        return cls(len(text), zlib.crc32(text.encode("utf-8", "surrogatepass")))


@serializable
@dataclass(frozen=True, slots=True)
class PageFlow:
    """The place of a page in the flow of a part.

    ``size`` is the number of its units, ``opening`` has the first of them.  ``part`` is the anchor
    of the part, empty for pages without a flow.
    """

    part: str = ""
    size: int = 0
    opening: str = ""


@serializable
@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page of a section and the number by which readers cite it."""

    folio: str
    text: PageText


PrintedSection = tuple[PrintedPage, ...]


@serializable
@dataclass(frozen=True, slots=True)
class PrintedPages:
    """The pages of each section of a PDF in order, and the name of its file.

    ``sections`` are empty where pages do not follow the reading order, and where nothing is stored
    about the file, which ``is_unknown``.
    """

    source: str = ""
    sections: tuple[PrintedSection, ...] = ()
    is_unknown: bool = False


NOT_PRINTED = PrintedPages()
