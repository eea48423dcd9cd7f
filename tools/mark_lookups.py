"""Writing of positioning rules into a font, as GPOS chained contexts of format 3.

https://learn.microsoft.com/typography/opentype/spec/gpos
"""

from __future__ import annotations

import io
import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from fontTools.otlLib.builder import buildCoverage, buildSinglePos, buildValue
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables

from tools.mark_collisions import GRID, LANGUAGES, LETTER, Face
from tools.mark_rules import Rule, Shift, Zone, find_moves, find_spaces, find_zones

_FILTER = 0x10
"""The lookup flag UseMarkFilteringSet: other marks are passed over."""

_ROUNDS = 3
"""A rule of a later round is for marks that the rules before brought near each other."""

Find = Callable[[Face, Iterable[str], Zone], Iterable[Rule]]


def add_rules(font: TTFont, words: Iterable[str]) -> frozenset[str]:
    """Add rules for all collisions in ``words``; return the words in which marks still collide."""
    words = frozenset(words)
    clusters = [LETTER.findall(word) for word in words]
    parts = {part for word in clusters for part in word}
    pairs = {first + second for word in clusters for first, second in itertools.pairwise(word)}
    _add(font, find_moves, parts)
    _add(font, find_spaces, pairs)
    for _ in range(_ROUNDS):
        words = find_colliding(read_face(font), words)
        if not words:
            break
        # The place of a mark may depend on letters farther away.
        _add(font, find_spaces, words)
    return words


def find_colliding(face: Face, words: Iterable[str]) -> frozenset[str]:
    """Return the words in which a mark meets another mark or a letter."""
    return frozenset(
        word
        for word in words
        if any(any(face.collisions(word, 0, language)) for language in LANGUAGES)
    )


def _add(font: TTFont, find: Find, texts: Iterable[str]) -> None:
    face = read_face(font)
    for zone in find_zones(face):
        _add_lookup(font, sorted(set(find(face, texts, zone))), zone.marks)


def read_face(font: TTFont) -> Face:
    """Return a font as HarfBuzz would read its file."""
    data = io.BytesIO()
    font.save(data)
    return Face(data.getvalue())


def _add_lookup(font: TTFont, rules: Sequence[Rule], marks: frozenset[str]) -> None:
    """Add a lookup of chained contexts with its lookups of shifts, after all others of `mark`."""
    if not rules:
        return
    table = font["GPOS"].table
    glyphs = font.getReverseGlyphMap()
    unit = font["head"].unitsPerEm / GRID
    lookups = table.LookupList.Lookup
    moved: dict[tuple[Shift, bool], set[str]] = defaultdict(set)
    for rule in rules:
        for glyph, shift in zip(rule.input, rule.shifts, strict=True):
            moved[shift, rule.widens].add(glyph)
    chain = otTables.Lookup()
    chain.LookupType, chain.LookupFlag = 8, _FILTER
    chain.MarkFilteringSet = _mark_set(font, marks)
    chain_index = len(lookups)
    lookups.append(chain)
    shifts: dict[tuple[Shift, bool], int] = {}
    for ((x, y), widens), names in sorted(moved.items()):
        shifts[(x, y), widens] = len(lookups)
        names_of_values = {"XAdvance": x} if widens else {"XPlacement": x, "YPlacement": y}
        value = buildValue({key: round(pixels * unit) for key, pixels in names_of_values.items()})
        single = otTables.Lookup()
        single.LookupType, single.LookupFlag = 1, 0
        single.SubTable = buildSinglePos(dict.fromkeys(sorted(names), value), glyphs)
        single.SubTableCount = len(single.SubTable)
        lookups.append(single)
    # The first context that matches is applied, so the longest come first.
    contexts = sorted(_merge(rules), key=lambda merged: -_length(merged[0]))
    chain.SubTable = [
        _context(rule, firsts, inputs, shifts, glyphs) for rule, firsts, inputs in contexts
    ]
    chain.SubTableCount = len(chain.SubTable)
    table.LookupList.LookupCount = len(lookups)
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "mark":
            record.Feature.LookupListIndex.append(chain_index)
            record.Feature.LookupCount = len(record.Feature.LookupListIndex)


def _length(rule: Rule) -> int:
    return len(rule.before) + len(rule.input) + len(rule.after)


Merged = tuple[Rule, frozenset[str], frozenset[str]]


def _merge(rules: Iterable[Rule]) -> Iterator[Merged]:
    """Yield rules that differ in their letters alone as one, with the first and second letters."""
    letters: dict[Rule, set[str]] = defaultdict(set)
    for rule in rules:
        letters[replace(rule, before=("", *rule.before[1:]))].add(rule.before[0])
    inputs: dict[tuple[Rule, frozenset[str]], set[str]] = defaultdict(set)
    for rule, names in letters.items():
        general = replace(rule, input=("",)) if rule.widens else rule
        inputs[general, frozenset(names)].add(rule.input[0])
    order = sorted(inputs, key=lambda key: (key[0], sorted(key[1])))
    yield from ((rule, firsts, frozenset(inputs[rule, firsts])) for rule, firsts in order)


def _context(
    rule: Rule,
    firsts: frozenset[str],
    inputs: frozenset[str],
    shifts: dict[tuple[Shift, bool], int],
    glyphs: dict[str, int],
) -> otTables.ChainContextPos:
    context = otTables.ChainContextPos()
    context.Format = 3
    before = [firsts, *({name} for name in rule.before[1:])]
    context.BacktrackCoverage = [buildCoverage(names, glyphs) for names in reversed(before)]
    context.InputCoverage = [
        buildCoverage(names, glyphs)
        for names in ([inputs] if rule.widens else [{name} for name in rule.input])
    ]
    context.LookAheadCoverage = [buildCoverage({name}, glyphs) for name in rule.after]
    context.BacktrackGlyphCount = len(context.BacktrackCoverage)
    context.InputGlyphCount = len(context.InputCoverage)
    context.LookAheadGlyphCount = len(context.LookAheadCoverage)
    context.PosLookupRecord = []
    for index, shift in enumerate(rule.shifts):
        if any(shift):
            record = otTables.PosLookupRecord()
            record.SequenceIndex, record.LookupListIndex = index, shifts[shift, rule.widens]
            context.PosLookupRecord.append(record)
    context.PosCount = len(context.PosLookupRecord)
    return context


def _mark_set(font: TTFont, names: frozenset[str]) -> int:
    """Return the number of a set of marks in the GDEF table, which is added."""
    table = font["GDEF"].table
    table.Version = max(table.Version, 0x00010002)
    sets = getattr(table, "MarkGlyphSetsDef", None)
    if sets is None:
        sets = table.MarkGlyphSetsDef = otTables.MarkGlyphSetsDef()
        sets.MarkSetTableFormat, sets.Coverage = 1, []
    sets.Coverage.append(buildCoverage(names, font.getReverseGlyphMap()))
    sets.MarkSetCount = len(sets.Coverage)
    return len(sets.Coverage) - 1
