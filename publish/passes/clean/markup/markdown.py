"""Blocks of Markdown: headings, quotations, tables, separators, images, code, line breaks.

Lists keep their marks, which the shape pass reads with the indents of the lines, and notes keep
``[^1]``, which the notes pass reads.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from publish.document.draft import Chunk, Part, chunk, join_chunks
from publish.passes.clean.markup.headings import heading
from publish.passes.clean.markup.markdown_inlines import LINK, read_inlines
from publish.text.languages import script
from publish.text.patterns import late_pattern

HEADING = late_pattern(r"(?P<marks>#{1,6})\s+(?P<text>\S.*?)(?P<end>(?<=\S)\s+#+)?")
_UNDERLINE = late_pattern(r"=+|-{2,}")
_SEPARATOR = late_pattern(r"(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}")
_FENCE = late_pattern(r"(?P<marks>`{3,}|~{3,})[^`]*")
_QUOTE_MARKS = late_pattern(r"(?:>\s?)+")
DELIMITER_ROW = late_pattern(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_CELL = late_pattern(r"(?<!\\)\|")
_LIST_MARK = late_pattern(r"(?:[-+*•]|\d{1,3}[.)]|\[\^[^\]]+\]:)\s")
_DEFINITION = late_pattern(
    r"\[(?!\^)(?P<label>[^\[\]]+)\]:\s+<?(?P<target>(?:https?://|mailto:)[^\s<>]+)>?"
    r"(?:\s+[\"'(].*[\"')])?"
)
_ATTRIBUTION = late_pattern(r"[—–―]\s*\S|--\s+\S")


def join_lines(first: Chunk, second: Chunk, separator: str = " ") -> Chunk:
    """Return two chunks as one, with ``separator`` between their texts."""
    between = chunk(first.text.put(len(first.text), separator))
    return join_chunks((first, between, second))


def read_markdown(
    chunks: Sequence[Chunk], counts: Counter[str], hard_breaks: frozenset[int], *, has_quotes: bool
) -> list[Chunk]:
    """Return the text of ``chunks`` without its Markdown; ``counts`` counts it by names.

    ``hard_breaks`` are the offsets of lines' ends that two spaces follow.  Where ``has_quotes`` is
    false, ``>`` at the start of lines is left to the reading of mails.
    """
    return _Reader(chunks, counts, hard_breaks, has_quotes).read()


class _Reader:
    """The reading of lines one after another."""

    def __init__(
        self,
        chunks: Sequence[Chunk],
        counts: Counter[str],
        hard_breaks: frozenset[int],
        has_quotes: bool,
    ) -> None:
        self._chunks = chunks
        self._counts = counts
        self._hard_breaks = hard_breaks
        self._has_quotes = has_quotes
        matches = (_DEFINITION.fullmatch(each.text.text) for each in chunks)
        self._targets = {m["label"].casefold(): m["target"] for m in matches if m}
        self._result: list[Chunk] = []

    def read(self) -> list[Chunk]:
        """Return all lines, read."""
        index = 0
        while index < len(self._chunks):
            index = self._read_block(index)
        return self._result

    def _read_block(self, index: int) -> int:
        """Read the block at ``index``, and return the index after it."""
        each = self._chunks[index]
        text = each.text.text
        if each.mark is not None:
            self._add(self._without_mark(each))
            return index + 1
        if each.part is not None:
            self._add(each)
            return index + 1
        if (end := self._find_fence_end(index)) > index:
            return self._read_code(index, end)
        if match := HEADING.fullmatch(text):
            self._add_heading(each.cut(*match.span("text")), len(match["marks"]))
        elif match := LINK.fullmatch(text):
            if not match["image"]:
                return self._read_paragraph(index)
            self._add_image(each, match)
        elif _SEPARATOR.fullmatch(text):
            self._counts["separator"] += 1
            self._result.append(replace(each, part=Part.SEPARATOR))
        elif self._is_table(index):
            return self._read_table(index)
        elif text.startswith(">") and self._has_quotes:
            return self._read_quotation(index)
        elif _DEFINITION.fullmatch(text):
            pass  # its address stands in the links that name it
        else:
            return self._read_paragraph(index)
        return index + 1

    def _add(self, each: Chunk) -> None:
        self._result.append(read_inlines(each, self._counts, self._targets))

    @staticmethod
    def _without_mark(each: Chunk) -> Chunk:
        """Return a line that the settings mark without the marks of a heading or a quotation."""
        if match := HEADING.fullmatch(each.text.text):
            return each.cut(*match.span("text"))
        match = _QUOTE_MARKS.match(each.text.text)
        return each.cut(match.end()).strip() if match else each

    def _line(self, index: int, *, joined: bool = True) -> Chunk | None:
        """Return the line at ``index`` if it has no part; if ``joined``, also no blank before."""
        if index >= len(self._chunks):
            return None
        each = self._chunks[index]
        return None if each.part is not None or (joined and each.blanks) else each

    # --- headings, images and paragraphs

    def _add_heading(self, each: Chunk, level: int) -> None:
        self._counts["heading"] += 1
        self._add(heading(each, level))

    def _add_image(self, each: Chunk, match: re.Match[str]) -> None:
        self._counts["image"] += 1
        target = each.text.cut(*match.span("target"))
        text = each.text.cut(*match.span("text")) if match["text"].strip() else target
        image = replace(each, text=text, script=script(text.text), part=Part.IMAGE, label=target)
        self._result.append(image)

    def _read_paragraph(self, index: int) -> int:
        each = self._chunks[index]
        following = self._line(index + 1)
        is_plain = not _LIST_MARK.match(each.text.text)
        if following and is_plain and _UNDERLINE.fullmatch(following.text.text):
            self._add_heading(each, 1 if following.text.text[0] == "=" else 2)
            return index + 2
        index += 1
        while following and self._has_break(each) and self._goes_on(index):
            self._counts["line break"] += 1
            each = join_lines(self._without_break(each), following, "\n")
            index += 1
            following = self._line(index)
        self._add(each)
        return index

    def _has_break(self, each: Chunk) -> bool:
        text = each.text.text
        return each.span.end in self._hard_breaks or (
            text.endswith("\\") and not text.endswith("\\\\")
        )

    @staticmethod
    def _without_break(each: Chunk) -> Chunk:
        return each.cut(0, len(each.text) - each.text.text.endswith("\\")).strip()

    def _goes_on(self, index: int) -> bool:
        """Return whether the line at ``index`` can stand in the paragraph of the line before."""
        each = self._chunks[index]
        text = each.text.text
        begins = _LIST_MARK.match(text) or HEADING.fullmatch(text) or text.startswith((">", "|"))
        return not (begins or _SEPARATOR.fullmatch(text) or self._find_fence_end(index) > index)

    # --- code

    def _find_fence_end(self, index: int) -> int:
        """Return the index of the end of the code that begins at ``index``, or ``index``."""
        match = _FENCE.fullmatch(self._chunks[index].text.text)
        if match is None:
            return index
        for end in range(index + 1, len(self._chunks)):
            text = self._chunks[end].text.text
            if len(text) >= len(match["marks"]) and text == match["marks"][0] * len(text):
                return end
        return index

    def _read_code(self, index: int, end: int) -> int:
        lines = self._chunks[index + 1 : end]
        if lines:
            self._counts["block of code"] += 1
            code = replace(lines[0], blanks=max(1, self._chunks[index].blanks))
            for each in lines[1:]:
                code = join_lines(code, each, "\n")
            self._result.append(replace(code, part=Part.PARAGRAPH))
        return end + 1

    # --- tables

    def _is_table(self, index: int) -> bool:
        following = self._line(index + 1)
        text = self._chunks[index].text.text
        return bool(
            following
            and "|" in text
            and "|" in following.text.text
            and DELIMITER_ROW.fullmatch(following.text.text)
        )

    def _read_table(self, index: int) -> int:
        self._counts["table"] += 1
        self._add(read_row(self._chunks[index], Part.HEADER_ROW))
        index += 2
        while (row := self._line(index)) and "|" in row.text.text:
            self._add(replace(read_row(row, Part.ROW), joins=True))
            index += 1
        return index

    # --- quotations

    def _read_quotation(self, index: int) -> int:
        """Read the lines with quote marks from ``index`` on; marks alone part its paragraphs."""
        self._counts["quotation"] += 1
        paragraphs: list[Chunk] = []
        is_open = False
        while (line := self._line(index, joined=bool(paragraphs))) and line.text.text[0] == ">":
            match = _QUOTE_MARKS.match(line.text.text)
            assert match is not None
            depth = match[0].count(">")
            bare = line.cut(match.end()).strip()
            bare = replace(bare, part=Part.QUOTATION, depth=depth)
            if is_open and bare.text and self._joins(paragraphs[-1], bare):
                separator = "\n" if self._has_break(paragraphs[-1]) else " "
                before = (
                    self._without_break(paragraphs[-1]) if separator == "\n" else paragraphs[-1]
                )
                paragraphs[-1] = join_lines(before, bare, separator)
            elif bare.text:
                joins = bool(paragraphs) and paragraphs[-1].depth == depth
                paragraphs.append(replace(bare, joins=joins))
            is_open = bool(bare.text)
            index += 1
        last = paragraphs[-1:]
        if len(paragraphs) > 1 and _ATTRIBUTION.match(last[0].text.text):
            paragraphs[-1] = replace(last[0], part=Part.ATTRIBUTION, joins=False)
        for each in paragraphs:
            self._add(each)
        return index

    @staticmethod
    def _joins(before: Chunk, each: Chunk) -> bool:
        text = each.text.text
        begins = _LIST_MARK.match(text) or _ATTRIBUTION.match(text)
        return before.depth == each.depth and before.script is each.script and not begins


def read_row(each: Chunk, part: Part) -> Chunk:
    """Return a line with ``|`` between cells as a row, with tabs between them."""
    text = each.text.text
    start = 1 if text.startswith("|") else 0
    end = len(text) - (text.endswith("|") and not text.endswith("\\|"))
    row = each.cut(start, max(start, end))
    cells: list[Chunk] = []
    position = 0
    for bar in [*(m.start() for m in _CELL.finditer(row.text.text)), len(row.text)]:
        cells.append(row.cut(position, bar).strip())
        position = bar + 1
    result = cells[0]
    for cell in cells[1:]:
        result = join_lines(result, cell, "\t")
    return replace(result, part=part)
