"""Gaps between the paragraphs of a document, as blank lines between the lines of a paste."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from publish.readers.office.content import DocumentBlock, DocumentParagraph
from publish.readers.office.text_builder import OBJECT

_NOTABLE = 4.0
"""Points of space, beyond the usual space between paragraphs, that set a paragraph apart."""


PAGE_END = 1000.0
"""Points of space that stand for the end of a page."""


def find_gaps(text: str, blocks: Sequence[DocumentBlock]) -> list[int]:
    """Return the number of blank lines before each block.

    Empty paragraphs are blank lines.  Space before a paragraph is one where it is larger than the
    most frequent space of the document, which sets no paragraph apart.
    """
    spaces = Counter(
        round(block.gap, 1)
        for block in blocks[1:]
        if isinstance(block, DocumentParagraph)
        and block.gap < PAGE_END
        and not is_blank(text, block)
    )
    usual = spaces.most_common(1)[0][0] if spaces else 0.0
    gaps: list[int] = []
    blanks = 0
    for block in blocks:
        paragraph = block if isinstance(block, DocumentParagraph) else None
        is_apart = bool(gaps) and paragraph is not None and paragraph.gap >= usual + _NOTABLE
        gaps.append(max(blanks, int(is_apart)))
        is_empty = paragraph is not None and not paragraph.pictures and is_blank(text, paragraph)
        blanks = blanks + 1 if is_empty else 0
    return gaps


def is_blank(text: str, paragraph: DocumentParagraph) -> bool:
    """Return whether a paragraph has no words; a picture may stand in it."""
    return not text[paragraph.start : paragraph.end].replace(OBJECT, "").strip()
