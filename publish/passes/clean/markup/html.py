"""HTML left in a text: its elements as blocks, ranges and notes.

Text outside of block elements keeps its lines, as in the exports of Sefaria, which have HTML in
each line of a segment.  Inside of a block element a line end is a space.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import field, replace

from publish.document.draft import Chunk, Part
from publish.passes.clean.markup.html_blocks import HtmlBlock, mark_part
from publish.passes.clean.markup.html_line import HtmlLine
from publish.passes.clean.markup.html_tokens import Token, TokenKind, find_tokens
from publish.readers.html.elements import BLOCKS, HEADINGS, INLINE, UNPRINTED
from publish.text.dataclass import dataclass
from publish.text.languages import TAG, script
from publish.text.source import Span

_TEXT_BLOCKS = frozenset(
    {*HEADINGS, "p", "li", "dt", "dd", "tr", "blockquote", "figcaption", "caption", "address"}
)
"""The elements in which a line end is a space."""

_PARTED = frozenset({*HEADINGS, "p", "blockquote", "table"})
"""The elements that stand apart from the text before them."""

_DEEPEST = 100
"""The number of block elements that can be open; another one ends the outermost."""

_NAMES = {
    **dict.fromkeys(HEADINGS, "heading"),
    **dict.fromkeys(("p", "div"), "paragraph"),
    "li": "list item",
    "blockquote": "quotation",
    "tr": "table row",
    "br": "line break",
    "img": "image",
    "a": "link",
    "hr": "separator",
    **dict.fromkeys(("b", "strong"), "bold passage"),
    **dict.fromkeys(("i", "em"), "emphasis"),
}
"""The names of elements in messages."""


@dataclass(frozen=True, slots=True)
class HtmlText:
    """The chunks of a text without its HTML, the counts of elements, and the places of tags.

    ``unknown`` are tags that are printed as they stand.  ``dropped`` is the text of comments,
    scripts and styles.
    """

    chunks: list[Chunk] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    unknown: list[Span] = field(default_factory=list)
    dropped: list[Span] = field(default_factory=list)


def read_html(chunks: Sequence[Chunk]) -> HtmlText:
    """Return the text of ``chunks`` without its HTML."""
    reader = _Reader()
    for chunk in chunks:
        reader.read(chunk)
    reader.close()
    return reader.result


class _Reader:
    """The state of reading lines one after another."""

    def __init__(self) -> None:
        self.result = HtmlText()
        self._line = HtmlLine()
        self._outer: HtmlLine | None = None  # the line in which a note stands
        self._base: Chunk | None = None  # the line of the file in which the block begins
        self._blanks = 0
        self._blocks: list[HtmlBlock] = []
        self._note: tuple[Chunk, Token] | None = None
        self._skip = ""  # the element, or a comment, up to whose end nothing is printed

    def read(self, chunk: Chunk) -> None:
        """Read one line."""
        if chunk.mark:
            self._flush()
        if chunk.blanks:
            self._end_note()
            self._flush()
            self._line = HtmlLine()
            self._blocks = [block for block in self._blocks if block.name != "p"]
        elif self._line and not self._line.ends_in_break:
            self._line.append(chunk.text.put(0, " "))
        self._source = chunk
        self._blanks = max(self._blanks, chunk.blanks)
        position = 0
        for token in find_tokens(chunk.text.text):
            self._read_text(position, token.start)
            is_skipped = bool(self._skip)
            self._read_token(token)
            position = token.end
            if is_skipped or self._skip:
                self.result.dropped.append(chunk.text.span(token.start, token.end))
        self._read_text(position, len(chunk.text))
        goes_on = self._is_in_block() or self._line.ends_in_break or self._outer is not None
        if chunk.mark or not goes_on:
            self._flush()

    def close(self) -> None:
        """End the last line."""
        self._end_note()
        self._flush()

    def _is_in_block(self) -> bool:
        return any(block.name in _TEXT_BLOCKS for block in self._blocks)

    def _read_text(self, start: int, end: int) -> None:
        piece = self._source.text.cut(start, end)
        if start >= end:
            return
        if self._skip:
            self.result.dropped.append(piece.span())
            return
        if self._base is None and piece.text.strip():
            self._base = self._source
        self._line.append(piece)

    def _read_token(self, token: Token) -> None:
        if self._skip:
            ends = (
                token.kind is TokenKind.COMMENT_END
                if self._skip == "--"
                else (token.kind is TokenKind.END and token.name == self._skip)
            )
            self._skip = "" if ends else self._skip
            return
        match token.kind:
            case TokenKind.COMMENT:
                self._skip = "--"
            case TokenKind.REFERENCE:
                self.result.counts["character reference"] += 1
                self._put(token, token.text)
            case TokenKind.START:
                self._start(token)
            case TokenKind.END:
                self._end(token.name)
            case TokenKind.UNKNOWN | TokenKind.COMMENT_END:
                self.result.unknown.append(self._source.text.span(token.start, token.end))
                self._read_text(token.start, token.end)
            case TokenKind.DOCTYPE:
                pass

    def _put(self, token: Token, text: str) -> None:
        if self._base is None and text.strip():
            self._base = self._source
        self._line.append(self._source.text.put(token.start, text))

    def _value(self, token: Token, name: str) -> str:
        place = token.find(name)
        return self._source.text.text[slice(*place)] if place else ""

    # --- elements

    def _start(self, token: Token) -> None:
        name = token.name
        if name in _NAMES:
            self.result.counts[_NAMES[name]] += 1
        if name in UNPRINTED:
            self._skip = name
        elif name == "br":
            self._break(token)
        elif name == "hr":
            self._flush()
            rule = replace(self._source, text=self._source.text.put(token.start, "***"))
            self._add(replace(rule, part=Part.SEPARATOR, script=script("***")))
        elif name == "img":
            self._add_image(token)
        elif name in BLOCKS:
            self._start_block(token)
        elif name in INLINE:
            if "footnote" in self._value(token, "class").split() and name != "sup":
                self._start_note(token)
                self._line.open(name, None)
                return
            target = self._value(token, "href") if name == "a" else ""
            is_link = name == "a" and target and not target.startswith("#")
            kind = INLINE[name] if name != "a" or is_link else None
            self._line.open(name, kind, target)

    def _end(self, name: str) -> None:
        if name in BLOCKS:
            names = [block.name for block in self._blocks]
            if name in names:
                self._flush_block(name)
                del self._blocks[len(names) - 1 - names[::-1].index(name) :]
                if name in _PARTED:
                    self._blanks = 1
        elif name in INLINE:
            self._line.close(name)
            if self._outer is not None and not self._line.open_names():
                self._end_note()

    def _break(self, token: Token) -> None:
        if self._line.ends_in_break:
            self._flush()
            self._blanks = 1
        elif self._line:
            self._line.append(self._source.text.put(token.start, "\n"))

    def _start_block(self, token: Token) -> None:
        name = token.name
        names = [block.name for block in self._blocks]
        if name in ("td", "th"):
            while self._blocks and self._blocks[-1].name in ("td", "th", "p", "div"):
                self._blocks.pop()
            row = self._blocks[-1] if self._blocks else None
            if row is not None and row.counter:
                self._put(token, "\t")
            if row is not None:
                row.counter.append(name == "th")
        elif "td" in names or "th" in names:
            if name == "tr":
                self._flush_block("tr")
                if "tr" in names:
                    del self._blocks[names.index("tr") :]
            elif self._line:
                self._put(token, "\n")
        else:
            self._flush()
            # A paragraph, or an item, ends where another one begins.
            if name == "p" or name in HEADINGS:
                self._blocks = [block for block in self._blocks if block.name != "p"]
            if name == "li" and names[-1:] == ["li"]:
                self._blocks.pop()
            self._blanks = max(self._blanks, 1 if name in _PARTED else 0)
        lang = self._value(token, "lang")
        start = self._value(token, "start")
        first = int(start) - 1 if start.isdecimal() else 0
        counter = [first] if name == "ol" else []
        self._blocks.append(HtmlBlock(name, lang if TAG.fullmatch(lang) else "", counter))
        del self._blocks[:-_DEEPEST]

    def _flush_block(self, name: str) -> None:
        """End the line where the end of an element ends it; a cell does not end its row."""
        if name not in ("td", "th", "tbody", "thead", "tfoot") and not (
            name in ("p", "div") and any(block.name in ("td", "th") for block in self._blocks)
        ):
            self._flush()

    # --- notes and images

    def _start_note(self, token: Token) -> None:
        if self._outer is None:
            self._outer, self._line = self._line, HtmlLine()
            self._note = self._source, token

    def _end_note(self) -> None:
        if self._outer is None or self._note is None:
            return
        source, token = self._note
        body = self._line.build(replace(source, blanks=0, part=Part.NOTE, markup=(), calls=()))
        self._line, self._outer = self._outer, None
        if body.text:
            self.result.counts["note"] += 1
            self._line.add_note(body, "*", source.text.put(token.start, "*"))

    def _add_image(self, token: Token) -> None:
        source, alt = token.find("src"), token.find("alt")
        if source is None:
            return
        self._flush()
        text = self._source.text.cut(*(alt if alt and alt[0] < alt[1] else source))
        image = replace(self._source, text=text, script=script(text.text), part=Part.IMAGE)
        self._add(replace(image, label=self._source.text.cut(*source), blanks=max(1, self._blanks)))

    # --- the end of a line

    def _flush(self) -> None:
        """End the line, and add it with the part that its block elements give it."""
        line, self._line = self._line, HtmlLine()
        for name, kind, target in line.open_names():
            self._line.open(name, kind, target)
        base, self._base = self._base, None
        if line and base is not None:
            self._add(mark_part(line.build(replace(base, blanks=self._blanks)), self._blocks))

    def _add(self, chunk: Chunk) -> None:
        self.result.chunks.append(chunk)
        self._blanks = 0
