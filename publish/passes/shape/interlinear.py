"""The shape of lessons: an original with its translations, and commentary between the pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from publish.diagnostics import Diagnostic, Outcome
from publish.document.draft import HEADINGS, SEGMENT, Chunk, Part
from publish.passes.headings import is_heading, is_labelled_heading
from publish.passes.line_features import count_letters, final_mark, has_points
from publish.passes.shape.pair_reports import report_pairs
from publish.passes.shape.pairs import mark_pairs, pair_by_groups, pair_neighbours
from publish.passes.shape.units import PairedUnit, Pairing, Unit, find_units
from publish.text.dataclass import dataclass
from publish.text.languages import Script, begins_in
from publish.text.languages import count_letters as count_script_letters

_SHARE = 0.6
_LISTS = (Part.ITEM, Part.ROW, Part.HEADER_ROW)
_FEWEST = 2
_SHORT_WORD = 3
_SIDES = ("after", "before")
_LEAST_HEBREW = 0.3
_LEAST_LATIN = 0.2


@dataclass(frozen=True, slots=True)
class _Region:
    """A stretch of lines without a heading or a source line in it, and its pairs."""

    start: int
    end: int
    units: tuple[Unit, ...]
    pairing: Pairing | None


def mark_interlinear(
    chunks: Sequence[Chunk], translation: str | None = None, *, is_certain: bool = False
) -> Outcome[tuple[Chunk, ...]]:
    """Return the chunks with originals, translations and transliterations marked.

    ``translation`` is the side of the translations, "before" or "after"; without it the side with
    more likeness is taken.  ``is_certain`` is true where the settings say that the text is
    interlinear; then unpointed Hebrew may be the translation of pointed lines.
    """
    by_points = is_certain and _has_two_kinds_of_hebrew(chunks)
    regions = _regions(
        _read_scripts(chunks), translation, by_points=by_points, is_certain=is_certain
    )
    result = list(chunks)
    diagnostics: list[Diagnostic] = []
    number = 1 + max((c.number or 0 for c in chunks if c.part in SEGMENT), default=0)
    for region in regions:
        if region.pairing is None:
            continue
        number = mark_pairs(result, region.pairing, number)
        is_settled = translation is not None
        diagnostics += report_pairs(result, region.units, region.pairing, is_settled=is_settled)
    return Outcome(tuple(result), tuple(diagnostics))


def _has_two_kinds_of_hebrew(chunks: Sequence[Chunk]) -> bool:
    lines = [c for c in chunks if c.part is None]
    if any(c.script not in (Script.HEBREW, Script.NONE) for c in lines):
        return False
    pointed = sum(has_points(c.text.text) for c in lines)
    return 1 < pointed < len(lines)


def _regions(
    chunks: Sequence[Chunk], translation: str | None, *, by_points: bool, is_certain: bool
) -> list[_Region]:
    stretches = [
        (start, end, tuple(find_units(chunks, start, end, by_points=by_points)))
        for start, end in _stretches(chunks)
    ]
    everything = [unit for _, _, units in stretches for unit in units]
    if not any(unit.kind == "original" for unit in everything):
        return []
    grouped = None if translation else pair_by_groups(chunks, everything)
    side = translation or (grouped.side if grouped else _side(chunks, stretches))
    regions = []
    for start, end, units in stretches:
        pairing = _pair(chunks, units, side, is_grouped=grouped is not None)
        if pairing and not (is_certain or _is_interlinear(chunks, units, pairing, stretches)):
            pairing = None
        regions.append(_Region(start, end, units, pairing))
    regions = _without_titles(chunks, regions)
    paired = sum(bool(p.others) for r in regions if r.pairing for p in r.pairing.pairs)
    whole = any(r.pairing and _is_whole_excerpt(chunks, r) for r in regions)
    return regions if is_certain or paired >= 2 or whole else []


def _read_scripts(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """Return the chunks, lines of both scripts between lines without Hebrew as Hebrew ones.

    The original of a lesson may quote the title of a book in more letters than its own.  Lines
    that are wholly in Hebrew must be at least as many.  A line that begins in Latin letters and
    goes on in Hebrew, as “3 eggs (3 ביצים)”, is in both languages by itself, and no original.
    """
    chunks = [
        replace(chunk, script=Script.LATIN) if _has_both_languages(chunk) else chunk
        for chunk in chunks
    ]
    lines = [index for index, chunk in enumerate(chunks) if chunk.part is None]
    hebrew = sum(chunks[index].script is Script.HEBREW for index in lines)
    mixed = {index for index in lines if _is_hebrew_by_place(chunks, index)}
    if not mixed or hebrew < max(_FEWEST, len(mixed)):
        return chunks
    return [replace(c, script=Script.HEBREW) if i in mixed else c for i, c in enumerate(chunks)]


def _has_both_languages(chunk: Chunk) -> bool:
    """Return whether a line with most letters in Hebrew begins with words in Latin letters."""
    if chunk.part is not None or chunk.script is not Script.HEBREW:
        return False
    counts = count_script_letters(chunk.text.text)
    latin = counts.get(Script.LATIN, 0)
    return latin >= _LEAST_LATIN * sum(counts.values()) and begins_in(chunk.text.text, Script.LATIN)


def _is_hebrew_by_place(chunks: Sequence[Chunk], index: int) -> bool:
    chunk = chunks[index]
    if chunk.script is not Script.LATIN or not _has_hebrew(chunk, _LEAST_HEBREW):
        return False
    beside = [chunks[other] for other in (index - 1, index + 1) if 0 <= other < len(chunks)]
    return all(c.script not in (Script.HEBREW, Script.NONE) for c in beside) and not any(
        _has_hebrew(other) for other in beside
    )


def _has_hebrew(chunk: Chunk, share: float = 0.0) -> bool:
    counts = count_script_letters(chunk.text.text)
    return counts.get(Script.HEBREW, 0) > share * sum(counts.values())


def _is_whole_excerpt(chunks: Sequence[Chunk], region: _Region) -> bool:
    """Return whether a pair is all that stands under a source line."""
    under_source = region.start > 0 and chunks[region.start - 1].part is Part.SOURCE_LINE
    return under_source and len(region.units) == 2


def _without_titles(chunks: Sequence[Chunk], regions: list[_Region]) -> list[_Region]:
    """Return regions without a first pair that is the title of the text in two languages.

    Its lines end without a mark where nearly all pairs after it have one, or they stand together
    where blank lines part the lines of all other pairs.
    """
    first = next((region for region in regions if region.pairing), None)
    if first is None or first.pairing is None or first.start > 0:
        return regions
    titles = [
        *takewhile(lambda p: not p.others and _is_title(chunks, p.original), first.pairing.pairs)
    ]
    if titles:
        pairing = replace(first.pairing, pairs=first.pairing.pairs[len(titles) :])
        return [replace(r, pairing=pairing) if r is first else r for r in regions]
    pairs = first.pairing.pairs
    later = [p for r in regions if r.pairing for p in r.pairing.pairs]
    pair, rest = pairs[0], [p for p in later[1:] if p.others]
    if pair.start > 0 or len(rest) < _FEWEST or not pair.others:
        return regions
    is_open = not any(_ends_marked(chunks, unit) for unit in (pair.original, *pair.others))
    marked = sum(_ends_marked(chunks, each.original) for each in rest)
    spaced = sum(_is_spaced(chunks, each) for each in rest)
    is_apart = not _is_spaced(chunks, pair) and spaced * 5 >= len(rest) * 4
    if not is_open or not (marked * 5 >= len(rest) * 4 or is_apart):
        return regions
    pairing = replace(first.pairing, pairs=pairs[1:])
    return [replace(r, pairing=pairing) if r is first else r for r in regions]


def _is_title(chunks: Sequence[Chunk], unit: Unit) -> bool:
    """Return whether a line without translation is the title, or its form in the other language."""
    if unit.start == 0:
        return True
    if unit.start > 1 or chunks[unit.start].blanks or chunks[0].part is not None:
        return False
    return unit.size == 1 and not any(final_mark(chunk.text.text) for chunk in chunks[:2])


def _ends_marked(chunks: Sequence[Chunk], unit: Unit) -> bool:
    return bool(final_mark(chunks[unit.end - 1].text.text))


def _is_spaced(chunks: Sequence[Chunk], pair: PairedUnit) -> bool:
    return any(chunks[index].blanks for index in range(pair.start + 1, pair.end))


def _stretches(chunks: Sequence[Chunk]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of lines between headings and source lines."""
    start = 0
    for index in range(len(chunks)):
        if _opens(chunks, index):
            if start < index:
                yield start, index
            start = index + 1
    if start < len(chunks):
        yield start, len(chunks)


