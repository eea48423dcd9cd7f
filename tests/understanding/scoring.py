"""The measures of a case: right lines, silent losses, silent mispairs, calls, directives."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.understanding.evidence import Evidence
from tests.understanding.gold import Alternative, Expectation, Gold
from tests.understanding.messages import find_loud
from tests.understanding.normal_forms import call_name, is_letter, letters
from tests.understanding.placement import PlacedLines, Placement, place_lines
from tests.understanding.requirements import violations
from tests.understanding.tree import Address

_MARKUP = re.compile(r"<[^<>]*>|&\w+;|\{[^{}]*\}|\]\([^)]*\)|\[\^?\w+\]:?")
_LONGEST_LABEL = 14
"""The number of letters before a right line that may be its label: ``Source 1:``."""
_BLOCK_ROLES = frozenset(("para", "verse", "item", "quote"))
"""Roles for which a line must begin a block, or go on in the block before, as the gold has it."""


@dataclass(frozen=True, slots=True)
class Score:
    """The measures of one case."""

    lines: int
    wrong: Mapping[int, str]
    """For each wrong line its roles in the model."""
    losses: tuple[int, ...]
    """Lines with letters that are nowhere in the model, without a warning."""
    mispairs: tuple[int, ...]
    """First lines of segments whose sides do not belong together, without a warning."""
    calls: tuple[str, ...]
    has_right_calls: bool
    violations: tuple[str, ...] = ()
    """Directives that do not hold."""

    @property
    def right(self) -> int:
        """The number of right lines."""
        return self.lines - len(self.wrong)

    @property
    def is_perfect(self) -> bool:
        """Whether nothing is wrong."""
        faults = self.wrong or self.losses or self.mispairs or self.violations
        return self.has_right_calls and not faults


@dataclass(frozen=True, slots=True)
class Pairing:
    """The lines of each pair of the gold, and of each segment of the model, by role."""

    gold: Mapping[str, Mapping[str, set[int]]]
    segments: Mapping[Address, Mapping[str, set[int]]]

    def agrees(self, expectation: Expectation, segment: Address) -> bool:
        """Whether a segment has no line of another pair, and the whole original."""
        pair, sides = self.gold[expectation.label], self.segments[segment]
        is_whole = expectation.role == "orig" or sides.get("orig") == pair.get("orig")
        return is_whole and all(lines <= pair.get(role, set()) for role, lines in sides.items())


def score(gold: Gold, evidence: Evidence) -> Score:
    """Return the measures of a text that was read."""
    placed = place_lines(evidence.lines, evidence.work, evidence.offsets)
    pairing = _pairing(gold, placed)
    wrong = dict(_wrong_lines(gold, evidence, placed, pairing))
    return Score(
        lines=len(gold.lines),
        wrong=wrong,
        losses=tuple(_losses(gold, evidence, placed, wrong)),
        mispairs=tuple(_mispairs(gold, evidence, pairing)),
        calls=evidence.calls,
        has_right_calls=evidence.calls == tuple(map(call_name, gold.calls)),
        violations=tuple(violations(gold, evidence, placed)),
    )


def _pairing(gold: Gold, placed: PlacedLines) -> Pairing:
    pairs: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    segments: dict[Address, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for number, alternatives in gold.lines.items():
        for part in (part for alternative in alternatives for part in alternative):
            pairs[part.label][part.role].add(number)
    for number, placements in placed.placements.items():
        for placement in placements:
            if placement.segment is not None:
                segments[placement.segment][min(placement.roles)].add(number)
    return Pairing(pairs, segments)


def _wrong_lines(
    gold: Gold, evidence: Evidence, placed: PlacedLines, pairing: Pairing
) -> Iterator[tuple[int, str]]:
    """Yield each line that fits no alternative of the gold, with its roles."""
    before: tuple[Placement, ...] = ()
    for number, alternatives in sorted(gold.lines.items()):
        placements = placed.placements[number]
        chief = _chief(placements)
        is_dropped = not placements and _is_reported(evidence, number)
        if not any(_fits(each, chief, before, pairing, is_dropped) for each in alternatives):
            roles = {f"{'/'.join(sorted(p.roles))} {p.label}".strip() for p in chief}
            yield number, " & ".join(sorted(roles)) or ("drop" if is_dropped else "lost")
        before = placements or before


def _chief(placements: tuple[Placement, ...]) -> tuple[Placement, ...]:
    """Return the placements of more than two characters that are no milestones, else all."""
    chief = (each for each in placements if each.weight > 2 and "milestone" not in each.roles)
    return tuple(chief) or placements


def _is_reported(evidence: Evidence, number: int) -> bool:
    line = evidence.lines[number - 1]
    return not letters(line) or any(each.is_about(number, line) for each in evidence.messages)


def _fits(
    alternative: Alternative,
    placements: tuple[Placement, ...],
    before: tuple[Placement, ...],
    pairing: Pairing,
    is_dropped: bool,
) -> bool:
    """Whether each part of a line has a placement, and each placement a part."""
    if alternative[0].role == "drop":
        return is_dropped
    fitting = [
        [_fits_part(part, placement, before, pairing) for placement in placements]
        for part in alternative
    ]
    return bool(placements) and all(map(any, fitting)) and all(map(any, zip(*fitting, strict=True)))


def _fits_part(
    part: Expectation, placement: Placement, before: tuple[Placement, ...], pairing: Pairing
) -> bool:
    if part.role not in placement.roles:
        return False
    if placement.segment is not None:
        return pairing.agrees(part, placement.segment)
    goes_on = any(placement.block == each.block for each in before)
    if (part.role in _BLOCK_ROLES or part.continues) and part.continues is not goes_on:
        return False
    if part.role == "note":
        return part.label == "" or call_name(part.label) == placement.label
    if part.role == "speech":
        # The time of a transcript may stand with the name of the speaker.
        speaker = "".join(c for c in letters(placement.label) if not is_letter(c, "N"))
        return letters(part.label) == speaker
    return part.label == "" or letters(part.label) == letters(placement.label)


def _losses(
    gold: Gold, evidence: Evidence, placed: PlacedLines, wrong: Mapping[int, str]
) -> Iterator[int]:
    """Yield the lines with letters that are nowhere in the model, without a warning."""
    for number, alternatives in sorted(gold.lines.items()):
        line = evidence.lines[number - 1]
        markup = {column for match in _MARKUP.finditer(line) for column in range(*match.span())}
        columns = [column for column, character in enumerate(line) if is_letter(character)]
        missing = [c for c in columns if c not in placed.columns[number] and c not in markup]
        is_label = missing == columns[: len(missing)] and len(missing) <= _LONGEST_LABEL
        may_drop = any(alternative[0].role == "drop" for alternative in alternatives)
        is_dropped = not placed.placements[number] and _is_reported(evidence, number)
        is_accounted = (number not in wrong and is_label) or (may_drop and is_dropped)
        if missing and not is_accounted and not find_loud(evidence.messages, number, number):
            yield number


def _mispairs(gold: Gold, evidence: Evidence, pairing: Pairing) -> Iterator[int]:
    """Yield the first line of each segment with lines of two pairs, without a warning."""
    for sides in pairing.segments.values():
        numbers = [number for lines in sides.values() for number in lines]
        labels = [
            _labels(gold.lines.get(number, ()), role)
            for role, lines in sides.items()
            for number in lines
        ]
        if len(sides) > 1 and not set.intersection(*labels):
            first, last = min(numbers), max(numbers)
            if not find_loud(evidence.messages, first, last, 1):
                yield first


def _labels(alternatives: Sequence[Alternative], role: str) -> set[str]:
    parts = (part for alternative in alternatives for part in alternative)
    return {part.label for part in parts if part.role == role}
