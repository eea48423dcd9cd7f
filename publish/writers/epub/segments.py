"""Segments in an EPUB: anchors and names by which they are cited, and rows of two columns.

A row is two blocks in a flexible box that wraps: side by side where both have room, else one under
the other, as in reading systems without flexible boxes.  The columns run in the direction that the
markup of the row states.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from publish.document.model import Arrangement, Dir, Milestone, Segment, Work
from publish.document.walk import descend
from publish.writers.html import RenderContext, join_markup, render_sides
from publish.writers.strings import BookStrings, book_strings

_UNSAFE = re.compile(r"[^A-Za-z0-9-]")


def find_segment_numbers(node: object) -> Iterator[tuple[str, str]]:
    """Yield the locus and the label of each segment below a node whose number is printed."""
    for each in descend(node):
        if isinstance(each, Segment | Milestone) and has_printed_number(each):
            yield each.locus, each.label


def has_printed_number(node: Segment | Milestone) -> bool:
    """Return whether the number of a segment is printed."""
    return bool(node.locus and node.label)


def segment_id(locus: str) -> str:
    """Return the id of the element of a segment: ``segment-12``, ``segment-1.3`` for ``1:3``.

    Different loci have different ids, which are names of XML in ASCII: other characters are
    written by their codes, ``segment-_5d9__5d1_`` for ``יב``.
    """
    return "segment-" + _UNSAFE.sub(_escape, locus)


def _escape(match: re.Match[str]) -> str:
    return "." if match.group() == ":" else f"_{ord(match.group()):x}_"


@dataclass(slots=True)
class SegmentNames:
    """The ids and the accessible names of the segments of one content document."""

    strings: BookStrings
    _used: set[str] = field(default_factory=set)

    def attributes(self, locus: str, number: str) -> Markup:
        """Return the id of a segment, once in the document, and its name in the book's language.

        Without a ``number`` the segment has no name.

        https://www.w3.org/TR/wai-aria-1.2/#group
        """
        anchor = segment_id(locus)
        if not locus or anchor in self._used:
            return Markup("")
        self._used.add(anchor)
        own_id = Markup(' id="{}"').format(anchor)
        if not number:
            return own_id
        return own_id + Markup(' role="group" aria-label="{}"').format(
            self.strings.segment.format(number)
        )


def with_segments(context: RenderContext, work: Work) -> RenderContext:
    """Return the context of a content document of ``work``, by the layout of its segments."""
    layout = work.layout
    names = SegmentNames(book_strings(work.lang))
    is_stacked = layout.arrangement is Arrangement.STACKED
    return replace(
        context,
        segment_attributes=names.attributes,
        segment=None if is_stacked else SegmentRow(work.dir).render,
        translation_first=layout.translation_first,
        runs_on=layout.runs_on,
    )


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """The rows of a book whose pages turn in a direction, in which their columns run too."""

    dir: Dir

    def render(self, node: Segment, context: RenderContext) -> Markup:
        """Return the texts of a segment as a row of two blocks; one is empty without a text."""
        sides = (
            Markup('<div class="side"{}>{}</div>\n').format(context.attributes, side)
            for side in render_sides(node, context)
        )
        return Markup('<div class="pair row"{}{}>{}</div>\n').format(
            context.segment_attributes(node.locus, node.label or node.locus),
            context.lang_attributes(context.lang, self.dir),
            join_markup(sides),
        )
