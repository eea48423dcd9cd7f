"""The pages of an old PDF that was printed: pages one by one, or the sides of a booklet."""

from __future__ import annotations

from publish.artifacts.reprint.page_prints import PageArea, PagePrint, read_prints
from publish.artifacts.reprint.print_record import PrintRecord, binding_of
from publish.config.booklet_options import Binding
from publish.text.dataclass import dataclass
from publish.text.lengths import Size
from publish.writers import booklet
from publish.writers.booklet.layout import BookletLayout, lay_out
from publish.writers.booklet.sheet_facts import describe_layout, parse_layout, read_facts


@dataclass(frozen=True, slots=True)
class OldPrint:
    """The pages that were printed, and all that is known of their sheets.

    ``layouts`` describe the sheets, none where they are unknown; ``binding`` is None where the file
    says nothing.  With ``is_booklet`` pages are parts of sides, as they were printed.
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
    as if its sheets were those of the present one.  Raises PublishError where it cannot be read.
    """
    data = booklet.remove_card(data)
    facts = read_facts(data)
    sides = booklet.read_sizes(data)
    if facts and facts.layout:
        old = parse_layout(facts.layout, layout)
        if old is not None:
            return OldPrint(read_panels(data, old), old.binding, (facts.layout,), is_booklet=True)
    if _are_sides(sides, layout):
        count = _count_pages(len(sides), layout)
        old = lay_out(count, layout.trim, layout.settings, layout.binding)
        return OldPrint(read_panels(data, old), None, is_booklet=True)
    return OldPrint(read_prints(data), binding_of(data))


def read_panels(data: bytes, layout: BookletLayout) -> tuple[PagePrint, ...]:
    """Return the pages of a booklet in reading order, each a part of a side as it is printed.

    Of a page that is on a sheet twice the first one is read.
    """
    width, height = layout.sheet_size.width, layout.sheet_size.height
    areas: dict[int, PageArea] = {}
    for number in range(len(layout.printed_sheets)):
        for inside in (False, True):
            for panel in layout.panels(number, inside=inside):
                box = panel.box
                left, low = box.x / width, box.y / height
                edges = (left, low, left + box.size.width / width, low + box.size.height / height)
                area = PageArea(2 * number + inside, edges, layout.is_rotated(inside=inside))
                if panel.page is not None:
                    areas.setdefault(panel.page, area)
    return read_prints(data, [areas[number] for number in sorted(areas)])


def _are_sides(sizes: list[Size], layout: BookletLayout) -> bool:
    """Return whether all pages of a PDF are sides of the sheets of a booklet.

    A sheet with one page on a side cannot be told from a page of the book.
    """
    sheet, plan = layout.sheet_size, layout.plan
    has_several = plan.is_folded or plan.is_cut
    return has_several and len(sizes) % 2 == 0 and all(size.same(sheet) for size in sizes)


def _count_pages(sides: int, layout: BookletLayout) -> int:
    """Return the pages of a booklet of another program: as many as now, if that can be."""
    if 2 * len(layout.printed_sheets) == sides:
        return layout.page_count
    return sides // 2 * layout.plan.pages_of_sheet


def same_sheets(old: OldPrint, layout: BookletLayout) -> bool:
    """Return whether the printed pages stood on their sheets as the present ones do."""
    if old.layouts:
        return _without_count(describe_layout(layout)) in map(_without_count, old.layouts)
    return old.binding in {None, layout.binding}


def _without_count(layout: str) -> list[str]:
    return [fact for fact in layout.split() if not fact.startswith("pages=")]
