"""Lists of a document: the paragraphs with numbers or bullets that are items."""

from __future__ import annotations

from collections.abc import Sequence

from publish.readers.office.content import DocumentBlock, DocumentParagraph
from publish.readers.office.gaps import is_blank

_FEWEST = 2


def find_items(text: str, blocks: Sequence[DocumentBlock]) -> frozenset[int]:
    """Return the starts of the paragraphs that are items of a list.

    Two neighbours or more of one list are items, and so is a paragraph with a bullet.  Others keep
    their number as a part of the line: paragraphs between them tell that they number something
    else, as the sources of excerpts.
    """
    items: set[int] = set()
    run: list[DocumentParagraph] = []
    for block in [*blocks, None]:
        paragraph = block if isinstance(block, DocumentParagraph) else None
        if paragraph and is_blank(text, paragraph):
            continue
        may_be_item = paragraph is not None and paragraph.item is not None and not paragraph.level
        item = paragraph if may_be_item else None
        if item and _continues(run, item):
            run.append(item)
            continue
        labels = sum(1 for each in run if each.label)
        if labels >= _FEWEST or (run and run[0].item and run[0].item.number is None):
            items.update(paragraph.start for paragraph in run)
        run = [item] if item and item.label else []
    return frozenset(items)


def _continues(run: Sequence[DocumentParagraph], paragraph: DocumentParagraph) -> bool:
    """Return whether a paragraph with a number or a bullet is of the list of those before it."""
    if not run or run[0].item is None or paragraph.item is None:
        return not run
    return run[0].item.list_key == paragraph.item.list_key or paragraph.item.depth > 1
