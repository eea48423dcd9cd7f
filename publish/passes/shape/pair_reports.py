"""Warnings about pairs: missing translations, unequal sides, and a second reading of the lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from publish.diagnostics import Diagnostic
from publish.diagnostics.rules import text as rules
from publish.document.draft import Chunk
from publish.document.marks import MarkRole, mark_hint
from publish.passes.shape.proportions import translation_of
from publish.passes.shape.units import PairedUnit, Pairing, Unit

_FEWEST_PAIRS = 3
_SHORTEST_RUN = 5


def report_pairs(
    chunks: Sequence[Chunk], units: Sequence[Unit], pairing: Pairing, *, is_settled: bool
) -> Iterator[Diagnostic]:
    """Yield a warning for each doubtful pair of a stretch of lines.

    ``is_settled`` is true where the settings name the side of the translations.
    """
    for pair in pairing.pairs:
        if not pair.others:
            message = f"there is no translation {pairing.side} this line"
            yield _at(chunks, pair, message, _mark_beside(chunks, pair, pairing.side))
    for pair in _unequal(pairing):
        original, translation = pair.original.size, translation_of(pair).size
        message = f"{original} lines of the original have {translation} of translation"
        yield _at(chunks, pair, message)
    if not is_settled:
        yield from _report_second_reading(chunks, units, pairing)


def _at(chunks: Sequence[Chunk], pair: PairedUnit, message: str, hint: str = "") -> Diagnostic:
    span = chunks[pair.start].span.to(chunks[pair.end - 1].span)
    return rules.NO_TRANSLATION.at(span, message, *filter(None, (hint,)))


def _mark_beside(chunks: Sequence[Chunk], pair: PairedUnit, side: str) -> str:
    """Return the mark of the line beside an original as its translation.

    Without a free line there, the mark of the original as text, which needs no translation.
    """
    place = pair.end if side == "after" else pair.start - 1
    first = chunks[pair.start]
    if 0 <= place < len(chunks):
        beside = chunks[place]
        if beside.part is None and beside.script is not first.script:
            return mark_hint(beside.text.text, MarkRole.TRANSLATION)
    return mark_hint(first.text.text, MarkRole.TEXT)


def _unequal(pairing: Pairing) -> list[PairedUnit]:
    """Return the pairs with more lines of the original, where nearly all have as many of both."""
    pairs = [pair for pair in pairing.pairs if pair.others]
    sizes = Counter((pair.original.size, translation_of(pair).size) for pair in pairs)
    if len(pairs) < _FEWEST_PAIRS:
        return []
    (usual, count) = sizes.most_common(1)[0]
    if usual[0] != usual[1] or count * 2 <= len(pairs):
        return []
    return [pair for pair in pairs if pair.original.size > translation_of(pair).size]


def _report_second_reading(
    chunks: Sequence[Chunk], units: Sequence[Unit], pairing: Pairing
) -> Iterator[Diagnostic]:
    """Yield a warning where single lines alternate, and either the first or the last is over."""
    places = {pair.original.start for pair in pairing.pairs if pair.others}
    other = "before" if pairing.side == "after" else "after"
    for run in _alternations(units):
        is_paired = any(unit.start in places for unit in run)
        if len(run) >= _SHORTEST_RUN and len(run) % 2 and is_paired:
            span = chunks[run[0].start].span.to(chunks[run[-1].end - 1].span)
            message = f"one line is left over: these may also be pairs with translations {other}"
            yield rules.NO_TRANSLATION.at(span, message, f'translation = "{other}"')


def _alternations(units: Sequence[Unit]) -> Iterator[list[Unit]]:
    """Yield the runs of units that are single lines in turn, without a blank between."""
    run: list[Unit] = []
    for unit in units:
        if run and not _goes_on(run[-1], unit):
            yield run
            run = []
        run.append(unit)
    if run:
        yield run


def _goes_on(before: Unit, unit: Unit) -> bool:
    kinds = {before.kind, unit.kind}
    in_turn = "original" in kinds and len(kinds) == 2 and "transliteration" not in kinds
    adjacent = not unit.blanks and unit.start == before.end
    return in_turn and adjacent and before.size == unit.size == 1
