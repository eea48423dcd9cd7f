"""AsciiDoc: its blocks and the markup in its lines (https://docs.asciidoctor.org/asciidoc/)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from publish.document.draft import Call, Chunk, MarkupKind, Part
from publish.passes.clean.markup.edits import ChunkEdits
from publish.passes.clean.markup.headings import heading
from publish.passes.clean.markup.markdown import join_lines, read_row
from publish.passes.clean.markup.markdown_inlines import (
    BOLD,
    EMPHASIS,
    UNDERSCORED,
    is_external,
    mark_all,
)
from publish.text.languages import script
from publish.text.patterns import late_pattern

HEADING = late_pattern(r"(?P<marks>={1,6})\s+(?P<text>\S.*?)(?P<end>(?<=\S)\s+=+)?")
QUOTE_RULE = late_pattern(r"_{4,}")
FOOTNOTE = late_pattern(r"footnote:[\w-]*\[(?P<text>[^\[\]\n]+)\]")
_OTHER_RULE = late_pattern(r"={4,}|-{4,}|\*{4,}|\.{4,}|\+{4,}|--")
_TABLE_RULE = late_pattern(r"\|={3,}")
_SEPARATOR = late_pattern(r"'{3,}|-{3}|\*{3}|<{3}")
ATTRIBUTE = late_pattern(r":!?[A-Za-z][\w-]*!?:(?:\s.*)?")
BLOCK_ATTRIBUTES = late_pattern(r"\[(?:quote|verse|source|abstract|NOTE|TIP|%|\.|#|\w+=)[^\[\]]*\]")
_QUOTE_ATTRIBUTES = late_pattern(r"\[(?:quote|verse),\s*(?P<source>[^\s\[\]][^\[\]]*+|\s)\]")
_COMMENT = late_pattern(r"//(?!/).*")
_ITEM = late_pattern(r"(?P<mark>\*{1,5}|\.{1,5}|-)\s+(?=\S)")
_BLOCK_TITLE = late_pattern(r"\.(?=[^\s.])")
_IMAGE = late_pattern(r"image::?(?P<target>[^\s\[\]]+)\[(?P<text>[^,\[\]]*+)[^\[\]]*+\]")
# More than 2,000 characters are no address, and would be read again from each “http” in them.
_LINK = late_pattern(
    r"(?:link:)?(?P<target>(?:(?:https?|ftp)://|mailto:)[^\s\[\]]{1,2000}+|(?<=link:)[^\s\[\]]++)"
    r"\[(?P<text>[^\[\]\n]++)\]"
)
_REFERENCE = late_pattern(r"<<[^<>,\n]++,\s*(?P<text>[^\s<>][^<>\n]*+|[^\S\n])>>")
_LITERAL = late_pattern(r"(?<![\w`])`\+?(?P<text>[^`\n]*?[^\s`+])\+?`(?!\w)")
_RAISED = late_pattern(r"(?<=\S)\^(?P<text>[^\s^]+)\^")
_LOWERED = late_pattern(r"(?<=\S)~(?P<text>[^\s~]+)~")
_STYLES = (
    (BOLD, MarkupKind.STRONG),
    (re.compile(r"__(?P<text>[^\s_](?:[^_\n]*[^\s_])?)__"), MarkupKind.EMPHASIS),
    (EMPHASIS, MarkupKind.STRONG),
    (UNDERSCORED, MarkupKind.EMPHASIS),
    (_RAISED, MarkupKind.SUPERSCRIPT),
    (_LOWERED, MarkupKind.SUBSCRIPT),
)


def read_asciidoc(chunks: Sequence[Chunk], counts: Counter[str]) -> list[Chunk]:
    """Return the text of ``chunks`` without its AsciiDoc; ``counts`` counts it by names."""
    return _Reader(chunks, counts).read()


class _Reader:
    """The reading of lines one after another."""

    def __init__(self, chunks: Sequence[Chunk], counts: Counter[str]) -> None:
        self._chunks = chunks
        self._counts = counts
        self._result: list[Chunk] = []
        self._numbers: list[tuple[str, int]] = []  # marks of the items that are open, the last
        self._notes = 0
        self._blanks = 0
        self._source: Chunk | None = None  # the attribution of the quotation to come
        self._joins = False  # whether a “+” joins the line to the item before

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
        self._blanks = max(self._blanks, each.blanks)
        if each.part is not None:
            match = HEADING.fullmatch(text) if each.mark else None
            self._add(each.cut(*match.span("text")) if match else each)
        elif match := HEADING.fullmatch(text):
            self._counts["heading"] += 1
            self._add(heading(each.cut(*match.span("text")), len(match["marks"])))
        elif (end := self._find_end(index, QUOTE_RULE)) > index:
            return self._read_quotation(index, end)
        elif (end := self._find_end(index, _TABLE_RULE)) > index:
            return self._read_table(index, end)
        elif match := _IMAGE.fullmatch(text):
            self._add_image(each, match)
        elif match := _QUOTE_ATTRIBUTES.fullmatch(text):
            self._source = each.cut(*match.span("source"))
        elif _SEPARATOR.fullmatch(text):
            self._counts["separator"] += 1
            self._add(replace(each, part=Part.SEPARATOR))
        elif text == "+":
            self._joins = True
        elif self._is_unprinted(text):
            pass
        elif match := _ITEM.match(text):
            self._add_item(each, match)
        else:
            return self._read_paragraph(index)
        return index + 1

    @staticmethod
    def _is_unprinted(text: str) -> bool:
        return any(
            pattern.fullmatch(text)
            for pattern in (_OTHER_RULE, ATTRIBUTE, BLOCK_ATTRIBUTES, _COMMENT)
        )

    def _find_end(self, index: int, rule: re.Pattern[str]) -> int:
        """Return the index of the rule that ends the block at ``index``, or ``index``."""
        text = self._chunks[index].text.text
        if not rule.fullmatch(text):
            return index
        ends = (i for i in range(index + 1, len(self._chunks)) if self._chunks[i].text.text == text)
        return next(ends, index)

    def _add(self, each: Chunk) -> None:
        if each.part is not Part.ITEM and not each.joins:
            self._numbers = []
        each = replace(each, blanks=max(each.blanks, self._blanks))
        self._blanks = 0
        self._joins = False
        self._result.append(self._read_inlines(each))

    # --- blocks

    def _add_image(self, each: Chunk, match: re.Match[str]) -> None:
        self._counts["image"] += 1
        target = each.text.cut(*match.span("target"))
        text = each.text.cut(*match.span("text")) if match["text"].strip() else target
        self._add(replace(each, text=text, script=script(text.text), part=Part.IMAGE, label=target))

    def _add_item(self, each: Chunk, match: re.Match[str]) -> None:
        mark = match["mark"]
        marks = [open_mark for open_mark, _ in self._numbers]
        depth = marks.index(mark) if mark in marks else len(marks)
        number = self._numbers[depth][1] + 1 if mark in marks else 1
        self._numbers = [*self._numbers[:depth], (mark, number)]
        self._counts["list item"] += 1
        item = replace(each.cut(match.end()).strip(), part=Part.ITEM, depth=depth + 1)
        self._add(replace(item, number=number if mark[0] == "." else None))

    def _read_paragraph(self, index: int) -> int:
        each = self._chunks[index]
        if self._joins and self._result and self._result[-1].part is Part.ITEM:
            depth = self._result[-1].depth
            each = replace(each, part=Part.ITEM, depth=depth, joins=True, blanks=0)
            self._blanks = 0
        elif match := _BLOCK_TITLE.match(each.text.text):
            each = each.cut(match.end())
        index += 1
        while each.text.text.endswith(" +") and index < len(self._chunks):
            following = self._chunks[index]
            if following.blanks or following.part is not None:
                break
            self._counts["line break"] += 1
            each = join_lines(each.cut(0, len(each.text) - 2).strip(), following, "\n")
            index += 1
        self._add(each)
        return index

    def _read_quotation(self, index: int, end: int) -> int:
        self._counts["quotation"] += 1
        paragraphs: list[Chunk] = []
        for each in self._chunks[index + 1 : end]:
            quoted = replace(each, part=Part.QUOTATION, joins=bool(paragraphs))
            before = paragraphs[-1] if paragraphs else None
            if before and not each.blanks and before.script is each.script:
                paragraphs[-1] = join_lines(before, quoted)
            else:
                paragraphs.append(quoted)
        if paragraphs and self._source is not None:
            paragraphs.append(replace(self._source, part=Part.ATTRIBUTION, blanks=0))
        self._source = None
        for each in paragraphs:
            self._add(each)
        self._blanks = 1
        return end + 1

    def _read_table(self, index: int, end: int) -> int:
        self._counts["table"] += 1
        before = self._chunks[index - 1].text.text if index else ""
        lines = self._chunks[index + 1 : end]
        has_header = "header" in before or bool(lines[1:] and lines[1].blanks)
        for place, each in enumerate(lines):
            part = Part.HEADER_ROW if has_header and place == 0 else Part.ROW
            self._add(replace(read_row(each, part), joins=place > 0))
        self._blanks = 1
        return end + 1

    # --- markup in a line

    def _read_inlines(self, each: Chunk) -> Chunk:
        each = self._read_notes(each)
        each = self._unwrap(each, _REFERENCE)
        edits = ChunkEdits()
        for match in _LINK.finditer(each.text.text):
            self._counts["link"] += 1
            if is_external(match["target"]):
                edits.mark(match.span(), match.span("text"), MarkupKind.LINK, match["target"])
            else:
                edits.unwrap(match.span(), match.span("text"))
        each = self._unwrap(edits.apply(each) if edits.edits else each, _LITERAL)
        for pattern, kind in _STYLES:
            each = mark_all(each, pattern, kind, self._counts)
        return each

    def _read_notes(self, each: Chunk) -> Chunk:
        """Return a chunk with a call for each footnote; the call is its first character."""
        edits = ChunkEdits()
        for match in FOOTNOTE.finditer(each.text.text):
            self._notes += 1
            self._counts["note"] += 1
            body = replace(each.cut(*match.span("text")), part=Part.NOTE, blanks=0, joins=False)
            start, end = match.span()
            edits.replace(start, end, "*")
            edits.calls.append(Call(start, end, str(self._notes), (self._read_inlines(body),)))
        return edits.apply(each) if edits.calls else each

    @staticmethod
    def _unwrap(each: Chunk, pattern: re.Pattern[str]) -> Chunk:
        edits = ChunkEdits()
        for match in pattern.finditer(each.text.text):
            edits.unwrap(match.span(), match.span("text"))
        return edits.apply(each) if edits.edits else each
