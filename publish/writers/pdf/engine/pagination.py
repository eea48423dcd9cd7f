"""A part broken into pages: from its beginning, or from the page before an edit on.

WeasyPrint makes pages one by one (``page_maker``).  After an edit this module begins at the page
before it, as an earlier layout of the part did, and ends at the first page that begins as one did
then, with no change after it.

Changes are found by comparing the blocks of the part before they are laid out.  A selector that
looks at later siblings could change pages before an edit, so that a theme with such selectors is
laid out from the beginning (``looks_ahead``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from publish.document.printed_pages import PageFlow
from publish.text.dataclass import dataclass
from publish.writers.pdf.engine.held_breaks import HeldBreaks
from publish.writers.pdf.engine.held_pages import HeldPages
from publish.writers.pdf.engine.longer_pages import lines_to_save, longer_pages
from publish.writers.pdf.engine.page_breaks import (
    PageBreaks,
    PageRange,
    PageStart,
    PartBlocks,
    find_changed_pages,
)
from publish.writers.pdf.engine.page_maker import PageMaker, PartBoxes, build_boxes, reset_context
from publish.writers.pdf.engine.row_breaks import is_one_place
from publish.writers.pdf.engine.ruled_rest import skip_ruled_rest


@dataclass(frozen=True, slots=True)
class Pagination:
    """Pages of WeasyPrint that replace those from ``first`` to ``end`` of an earlier layout.

    ``starts`` are those of the pages before ``first`` and of the new pages.
    """

    pages: tuple[Any, ...]
    blocks: PartBlocks
    starts: tuple[PageStart, ...] = ()
    first: int = 0
    end: int | None = None


def paginate(
    html: Any,
    fonts: Any,
    sheets: Sequence[Any],
    earlier: PageBreaks | None,
    hold: Sequence[PageFlow] = (),
) -> Pagination:
    """Return the pages of a document, except those of the earlier layout that are unchanged.

    Its pages begin where those to ``hold`` did, as long as the text allows.
    """
    from weasyprint.layout import layout_document

    boxes = build_boxes(html, fonts, sheets)
    notes = list(boxes.context.footnotes)
    for pages in (find_changed_pages(earlier, boxes.blocks) if earlier else None, PageRange()):
        if pages is not None:
            pagination = _Paginator(boxes, pages, hold).make()
            if pagination:
                return pagination
            reset_context(boxes.context, notes)
    return Pagination(tuple(layout_document(html, boxes.root, boxes.context)), boxes.blocks)


class _Paginator:
    """Makes the wanted pages of a part; None where a feature of them is not supported."""

    def __init__(self, boxes: PartBoxes, wanted: PageRange, hold: Sequence[PageFlow]) -> None:
        self._boxes = boxes
        self._wanted = wanted
        self._maker = PageMaker(boxes)
        self._held = HeldPages(self._maker, HeldBreaks(boxes.root, hold)) if hold else None

    def make(self) -> Pagination | None:
        """Return the wanted pages, or None."""
        wanted, maker = self._wanted, self._maker
        maker.begin(wanted.starts, wanted.placed)
        starts = list(wanted.starts) or [maker.start()]
        pages, end = self._make_pages(starts)
        if pages is None:
            return None
        natural = len(starts)  # starts of pages of usual length, which a later layout may use
        if end is None:
            tail = self._without_short_page(pages, starts)
            if tail is None:
                return None
            pages, natural = tail
        count = wanted.first + len(pages)
        last = count if end is None else 0
        maker.finish(
            (
                (number, page, number != last and not maker.ends_by_force(number))
                for number, page in enumerate(pages, start=wanted.first + 1)
            ),
            count,
        )
        used = tuple(starts[:natural])
        return Pagination(tuple(pages), self._boxes.blocks, used, wanted.first, end)

    def _make_pages(
        self, starts: list[PageStart], most: int | None = None
    ) -> tuple[list[Any] | None, int | None]:
        """Return the pages from the last start on, and the number of the page that ends them.

        The starts of further pages are added to ``starts``.  Pages are None where a feature is not
        supported, or where there are more than ``most``.
        """
        maker, context = self._maker, self._boxes.context
        first = len(starts) - 1
        pages: list[Any] = []
        while True:
            number = first + len(pages)
            if most is not None and len(pages) == most:
                return None, None
            page, resume_at = maker.notes.make_page(number)
            if self._held:
                held = self._held.make(page, resume_at, starts[-1], pages, self._wanted.placed)
                page, resume_at = held
            resume_at = skip_ruled_rest(context, self._boxes.root, resume_at)
            pages.append(page)
            if not maker.is_supported(page, number):
                return None, None
            maker.record(page, number + 1)
            if resume_at is None and not context.reported_footnotes:
                return pages, None
            if not is_one_place(self._boxes.root, resume_at) or context.broken_out_of_flow:
                return None, None
            start = maker.start()
            if self._wanted.ends.get(number + 1) == start:
                return pages, number + 1
            starts.append(start)

    def _without_short_page(
        self, pages: list[Any], starts: list[PageStart]
    ) -> tuple[list[Any], int] | None:
        """Return the pages without a last one of a few lines, if longer pages before it hold them.

        Also returns the number of starts that are those of pages of usual length.  None where the
        pages to be longer were not made here.
        """
        wanted = self._wanted
        count = lines_to_save(pages[-1]) if len(starts) > 1 else 0
        first = len(starts) - 1 - count  # the first page that is longer
        if not count or first < 0:
            return pages, len(starts)
        if first < wanted.first:
            return None
        from weasyprint.text.line_break import strut

        before = pages[: first - wanted.first]
        state = self._maker.rewind(starts[first], first, before, wanted.placed)
        leading, _ = strut(self._boxes.root.style)
        with longer_pages(leading):
            longer, _ = self._make_pages(starts[: first + 1], most=count)
        if longer is not None:
            return before + longer, first + 1
        self._maker.undo(state)
        return pages, len(starts)
