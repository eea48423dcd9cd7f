"""Single marks of a line: quotations inside quotations, apostrophes, geresh."""

from __future__ import annotations

from dataclasses import dataclass

from publish.passes.quotes.mark_context import (
    ELIDED,
    INCHES_AFTER,
    POINTS,
    PREFIX,
    WORD_BEFORE,
    Place,
    places,
)
from publish.passes.quotes.marks import SINGLE, Is, Mark
from publish.text.languages import Script

# What is written with geresh so often that the mark behind it hardly closes a quotation.
_ABBREVIATIONS = frozenset(
    "וכו וגו כו גו עמ מס פס גי שו סי פי פרופ גב אינג מח דר רח שד ראו מהד חוב אח טל".split()
)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A mark of the line, and the place it stands in where it is a single one."""

    mark: Mark
    place: Place | None = None
    in_word: bool = False
    twin: Mark | None = None
    """The first mark of two in a row, where this is the second."""


def singles(text: str, doubles: list[Mark], home: Script) -> list[Mark]:
    """Return the single marks of a line in order, each told by where it stands.

    ``doubles`` are the other marks of the line; those printed single count as such.
    """
    row = _row(text, {mark.at: mark for mark in doubles})
    waiting: list[Mark] = []
    outer = 0
    for seen, after in _with_next(row):
        mark = seen.mark
        if seen.place is None and not mark.inner:
            if mark.opens:
                waiting.append(mark)
                outer += 1
            elif mark.is_ is Is.CLOSE and outer:
                while waiting.pop().single:
                    pass
                outer -= 1
        elif mark.is_ is Is.OPEN:
            if seen.place is not None:
                mark.style = mark.within = waiting[-1].within if waiting else home
            waiting.append(mark)
        elif mark.is_ is Is.CLOSE:
            _close(seen, after, waiting)
    found = [seen.mark for seen in row if seen.place is not None]
    for mark in found:
        if mark.is_ is Is.OPEN and mark.mate is None and mark.given != "‘":
            mark.is_ = Is.APOSTROPHE
    return found


def _row(text: str, doubles: dict[int, Mark]) -> list[_Seen]:
    """Return every mark of the line, in order."""
    found: list[_Seen] = []
    for place in places(text):
        for at in range(place.start, place.end):
            if at in doubles:
                found.append(_Seen(doubles[at]))
            elif text[at] in SINGLE and not (
                text[at] == "’" and place.in_word and not place.in_hebrew_word
            ):
                mark = Mark(at, text[at], _single(place, at))
                twin = found[-1].mark if at > place.start and _is_two(place) else None
                found.append(_Seen(mark, place, place.in_word, twin))
    return found


def _with_next(row: list[_Seen]) -> list[tuple[_Seen, _Seen | None]]:
    """Return each mark with the next one that does not stand inside a word."""
    pairs: list[tuple[_Seen, _Seen | None]] = []
    following: _Seen | None = None
    for seen in reversed(row):
        pairs.append((seen, following))
        if not seen.in_word:
            following = seen
    return pairs[::-1]


def _single(place: Place, at: int) -> Is:
    """Tell what the mark is by its neighbours; CLOSE may still be an apostrophe or a geresh."""
    text, mark = place.text, place.text[at]
    if place.in_hebrew_word and mark in "'’":
        return Is.GERESH
    if place.in_word:
        return Is.PRIME if place.before.isdigit() and place.after.isdigit() else Is.APOSTROPHE
    where = place.is_
    if mark in "‘‚‛":
        return Is.APOSTROPHE if where is Is.CLOSE else Is.OPEN
    if _is_two(place) and (where is not Is.CLOSE):
        return Is.UNCLEAR
    if where is Is.OPEN:
        if mark == "’":
            return Is.OPEN if place.before_hebrew else Is.APOSTROPHE
        return Is.APOSTROPHE if ELIDED.match(text, at + 1) else Is.OPEN
    if where is Is.UNCLEAR and (not place.before.strip() or not place.after.strip()):
        return Is.UNCLEAR
    if mark == "'" and place.before.isdigit() and INCHES_AFTER.match(text, at + 1):
        return Is.PRIME
    return Is.CLOSE


def _is_two(place: Place) -> bool:
    # Two apostrophes are how some keyboards write a double mark.  One character cannot stand for
    # two, so they stay and are told.
    return place.text[place.start : place.end] == "''"


def _close(seen: _Seen, after: _Seen | None, waiting: list[Mark]) -> None:
    """Settle what may close a quotation: it does if one is open, mostly."""
    mark, place = seen.mark, seen.place
    single = bool(waiting) and waiting[-1].single
    if place is not None:
        is_ = _ends(seen, place, after, single=single)
        if is_ is not Is.CLOSE:
            mark.is_ = is_
            return
    if single:
        opening = waiting.pop()
        opening.mate, mark.mate = mark, opening


def _ends(seen: _Seen, place: Place, after: _Seen | None, *, single: bool) -> Is:
    """Return what a mark at the end of a word is; ``single`` says that a single mark is open."""
    mark = seen.mark
    behind_hebrew = mark.at == place.start and place.after_hebrew
    if seen.twin is None and _is_two(place) and not single:
        return Is.UNCLEAR
    if seen.twin is not None and seen.twin.is_ is Is.UNCLEAR:
        return Is.UNCLEAR
    another = after is not None and after.mark.is_ is Is.CLOSE and after.mark.single
    if mark.straight and behind_hebrew and _is_abbreviated(place):
        return Is.CLOSE if single and not another else Is.GERESH
    if single:
        # As in ‘the boys’ toys’: the first belongs to its word if there is one more to close.
        owns = another and place.before in "sS" and mark.at == place.start
        return Is.APOSTROPHE if owns else Is.CLOSE
    if not mark.straight:
        return Is.APOSTROPHE
    if behind_hebrew:
        return Is.GERESH
    return Is.PRIME if place.before.isdigit() else Is.APOSTROPHE


def _is_abbreviated(place: Place) -> bool:
    """Tell whether the word before is one letter or a well-known abbreviation."""
    found = WORD_BEFORE.search(place.text[max(0, place.start - 24) : place.start])
    if found is None:
        return False
    word = POINTS.sub("", found[1])
    if len(word) == 1 or word in _ABBREVIATIONS:
        return True
    return any(
        PREFIX.fullmatch(word[:size]) and (len(word) == size + 1 or word[size:] in _ABBREVIATIONS)
        for size in range(1, len(word))
    )
