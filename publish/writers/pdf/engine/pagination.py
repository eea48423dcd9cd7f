"""A part broken into pages: from its beginning, or from the page before an edit on.

The engine makes pages one by one, and where a page begins is plain data.  So after an edit its loop
is begun where an earlier layout of the part stood on the page before, and ended where a page begins
as one began then, with nothing after it that has changed.

What is changed is told by the boxes of the part before they are laid out: what a block says and
stands in.  Selectors that look at later siblings would change what stands before an edit, so that
a theme that has them is laid out whole.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any, TypeAlias

from publish.storage.digests import digest
from publish.storage.serialize import serializable

Path = tuple[int, ...]
"""Which child of which child of the root a box is."""

_LOOKS_AHEAD = re.compile(r":(?:nth-last-|last-|only-|has\(|empty)|\bcounters?\(\s*pages\b")
_UNMADE = {"content_changed": False, "pages_wanted": False}


@serializable
@dataclass(frozen=True, slots=True)
class Blocks:
    """The blocks of a part, front to back: where each stands, and the digest of all it says.

    ``frame`` is the digest of what they are without what they say.
    """

    places: tuple[Path, ...]
    says: tuple[str, ...]
    frame: str


@serializable
@dataclass(frozen=True, slots=True)
class Start:
    """Where a page begins, as the engine has it, and all else that its layout depends on.

    ``at`` leads to the first box that is not on an earlier page; ``waiting`` are the notes that
    found no room there; ``heads`` are the running heads that hold.
    """

    at: Any
    breaks: Any
    right: bool
    counters: Any
    waiting: tuple[str, ...]
    heads: tuple[tuple[str, str], ...]


@serializable
@dataclass(frozen=True, slots=True)
class Layout:
    """A part in pages, as far as it takes to go on from it: with no starts, nobody can.

    ``notes`` are the ids of the notes on each page.
    """

    blocks: Blocks
    starts: tuple[Start, ...] = ()
    notes: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """Pages of the engine's, in the place of those of an earlier layout from ``first`` to ``end``.

    ``starts`` are those of all pages of the part.
    """

    pages: tuple[Any, ...]
    blocks: Blocks
    starts: tuple[Start, ...] = ()
    first: int = 0
    end: int | None = None


def looks_ahead(sheet: str) -> bool:
    """Tell whether by a style sheet a page may depend on what comes after it."""
    return _LOOKS_AHEAD.search(sheet) is not None


def paginated(html: Any, fonts: Any, sheets: Sequence[Any], earlier: Layout | None) -> Made:
    """Return the pages of a document of the engine's, but for those of ``earlier`` that hold."""
    from weasyprint import DEFAULT_OPTIONS
    from weasyprint import document as engine

    options = {**DEFAULT_OPTIONS, "stylesheets": sheets}
    counters = engine.CounterStyle()
    context = engine.Document._build_layout_context(html, fonts, counters, {}, options)  # noqa: SLF001  # the public way goes on to the end
    root = engine.build_formatting_structure(
        html.etree_element,
        context.style_for,
        context.get_image_from_uri,
        html.base_url,
        context.target_collector,
        counters,
        context.footnotes,
    )
    blocks = _blocks(root)
    notes = list(context.footnotes)
    for edit in (_edit(earlier, blocks) if earlier else None, _Edit()):
        if edit is not None:
            made = _Maker(html, root, context, blocks).made(edit)
            if made:
                return made
            _forget(context, notes)
    return Made(tuple(engine.layout_document(html, root, context)), blocks)


def _forget(context: Any, notes: list[Any]) -> None:
    """Leave nothing in the engine's context of pages that were made in vain."""
    context.footnotes[:] = notes
    context.reported_footnotes.clear()
    context.broken_out_of_flow.clear()
    context.string_set.clear()
    context.running_elements.clear()


# --- what has changed


