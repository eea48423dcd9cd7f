"""Page numbers: where each part of a book begins, and the numbers that contents and indexes cite.

A part depends on the other parts in two ways only: the side of its first page, recto or verso, and
the page numbers that it cites.  Contents and indexes are therefore laid out again until the numbers
that they cite are the actual ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import field

from publish.text.dataclass import dataclass
from publish.themes.page_geometry import PageGeometry
from publish.writers.pdf.content.parts import PageNumbers, PrintPart
from publish.writers.pdf.layout.laid_out_book import LaidOutBook, PlacedPart, folio_sheet
from publish.writers.pdf.layout.part_layouts import PartLayouts, side_of
from publish.writers.pdf.layout.workers import (
    ALONE,
    MIN_JOBS,
    MIN_PARTS,
    Workers,
    run_in_processes,
)

SHRINKING_ROUNDS = 4
"""Rounds after which parts may only grow, so that the loop ends."""


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a book in a file of several: the number of its ``first`` page.

    ``numbers`` are those of anchors in the other books, which its contents may cite.
    """

    first: int = 1
    numbers: PageNumbers = field(default_factory=dict)


ALONE_IN_FILE = Place()


def number_pages(
    parts: tuple[PrintPart, ...],
    layouts: PartLayouts,
    page: PageGeometry,
    workers: Workers = ALONE,
    place: Place = ALONE_IN_FILE,
) -> LaidOutBook:
    """Return the book with every part on its pages, and every note on the page of its call.

    A note that fits on no page follows the text of its part, with a diagnostic.  With a store,
    the processes of ``workers`` lay out parts, if that saves time.
    """
    store = layouts.layouts.store
    if store and workers.jobs >= MIN_JOBS:
        _lay_out_in_parallel(parts, page, layouts, workers.jobs, place.first)
    placed = _place_parts(parts, page, layouts, workers, place)
    numbers = (number for each in placed if each.part.folios for number in each.numbers)
    sheets = dict.fromkeys(map(folio_sheet, numbers))
    folios = {first: layouts.place_folios(first, count) for first, count in sheets}
    if store:
        store.trim()
    return LaidOutBook(placed, folios)


def _place_parts(
    parts: tuple[PrintPart, ...],
    page: PageGeometry,
    layouts: PartLayouts,
    workers: Workers,
    place: Place,
) -> tuple[PlacedPart, ...]:
    """Return the parts on their pages, once the page numbers that they cite are true."""
    numbers = _estimate_numbers(parts, page, layouts, workers, place)
    previous: tuple[PlacedPart, ...] = ()
    least_end: dict[PrintPart, int] = {}
    finished_rounds = 0
    while True:
        placed: list[PlacedPart] = []
        number = place.first
        for part in parts:
            number = _first_page(part, number)
            own = layouts.place_all(part, number, numbers)
            placed += own
            number = own[0].end
            if part.cites_pages and finished_rounds >= SHRINKING_ROUNDS:
                number = least_end[part] = max(number, least_end.get(part, number))
        if _are_same(placed, previous):
            return previous
        previous = tuple(placed)
        numbers = {**place.numbers, **anchor_numbers(placed, layouts.typesetter.folio)}
        finished_rounds += 1


def _first_page(part: PrintPart, number: int) -> int:
    """Return the number of a part's first page: ``number``, or the one after it on its side."""
    is_verso = part.opposite or (part.faced_by and not part.has_bare_opening)
    side = "verso" if is_verso else "recto" if part.recto else side_of(number)
    return number + (side_of(number) != side)


def _are_same(placed: list[PlacedPart], previous: tuple[PlacedPart, ...]) -> bool:
    return len(placed) == len(previous) and all(
        new.first == old.first and new.layout is old.layout
        for new, old in zip(placed, previous, strict=True)
    )


def _estimate_numbers(
    parts: tuple[PrintPart, ...],
    page: PageGeometry,
    layouts: PartLayouts,
    workers: Workers,
    place: Place,
) -> PageNumbers:
    """Return the page of each anchor if contents and indexes have their expected lengths."""
    placed: list[PlacedPart] = []
    estimates: dict[str, int] = {}
    texts = sum(part.name == "text" for part in parts)
    done = 0
    number = place.first
    for part in parts:
        number = _first_page(part, number)
        if part.cites_pages:
            estimates[part.anchor] = layouts.typesetter.folio(number)
            number += part.estimate_pages(page)
        else:
            own = layouts.place_all(part, number, {})
            placed += own
            number = own[0].end
        if part.name == "text":
            done += 1
            workers.tell(done, texts)
    return {**place.numbers, **anchor_numbers(placed, layouts.typesetter.folio), **estimates}


def anchor_numbers(placed: Iterable[PlacedPart], folio: Callable[[int], int]) -> PageNumbers:
    """Return the folio of each anchor; of an anchor on several pages that of the first one."""
    numbers: dict[str, int] = {}
    for each in placed:
        for number, page in zip(each.numbers, each.layout.pages, strict=True):
            for anchor in page.anchors:
                numbers.setdefault(anchor, folio(number))
    return numbers


def _lay_out_in_parallel(
    parts: tuple[PrintPart, ...],
    page: PageGeometry,
    layouts: PartLayouts,
    jobs: int,
    first: int,
) -> None:
    """Store the layouts of text parts that are not stored yet, on the sides they will stand on.

    Parts whose side is not known yet are laid out as recto, which gives their length; those that
    turn out to begin on a verso are laid out again.
    """
    new = [
        part
        for part in parts
        if part.name == "text" and not part.cites_pages and not layouts.read(part)
    ]
    if len(new) < MIN_PARTS:
        return
    run_in_processes(new, lambda part: layouts.place_all(part, 1, {}), jobs)
    versos: list[PrintPart] = []
    number = first
    for part in parts:
        number = _first_page(part, number)
        placed = None if part.cites_pages else layouts.read(part)
        if part in new and side_of(number) == "verso" and not part.opposite:
            versos.append(part)
        pages = len(placed.layout.pages) if placed else part.estimate_pages(page)
        number += part.step * pages
    run_in_processes(versos, lambda part: layouts.place_all(part, 2, {}), jobs)
