"""The pages of an old PDF that was printed: pages one by one, or the sides of a booklet."""

from __future__ import annotations

from publish.artifacts.reprint.page_prints import PageArea, PagePrint, read_prints
from publish.artifacts.reprint.print_record import PrintRecord, binding_of
from publish.config.booklet_options import Binding
from publish.diagnostics import PublishError
from publish.diagnostics.rules.booklet import LAYOUT_OPTION
from publish.text.dataclass import dataclass
from publish.text.lengths import Size
from publish.writers import booklet
from publish.writers.booklet.geometry import Side
from publish.writers.booklet.layout import BookletLayout, lay_out
from publish.writers.booklet.sheet_facts import describe_layout, parse_layout, read_facts


@dataclass(frozen=True, slots=True)
class OldPrint:
    """The pages that were printed, and all that is known of their sheets.

    ``layouts`` describe the sheets, none where they are unknown; ``binding`` is None where the file
    says nothing.  With ``is_booklet`` pages are halves of sides, as they were printed.
    """

    pages: tuple[PagePrint, ...]
    binding: Binding | None
    layouts: tuple[str, ...] = ()
    is_booklet: bool = False
    renderer: str = ""


def as_old_print(record: PrintRecord) -> OldPrint:
    """Return the pages of a record."""
    return OldPrint(record.pages, record.binding, record.layouts, renderer=record.renderer)


def read_old_print(data: bytes, layout: BookletLayout) -> OldPrint:
    """Return the pages of a PDF; ``layout`` is that of the present booklet.

    A PDF with sides of the size of its sheets is a booklet.  A booklet of another program is read
    as if it were folded like the present one.  Raises PublishError where the PDF cannot be read.
    """
    data = booklet.remove_card(data)
    facts = read_facts(data)
    sides = booklet.read_sizes(data)
    if facts and facts.layout:
        old = parse_layout(facts.layout, layout)
        if old is not None:
            check_sheets(old)
            return OldPrint(read_halves(data, old), old.binding, (facts.layout,), is_booklet=True)
    if _are_sides(sides, layout):
        count = _count_pages(len(sides), layout)
        old = lay_out(count, layout.trim, layout.settings, layout.binding)
        return OldPrint(read_halves(data, old), None, is_booklet=True)
    return OldPrint(read_prints(data), binding_of(data))


def check_sheets(layout: BookletLayout) -> None:
    """Raise PublishError where sheets of paper are not the folded sheets of the book."""
    if layout.plan.is_cut or not layout.plan.is_folded:
        name = layout.settings.layout
        message = f"the sheets of the layout `{name}` are not compared: only those that are folded"
        hint = "print all of them again, or compare the layout `folded` to see which pages differ"
        raise PublishError(LAYOUT_OPTION.anywhere(message, hint))


def read_halves(data: bytes, layout: BookletLayout) -> tuple[PagePrint, ...]:
    """Return the pages of a booklet in reading order, each a half of a side as it is printed."""
    areas: dict[int, PageArea] = {}
    for n, sheet in enumerate(layout.sheets):
        for inside, side in enumerate((sheet.outside, sheet.inside)):
            is_rotated = layout.is_rotated(inside=bool(inside))
            areas |= _halves(side, 2 * n + inside, is_rotated=is_rotated)
    return read_prints(data, [areas[number] for number in sorted(areas)])


def _halves(side: Side, index: int, *, is_rotated: bool) -> dict[int, PageArea]:
    pages = ((side.left, 0), (side.right, 1))
    return {page: PageArea(index, half, is_rotated) for page, half in pages if page is not None}


def _are_sides(sizes: list[Size], layout: BookletLayout) -> bool:
    """Return whether all pages of a PDF are sides of the sheets of a booklet."""
    sheet = layout.sheet_size
    return len(sizes) % 2 == 0 and all(size.same(sheet) for size in sizes)


def _count_pages(sides: int, layout: BookletLayout) -> int:
    """Return the pages of a booklet of another program: as many as now, if that can be."""
    return layout.page_count if len(layout.sheets) * 2 == sides else sides * 2


def same_sheets(old: OldPrint, layout: BookletLayout) -> bool:
    """Return whether the printed pages stood on their sheets as the present ones do."""
    if old.layouts:
        return _without_count(describe_layout(layout)) in map(_without_count, old.layouts)
    return old.binding in {None, layout.binding}


def _without_count(layout: str) -> list[str]:
    return [fact for fact in layout.split() if not fact.startswith("pages=")]
