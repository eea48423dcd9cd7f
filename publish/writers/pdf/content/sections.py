"""The sections of a book as they are printed, each with its summary."""

from __future__ import annotations

from functools import partial

from publish.document.lazy_book import Chapter, LazyBook, ready_chapter
from publish.storage.store import Store
from publish.text.dataclass import dataclass
from publish.writers.pdf.content.chapter_summary import ChapterSummary, summarize
from publish.writers.pdf.content.column_widths import FacingColumns
from publish.writers.pdf.content.long_segments import SegmentRoom, divide_long_segments
from publish.writers.pdf.content.print_tree import prepare_for_print
from publish.writers.pdf.content.side_leading import SideMeasure


@dataclass(frozen=True, slots=True)
class PrintSection:
    """A section of the book: as it was read (``chapter``) and as it is printed (``prepared``)."""

    anchor: str
    chapter: Chapter
    prepared: Chapter
    summary: ChapterSummary
    in_body: bool


def list_sections(
    book: LazyBook,
    store: Store | None = None,
    measure: FacingColumns | SideMeasure | None = None,
    room: SegmentRoom | None = None,
) -> tuple[PrintSection, ...]:
    """Return the sections of a book from front matter to back matter.

    ``measure`` is that of columns or of sides, if the book has two.  Segments that have no ``room``
    on a page are divided.
    """
    head = book.head
    chapters = (
        *((ready_chapter(section), False) for section in head.front),
        *((chapter, True) for chapter in book.body),
        *((ready_chapter(section), False) for section in head.back),
    )
    sections = []
    for number, (chapter, in_body) in enumerate(chapters, start=1):
        anchor, prepared = f"part-{number}", chapter.change("prepared", prepare_for_print)
        if room and in_body:
            divide = partial(divide_long_segments, room=room)
            prepared = prepared.change(f"divided {room.name}", divide)
        summary = summarize(prepared, anchor, head.lang, store, measure)
        sections.append(PrintSection(anchor, chapter, prepared, summary, in_body))
    return tuple(sections)
