"""Running heads: one line above the text, shortened at a word where a title is too long.

The engine could shorten a line too (``line-clamp``), but it draws the ellipsis of a line from right
to left beyond the edge.  Widths are therefore estimated here, a little too wide rather than too
narrow, and the style sheet keeps ``line-clamp`` for faces that are wider.
"""

from __future__ import annotations

from dataclasses import replace

from publish.document.model import (
    Arrangement,
    Dir,
    Excerpt,
    Foreign,
    Inlines,
    Node,
    PageSide,
    Text,
    Work,
)
from publish.document.walk import plain, rewrite
from publish.themes.page_geometry import PageGeometry
from publish.writers import html
from publish.writers.pdf.content.table_of_contents import source_title
from publish.writers.pdf.content.text_measure import estimate_ems, line_ems

SIZE = 0.86
"""The size of a running head, in sizes of the text."""

_ISOLATE = {Dir.LTR: "\N{LEFT-TO-RIGHT ISOLATE}", Dir.RTL: "\N{RIGHT-TO-LEFT ISOLATE}"}
_POP_ISOLATE = "\N{POP DIRECTIONAL ISOLATE}"
_OPENING = frozenset((*_ISOLATE.values(), "\N{FIRST STRONG ISOLATE}"))
_ELLIPSIS = "…"


def running_head(inlines: Inlines) -> str:
    """Return words as plain text for a running head, each foreign run isolated (UAX #9, 2.7).

    The engine loses isolates at line breaks, so they are used for single lines only.
    """

    def change(node: Node) -> Node:
        match node:
            case Foreign(_, dir, inner):
                isolated = (Text(_ISOLATE[dir]), *inner, Text(_POP_ISOLATE))
                return replace(node, inlines=isolated)
            case _:
                return node

    return plain(rewrite(inlines, change))


def excerpt_head(excerpt: Excerpt) -> str:
    """Return the mark of an excerpt and the title of its source, for a running head."""
    return f"{html.excerpt_mark(excerpt)} {running_head(source_title(excerpt))}".rstrip()


def languages_of_sides(work: Work) -> tuple[str, str]:
    """Return the languages of the running heads of a verso and of a recto.

    In facing columns the verso, which comes first in an opening, has the first language.  The pages
    of spreads have the language of their text.
    """
    layout = work.layout
    if layout.arrangement is Arrangement.STACKED or len(layout.languages) < 2:
        return work.lang, work.lang
    first, second = layout.languages[:2]
    original_page, verso = layout.original_page, VERSO_PAGES[work.dir]
    if layout.arrangement is Arrangement.SPREADS and original_page is not None:
        stands_first = (original_page is verso) is not layout.translation_first
        return (first, second) if stands_first else (second, first)
    return first, second


VERSO_PAGES = {Dir.LTR: PageSide.LEFT, Dir.RTL: PageSide.RIGHT}
"""The page of an opening that is read first, by the direction in which pages turn."""


def head_ems(page: PageGeometry) -> float:
    """Return the length of the line of a running head on that page, in ems of its type."""
    return line_ems(page) / SIZE


def shorten(head: str, ems: float) -> str:
    """Return a head of at most ``ems``: whole words, then an ellipsis and the open isolates' ends.

    A first word that is too long by itself stays whole.
    """
    if estimate_ems(head) <= ems:
        return head
    words = head.split(" ")
    while len(words) > 1 and estimate_ems(" ".join(words)) + 1 > ems:
        words.pop()
    text = " ".join(words).rstrip(" ,.:;–—-־\N{HEBREW PUNCTUATION PASEQ}")
    still_open = sum(text.count(mark) for mark in _OPENING) - text.count(_POP_ISOLATE)
    return text + _ELLIPSIS + _POP_ISOLATE * still_open
