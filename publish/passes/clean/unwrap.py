"""Hard-wrapped paragraphs, as from a mail program or a PDF, merged into single lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules import text as rules
from publish.document.draft import Chunk, Draft
from publish.text.source import join

_WIDEST = 120
_NARROWEST = 40
_FEWEST = 3


def unwrap(draft: Draft) -> Outcome[Draft]:
    """Return the draft with the lines of each hard-wrapped paragraph merged.

    A text is hard-wrapped to the width W where each line, except the last of a paragraph, has at
    most W characters and no room for the first word of the next line.
    """
    groups = list(_groups(draft.chunks))
    width = _width(groups)
    if not width:
        return Outcome(draft)
    diagnostics: list[Diagnostic] = []
    chunks: list[Chunk] = []
    for group in groups:
        for lines in _split_paragraphs(group, width):
            chunks.append(_merge(lines))
            if len(lines) > 1:
                span = lines[0].span.to(lines[-1].span)
                diagnostics.append(
                    rules.JOINED_LINES.at(span, f"{len(lines)} lines are one paragraph")
                )
    return Outcome(replace(draft, chunks=tuple(chunks)), tuple(diagnostics))


def _groups(chunks: tuple[Chunk, ...]) -> Iterator[list[Chunk]]:
    """Yield runs of lines of one script with no blank line between them."""
    group: list[Chunk] = []
    for chunk in chunks:
        if group and (chunk.blanks or chunk.script is not group[-1].script):
            yield group
            group = []
        group.append(chunk)
    if group:
        yield group


def _width(groups: list[list[Chunk]]) -> int:
    """Return the width in characters that the text is wrapped to, or 0 where it is not wrapped."""
    runs = [group for group in groups if len(group) >= _FEWEST]
    width = max((len(line.text) for run in runs for line in run), default=0)
    everything = max((len(line.text) for group in groups for line in group), default=0)
    if not _NARROWEST <= width <= _WIDEST or everything > width + 20:
        return 0
    pairs = [pair for run in runs for pair in pairwise(run)]
    full = sum(_is_full(a, b, width) for a, b in pairs)
    return width if full * 10 >= len(pairs) * 7 else 0


def _is_full(line: Chunk, following: Chunk, width: int) -> bool:
    first = following.text.text.split(" ", 1)[0]
    return len(line.text) + 1 + len(first) > width


def _split_paragraphs(group: list[Chunk], width: int) -> Iterator[list[Chunk]]:
    paragraph = [group[0]]
    for line in group[1:]:
        if _is_full(paragraph[-1], line, width):
            paragraph.append(line)
        else:
            yield paragraph
            paragraph = [line]
    yield paragraph


def _merge(lines: list[Chunk]) -> Chunk:
    if len(lines) == 1:
        return lines[0]
    texts = [line.text for line in lines]
    parts = [texts[0]]
    for before, text in pairwise(texts):
        parts += [before.put(len(before), " "), text]
    return replace(lines[0], text=join(parts))