@dataclass(frozen=True, slots=True)
class _Edit:
    """What is to be made: pages from ``first`` on, until one begins as one in ``ends`` does.

    ``starts`` are those of the pages before it and its own; ``placed`` are the notes that stand
    on pages before it; ``ends`` are the pages, by their places, on which nothing has changed.
    """

    starts: tuple[Start, ...] = ()
    placed: frozenset[str] = frozenset()
    ends: Mapping[int, Start] = field(default_factory=dict)

    @property
    def first(self) -> int:
        """The place of the first page to be made."""
        return max(0, len(self.starts) - 1)


def _edit(earlier: Layout, blocks: Blocks) -> _Edit | None:
    """Return what an edit has changed, or None where that is all, or nearly."""
    old = earlier.blocks
    pairs = zip(old.places, old.says, blocks.places, blocks.says, strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[:2] == pair[2:], pairs))
    begins = [_begins(start, old) for start in earlier.starts]
    # The page on which the first changed block begins, and the one before it, which may have
    # broken where it did because of that block.
    touched = max((n for n, at in enumerate(begins) if at <= (same, False)), default=0)
    first = touched - 1
    if first < 1:
        return None
    ends = {}
    if old.frame == blocks.frame:
        both = list(zip(old.says, blocks.says, strict=True))
        last = max((n for n, (before, now) in enumerate(both) if before != now), default=-1)
        ends = {n: earlier.starts[n] for n, at in enumerate(begins) if n > first and at[0] > last}
    placed = frozenset(note for notes in earlier.notes[:first] for note in notes)
    return _Edit(earlier.starts[: first + 1], placed, ends)


def _begins(start: Start, blocks: Blocks) -> tuple[int, bool]:
    """Return the block with which a page begins, and whether it begins within that block."""
    path: list[int] = []
    at = start.at
    while at:
        ((place, at),) = at.items()
        path.append(place)
    found = bisect_left(blocks.places, tuple(path))
    if found and tuple(path[: len(blocks.places[found - 1])]) == blocks.places[found - 1]:
        return found - 1, True
    return found, False


# --- blocks


def _blocks(root: Any) -> Blocks:
    places: list[Path] = []
    says: list[str] = []
    frame: list[str] = []
    for place, around, box in _leaves(root, (), ()):
        told = list(around)
        _tell(box, told)
        places.append(place)
        says.append(digest(*told))
        frame += (repr(place), *around, _kind(box))
    return Blocks(tuple(places), tuple(says), digest(*frame))


Leaf: TypeAlias = tuple[Path, tuple[str, ...], Any]
"""A block that has no blocks in it: its place, what it stands in, and itself."""


def _leaves(box: Any, place: Path, around: tuple[str, ...]) -> Iterator[Leaf]:
    from weasyprint.formatting_structure.boxes import BlockLevelBox

    children = box.children
    if any(isinstance(child, BlockLevelBox) for child in children):
        inner = (*around, _kind(box))
        for number, child in enumerate(children):
            yield from _leaves(child, (*place, number), inner)
    else:
        yield place, around, box


def _kind(box: Any) -> str:
    attributes = box.element.attrib.items() if box.element is not None else ()
    return repr((type(box).__name__, box.element_tag, *attributes))


def _tell(box: Any, told: list[str]) -> None:
    """Say what a box is and all that is in it, the notes that are called there included."""
    told.append(_kind(box))
    text = getattr(box, "text", None)
    if text is not None:
        told.append(text)
    for child in box.children:
        _tell(child, told)
    if box.footnote is not None:
        _tell(box.footnote, told)


# --- pages


