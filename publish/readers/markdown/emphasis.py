"""Delimiters of emphasis, matched as CommonMark does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from publish.readers.markdown.pieces import Piece

DEEPEST = 30
"""Levels of pieces in pieces; the signs of more are text."""

_TEXTS = frozenset({"text", "delimiters", "open"})


def match_delimiters(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the pieces with emphasis in place of its delimiters, texts that touch merged.

    https://spec.commonmark.org/0.31.2/#an-algorithm-for-parsing-nested-emphasis-and-links
    """
    result: list[Piece] = []
    openers: list[tuple[int, Piece]] = []
    bottoms: dict[tuple[str, bool, int], int] = {}
    for piece in pieces:
        if piece.kind != "delimiters":
            result.append(piece)
            continue
        rest = piece
        while rest.text and rest.closes:
            key = (rest.text[0], rest.opens, len(piece.text) % 3)
            bottom = bottoms.get(key, 0)
            place = _find_opener(openers, rest, bottom)
            if place is None:
                bottoms[key] = len(openers)
                break
            rest = _wrap(result, openers, place, rest)
        if rest.text:
            if rest.opens:
                openers.append((len(result), rest))
            result.append(rest)
        bottoms = {key: min(bottom, len(openers)) for key, bottom in bottoms.items()}
    return merge_texts(result)


def _find_opener(openers: list[tuple[int, Piece]], closer: Piece, bottom: int) -> int | None:
    for place in range(len(openers) - 1, bottom - 1, -1):
        opener = openers[place][1]
        if opener.text[0] != closer.text[0]:
            continue
        if closer.text[0] == "~":
            if len(opener.text) == len(closer.text) == 2:
                return place
            continue
        lengths = _length(opener), _length(closer)
        is_odd = (opener.closes or closer.opens) and sum(lengths) % 3 == 0
        if not is_odd or not any(length % 3 for length in lengths):
            return place
    return None


def _length(piece: Piece) -> int:
    """Return the number of signs that a run had before some were used."""
    return piece.end - piece.start


def _wrap(
    result: list[Piece], openers: list[tuple[int, Piece]], place: int, closer: Piece
) -> Piece:
    """Put what stands between an opener and ``closer`` in one piece; return the rest of it."""
    index, opener = openers[place]
    size = 2 if len(opener.text) >= 2 and len(closer.text) >= 2 else 1
    children = merge_texts(result[index + 1 :])
    kind = "deleted" if closer.text[0] == "~" else "strong" if size == 2 else "emphasis"
    left = len(opener.text) - size
    start = opener.start + left
    end = closer.end - len(closer.text) + size
    del result[index:], openers[place:]
    if left:
        remaining = replace(opener, text=opener.text[:left])
        openers.append((len(result), remaining))
        result.append(remaining)
    depth = depth_of(children) + 1
    if depth <= DEEPEST:
        result.append(Piece(kind, start, end, children=children, depth=depth))
    else:
        signs = closer.text[0] * size
        result.append(Piece("text", start, start + size, signs))
        result.extend(children)
        result.append(Piece("text", end - size, end, signs))
    return replace(closer, text=closer.text[size:])


def depth_of(pieces: Sequence[Piece]) -> int:
    """Return the levels of pieces in pieces."""
    return max((piece.depth for piece in pieces), default=0)


def merge_texts(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return pieces with texts that touch as one; delimiters and brackets left over are text."""
    result: list[Piece] = []
    for is_text, group in groupby(pieces, lambda piece: piece.kind in _TEXTS):
        run = list(group)
        if not is_text:
            result += run
        elif text := "".join(piece.text for piece in run):
            result.append(Piece("text", run[0].start, run[-1].end, text))
    return tuple(result)
