"""A part broken into pages: from its beginning, or from the page before an edit on.

WeasyPrint makes pages one by one, and the beginning of a page is plain data.  After an edit this
module begins at the page before it, as an earlier layout of the part did, and ends at the first
page that begins as one did then, with no change after it.

Changes are found by comparing the blocks of the part before they are laid out.  A selector that
looks at later siblings could change pages before an edit, so that a theme with such selectors is
laid out from the beginning (``looks_ahead``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from publish.text.dataclass import dataclass
from publish.writers.pdf.engine.box_blocks import read_blocks
from publish.writers.pdf.engine.feathering import align_page
from publish.writers.pdf.engine.footnote_layout import FootnoteLayout
from publish.writers.pdf.engine.footnote_pages import page_notes
from publish.writers.pdf.engine.footnote_parts import note_id
from publish.writers.pdf.engine.longer_pages import lines_to_save, longer_pages
from publish.writers.pdf.engine.page_breaks import (
    PageBreaks,
    PageRange,
    PageStart,
    PartBlocks,
    find_changed_pages,
    is_single_path,
)
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
    html: Any, fonts: Any, sheets: Sequence[Any], earlier: PageBreaks | None
) -> Pagination:
    """Return the pages of a document, except those of the earlier layout that are unchanged."""
    from weasyprint import DEFAULT_OPTIONS
    from weasyprint import document as weasyprint

    options = {**DEFAULT_OPTIONS, "stylesheets": sheets}
    counters = weasyprint.CounterStyle()
    context = weasyprint.Document._build_layout_context(html, fonts, counters, {}, options)  # noqa: SLF001  # the public way goes on to the end
    root = weasyprint.build_formatting_structure(
        html.etree_element,
        context.style_for,
        context.get_image_from_uri,
        html.base_url,
        context.target_collector,
        counters,
        context.footnotes,
    )
    blocks = read_blocks(root)
    notes = list(context.footnotes)
    for pages in (find_changed_pages(earlier, blocks) if earlier else None, PageRange()):
        if pages is not None:
            pagination = _PageMaker(html, root, context, blocks).make(pages)
            if pagination:
                return pagination
            _reset(context, notes)
    return Pagination(tuple(weasyprint.layout_document(html, root, context)), blocks)


def _reset(context: Any, notes: list[Any]) -> None:
    """Remove from a layout context the traces of pages that are discarded."""
    context.footnotes[:] = notes
    context.reported_footnotes.clear()
    context.broken_out_of_flow.clear()
    context.string_set.clear()
    context.running_elements.clear()


class _PageMaker:
    """Makes pages as ``layout_document`` of WeasyPrint does, from any page on.

    Returns None where a feature needs more than that: page numbers in the text, floats over two
    pages, boxes on every page.
    """

    def __init__(self, html: Any, root: Any, context: Any, blocks: PartBlocks) -> None:
        self._html = html
        self._root = root
        self._context = context
        self._blocks = blocks
        self._outlined: set[Any] = set()
        self._layout = FootnoteLayout(context, self._remake)

    def make(self, wanted: PageRange) -> Pagination | None:
        """Return the wanted pages, or None."""
        from weasyprint.layout import initialize_page_maker

        context = self._context
        initialize_page_maker(context, self._root)
        context.rendered_notes = []
        if wanted.first:
            self._skip_to(wanted)
        starts = list(wanted.starts) or [self._start()]
        pages, end = self._make_pages(wanted, starts)
        if pages is None:
            return None
        natural = len(starts)
        if end is None:
            tail = self._without_short_page(wanted, pages, starts)
            if tail is None:
                return None
            pages, natural = tail
        return self._finish(wanted, pages, tuple(starts), natural, end)

    def _make_pages(
        self, wanted: PageRange, starts: list[PageStart], most: int | None = None
    ) -> tuple[list[Any] | None, int | None]:
        """Return the pages from the last start on, and the number of the page that ends them.

        The starts of further pages are added to ``starts``.  Pages are None where a feature is not
        supported, or where there are more than ``most``.
        """
        context = self._context
        first = len(starts) - 1
        pages: list[Any] = []
        while True:
            number = first + len(pages)
            if most is not None and len(pages) == most:
                return None, None
            page, resume_at = self._layout.make_page(number)
            resume_at = skip_ruled_rest(context, self._root, resume_at)
            pages.append(page)
            if not self._is_supported(page, context.page_maker[number][-1]):
                return None, None
            self._record(page, number + 1)
            if resume_at is None and not context.reported_footnotes:
                return pages, None
            if not is_single_path(resume_at) or context.broken_out_of_flow:
                return None, None
            start = self._start()
            if wanted.ends.get(number + 1) == start:
                return pages, number + 1
            starts.append(start)

    def _remake(self, number: int) -> tuple[Any, Any]:
        """Return a page as WeasyPrint makes it, and where the next one begins."""
        from weasyprint.layout.page import remake_page

        self._context.page_maker[number][-1].update(content_changed=False, pages_wanted=False)
        page, resume_at = remake_page(number, self._context, self._root, self._html)
        return page, resume_at

    def _without_short_page(
        self, wanted: PageRange, pages: list[Any], starts: list[PageStart]
    ) -> tuple[list[Any], int] | None:
        """Return the pages without a last one of a few lines, if longer pages before it hold them.

        Also returns the number of starts that are those of pages of usual length.  None where the
        pages to be longer were not made here.
        """
        count = lines_to_save(pages[-1]) if len(starts) > 1 else 0
        first = len(starts) - 1 - count  # the first page that is longer
        if not count or first < 0:
            return pages, len(starts)
        if first < wanted.first:
            return None
        from weasyprint.text.line_break import strut

        context = self._context
        page_maker, outlined = list(context.page_maker), set(self._outlined)
        heads = {name: dict(by_page) for name, by_page in context.string_set.items()}
        before = pages[: first - wanted.first]
        self._rewind(wanted, first, starts[first], before)
        leading, _ = strut(self._root.style)
        with longer_pages(leading):
            longer, _ = self._make_pages(wanted, starts[: first + 1], most=count)
        if longer is not None:
            return before + longer, first + 1
        _reset(context, [])
        context.page_maker[:], self._outlined = page_maker, outlined
        for name, by_page in heads.items():
            context.string_set[name].update(by_page)
        return pages, len(starts)

    def _rewind(self, wanted: PageRange, first: int, start: PageStart, before: list[Any]) -> None:
        """Put the context back into the state in which it came to page ``first``."""
        context = self._context
        state = deepcopy((start.resume_at, start.breaks, start.right, start.counters))
        context.page_maker[first:] = [(*state, {"anchors": [], "content_lookups": []})]
        notes = {note_id(note) for page in before for note in page_notes(page)}
        self._layout.restore(wanted.placed | notes, start.waiting)
        context.broken_out_of_flow.clear()
        for by_page in context.string_set.values():
            for number in [number for number in by_page if number > first]:
                del by_page[number]
        self._outlined = {
            box.element for page in before for box in page.descendants() if box.bookmark_label
        }

    def _skip_to(self, wanted: PageRange) -> None:
        """Put the context into the state in which it comes to the first wanted page."""
        context = self._context
        context.page_maker[:] = [
            (
                *deepcopy((start.resume_at, start.breaks, start.right, start.counters)),
                {"anchors": [], "content_lookups": []},
            )
            for start in wanted.starts
        ]
        start = wanted.starts[-1]
        self._layout.restore(wanted.placed, start.waiting)
        for name, head in start.heads:
            context.string_set[name][wanted.first] = [head]
        # A box that continues from an earlier page has its outline entry there.
        box, resume_at = self._root, start.resume_at
        while resume_at and box.children:  # the last step is to a place in a text
            self._outlined.add(box.element)
            ((place, resume_at),) = resume_at.items()
            box = box.children[place]

    def _start(self) -> PageStart:
        context = self._context
        resume_at, breaks, right, counters, _ = context.page_maker[-1]
        heads = {name: pages[max(pages)][-1] for name, pages in context.string_set.items() if pages}
        return PageStart(
            *deepcopy((resume_at, breaks, right, counters)),
            self._layout.waiting_notes(),
            tuple(sorted(heads.items())),
        )

    @staticmethod
    def _is_supported(page: Any, state: Mapping[str, Any]) -> bool:
        return not (
            state["content_changed"]
            or state["pages_wanted"]
            or page.fixed_boxes
            or any(box.missing_link for box in page.descendants())
        )

    def _record(self, page: Any, number: int) -> None:
        """Record the running heads that a page sets; leave one outline entry an element."""
        for box in page.descendants():
            if box.bookmark_label:
                if box.element in self._outlined:
                    box.bookmark_label = ""
                self._outlined.add(box.element)
            if box.string_set and box.string_set != "none":
                for name, text in box.string_set:
                    self._context.string_set[name][number].append(text)

    def _finish(
        self,
        wanted: PageRange,
        pages: list[Any],
        starts: tuple[PageStart, ...],
        natural: int,
        end: int | None,
    ) -> Pagination:
        """Return the pages with their margin boxes and backgrounds, aligned with each other.

        The first ``natural`` starts are those of pages of usual length, which a later layout may
        begin or end with.
        """
        from weasyprint.layout import layout_backgrounds, make_margin_boxes

        context = self._context
        for *_, counters, _ in context.page_maker:
            counters[1]["pages"] = [wanted.first + len(pages)]
        for number, page in enumerate(pages, start=wanted.first + 1):
            context.current_page = number
            if number > 1:
                is_last = end is None and page is pages[-1]
                align_page(page, may_grow=not is_last and not _ends_by_force(context, number))
            root, *areas = page.children
            inside = [root, *(area for area in areas if area.children)]
            margins = make_margin_boxes(context, page, context.page_maker[number][3])
            page.children = (*inside, *margins)
            layout_backgrounds(page, context.get_image_from_uri)
        return Pagination(tuple(pages), self._blocks, starts[:natural], wanted.first, end)


def _ends_by_force(context: Any, number: int) -> bool:
    """Return whether the page after ``number`` begins by a forced break."""
    following = context.page_maker[number:]
    return bool(following and following[0][1]["break"] != "any")
