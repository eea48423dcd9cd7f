"""The shape of lessons: pairs of an original and its translation, and commentary between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from math import exp, log

from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules import text as rules
from publish.document.draft import Chunk, Draft, Part
from publish.passes.headings import SEPARATOR, is_labelled_heading
from publish.passes.shape.front_matter import opens_first_section, split_head
from publish.text.dataclass import dataclass
from publish.text.languages import Script

_ORIGINAL = Script.HEBREW
_PAIRED = 0.7
_MISSING = 3.0  # translations are rarely missing; a pair with all likenesses scores 3.5


@dataclass(frozen=True, slots=True)
class _OriginalRun:
    """Neighbouring lines of the original: chunks ``start`` up to, not including, ``end``."""

    start: int
    end: int


def looks_interlinear(draft: Draft) -> bool:
    """Return whether lines of Hebrew and of another script alternate through the text.

    False for English prose with a few Hebrew lines or with some pages in Hebrew.
    """
    chunks = [chunk for chunk in draft.chunks if chunk.part is None]
    runs = _runs(chunks)
    if len(runs) < 2:
        return False
    hebrew = sum(chunk.script is _ORIGINAL for chunk in chunks)
    others = sum(_is_other(chunk) for chunk in chunks)
    paired = max(
        sum(_partner(chunks, run, side) is not None for run in runs) for side in ("before", "after")
    )
    return hebrew <= len(runs) * 1.5 and hebrew * 4 >= others and paired >= len(runs) * _PAIRED


def mark_interlinear(draft: Draft, translation: str | None) -> Outcome[Draft]:
    """Return the draft with each line marked as original, translation or commentary.

    An original and its translation have the same number.
    """
    head, rest = split_head(draft.chunks)
    chunks = [_mark(chunk) for chunk in rest]
    if opens_first_section(head, chunks) and is_labelled_heading(head[-1].text.text):
        head[-1] = replace(head[-1], part=Part.HEADING)
    side = translation or _side(chunks)
    diagnostics: list[Diagnostic] = []
    for number, run in enumerate(_runs(chunks), 1):
        for index in range(run.start, run.end):
            chunks[index] = replace(chunks[index], part=Part.ORIGINAL, number=number)
        partner = _partner(chunks, run, side)
        if partner is None:
            diagnostics.append(
                rules.NO_TRANSLATION.at(
                    chunks[run.start].span.to(chunks[run.end - 1].span),
                    f"there is no translation {side} this line",
                )
            )
        else:
            chunks[partner] = replace(chunks[partner], part=Part.TRANSLATION, number=number)
    chunks = [c if c.part else replace(c, part=Part.COMMENTARY) for c in chunks]
    return Outcome(replace(draft, chunks=(*head, *chunks)), tuple(diagnostics))


def _mark(chunk: Chunk) -> Chunk:
    text = chunk.text.text
    if chunk.part is not None:
        return chunk
    if SEPARATOR.fullmatch(text):
        return replace(chunk, part=Part.SEPARATOR)
    return replace(chunk, part=Part.HEADING) if is_labelled_heading(text) else chunk


def _runs(chunks: Sequence[Chunk]) -> list[_OriginalRun]:
    runs: list[_OriginalRun] = []
    for index, chunk in enumerate(chunks):
        if chunk.script is not _ORIGINAL or chunk.part not in (None, Part.ORIGINAL):
            continue
        if runs and runs[-1].end == index:
            runs[-1] = _OriginalRun(runs[-1].start, index + 1)
        else:
            runs.append(_OriginalRun(index, index + 1))
    return runs


def _partner(chunks: Sequence[Chunk], run: _OriginalRun, side: str) -> int | None:
    """Return the index of the line next to ``run`` on that side, if it may be a translation."""
    index = run.start - 1 if side == "before" else run.end
    if not 0 <= index < len(chunks):
        return None
    chunk = chunks[index]
    return index if chunk.part is None and _is_other(chunk) else None


def _is_other(chunk: Chunk) -> bool:
    """Return whether a line is in another script than originals."""
    return chunk.script not in (_ORIGINAL, Script.NONE)


def _side(chunks: Sequence[Chunk]) -> str:
    """Return the side of translations, "before" or "after": the side with more likeness.

    A translation has the usual length in proportion to its original, mostly the same final mark,
    and no blank line before or after its original.
    """
    return max(("before", "after"), key=lambda side: _likeness(chunks, side))


def _likeness(chunks: Sequence[Chunk], side: str) -> float:
    runs = _runs(chunks)
    pairs = [(run, _partner(chunks, run, side)) for run in runs]
    sizes = {
        run: log(_length(chunks[partner : partner + 1]) / _length(chunks[run.start : run.end]))
        for run, partner in pairs
        if partner is not None
    }
    usual = _median(sorted(sizes.values())) if sizes else 0.0
    total = 0.0
    for run, partner in pairs:
        if partner is None:
            total -= _MISSING
            continue
        total += 0.5 + exp(-abs(sizes[run] - usual))
        total += _ending(chunks[partner]) == _ending(chunks[run.end - 1])
        total += chunks[max(partner, run.start)].blanks == 0
    return total


def _median(values: Sequence[float]) -> float:
    """Return the median of sorted values."""
    # Same as statistics.median; that module takes long to import.
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2


def _length(chunks: Sequence[Chunk]) -> int:
    return sum(_count_letters(chunk.text.text) for chunk in chunks) or 1


@lru_cache(maxsize=2**14)
def _count_letters(line: str) -> int:
    # Lines are compared with those on either side.
    return sum(map(str.isalpha, line))


def _ending(chunk: Chunk) -> str:
    bare = chunk.text.text.rstrip("\"'”’»)]״׳0123456789 ")
    return bare[-1:] if bare[-1:] in ",.;:!?…" else ""
