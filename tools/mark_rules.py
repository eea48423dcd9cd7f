"""Rules that keep Hebrew points and accents clear of each other and of letters.

A rule of the first kind moves the marks of one letter, a rule of the second kind widens the space
between two letters.  ``mark_lookups`` writes both into a font.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from tools.mark_collisions import GRID, LANGUAGES, LETTER, Face, Placed

NEAR = 2
"""Pixels: a rule applies to marks whose distance is smaller."""

CLEARANCES = ((12, 8), (8, 6), (5, 4), (NEAR, NEAR))
"""Distances that a rule leaves between two marks, and between a mark and its letter; best first."""

FARTHEST = GRID // 5
"""Pixels, 0.2 em, by which a rule moves a mark or widens a space at most."""

HEIGHTS = range(0, GRID // 3, 4)
"""Pixels by which a rule moves the puncta over and under letters away from their letter."""

PUNCTA_CLEARANCE = 18
"""Pixels between a punctum and the points of its letter: tsere and a dot are not to be a segol."""

_STEP = 2
_LETTER_DISTANCE = 4
"""Pixels that a rule of the second kind leaves."""

Glyphs = tuple[str, ...]
Shift = tuple[int, int]


@dataclass(frozen=True, slots=True, order=True)
class Rule:
    """A context of glyphs in the order of the text; ``shifts`` are pixels for each of ``input``.

    With ``widens`` the shift is space before the only glyph of the input, else marks move.
    """

    before: Glyphs
    input: Glyphs
    after: Glyphs
    shifts: tuple[Shift, ...]
    widens: bool = False


@dataclass(frozen=True, slots=True)
class Zone:
    """Marks below letters, above or in them; ``up`` is the direction away from letters."""

    marks: frozenset[str]
    up: int


def find_zones(face: Face) -> tuple[Zone, ...]:
    """Return the marks below letters, those above letters, and dagesh."""
    below: set[str] = set()
    above: set[str] = set()
    for name in face.marks - face.dagesh:
        shape = face.shape_of(name, 0)
        if shape is not None:
            (below if shape.bottom + shape.picture.height < GRID / 4 else above).add(name)
    return Zone(frozenset(below), -1), Zone(frozenset(above), 1), Zone(face.dagesh, 0)


def find_moves(face: Face, texts: Iterable[str], zone: Zone) -> Iterator[Rule]:
    """Yield the rules that move marks of one letter in ``texts``."""
    solver = _Solver(face, zone)
    clusters = {match.group() for text in texts for match in LETTER.finditer(text)}
    for text, language in itertools.product(sorted(clusters), LANGUAGES):
        for base, *marks in _clusters(face.shape(text, language), face):
            moved = [mark for mark in marks if mark.glyph in zone.marks]
            shifts = solver.solve(base, moved) if moved else ()
            if any(any(shift) for shift in shifts):
                yield Rule((base.glyph,), tuple(mark.glyph for mark in moved), (), shifts)


def find_spaces(face: Face, texts: Iterable[str], zone: Zone) -> Iterator[Rule]:
    """Yield the rules that widen the space between two letters in ``texts`` with marks too near."""
    for text, language in itertools.product(sorted(set(texts)), LANGUAGES):
        clusters = _clusters(face.shape(text, language), face)
        for first, second in itertools.pairwise(clusters):
            # Spaces that the font puts after a letter are parts of the context.
            others = face.marks - zone.marks
            right = [placed for placed in first if placed.glyph not in others]
            left = [second[0], *(placed for placed in second if placed.glyph in zone.marks)]
            if not _meet(face, right, left, 0, NEAR):
                continue
            for distance in range(_STEP, FARTHEST + 1, _STEP):
                if not _meet(face, right, left, distance, _LETTER_DISTANCE):
                    before, (letter, *marks) = (
                        tuple(placed.glyph for placed in part) for part in (right, left)
                    )
                    yield Rule(before, (letter,), tuple(marks), ((distance, 0),), widens=True)
                    break


def _clusters(glyphs: Sequence[Placed], face: Face) -> list[list[Placed]]:
    """Return the glyphs by their letters, each letter before its marks, in the order of the text.

    HarfBuzz gives a mark the cluster of its letter.
    """
    groups: dict[int, list[Placed]] = defaultdict(list)
    for placed in reversed(glyphs):
        groups[placed.cluster].append(placed)
    return [group for _, group in sorted(groups.items()) if group[0].glyph not in face.marks]


def _meet(
    face: Face, right: Sequence[Placed], left: Sequence[Placed], distance: int, margin: int
) -> bool:
    """Return whether marks meet the other letter or its marks, the left letter being moved."""
    moved = [replace(placed, x=placed.x - distance) for placed in left]
    return any(
        face.overlap(mark, other, margin)
        for part, another in ((right, moved), (moved, right))
        for mark in part[1:]
        for other in another
    )


def _move(placed: Placed, shift: Shift) -> Placed:
    return replace(placed, x=placed.x + shift[0], y=placed.y + shift[1])


class _Solver:
    """Places of the marks of a letter with the least squares of their shifts."""

    def __init__(self, face: Face, zone: Zone) -> None:
        self._face = face
        self._zone = zone
        self._separation = cache(self._measure_separation)
        self._is_clear = cache(self._measure_clearance)

    def solve(self, base: Placed, marks: Sequence[Placed]) -> tuple[Shift, ...]:
        """Return a shift for each mark, nothing but zeros where no place is better."""
        still = ((0, 0),) * len(marks)
        # Dagesh and the dots of shin belong on their letter, and move for no other mark.
        fixed = self._face.inside
        glyphs = [base, *marks]
        near = any(
            self._face.overlap(mark, other, NEAR)
            for other, mark in itertools.combinations(glyphs, 2)
            if not (other is base and mark.glyph in fixed)
        )
        if not near:
            return still
        puncta = {index for index, mark in enumerate(marks) if mark.glyph in self._face.puncta}
        # Marks of equal places stand from right to left in the order of the text.
        order = sorted(
            set(range(len(marks))) - puncta,
            key=lambda index: (-round(self._centre(marks[index]) / 4), index),
        )
        for apart, off in CLEARANCES:
            path = self._place(base, [marks[index] for index in order], apart, off)
            if path is None:
                continue
            shifts = dict(zip(order, path, strict=True))
            around = [base, *(_move(marks[index], shifts[index]) for index in order)]
            shifts |= {index: self._raise(marks[index], around) for index in puncta}
            return tuple(shifts[index] for index in range(len(marks)))
        return still

    def _raise(self, punctum: Placed, around: Sequence[Placed]) -> Shift:
        """Return the shift of a punctum over or under the marks of its letter."""
        for height in HEIGHTS:
            shift = (0, height * self._zone.up)
            moved = _move(punctum, shift)
            base, *points = around
            if not self._face.overlap(moved, base, NEAR) and not any(
                self._face.overlap(moved, point, PUNCTA_CLEARANCE) for point in points
            ):
                return shift
        return (0, 0)

    def _place(
        self, base: Placed, marks: Sequence[Placed], apart: int, off: int
    ) -> list[Shift] | None:
        """Return shifts of marks from right to left by dynamic programming, or None."""
        paths: dict[Shift, tuple[float, list[Shift]]] = {(0, 0): (0, [])}
        previous: Placed | None = None
        for mark in marks:
            longer: dict[Shift, tuple[float, list[Shift]]] = {}
            for shift in self._candidates(base, mark, off):
                costs = [
                    (cost, path)
                    for last, (cost, path) in paths.items()
                    if previous is None or self._are_apart(previous, last, mark, shift, apart)
                ]
                if costs:
                    cost, path = min(costs, key=lambda pair: pair[0])
                    longer[shift] = (cost + self._cost(shift), [*path, shift])
            paths, previous = longer, mark
        return min(paths.values())[1] if paths else None

    def _candidates(self, base: Placed, mark: Placed, off: int) -> list[Shift]:
        if mark.glyph in self._face.inside:
            return [(0, 0)]
        return [
            (x, 0)
            for x in range(-FARTHEST, FARTHEST + 1, _STEP)
            if self._is_clear(
                mark.glyph,
                base.glyph,
                mark.x + x - base.x,
                mark.y - base.y,
                off,
            )
        ]

    @staticmethod
    def _cost(shift: Shift) -> float:
        # The space at the left is free at the end of a word.
        return shift[0] ** 2 * (1 if shift[0] < 0 else 1.3)

    def _are_apart(
        self, right: Placed, shift: Shift, left: Placed, other: Shift, apart: int
    ) -> bool:
        height = left.y + other[1] - right.y - shift[1]
        distance = right.x + shift[0] - left.x - other[0]
        return distance >= self._separation(right.glyph, left.glyph, height, apart)

    def _measure_separation(self, right: str, left: str, height: int, apart: int) -> float:
        """Return the least distance of the origins at which two marks are apart."""
        first, second = (self._face.shape_of(name, 0) for name in (right, left))
        if first is None or second is None:
            return -GRID
        distance = second.left + second.picture.width - first.left + apart + 1
        lowest = second.left - first.left - first.picture.width - apart - 1
        still = Placed(left, 0, height, 0)
        while distance > lowest and not self._face.overlap(
            Placed(right, distance - 1, 0, 0), still, apart
        ):
            distance -= 1
        return distance if distance > lowest else -GRID

    def _measure_clearance(self, mark: str, base: str, x: int, y: int, margin: int) -> bool:
        return not self._face.overlap(Placed(mark, x, y, 0), Placed(base, 0, 0, 0), margin)

    def _centre(self, mark: Placed) -> float:
        shape = self._face.shape_of(mark.glyph, 0)
        return mark.x + (shape.left + shape.picture.width / 2 if shape else 0)
