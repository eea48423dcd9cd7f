"""Pairs: lines of an original with the lines beside them that translate or transliterate it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import exp

from publish.document.draft import Chunk, Part
from publish.passes.shape.proportions import (
    DOUBTFUL,
    OUTLIER,
    Likeness,
    compare,
    find_proportions,
    log_ratio,
    median,
    translation_of,
)
from publish.passes.shape.units import ASIDE, TITLE, PairedUnit, Pairing, Unit
from publish.text.language_detection import detect

_MISSING = 3.0  # translations are rarely missing; a pair with all likenesses scores 3.5
_FEWEST_SECOND = 3

# --- pairs in groups between blank lines


def pair_by_groups(chunks: Sequence[Chunk], units: Sequence[Unit]) -> Pairing | None:
    """Return the pairs where most originals stand close to their translations, blanks around them.

    None where the groups between blank lines are no pairs.
    """
    groups = list(_groups(units))
    patterns = Counter(
        tuple(unit.kind for unit in group)
        for group in groups
        if sum(unit.kind == "original" for unit in group) == 1 and 1 < len(group) <= 4
    )
    originals = sum(unit.kind == "original" for unit in units)
    if not patterns or len(groups) < 2:
        return None
    pattern, count = patterns.most_common(1)[0]
    if count * 2 < originals or (count < 2 and originals > 1):
        return None
    side = "before" if pattern.index("original") > 0 else "after"
    pairs: list[PairedUnit] = []
    for group in groups:
        own = [unit for unit in group if unit.kind == "original"]
        kinds = tuple(unit.kind for unit in group)
        if len(own) == 1 and (kinds == pattern or _is_alike(kinds, pattern)):
            others = tuple(unit for unit in group if unit is not own[0])
            pairs.append(PairedUnit(own[0], others))
        else:
            pairs += [PairedUnit(unit) for unit in own]
    return Pairing(tuple(_check(chunks, pairs)), side, count * _MISSING)


def _groups(units: Sequence[Unit]) -> Iterator[list[Unit]]:
    group: list[Unit] = []
    for unit in units:
        if unit.kind in (ASIDE, TITLE):
            continue
        if group and (unit.blanks or unit.start != group[-1].end):
            yield group
            group = []
        group.append(unit)
    if group:
        yield group


def _is_alike(kinds: tuple[str, ...], pattern: tuple[str, ...]) -> bool:
    """Return whether a group has the order of the pattern, with a line fewer or more."""
    if len(kinds) < 2 or abs(len(kinds) - len(pattern)) > 1:
        return False
    same_side = (kinds.index("original") > 0) is (pattern.index("original") > 0)
    return same_side and set(kinds) <= set(pattern) | {"original"}


def _check(chunks: Sequence[Chunk], pairs: Sequence[PairedUnit]) -> Iterator[PairedUnit]:
    """Yield the pairs, those whose length is far from the usual without their translation."""
    likenesses = [compare(chunks, pair) if pair.others else None for pair in pairs]
    usual = find_proportions([likeness for likeness in likenesses if likeness])
    for pair, likeness in zip(pairs, likenesses, strict=True):
        far = abs(likeness.size - usual.size) if likeness else 0.0
        if len(pairs) > _FEWEST_SECOND - 1 and far > OUTLIER * 2:
            yield PairedUnit(pair.original)
        else:
            yield pair


# --- pairs of neighbours


def pair_neighbours(chunks: Sequence[Chunk], units: Sequence[Unit], side: str) -> Pairing:
    """Return the pairs of each original with the line on that side, ``before`` or ``after``.

    A neighbour whose length in proportion is far from the usual is no translation.
    """
    originals = [place for place, unit in enumerate(units) if unit.kind == "original"]
    pairs = [PairedUnit(units[place], _partners(units, place, side)) for place in originals]
    likenesses = [compare(chunks, pair) if pair.others else None for pair in pairs]
    usual = find_proportions([likeness for likeness in likenesses if likeness])
    result: list[PairedUnit] = []
    score = 0.0
    for pair, likeness in zip(pairs, likenesses, strict=True):
        if likeness is None or not usual.allows(likeness):
            score -= _MISSING
            result.append(PairedUnit(pair.original))
            continue
        score += _score(chunks, pair, likeness, usual.size)
        result.append(pair)
    score -= _left_over(units, result, side)
    if side == "after":
        result = _add_second_translations(chunks, units, result)
    return Pairing(tuple(result), side, score)


def _partners(units: Sequence[Unit], place: int, side: str) -> tuple[Unit, ...]:
    """Return the units next to an original that may go with it.

    A transliteration may stand between an original and its translation.
    """
    original = units[place]
    step = 1 if side == "after" else -1
    partners: list[Unit] = []
    edge = original
    while 0 <= place + step < len(units):
        place += step
        unit = units[place]
        adjacent = edge.end == unit.start if step > 0 else unit.end == edge.start
        if unit.kind in ("original", ASIDE, TITLE) or not adjacent:
            break
        if partners and edge.size < unit.size and unit.blanks and not edge.blanks:
            break  # a stanza that translates all lines over it
        partners.append(_nearest(unit, original.size, step))
        if unit.kind != "transliteration":
            break
        edge = unit
    return tuple(partners[::step])


def _nearest(unit: Unit, size: int, step: int) -> Unit:
    """Return the lines of a unit next to an original: as many as the original has."""
    if unit.size <= size:
        return unit
    if step > 0:
        return Unit(unit.start, unit.start + size, unit.kind, unit.blanks)
    return Unit(unit.end - size, unit.end, unit.kind, 0)


def _is_other_language(
    chunks: Sequence[Chunk], pairs: Sequence[PairedUnit], seconds: Iterable[Unit]
) -> bool:
    """Return whether the lines after the translations are in another language than those."""
    first = _language(chunks, (translation_of(pair) for pair in pairs))
    return first != _language(chunks, seconds)


def _language(chunks: Sequence[Chunk], units: Iterable[Unit]) -> str:
    text = " ".join(c.text.text for unit in units for c in chunks[unit.start : unit.end])
    return detect(text).lang


def _add_second_translations(
    chunks: Sequence[Chunk], units: Sequence[Unit], pairs: Sequence[PairedUnit]
) -> list[PairedUnit]:
    """Return pairs with the next line as a second translation, where nearly all have one."""
    by_start = {unit.start: unit for unit in units}
    seconds = {
        pair.start: unit
        for pair in pairs
        if pair.others
        and (unit := by_start.get(pair.end))
        and unit.kind not in ("original", "transliteration")
        and unit.size == pair.others[-1].size
    }
    complete = [pair for pair in pairs if pair.others]
    if not seconds or not _is_other_language(chunks, complete, seconds.values()):
        return list(pairs)
    if len(seconds) < _FEWEST_SECOND or len(seconds) * 4 < len(complete) * 3:
        return list(pairs)
    sizes = {
        pair.start: log_ratio(chunks, pair.original, seconds[pair.start])
        for pair in complete
        if pair.start in seconds
    }
    usual = median(sorted(sizes.values()))
    fits = {start for start, size in sizes.items() if abs(size - usual) < DOUBTFUL}
    if len(fits) * 4 < len(complete) * 3:
        return list(pairs)
    return [
        PairedUnit(pair.original, (*pair.others, seconds[pair.start]))
        if pair.start in fits
        else pair
        for pair in pairs
    ]


def _score(chunks: Sequence[Chunk], pair: PairedUnit, likeness: Likeness, usual: float) -> float:
    score = 0.5 + exp(-abs(likeness.size - usual)) + likeness.ends_alike
    first = max(pair.original.start, translation_of(pair).start)
    return score + (chunks[first].blanks == 0)


def _left_over(units: Sequence[Unit], pairs: Sequence[PairedUnit], side: str) -> float:
    """Return what counts against a side: a line of text before the first pair that is no title.

    With translations after their originals the lines before the first original stand alone, and
    the lines after the last one with translations before.
    """
    if not pairs:
        return 0.0
    first, last = pairs[0].start, pairs[-1].end
    edge = [u for u in units if (u.end <= first if side == "after" else u.start >= last)]
    return sum(0.25 for _ in edge[:2])


# --- marks


def mark_pairs(chunks: list[Chunk], pairing: Pairing, number: int) -> int:
    """Mark the lines of pairs in ``chunks``, with segments numbered from ``number``.

    Returns the next number.
    """
    languages = _languages(chunks, pairing)
    for pair in pairing.pairs:
        for unit in (pair.original, *pair.others):
            part, lang = _part(pair, unit), languages.get(unit, "")
            for index in range(unit.start, unit.end):
                joins = index > unit.start
                chunks[index] = replace(
                    chunks[index], part=part, number=number, joins=joins, lang=lang
                )
        number += 1
    return number


def _languages(chunks: Sequence[Chunk], pairing: Pairing) -> dict[Unit, str]:
    """Return the language of each translation where originals have several, each in its place."""
    places: dict[int, list[Unit]] = {}
    for pair in pairing.pairs:
        translations = [u for u in pair.others if _part(pair, u) is Part.TRANSLATION]
        for place, unit in enumerate(translations):
            places.setdefault(place, []).append(unit)
    if len(places) < 2:
        return {}
    tags = {place: _language(chunks, units) for place, units in places.items()}
    return {unit: tags[place] for place, units in places.items() for unit in units}


def _part(pair: PairedUnit, unit: Unit) -> Part:
    if unit is pair.original:
        return Part.ORIGINAL
    return Part.TRANSLITERATION if unit.kind == "transliteration" else Part.TRANSLATION
