"""The text of a book as its source has it: a line for each paragraph, note and label.

The lines are those of the title, of the text, of the notes, and of what is left out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from itertools import accumulate

from publish.diagnostics import Diagnostic
from publish.document.draft import Call, Chunk, Part
from publish.readers.epub.documents import Book
from publish.readers.epub.xml_tree import words_of
from publish.readers.html.tree import Element, descend
from publish.text.languages import script
from publish.text.source import Span, Traced

LEFT_OUT = "[not printed]"
"""The beginning of the lines that are not part of the text."""


class Transcript:
    """The lines so far, with the places of a book that they come from."""

    def __init__(self, book: Book) -> None:
        self.places: list[tuple[int, str]] = []
        self._book = book
        self._file = book.package.archive.file
        self._parts: list[str] = []
        self._length = 0
        self._written: list[tuple[int, int]] = []
        self._starts = [document.start for document in book.documents]
        self._lines: dict[int, list[int]] = {}
        self._left_out: dict[tuple[int, int], Span] = {}
        self._elements: dict[tuple[int, int], Element] = {}

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    def write_title(self, text: str, part: Part, lang: str) -> Chunk:
        """Add a line of the metadata, and return it as a chunk."""
        self.places.append((self._length, f"{self._book.package.path}, {part}"))
        own = Traced(text, self._file, ((0, self._length),))
        self._write(text + "\n")
        return Chunk(own, script(text), part=part, lang=lang)

    def write(self, chunks: Iterable[Chunk]) -> list[Chunk]:
        """Add the lines of chunks and then those of their notes; return the chunks on them."""
        own = [self._write_chunk(chunk) for chunk in chunks]
        return [self._with_notes(chunk) for chunk in own]

    def move(self, diagnostic: Diagnostic, *, is_left_out: bool) -> Diagnostic:
        """Return a diagnostic about the markup with its places in the text."""
        first, *others = [self._find(span, is_left_out=is_left_out) for span in diagnostic.places]
        return replace(diagnostic, span=first, also=tuple(others))

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _write_chunk(self, chunk: Chunk) -> Chunk:
        offset = chunk.text.offset(0)
        self.places.append((self._length, self._name_place(offset)))
        self._written.append((offset, self._length))
        label = chunk.label
        if label is not None:
            label = Traced(label.text, self._file, ((0, self._length),))
            if chunk.part is not Part.IMAGE:
                self._write(label.text + " ")
        text = Traced(chunk.text.text, self._file, ((0, self._length),))
        # A line break is a line feed in a chunk, and U+000B in the text of a container.
        self._write(chunk.text.text.replace("\n", "\v") + "\n")
        return replace(chunk, text=text, label=label)

    def _with_notes(self, chunk: Chunk) -> Chunk:
        if not chunk.calls:
            return chunk
        calls: list[Call] = [
            replace(call, body=tuple(self.write(call.body))) for call in chunk.calls
        ]
        return replace(chunk, calls=tuple(calls))

    def _name_place(self, offset: int) -> str:
        """Return the document and the line of a place in the markup."""
        number = max(bisect_right(self._starts, offset) - 1, 0)
        document = self._book.documents[number]
        if number not in self._lines:
            lines = self._book.text[document.start : document.end].split("\n")
            self._lines[number] = list(accumulate((len(line) + 1 for line in lines), initial=0))
        line = bisect_right(self._lines[number], offset - document.start)
        return f"{document.path}, line {line}"

    def _find(self, span: Span, *, is_left_out: bool) -> Span:
        """Return the place of a stretch of the markup in the text.

        A stretch that is left out has a line of its own; another is at the line after its start.
        """
        if is_left_out and span.end > span.start:
            key = span.start, span.end
            if key not in self._left_out:
                self._left_out[key] = self._write_left_out(span)
            return self._left_out[key]
        index = bisect_left(self._order, (span.start, 0))
        place = self._order[min(index, len(self._order) - 1)][1] if self._order else 0
        return Span(self._file, place, place)

    @cached_property
    def _order(self) -> list[tuple[int, int]]:
        """The places of the lines in the markup and in the text, once all are written."""
        return sorted(self._written)

    def _write_left_out(self, span: Span) -> Span:
        words = self._words_at(span)
        self.places.append((self._length, self._name_place(span.start)))
        self._write(LEFT_OUT + " ")
        start = self._length
        self._write(words + "\n")
        return Span(self._file, start, start + len(words))

    def _words_at(self, span: Span) -> str:
        if not self._elements:
            elements = descend(self._book.root)
            self._elements = {(each.start, each.end): each for each in elements}
        element = self._elements.get((span.start, span.end))
        return words_of(element) if element else ""
