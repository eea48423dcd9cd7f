"""The chunks of a page as they are read: the line that is open, and the space before it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from publish.document.draft import Chunk, Part, chunk
from publish.readers.html.context import Context
from publish.readers.html.line import Line
from publish.readers.html.report import Report
from publish.readers.html.tokens import Characters
from publish.text.languages import Script, home
from publish.text.source import Traced

_RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_DASHES = "—–―"
_COLUMN = re.compile(r"[ \u00a0]{4,}")
"""The spaces by which Google Docs and Word replace a tab."""


class Output:
    """The chunks so far, and the line to which the next characters belong.

    ``blanks`` is the number of blank lines before that line.  A page that ``has_columns`` is the
    export of a word processor, in which tabs and long stretches of spaces divide columns.
    """

    def __init__(self, file: str, report: Report, *, has_columns: bool = False) -> None:
        self.file = file
        self.chunks: list[Chunk] = []
        self.blanks = 0
        self._report = report
        self._has_columns = has_columns
        self._line = Line(file)
        self._offset = 0
        self._context = Context()

    def append(self, node: Characters, context: Context) -> None:
        """Append characters of the page."""
        text = node.text.translate(_RAISED_DIGITS) if context.is_raised else node.text
        if text.strip():
            self._begin(context, node.start)
        if not context.is_preformatted:
            if "\t" in text and ("\n\t" in text or not self._has_columns):  # an indented source
                text = text.replace("\t", " ")
            self._line.append(text, node.start, context.style)
            return
        start = node.start
        for line in text.splitlines(keepends=True):
            bare = line.rstrip("\r\n")
            self._line.put(bare.replace("\t", "    "), start, context.style)
            if bare != line:
                self.end_line(context, start + len(bare))
            start += len(line)

    def put(self, text: str, start: int, context: Context) -> None:
        """Append characters in place of an element at ``start``."""
        self._begin(context, start)
        self._line.put(text, start, context.style)

    def call(
        self, text: str, start: int, body: tuple[str, Sequence[Chunk]], context: Context
    ) -> None:
        """Append the call of a note; ``body`` is its mark and its chunks."""
        self._begin(context, start)
        self._line.call(text, start, *body)

    def end_line(self, context: Context, start: int) -> None:
        """End a line where the page breaks it; an empty one is a gap."""
        if context.keeps_breaks:
            if self._line:
                self._line.put("\n", start)
        elif self._line:
            self.flush()
        else:
            self.blanks += 1

    def part(self) -> None:
        """End the line; a gap stands before the next one."""
        self.flush()
        self.blanks = max(self.blanks, 1)

    def separate(self, start: int) -> None:
        """Add the separator that a rule is."""
        rule = Traced("***", self.file, ((0, start),))
        self.add(replace(chunk(rule, 1), part=Part.SEPARATOR))
        self.blanks = 1

    def add(self, *chunks: Chunk) -> None:
        """Add chunks after the line that is being read."""
        self.flush()
        for each in chunks:
            self.chunks.append(replace(each, blanks=max(each.blanks, self.blanks)))
            self.blanks = 0

    def capture(self, read: Callable[[], None]) -> list[Chunk]:
        """Return the chunks that ``read`` adds, which are not added to the others."""
        before = self.chunks, self._line, self.blanks, self._context, self._offset
        self.chunks, self._line, self.blanks = [], Line(self.file), 0
        read()
        self.flush()
        chunks = self.chunks
        self.chunks, self._line, self.blanks, self._context, self._offset = before
        return chunks

    def flush(self) -> None:
        """End the line, and add it with the part that its place gives it."""
        line, self._line = self._line, Line(self.file)
        if not line:
            return
        own = line.build(self._context.template(self.file, self._offset, self.blanks))
        if self._has_columns and _COLUMN.search(own.text.text):
            own = own.with_text(own.text.sub(_COLUMN, lambda _: "\t"))
        if own.part is Part.QUOTATION and own.text.text[0] in _DASHES:
            own = replace(own, part=Part.ATTRIBUTION)
        self.chunks.append(replace(own, lang=self._check_lang(own)))
        self.blanks = 0

    def _begin(self, context: Context, offset: int) -> None:
        """Take the part of the line from the place of its first character."""
        if not self._line:
            self._context, self._offset = context, offset

    def _check_lang(self, own: Chunk) -> str:
        if own.lang and own.script is not Script.NONE and home(own.lang) is not own.script:
            self._report.doubt_lang(own)
            return ""
        return own.lang
