"""The design of a book: what settings change in its theme, without style sheets."""

from __future__ import annotations

from enum import StrEnum

from publish.text.dataclass import dataclass


class Initials(StrEnum):
    """How the first paragraph under a heading or a rubric begins."""

    NONE = "none"
    WORD = "word"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Accent:
    """A colour ``#rrggbb`` for EPUBs; ``in_print`` for PDFs too, which are black otherwise."""

    colour: str
    in_print: bool = False


@dataclass(frozen=True, slots=True)
class Margins:
    """The margins of a page as lengths of CSS; None leaves one to the theme."""

    top: str | None = None
    inner: str | None = None
    outer: str | None = None
    foot: str | None = None


@dataclass(frozen=True, slots=True)
class FaceFamilies:
    """The families of the faces of a book, of any theme; None leaves one to the theme."""

    latin: str | None = None
    hebrew: str | None = None


@dataclass(frozen=True, slots=True)
class Design:
    """The table ``[design]`` of settings; None leaves a choice to the theme."""

    size: str | None = None
    margins: Margins = Margins()
    accent: Accent | None = None
    faces: FaceFamilies = FaceFamilies()
    initials: Initials | None = None
    ornaments: bool | None = None
