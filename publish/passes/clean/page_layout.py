"""Traces that the pages of a document leave in a paste: form feeds, soft hyphens, page breaks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import field

from publish.document.draft import Chunk, Draft
from publish.text.dataclass import dataclass
from publish.text.source import Span

_WIDE_SPACES = ("\t", "\u2003", "\u3000")


@dataclass(frozen=True, slots=True)
class PageLayout:
    """Offsets of the traces of pages in the file of a draft, all ascending.

    ``lines`` are the spans of the lines as read, with the direction marks that cleaning removes.
    ``indented`` are the starts of the lines with spaces before them, in a text of which most lines
    have none.  ``page_starts`` are the starts of the lines before which a running head or a page
    number stood.
    """

    lines: tuple[Span, ...] = ()
    form_feeds: tuple[int, ...] = ()
    soft_hyphens: frozenset[int] = frozenset()
    indented: frozenset[int] = frozenset()
    page_starts: frozenset[int] = field(default=frozenset())

    def has_form_feed(self, before: Chunk | None, chunk: Chunk) -> bool:
        """Return whether a form feed stands between ``before`` and the text of ``chunk``."""
        start = before.span.end if before else 0
        place = bisect_left(self.form_feeds, start)
        return place < len(self.form_feeds) and self.form_feeds[place] <= chunk.span.start

    def ends_in_soft_hyphen(self, chunk: Chunk) -> bool:
        """Return whether the line of ``chunk`` ended in a soft hyphen, which cleaning removes."""
        return chunk.span.end in self.soft_hyphens

    def is_indented(self, chunk: Chunk) -> bool:
        """Return whether the line of ``chunk`` is indented, as the first of a paragraph is."""
        return chunk.span.start in self.indented

    def line_span(self, chunk: Chunk) -> Span:
        """Return the span of the whole line of ``chunk``."""
        place = bisect_right(self.lines, chunk.span.start, key=lambda span: span.start)
        return self.lines[place - 1] if place else chunk.span

    def begins_page(self, before: Chunk, chunk: Chunk) -> bool:
        """Return whether a page begins with ``chunk``, which stands after the chunk ``before``."""
        return chunk.span.start in self.page_starts or self.has_form_feed(before, chunk)


def find_page_layout(draft: Draft) -> PageLayout:
    """Return the form feeds of a draft as it was read, and the soft hyphens at its line ends."""
    form_feeds: list[int] = []
    soft_hyphens: set[int] = set()
    indented: set[int] = set()
    for chunk in draft.chunks:
        text = chunk.text.text
        indent = len(text) - len(text.lstrip())
        if indent > 1 or text[:1] in _WIDE_SPACES:
            indented.add(chunk.text.offset(indent))
        if "\f" in text:
            form_feeds += [chunk.text.offset(i) for i, c in enumerate(text) if c == "\f"]
        end = text.rstrip().rstrip("\u202c\u200e\u200f")
        if end.endswith("\u00ad"):
            soft_hyphens.add(chunk.text.offset(len(end) - 1))
    lines = tuple(chunk.span for chunk in draft.chunks)
    indented = indented if 2 * len(indented) < len(lines) else set()
    return PageLayout(lines, tuple(form_feeds), frozenset(soft_hyphens), frozenset(indented))
