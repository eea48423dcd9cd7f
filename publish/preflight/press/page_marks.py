"""Marks on a page: each painted text, shape, line and picture with its place and its colour."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from typing import NamedTuple

from publish.preflight.page_boxes import Box, is_inside
from publish.preflight.press.colour_space import Colour
from publish.preflight.press.font import Font
from publish.preflight.press.picture import Picture
from publish.text.dataclass import dataclass


class MarkKind(StrEnum):
    """The kind of a mark, by the words of a printer."""

    TEXT = "text"
    FILL = "area"
    LINE = "line"
    SHADE = "shade"


class Mark(NamedTuple):
    """A painted text, area, line or shade; ``box`` is the visible part, in points of the page.

    ``size`` is that of a font or the width of a line, in points; areas that are as thin as lines
    are lines.  With ``keeps_inks`` an overprint leaves plates alone on which the mark has no ink.
    """

    kind: MarkKind
    box: Box
    colour: Colour
    size: float = 0.0
    overprints: bool = False
    keeps_inks: bool = False


class PlacedPicture(NamedTuple):
    """A picture on a page, its place, and the pixels on an inch of paper as it is printed.

    ``colour`` is that of a stencil.
    """

    picture: Picture
    box: Box
    resolution: float
    colour: Colour


class Spot(NamedTuple):
    """A fact about a place on a page."""

    fact: str
    box: Box


@dataclass(frozen=True, slots=True)
class PageMarks:
    """The marks of a page; ``problems`` are the parts that could not be read.

    Of equal marks inside ``middle``, far from all edges, the first stands for all.
    """

    middle: Box | None = None
    marks: list[Mark] = field(default_factory=list)
    pictures: list[PlacedPicture] = field(default_factory=list)
    fonts: dict[Font, Box] = field(default_factory=dict)
    transparency: list[Spot] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    oddities: list[Spot] = field(default_factory=list)
    """Operations that standards for print forbid: PostScript, transfer curves, halftones."""
    _looks: set[tuple[object, ...]] = field(default_factory=set)

    def add(self, mark: Mark) -> None:
        """Add a mark, unless an equal one is in the middle of the page too."""
        if self.middle and is_inside(mark.box, self.middle):
            look = (mark.kind, *mark[2:])
            if look in self._looks:
                return
            self._looks.add(look)
        self.marks.append(mark)
