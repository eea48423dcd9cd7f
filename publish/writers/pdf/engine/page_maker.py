"""The pages of one part, made one after another as ``layout_document`` of WeasyPrint makes them.

Making can begin at any page, because the beginning of a page is plain data (``PageStart``), and
can go back to a page that is to be made otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Any

from publish.text.dataclass import dataclass
from publish.writers.pdf.engine.box_blocks import read_blocks
from publish.writers.pdf.engine.feathering import align_page
from publish.writers.pdf.engine.footnote_layout import FootnoteLayout
from publish.writers.pdf.engine.footnote_pages import page_notes
from publish.writers.pdf.engine.footnote_parts import note_id
from publish.writers.pdf.engine.page_breaks import PageStart, PartBlocks
from publish.writers.pdf.engine.row_breaks import boxes_at, complete_rows
from publish.writers.pdf.engine.row_levels import level_rows


@dataclass(frozen=True, slots=True)
class PartBoxes:
    """The boxes of a part before they are laid out, and the layout context of WeasyPrint."""

    html: Any
    root: Any
    context: Any
    blocks: PartBlocks


def build_boxes(html: Any, fonts: Any, sheets: Sequence[Any]) -> PartBoxes:
    """Return the boxes of a document."""
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
    return PartBoxes(html, root, context, read_blocks(root))


def reset_context(context: Any, notes: Iterable[Any]) -> None:
    """Remove from a layout context the traces of pages that are discarded."""
    context.footnotes[:] = notes
    context.reported_footnotes.clear()
    context.broken_out_of_flow.clear()
    context.string_set.clear()
    context.running_elements.clear()


class PageMaker:
    """Makes the pages of a part from any page on; ``context`` is that of the page to come.

    Not supported are page numbers in the text, floats over two pages, and boxes on every page.
    """

    def __init__(self, boxes: PartBoxes) -> None:
        self.boxes = boxes
        self.context = boxes.context
        self.notes = FootnoteLayout(boxes.context, self._remake)
        self._outlined: set[Any] = set()

    def begin(self, starts: Sequence[PageStart], placed: frozenset[str]) -> None:
        """Put the context into the state in which it comes to the page of the last start.

        ``placed`` are the notes on the pages before it.
        """
        from weasyprint.layout import initialize_page_maker

        context = self.context
        initialize_page_maker(context, self.boxes.root)
        context.rendered_notes = []
        if len(starts) < 2:
            return
        context.page_maker[:] = map(_page_maker_item, starts)
        start = starts[-1]
        self.notes.restore(placed, start.waiting)
        for name, head in start.heads:
            context.string_set[name][len(starts) - 1] = [head]
        # A box that continues from an earlier page has its outline entry there.
        self._outlined.update(box.element for box in boxes_at(self.boxes.root, start.resume_at))

    def start(self) -> PageStart:
        """Return the beginning of the page to come."""
        context = self.context
        resume_at, breaks, right, counters, _ = context.page_maker[-1]
        heads = {name: pages[max(pages)][-1] for name, pages in context.string_set.items() if pages}
        return PageStart(
            *deepcopy((resume_at, breaks, right, counters)),
            self.notes.waiting_notes(),
            tuple(sorted(heads.items())),
        )

    def is_supported(self, page: Any, number: int) -> bool:
        """Return whether page ``number``, from 0, depends on nothing that follows it."""
        state: Mapping[str, Any] = self.context.page_maker[number][-1]
        return not (
            state["content_changed"]
            or state["pages_wanted"]
            or page.fixed_boxes
            or any(box.missing_link for box in page.descendants())
        )

    def record(self, page: Any, number: int) -> None:
        """Record the running heads that page ``number``, from 1, sets.

        An element has an entry of the outline on its first page alone.
        """
        for box in page.descendants():
            if box.bookmark_label:
                if box.element in self._outlined:
                    box.bookmark_label = ""
                self._outlined.add(box.element)
            if box.string_set and box.string_set != "none":
                for name, text in box.string_set:
                    self.context.string_set[name][number].append(text)

    def rewind(self, start: PageStart, number: int, before: Sequence[Any], placed: Any) -> Any:
        """Go back to page ``number``, from 0, and return the state to be put back by ``undo``.

        ``before`` are the pages made before it, ``placed`` the notes on the pages before these.
        """
        context = self.context
        state = (
            list(context.page_maker),
            set(self._outlined),
            {name: dict(by_page) for name, by_page in context.string_set.items()},
        )
        context.page_maker[number:] = [_page_maker_item(start)]
        notes = {note_id(note) for page in before for note in page_notes(page)}
        self.notes.restore(placed | notes, start.waiting)
        context.broken_out_of_flow.clear()
        for by_page in context.string_set.values():
            for later in [each for each in by_page if each > number]:
                del by_page[later]
        self._outlined = {
            box.element for page in before for box in page.descendants() if box.bookmark_label
        }
        return state

    def retry(self, start: PageStart, number: int, before: Sequence[Any], placed: Any) -> None:
        """Go back to the page that was made last, number ``number`` from 0, as in ``rewind``."""
        outlined = self._outlined
        self.rewind(start, number, before, placed)
        self._outlined = outlined

    def release_break(self) -> None:
        """Let the page to come begin as after no forced break."""
        resume_at, following, *state = self.context.page_maker[-1]
        self.context.page_maker[-1] = (resume_at, {**following, "break": "any"}, *state)

    def undo(self, state: Any) -> None:
        """Put back the state before ``rewind``, at the end of the part."""
        context = self.context
        reset_context(context, [])
        context.page_maker[:], self._outlined, heads = state
        for name, by_page in heads.items():
            context.string_set[name].update(by_page)

    def finish(self, pages: Iterable[tuple[int, Any, bool]], count: int) -> None:
        """Give pages their margin boxes and backgrounds, and align them with each other.

        Each has its number, from 1, and whether its gaps may grow; the part has ``count`` pages.
        """
        from weasyprint.layout import layout_backgrounds, make_margin_boxes

        context = self.context
        for *_, counters, _ in context.page_maker:
            counters[1]["pages"] = [count]
        for number, page, may_grow in pages:
            context.current_page = number
            level_rows(page)
            if number > 1:
                align_page(page, may_grow=may_grow)
            root, *areas = page.children
            inside = [root, *(area for area in areas if area.children)]
            margins = make_margin_boxes(context, page, context.page_maker[number - 1][3])
            page.children = (*inside, *margins)
            layout_backgrounds(page, context.get_image_from_uri)

    def ends_by_force(self, number: int) -> bool:
        """Return whether the page after ``number``, from 1, begins by a forced break."""
        following = self.context.page_maker[number:]
        return bool(following and following[0][1]["break"] != "any")

    def _remake(self, number: int) -> tuple[Any, Any]:
        """Return a page as WeasyPrint makes it, and where the next one begins."""
        from weasyprint.layout.page import remake_page

        self.context.page_maker[number][-1].update(content_changed=False, pages_wanted=False)
        page, place = remake_page(number, self.context, self.boxes.root, self.boxes.html)
        resume_at = complete_rows(self.boxes.root, place)
        _, *state = self.context.page_maker[number + 1]
        self.context.page_maker[number + 1] = (resume_at, *state)
        return page, resume_at


def _page_maker_item(start: PageStart) -> tuple[Any, ...]:
    """Return the entry of a page in ``page_maker`` of a layout context."""
    state = deepcopy((start.resume_at, start.breaks, start.right, start.counters))
    return (*state, {"anchors": [], "content_lookups": []})
