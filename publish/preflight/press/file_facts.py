"""Facts about a PDF that its preflight tells: pages, fonts, colours, pictures, ink, intents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from publish.preflight.press.colour_space import (
    ALL,
    PROCESS,
    Colour,
    mix_inks,
    total_ink,
)
from publish.preflight.press.font import Font
from publish.preflight.press.geometry import PageGeometry
from publish.preflight.press.printed_page import PrintedPage
from publish.preflight.press.resources import FileObjects
from publish.preflight.press.standard_checks import Intent
from publish.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class FileFacts:
    """The facts about a file; ``colours`` and ``plates`` have the pages on which they print.

    ``ink`` is the most of each page in per cent, of colours that have inks.
    """

    version: str
    producer: str
    claims: tuple[str, ...]
    intents: tuple[Intent, ...]
    right_bound: bool
    pages: list[PageGeometry] = field(default_factory=list)
    fonts: dict[Font, list[int]] = field(default_factory=dict)
    colours: dict[str, list[int]] = field(default_factory=dict)
    plates: dict[str, list[int]] = field(default_factory=dict)
    ink: dict[int, float] = field(default_factory=dict)
    pictures: int = 0
    resolutions: list[float] = field(default_factory=list)
    transparent: list[int] = field(default_factory=list)
    annotations: list[int] = field(default_factory=list)
    blank: list[int] = field(default_factory=list)

    @property
    def most_ink(self) -> tuple[float, int]:
        """The most ink in per cent, and the first page that has it."""
        page = max(self.ink, key=lambda each: self.ink[each], default=0)
        return self.ink.get(page, 0.0), page


def add_page(facts: FileFacts, page: PrintedPage, objects: FileObjects) -> None:
    """Add the facts of a page."""
    number = page.geometry.number
    facts.pages.append(page.geometry)
    for font in page.marks.fonts:
        _add(facts.fonts, font, number)
    most = 0.0
    for colour in dict.fromkeys(mark.colour for mark in page.visible_marks):
        _add(facts.colours, _name_space(colour), number)
        _add_plates(facts.plates, mix_inks(*colour[:2]) or {}, number)
    for mark in page.visible_marks:
        if page.is_inside(mark.box):
            most = max(most, total_ink(mix_inks(*mark.colour[:2]) or {}))
    for placed in page.marks.pictures:
        ink = objects.ink_of(placed.picture)
        space = placed.picture.space
        _add(facts.colours, _name_space(Colour(space, space.initial)), number)
        facts.resolutions.append(placed.resolution)
        most = max(most, ink.most or 0.0)
    facts.ink[number] = most
    if page.marks.transparency:
        facts.transparent.append(number)
    if page.is_blank:
        facts.blank.append(number)


def _add(places: dict[Font, list[int]] | dict[str, list[int]], key: Font | str, page: int) -> None:
    pages = places.setdefault(key, [])  # type: ignore[arg-type]  # each dictionary has keys of one type
    if not pages or pages[-1] != page:
        pages.append(page)


def _add_plates(plates: dict[str, list[int]], inks: Mapping[str, float], page: int) -> None:
    for name, amount in inks.items():
        if amount > 0.004:
            _add(plates, name, page)


def _name_space(colour: Colour) -> str:
    """Return the colour space in the words of a printer."""
    space = colour.space.real
    if space.names == (ALL,):
        return "registration colour"
    if space.names and not set(space.names) <= {*PROCESS, "None"}:
        return f"spot {', '.join(space.names)}"
    profile = " with a profile" if space.is_calibrated else ""
    return f"{space.family.value}{profile}"
