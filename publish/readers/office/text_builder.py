"""The text of a document and its paragraphs, as a reader meets them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from publish.diagnostics import Diagnostic
from publish.document.draft import MarkupKind, MarkupRange
from publish.readers.office.content import DocumentParagraph, ListPlace, NoteCall, Picture
from publish.text.dataclass import dataclass
from publish.text.source import Span

OBJECT = "\ufffc"
"""The character in the text of a document where a picture stands."""

Kinds = tuple[tuple[MarkupKind, str], ...]
"""The kinds of markup of a run, each with the target of a link, in a fixed order."""


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """How a document sets a paragraph: see ``DocumentParagraph``."""

    styles: tuple[str, ...] = ()
    level: int = 0
    gap: float = 0


@dataclass(frozen=True, slots=True)
class ParagraphLabel:
    """The label before a paragraph, and its place in a list; headings have a label alone.

    A paragraph that goes on in an item has the place of the item, and no text.
    """

    text: str
    item: ListPlace | None = None


class TextBuilder:
    """A text that grows by paragraphs, a line each, with its places and the open paragraph."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.length = 0
        self.places: list[tuple[int, str]] = []
        self.diagnostics: list[Diagnostic] = []
        self._parts: list[str] = []
        self._open()

    def _open(self) -> None:
        self.start = self.length
        self.label = ""
        self._label: ParagraphLabel | None = None
        self.item: ListPlace | None = None
        self._runs: list[tuple[int, int, Kinds]] = []
        self._calls: list[NoteCall] = []
        self._pictures: list[Picture] = []

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is in the open paragraph."""
        return self.length == self.start

    def name_place(self, name: str) -> None:
        """Give what follows a name for messages; the last name of an offset counts."""
        if self.places and self.places[-1][0] == self.length:
            self.places.pop()
        self.places.append((self.length, name))

    def span(self, start: int, end: int | None = None) -> Span:
        """Return the span from ``start`` to ``end``, by default to the end of the text."""
        return Span(self.file, start, self.length if end is None else end)

    def set_label(self, label: ParagraphLabel) -> None:
        """Put a label before the open paragraph, which is blank, once words follow."""
        self._label = label

    def add(self, text: str, kinds: Kinds = ()) -> None:
        """Add characters to the open paragraph."""
        if not text:
            return
        self._write_label()
        start = self.length
        self._write(text)
        runs = self._runs
        if runs and runs[-1][1] == start and runs[-1][2] == kinds:
            runs[-1] = (runs[-1][0], self.length, kinds)
        else:
            runs.append((start, self.length, kinds))

    def add_call(self, mark: str, key: str, series: str) -> None:
        """Add a note call: a raised numeral, or another mark in brackets."""
        self._write_label()
        start = self.length
        shown = mark.translate(_RAISED) if mark.isdecimal() and mark.isascii() else f"[{mark}]"
        self._write(shown)
        self._calls.append(NoteCall(start, self.length, mark, key, series))

    def add_picture(self, address: str, alt: str) -> None:
        """Add a picture, which stands beside the words of the paragraph."""
        self._pictures.append(Picture(self.length, address, " ".join(alt.split())))
        self._write(OBJECT)

    def close(self, look: ParagraphLook) -> DocumentParagraph:
        """End the open paragraph and return it; the next one is open."""
        start, end = self.start, self.length
        paragraph = DocumentParagraph(
            start,
            end,
            look.styles,
            look.level,
            len(self.label),
            len(self.label) + 1 if self.label else 0,
            self.item,
            look.gap,
            tuple(self._markup(start)),
            tuple(self._calls),
            tuple(self._pictures),
        )
        self._write("\n")
        self._open()
        return paragraph

    def write_line(self, text: str) -> None:
        """Add a line that is in no paragraph; the open paragraph is blank."""
        self._write(text + "\n")
        self._open()

    def recent(self, start: int) -> str:
        """Return the text from ``start`` on, as is needed for messages."""
        return self._text_from(start) if start < self.length else ""

    def _write_label(self) -> None:
        label, self._label = self._label, None
        if label is not None:
            if label.text:
                self._write(f"{label.text} ")
            self.label, self.item = label.text, label.item

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self.length += len(text)

    def _markup(self, start: int) -> Iterator[MarkupRange]:
        if not any(kinds for _, _, kinds in self._runs):
            return
        text = self._text_from(start)
        for each in nest(_join_over_spaces(self._runs, text, start)):
            own = replace(each, start=each.start - start, end=each.end - start)
            stretch = text[own.start : own.end]
            own = replace(
                own,
                start=own.start + len(stretch) - len(stretch.lstrip()),
                end=own.end - len(stretch) + len(stretch.rstrip()),
            )
            if own.start < own.end:
                yield own

    def _text_from(self, start: int) -> str:
        """Return the text from ``start`` on, which is not empty."""
        needed = self.length - start
        parts: list[str] = []
        for part in reversed(self._parts):
            if needed <= 0:
                break
            parts.append(part)
            needed -= len(part)
        return "".join(reversed(parts))[-(self.length - start) :]


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_Run = tuple[int, int, Kinds]


def _join_over_spaces(runs: Sequence[_Run], text: str, start: int) -> list[_Run]:
    """Return runs in which white space between two runs of one look has that look."""
    result: list[_Run] = []
    for index, (first, last, kinds) in enumerate(runs):
        own = kinds
        if text[first - start : last - start].isspace():
            before = result[-1][2] if result else ()
            after = runs[index + 1][2] if index + 1 < len(runs) else ()
            own = tuple(kind for kind in before if kind in after) or ()
        if result and result[-1][2] == own and result[-1][1] == first:
            result[-1] = (result[-1][0], last, own)
        else:
            result.append((first, last, own))
    return result


def nest(runs: Iterable[_Run]) -> list[MarkupRange]:
    """Return ranges for the looks of runs that nest: one that lasts longer is around others."""
    runs = list(runs)
    ranges: list[MarkupRange] = []
    opened: list[tuple[tuple[MarkupKind, str], int]] = []
    for index, (start, _, kinds) in enumerate(runs):
        gap = index > 0 and runs[index - 1][1] != start
        keep = 0
        while not gap and keep < len(opened) and opened[keep][0] in kinds:
            keep += 1
        _end_ranges(ranges, opened, keep, runs[index - 1][1] if index else start)
        new = [kind for kind in kinds if all(kind != each for each, _ in opened)]
        new.sort(key=lambda kind: -_reach(runs, index, kind))
        opened += [(kind, start) for kind in new]
    if runs:
        _end_ranges(ranges, opened, 0, runs[-1][1])
    # Inner ranges end first: the stable sort of the reversed list keeps a range before them.
    ranges.reverse()
    return sorted(ranges, key=lambda each: (each.start, -each.end))


def _end_ranges(
    ranges: list[MarkupRange],
    opened: list[tuple[tuple[MarkupKind, str], int]],
    keep: int,
    end: int,
) -> None:
    while len(opened) > keep:
        (kind, target), start = opened.pop()
        ranges.append(MarkupRange(start, end, kind, target))


def _reach(runs: Sequence[_Run], index: int, kind: tuple[MarkupKind, str]) -> int:
    """Return the end of the runs from ``index`` on that all have ``kind``."""
    end = runs[index][0]
    for start, last, kinds in runs[index:]:
        if start != end or kind not in kinds:
            break
        end = last
    return end
