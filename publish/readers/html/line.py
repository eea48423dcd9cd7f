"""A line of a page that is being read: its characters, their emphasis, and the calls in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publish.document.draft import Call, Chunk, MarkupKind, MarkupRange
from publish.text.dataclass import dataclass
from publish.text.languages import script
from publish.text.source import Traced, join

_SPACES = str.maketrans(dict.fromkeys("\n\r\f", " "))
_RUNS = re.compile(" ++|[^ ]++(?: [^ ]++)*+")
_ORDER = (
    MarkupKind.LINK,
    MarkupKind.STRONG,
    MarkupKind.EMPHASIS,
    MarkupKind.UNDERLINE,
    MarkupKind.SMALL_CAPS,
    MarkupKind.SUPERSCRIPT,
    MarkupKind.SUBSCRIPT,
)
"""The kinds of emphasis from the outermost to the innermost, where they begin together."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """The emphasis of characters, and the address to which they link."""

    kinds: frozenset[MarkupKind] = frozenset()
    target: str = ""

    @property
    def ranges(self) -> tuple[tuple[MarkupKind, str], ...]:
        """The kinds in the order of nesting, with their targets; a link is not underlined."""
        kinds = self.kinds - {MarkupKind.UNDERLINE} if self.target else self.kinds
        own = kinds | {MarkupKind.LINK} if self.target else kinds
        return tuple((k, self.target if k is MarkupKind.LINK else "") for k in _ORDER if k in own)


PLAIN = TextStyle()


class Line:
    """The text of one paragraph, piece by piece."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._pieces: list[tuple[Traced, TextStyle]] = []
        self._calls: list[Call] = []
        self._length = 0
        self._last = ""
        self._has_text = False

    def __bool__(self) -> bool:
        return self._has_text

    def append(self, text: str, start: int, style: TextStyle) -> None:
        """Append characters of the file from ``start`` on; spaces and line ends are one space."""
        text = text.translate(_SPACES)
        if "  " not in text:
            self._append_run(text, start, style)
            return
        for run in _RUNS.finditer(text):
            shown = " " if run[0].startswith(" ") else run[0]
            self._append_run(shown, start + run.start(), style)

    def put(self, text: str, start: int, style: TextStyle = PLAIN) -> None:
        """Append characters as they stand, in place of those of the file at ``start``."""
        if text:
            self._pieces.append((Traced(text, self._file, ((0, start),)), style))
            self._length += len(text)
            self._last = text[-1]
            self._has_text = self._has_text or bool(text.strip())

    def call(self, text: str, start: int, numeral: str, body: Sequence[Chunk]) -> None:
        """Append the call of a note."""
        begin = self._length
        self.put(text, start)
        self._calls.append(Call(begin, self._length, numeral, tuple(body)))

    def _append_run(self, text: str, start: int, style: TextStyle) -> None:
        if text.startswith(" ") and self._last in ("", " ", "\n", "\t"):
            text, start = text[1:], start + 1
        self.put(text, start, style)

    def build(self, base: Chunk) -> Chunk:
        """Return ``base`` with the text, the ranges and the calls, without spaces at its ends."""
        text = join([piece for piece, _ in self._pieces])
        chunk = Chunk(
            text,
            script(text.text),
            base.blanks,
            part=base.part,
            number=base.number,
            calls=tuple(self._calls),
            label=base.label,
            depth=base.depth,
            joins=base.joins,
            lang=base.lang,
            markup=tuple(sorted(self._ranges(), key=_sort_key)),
        )
        return chunk.strip()

    def _ranges(self) -> Iterator[MarkupRange]:
        """Yield nested ranges; neighbours of one look are one."""
        open_ranges: list[tuple[tuple[MarkupKind, str], int]] = []
        position = 0
        end_style: tuple[tuple[MarkupKind, str], ...] = ()
        for piece, style in [*self._pieces, (None, PLAIN)]:
            wanted = style.ranges
            if wanted != end_style:
                while open_ranges and any(key not in wanted for key, _ in open_ranges):
                    (kind, target), start = open_ranges.pop()
                    if start < position:
                        yield MarkupRange(start, position, kind, target)
                own = {key for key, _ in open_ranges}
                open_ranges += [(key, position) for key in wanted if key not in own]
                end_style = wanted
            position += len(piece) if piece is not None else 0


def _sort_key(markup: MarkupRange) -> tuple[int, int, int]:
    """Return the key that puts outer ranges before inner ones."""
    return markup.start, -markup.end, _ORDER.index(markup.kind)
