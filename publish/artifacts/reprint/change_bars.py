"""Bars in the outer margin beside the lines of a PDF that were changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

from publish.artifacts.reprint.page_lines import Box
from publish.artifacts.reprint.page_prints import PagePrint
from publish.artifacts.reprint.word_changes import Word, WordChange, find_changes, list_words
from publish.config.booklet_options import Binding

DISTANCE = 7.0
"""Points between the text and a bar."""

WIDTH = 1.2
"""The width of a bar in points."""

_NEAR = 8.0
"""Points between two lines whose bars are one."""


def add_bars(
    data: bytes, before: Sequence[PagePrint], now: Sequence[PagePrint], binding: Binding
) -> bytes:
    """Return a PDF with bars beside its changed lines; ``now`` are its own pages."""
    import pikepdf

    words = list_words(now)
    lines = list_changed_lines(find_changes(list_words(before), words), words)
    with pikepdf.open(BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            text = now[number - 1].text.lines
            boxes = [box for n in lines.get(number, ()) if (box := text[n].box)]
            around = [box for line in text if (box := line.box)]
            if boxes:
                # Odd pages are rectos, whose outer margin is on the other side of the spine.
                is_right = bool(number % 2) == (binding is Binding.LEFT)
                page.contents_add(b"q", prepend=True)
                page.contents_add(_draw(boxes, around, page.mediabox, is_right=is_right))
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def list_changed_lines(
    changes: Iterable[WordChange], now: Sequence[Word]
) -> dict[int, tuple[int, ...]]:
    """Return the positions of the changed lines in the list of lines of each page, from 1.

    Where words were taken away, the line is that of the word after them.
    """
    lines: dict[int, set[int]] = {}
    for change in changes:
        after = now[change.now_first : change.now_first + 1] or now[-1:]
        for word in change.now or after:
            for page, line in word.places:
                lines.setdefault(page, set()).add(line)
    return {page: tuple(sorted(numbers)) for page, numbers in lines.items()}


def _draw(
    boxes: Sequence[Box], around: Sequence[Box], media: Iterable[object], *, is_right: bool
) -> bytes:
    """Return the operators of the bars beside lines, after a content stream that is restored."""
    left, _, right, _ = (float(str(edge)) for edge in media)
    if is_right:
        x = min(max(box[2] for box in around) + DISTANCE, right - WIDTH)
    else:
        x = max(min(box[0] for box in around) - DISTANCE, left + WIDTH)
    bars: list[tuple[float, float]] = []
    for _, low, _, high in sorted(boxes, key=lambda box: box[1]):
        if bars and low - bars[-1][1] < _NEAR:
            bars[-1] = bars[-1][0], max(high, bars[-1][1])
        else:
            bars.append((low, high))
    strokes = (f"{x:.2f} {low:.2f} m {x:.2f} {high:.2f} l S" for low, high in bars)
    return "\n".join(["Q q", f"0 G {WIDTH} w", *strokes, "Q"]).encode()
