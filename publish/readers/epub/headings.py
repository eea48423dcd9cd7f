"""Headings of a book: their levels in each document, and those that its contents alone name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from publish.document.draft import Chunk, Part
from publish.readers.epub.book_text import types_of
from publish.readers.epub.documents import BookDocument
from publish.readers.epub.navigation import ContentsLabel

_CHAPTERS = frozenset(
    {
        *("chapter", "preface", "foreword", "introduction", "prologue", "epilogue", "afterword"),
        *("conclusion", "appendix", "acknowledgments", "bibliography", "glossary", "preamble"),
    }
)
_DEEP = 3
"""Elements in one another at whose outermost a document says what it is."""


def set_headings(
    chunks: Sequence[Chunk], document: BookDocument, labels: Sequence[ContentsLabel]
) -> Iterator[Chunk]:
    """Yield the chunks of a document with the levels of its headings.

    The heading of a document that is a chapter has the level 1, one that is a part of the book the
    part of a part.  In a document without headings, lines that the contents name are headings.
    """
    if not any(chunk.part is Part.HEADING for chunk in chunks):
        levels = {_normalize(each.text): each.level for each in labels}
        yield from _find_headings(chunks, levels)
        return
    types = {each.removeprefix("doc-") for each in _find_types(document)}
    first = next(chunk.depth for chunk in chunks if chunk.part is Part.HEADING)
    is_part = "part" in types
    shift = first - 1 if types & _CHAPTERS else 0
    for chunk in chunks:
        if chunk.part is not Part.HEADING:
            yield chunk
        elif is_part:
            is_part = False
            yield replace(chunk, part=Part.BOOK_PART, depth=1)
        else:
            yield replace(chunk, depth=max(chunk.depth - shift, 1))


def _find_types(document: BookDocument) -> set[str]:
    """Return the types that a document has as a whole."""
    element = document.body
    types = types_of(element)
    for _ in range(_DEEP):
        inner = list(element.elements)
        if len(inner) != 1:
            break
        (element,) = inner
        types |= types_of(element)
    return types


def _find_headings(chunks: Sequence[Chunk], levels: Mapping[str, int]) -> Iterator[Chunk]:
    for chunk in chunks:
        level = levels.get(_normalize(chunk.text.text), 0) if chunk.part is None else 0
        yield replace(chunk, part=Part.HEADING, depth=level) if level else chunk


def _normalize(text: str) -> str:
    return " ".join(text.split()).casefold()