class _Maker:
    """Makes pages as ``layout_document`` of the engine does, from any page on.

    Where there is anything that this does not know of (page numbers said in the text, floats over
    two pages, boxes on every page), it makes nothing.
    """

    def __init__(self, html: Any, root: Any, context: Any, blocks: Blocks) -> None:
        self._html = html
        self._root = root
        self._context = context
        self._blocks = blocks
        self._marked: set[Any] = set()

    def made(self, edit: _Edit) -> Made | None:
        """Return the pages that are asked for, or None."""
        from weasyprint.layout import initialize_page_maker
        from weasyprint.layout.page import remake_page

        context = self._context
        initialize_page_maker(context, self._root)
        context.rendered_notes = []
        if edit.first:
            self._go_to(edit)
        starts = list(edit.starts) or [self._start()]
        pages: list[Any] = []
        while True:
            number = edit.first + len(pages)
            context.page_maker[number][-1].update(_UNMADE)
            page, at = remake_page(number, context, self._root, self._html)
            pages.append(page)
            if not self._known(page, context.page_maker[number][-1]):
                return None
            self._note(page, number + 1)
            if at is None and not context.reported_footnotes:
                return self._finished(edit, pages, tuple(starts), None)
            if not _one_path(at) or context.broken_out_of_flow:
                return None
            start = self._start()
            if edit.ends.get(number + 1) == start:
                return self._finished(edit, pages, tuple(starts), number + 1)
            starts.append(start)

    def _go_to(self, edit: _Edit) -> None:
        """Put the context in the state in which it comes to the first page of an edit."""
        context = self._context
        context.page_maker[:] = [
            (
                *deepcopy((start.at, start.breaks, start.right, start.counters)),
                {"anchors": [], "content_lookups": []},
            )
            for start in edit.starts
        ]
        start = edit.starts[-1]
        by_id = {note.element.get("id"): note for note in context.footnotes}
        context.reported_footnotes = [by_id[note] for note in start.waiting]
        gone = edit.placed.union(start.waiting)
        context.footnotes[:] = [note for name, note in by_id.items() if name not in gone]
        for name, head in start.heads:
            context.string_set[name][edit.first] = [head]
        # What goes on from an earlier page has its line in the outline there.
        box, at = self._root, start.at
        while at and box.children:  # the last step is to a place in a text
            self._marked.add(box.element)
            ((place, at),) = at.items()
            box = box.children[place]

    def _start(self) -> Start:
        context = self._context
        at, breaks, right, counters, _ = context.page_maker[-1]
        heads = {name: pages[max(pages)][-1] for name, pages in context.string_set.items() if pages}
        return Start(
            *deepcopy((at, breaks, right, counters)),
            tuple(note.element.get("id") for note in context.reported_footnotes),
            tuple(sorted(heads.items())),
        )

    @staticmethod
    def _known(page: Any, state: Mapping[str, Any]) -> bool:
        return not (
            state["content_changed"]
            or state["pages_wanted"]
            or page.fixed_boxes
            or any(box.missing_link for box in page.descendants())
        )

    def _note(self, page: Any, number: int) -> None:
        """Take up the running heads that a page sets, and leave one outline line an element."""
        for box in page.descendants():
            if box.bookmark_label:
                if box.element in self._marked:
                    box.bookmark_label = ""
                self._marked.add(box.element)
            if box.string_set and box.string_set != "none":
                for name, text in box.string_set:
                    self._context.string_set[name][number].append(text)

    def _finished(
        self, edit: _Edit, pages: list[Any], starts: tuple[Start, ...], end: int | None
    ) -> Made:
        """Return the pages with what stands in their margins."""
        from weasyprint.layout import layout_backgrounds, make_margin_boxes

        context = self._context
        for *_, counters, _ in context.page_maker:
            counters[1]["pages"] = [edit.first + len(pages)]
        for number, page in enumerate(pages, start=edit.first + 1):
            context.current_page = number
            root, *areas = page.children
            inside = [root, *(area for area in areas if area.children)]
            margins = make_margin_boxes(context, page, context.page_maker[number][3])
            page.children = (*inside, *margins)
            layout_backgrounds(page, context.get_image_from_uri)
        return Made(tuple(pages), self._blocks, starts, edit.first, end)


def _one_path(at: Any) -> bool:
    """Tell whether a page begins in one place, and not in several columns or cells at once."""
    while at:
        if len(at) > 1:
            return False
        (at,) = at.values()
    return True
