"""Verses in the translations of segments, which are known by the verses of their originals.

Words between the quotation marks of a translation are those of its original, in the same order, and
so are the lines of both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from publish.document.inline_ranges import flat
from publish.document.model import Citation, Inlines, Passage, Section, Segment
from publish.document.walk import OBJECT, descend, inline_runs
from publish.passes.verses.named_verses import verses_of
from publish.passes.verses.quotation import Quotation
from publish.passes.verses.words import read_words
from publish.text.dataclass import dataclass
from publish.text.languages import HEBREW
from publish.text.patterns import late_pattern

_QUOTED = late_pattern('“([^“”]++)”|«([^«»]++)»|„([^„“]++)“|"([^"]++)"')

_ByRun: TypeAlias = Mapping[int, Sequence[Quotation]]
_Words: TypeAlias = tuple[Inlines, int, int]


@dataclass(frozen=True, slots=True)
class TranslatedWords:
    """Words of a translation from ``start`` to ``end`` of their run, and their original."""

    run: Inlines
    start: int
    end: int
    original: Quotation


def find_translated(section: Section, quotations: Iterable[Quotation]) -> Iterator[TranslatedWords]:
    """Yield the words of translations that are quotations in their originals, in order.

    A translation with other quotation marks or lines than its original has none, nor has one that
    names the verse itself or has it under a heading that names it.
    """
    for segment, by_run in _segments(section, quotations):
        nodes = set(map(id, descend(segment)))
        originals, divide = _divide_original(segment.original, by_run)
        for passage in segment.translations if any(originals) else ():
            words = list(divide(passage))
            if len(words) != len(originals):
                continue
            for original, (run, start, end) in zip(originals, words, strict=True):
                is_named = original and original.named and id(original.named.node) not in nodes
                if original and start < end and not is_named and not _names(passage, original):
                    yield TranslatedWords(run, start, end, original)


def _names(passage: Passage, quotation: Quotation) -> bool:
    """Return whether a translation has a reference that names the verse or stands for it."""
    for node in descend(passage):
        if isinstance(node, Citation):
            named = verses_of(node.target)
            is_beside = quotation.named is not None and quotation.named.node is node
            if is_beside or (named and any(named.has(first) for first, _ in quotation.verses)):
                return True
    return False


def find_named_in_translations(
    section: Section, quotations: Iterable[Quotation]
) -> Iterator[Quotation]:
    """Yield the quotations of originals whose reference stands in a translation."""
    for segment, by_run in _segments(section, quotations):
        nodes = {id(node) for node in descend(segment.translations)}
        for quotation in _list_quotations(segment.original, by_run):
            if quotation.named and id(quotation.named.node) in nodes:
                yield quotation


def _segments(
    section: Section, quotations: Iterable[Quotation]
) -> Iterator[tuple[Segment, _ByRun]]:
    by_run: dict[int, list[Quotation]] = defaultdict(list)
    for quotation in quotations:
        by_run[id(quotation.run)].append(quotation)
    for node in descend(section) if by_run else ():
        if isinstance(node, Segment):
            yield node, by_run


def _list_quotations(original: Passage, by_run: _ByRun) -> Iterator[Quotation]:
    for run in inline_runs(original):
        yield from by_run.get(id(run), ())


def _divide_original(
    original: Passage, by_run: _ByRun
) -> tuple[Sequence[Quotation | None], Callable[[Passage], Iterator[_Words]]]:
    """Return the parts of an original, and the function that divides a translation like it.

    Parts are what stands between quotation marks, else the lines.  Each is a quotation, or None.
    A single quotation in a line without marks is what stands between those of the translation.
    """
    runs = list(inline_runs(original))
    marked = [
        next((each for each in by_run.get(id(run), ()) if _overlap(each, start, end)), None)
        for run in runs
        for start, end in find_marks(run)
    ]
    if marked:
        return marked, _find_quoted
    lines = [next(filter(_is_whole, by_run.get(id(run), ())), None) for run in runs]
    if any(lines):
        return lines, _find_lines
    single = list(_list_quotations(original, by_run))
    return single if len(single) == 1 else (), _find_quoted


def _is_whole(quotation: Quotation) -> bool:
    """Return whether no word of a line stands beside a quotation."""
    text = flat(quotation.run)
    return not HEBREW.search(text[: quotation.start] + text[quotation.end :])


def find_marks(run: Inlines) -> Iterator[tuple[int, int]]:
    """Yield the ranges between the quotation marks of a run of Hebrew."""
    text = flat(run)
    words = read_words(text, 0, len(text))
    for first, last in words.quoted:
        yield words.starts[first], words.ends[last - 1]


def _overlap(quotation: Quotation, start: int, end: int) -> bool:
    return quotation.start < end and start < quotation.end


def _find_quoted(passage: Passage) -> Iterator[_Words]:
    """Yield the ranges between the quotation marks of a translation, with their runs."""
    for run in inline_runs(passage):
        for match in _QUOTED.finditer(flat(run)):
            yield run, *match.span(match.lastindex or 0)


def _find_lines(passage: Passage) -> Iterator[_Words]:
    """Yield the lines of a translation, without calls of notes at their ends."""
    for run in inline_runs(passage):
        text = flat(run)
        line = text.strip(f"{OBJECT} ")
        start = text.index(line)
        yield run, start, start + len(line)
