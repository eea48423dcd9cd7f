"""Hebrew in visual order: an error, or reversed where the settings say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publish.diagnostics import Outcome
from publish.diagnostics.rules import text as rules
from publish.document.draft import Chunk, Draft, M
from publish.text.hebrew import ALPHABET, MARKS_AND_PUNCTUATION
from publish.text.languages import Script
from publish.text.patterns import late_pattern
from publish.text.source import reorder

_WORD = late_pattern(f"[{ALPHABET}][{MARKS_AND_PUNCTUATION}{ALPHABET}]*")
_MARKS = late_pattern(f"[{MARKS_AND_PUNCTUATION}]")
_FINAL = frozenset("ךםןףץ")
# Frequent Hebrew words that are no words when read backwards.
_FREQUENT = frozenset("של את אשר הוא היא כל זה גם אבל אין הזה אלא לפי אחר אחת וכל דבר ואת".split())
_BACKWARDS = frozenset(word[::-1] for word in _FREQUENT) - _FREQUENT
_ENOUGH = 3

# Numbers with their signs and Latin words keep their order inside a reversed line.
_LEFT_TO_RIGHT = late_pattern(
    r"[0-9]+(?:[.,:/–-][0-9]+)*%?|[A-Za-z\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f'’-]*"
    r"(?:[ ,]+[A-Za-z\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f'’-]*)*"
)
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


def restore_order(draft: Draft, *, is_visual: bool) -> Outcome[Draft]:
    """Return the draft with its Hebrew in logical order.

    With ``is_visual`` each Hebrew line is reversed.  Else nothing changes, and a text that runs
    backwards is an error: it has final letters at the beginning of words, or frequent words
    spelled backwards, at least three times as often as words in logical order.
    """
    if is_visual:
        chunks = tuple(map(_reverse, draft.chunks))
        lines = [c.span for c in draft.chunks if c.script is Script.HEBREW]
        if not lines:
            return Outcome(draft)
        diagnostic = rules.TURNED.at(lines[0], f"{len(lines)} lines turned around", also=lines[1:])
        return Outcome(replace(draft, chunks=chunks), (diagnostic,))
    whole = " ".join(chunk.text.text for chunk in draft.chunks)
    if len(_evidence(whole)[0]) < _ENOUGH:
        return Outcome(draft)
    backwards = [c for c in draft.chunks if _runs_backwards(c.text.text)]
    if not backwards and not _runs_backwards(whole):
        return Outcome(draft)
    spans = [chunk.span for chunk in backwards] or [draft.chunks[0].span]
    word = next(iter(_evidence(whole)[0]), "")
    error = rules.VISUAL_ORDER.at(
        spans[0],
        f"the Hebrew runs backwards: “{word}” should be “{word[::-1]}”",
        'copy it from another source, or set order = "visual" to have every line turned',
        also=spans[1:],
    )
    return Outcome(draft, (error,))


def _evidence(text: str) -> tuple[list[str], list[str]]:
    """Return the words that indicate visual order, and those that indicate logical order."""
    backwards, forwards = [], []
    for word in _WORD.findall(text):
        bare = _MARKS.sub("", word)
        if len(bare) > 1 and (bare[0] in _FINAL or bare in _BACKWARDS):
            backwards.append(bare)
        elif len(bare) > 1 and (bare[-1] in _FINAL or bare in _FREQUENT):
            forwards.append(bare)
    return backwards, forwards


def _runs_backwards(text: str) -> bool:
    backwards, forwards = _evidence(text)
    return len(backwards) >= _ENOUGH and len(backwards) >= _ENOUGH * len(forwards)


def _reverse(chunk: Chunk) -> Chunk:
    """Return a Hebrew line in logical order, with its notes; other lines stay."""
    if chunk.calls:
        calls = (replace(call, body=tuple(map(_reverse, call.body))) for call in chunk.calls)
        chunk = replace(chunk, calls=tuple(calls))
    if chunk.script is not Script.HEBREW:
        return chunk
    text = chunk.text.text
    order = list(range(len(text)))[::-1]
    for match in _LEFT_TO_RIGHT.finditer(text):
        start, end = len(text) - match.end(), len(text) - match.start()
        order[start:end] = order[start:end][::-1]
    line = reorder(chunk.text, order)
    # Brackets in visual order are stored by their shape, in logical order by their meaning.
    places = [0] * len(order)
    for place, index in enumerate(order):
        places[index] = place
    return replace(
        chunk,
        text=replace(line, text=line.text.translate(_MIRRORED)),
        calls=_move(chunk.calls, places),
        milestones=_move(chunk.milestones, places),
        markup=_move(chunk.markup, places),
    )


def _move(marks: tuple[M, ...], places: Sequence[int]) -> tuple[M, ...]:
    """Return marks at the new places of their characters, without those that these part."""
    moved = ((mark, sorted(places[mark.start : mark.end])) for mark in marks)
    whole = (
        replace(mark, start=own[0], end=own[-1] + 1)
        for mark, own in moved
        if own and own[-1] - own[0] == len(own) - 1
    )
    return tuple(sorted(whole, key=lambda mark: mark.start))