def _opens(chunks: Sequence[Chunk], index: int) -> bool:
    """Return whether a line is a heading or a source line."""
    chunk = chunks[index]
    if chunk.part is not None:
        return chunk.part is Part.SOURCE_LINE or chunk.part in HEADINGS
    following = chunks[index + 1] if index + 1 < len(chunks) else None
    before = chunks[index - 1] if index else None
    over_list = following is not None and following.part in _LISTS and is_heading(chunk.text.text)
    if before and before.part is None and before.script is not chunk.script:
        over_list = False  # the second line of a pair
    return over_list or is_labelled_heading(chunk.text.text)


def _side(chunks: Sequence[Chunk], stretches: Sequence[tuple[int, int, tuple[Unit, ...]]]) -> str:
    """Return the side of translations: the one with more likeness over all stretches."""
    scores = {
        side: sum(pair_neighbours(chunks, units, side).score for _, _, units in stretches)
        for side in _SIDES
    }
    if chunks and _is_capitalised(chunks[0].text.text):
        scores["after"] += 1  # the first line is a title, and no translation of the second
    return max(_SIDES, key=lambda side: scores[side])


def _is_capitalised(text: str) -> bool:
    """Return whether a line is written as titles are, with a capital in each longer word."""
    words = [word for word in text.split() if len(word) > _SHORT_WORD]
    return len(words) > 1 and all(word[0].isupper() for word in words) and not final_mark(text)


def _pair(
    chunks: Sequence[Chunk], units: Sequence[Unit], side: str, *, is_grouped: bool
) -> Pairing | None:
    if not any(unit.kind == "original" for unit in units):
        return None
    if is_grouped and (grouped := pair_by_groups(chunks, units)):
        return grouped
    return pair_neighbours(chunks, units, side)


def _is_interlinear(
    chunks: Sequence[Chunk],
    units: Sequence[Unit],
    pairing: Pairing,
    stretches: Sequence[tuple[int, int, tuple[Unit, ...]]],
) -> bool:
    """Return whether pairs make up a stretch: most originals are paired, most lines in pairs.

    False for English prose with a few Hebrew lines, or with some pages in Hebrew.
    """
    originals = [unit for unit in units if unit.kind == "original"]
    others = [unit for unit in units if unit.kind != "original"]
    if pairing.share < _SHARE or not others:
        return False
    if len(originals) == 1:
        # A source of a sheet has one pair; elsewhere a single Hebrew line is a quotation.
        return len(stretches) > 1 and len(others) <= 3 and _alone_fits(chunks, pairing)
    lines = sum(unit.size for unit in others)
    return sum(unit.size for unit in originals) * 4 >= lines


def _alone_fits(chunks: Sequence[Chunk], pairing: Pairing) -> bool:

    (pair,) = pairing.pairs
    sizes = [
        sum(count_letters(c.text.text) for c in chunks[unit.start : unit.end])
        for unit in (pair.original, *pair.others[:1])
    ]
    return bool(min(sizes)) and max(sizes) < 3 * min(sizes) + 12


def mark_commentary(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Return the chunks with the paragraphs among and after segments marked as commentary."""
    result: list[Chunk] = []
    inside = False
    for chunk in chunks:
        if chunk.part in SEGMENT:
            inside = True
        elif chunk.part in HEADINGS or chunk.part is Part.SOURCE_LINE:
            inside = False
        is_text = chunk.part in (None, Part.PARAGRAPH)
        result.append(replace(chunk, part=Part.COMMENTARY) if inside and is_text else chunk)
    return result
