"""Units of a text in two languages: neighbouring lines of one script, and what they make."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from publish.document.draft import Chunk
from publish.passes.line_features import has_points, is_chords, is_whole_in_brackets
from publish.passes.shape.rubrics import is_instruction_in_brackets
from publish.passes.shape.source_cues import is_citation
from publish.passes.shape.transliteration import sounds_like
from publish.text.dataclass import dataclass
from publish.text.languages import Script
from publish.text.patterns import late_pattern

_LATIN = str(Script.LATIN)

ASIDE = "aside"
"""The kind of a remark under a line, of chords or “All sing:” over it, and of a number alone."""

_WORDS_OF_CUE = 5
_WORDS_OF_TITLE = 8
_LONGEST_STANZA = 24
_LONGEST_GROUP = 3 * _LONGEST_STANZA

TITLE = "title"
"""The kind of the title of a song, “Shalom Aleichem (p. 4)”, over its first line."""

_LABEL = late_pattern(r"\A[A-Z]?\d{1,3}[.):]\s++")
_NUMBERED = late_pattern(r"[^\W\d_]+ (?:\d{1,3}|[IVXLC]{1,6})[.:]?")
_PAGE = late_pattern(r"\((?:p|pp|page|pages)\.?\s?\d{1,4}(?:[-–]\d{1,4})?\)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unit:
    """Neighbouring lines of one script, chunks ``start`` to ``end``, with no blank between them."""

    start: int
    end: int
    kind: str
    blanks: int

    @property
    def size(self) -> int:
        """The number of lines."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class PairedUnit:
    """An original and the units that go with it; ``others`` is empty where it stands alone."""

    original: Unit
    others: tuple[Unit, ...] = ()

    @property
    def start(self) -> int:
        """The index of the first line."""
        return min(unit.start for unit in (self.original, *self.others))

    @property
    def end(self) -> int:
        """The index just past the last line."""
        return max(unit.end for unit in (self.original, *self.others))


@dataclass(frozen=True, slots=True)
class Pairing:
    """The pairs of a stretch of lines, and the side of the translations."""

    pairs: tuple[PairedUnit, ...]
    side: str
    score: float

    @property
    def share(self) -> float:
        """The share of originals that have a translation."""
        return sum(bool(pair.others) for pair in self.pairs) / (len(self.pairs) or 1)


def kind_of(chunks: Sequence[Chunk], index: int, *, by_points: bool) -> str:
    """Return the kind of a line for pairing: ``"original"``, a kind named here, or its script.

    With ``by_points`` an unpointed Hebrew line may be the translation of a pointed one.
    """
    chunk = chunks[index]
    if chunk.script is Script.NONE or is_instruction_in_brackets(chunk.text.text):
        return ASIDE
    if _is_aside(chunks, index) or is_chords(chunk.text.text) or _is_cue(chunks, index):
        return ASIDE
    if chunk.script is Script.HEBREW:
        return "translation" if by_points and not has_points(chunk.text.text) else "original"
    if chunk.script is Script.LATIN and _PAGE.search(chunk.text.text):
        return TITLE
    if chunk.script is Script.LATIN:
        beside = (other for other in (index - 1, index + 1) if 0 <= other < len(chunks))
        hebrew = [chunks[other].text.text for other in beside if _is_hebrew(chunks[other])]
        hebrew += _same_line_before(chunks, index)
        if any(sounds_like(chunk.text.text, line) for line in hebrew):
            return "transliteration"
    return str(chunk.script)


def _is_aside(chunks: Sequence[Chunk], index: int) -> bool:
    """Return whether a translation ends above a line in brackets, which its original has not."""
    if index < 2 or chunks[index].blanks or not is_whole_in_brackets(chunks[index].text.text):
        return False
    original, translation, chunk = chunks[index - 2 : index + 1]
    return (
        original.script is Script.HEBREW
        and chunk.script is not Script.HEBREW
        and translation.script is chunk.script
        and not any(is_whole_in_brackets(line.text.text) for line in (original, translation))
    )


def _same_line_before(chunks: Sequence[Chunk], index: int) -> list[str]:
    """Return the line at the same place in a stanza of Hebrew over the stanza of a line."""
    start = _find_stanza(chunks, index)
    before = _find_stanza(chunks, start - 1)
    place = before + index - start
    return [chunks[place].text.text] if place < start and _is_hebrew(chunks[place]) else []


def _find_stanza(chunks: Sequence[Chunk], index: int) -> int:
    """Return the first line of the stanza of one script that a line is in.

    In one that is too long, the first of the lines that are looked at.
    """
    start = max(index, 0)
    while start > 0 and not chunks[start].blanks and index - start < _LONGEST_STANZA:
        if chunks[start - 1].script is not chunks[index].script:
            break
        start -= 1
    return start


def _is_cue(chunks: Sequence[Chunk], index: int) -> bool:
    """Return whether “Leader:”, “Mishnah 1”, a title or a source stands over translated lines.

    Under it each original of the group has as many lines in other letters as every other.
    """
    chunk = chunks[index]
    if chunk.script is Script.HEBREW or (index and not chunk.blanks):
        return False
    below = chunks[index + 1 : index + 1 + _LONGEST_GROUP]
    group = [*takewhile(lambda c: c.part is None and not c.blanks, below)]
    if not group or not _is_hebrew(group[0]):
        return False
    text = chunk.text.text
    is_speaker = text.endswith(":") and len(text.split()) <= _WORDS_OF_CUE
    originals = sum(map(_is_hebrew, group))
    if len(group) == originals:
        return is_speaker and _is_alone(chunks, index + 1 + originals)
    if len(group) % originals:
        return False
    if originals > 1 and len(text.split()) <= _WORDS_OF_TITLE:
        return True
    is_name = is_speaker or _NUMBERED.fullmatch(text) is not None
    return is_name or is_citation(_LABEL.sub("", text))


def _is_alone(chunks: Sequence[Chunk], index: int) -> bool:
    """Return whether a line that is no Hebrew stands between blank lines."""
    lines = chunks[index : index + 2]
    if not lines or lines[0].part is not None or _is_hebrew(lines[0]):
        return False
    return all(line.blanks > 0 for line in lines)


def _is_hebrew(chunk: Chunk) -> bool:
    return chunk.script is Script.HEBREW and chunk.part is None


def find_units(
    chunks: Sequence[Chunk], start: int, end: int, *, by_points: bool = False
) -> list[Unit]:
    """Return the lines from ``start`` to ``end`` as units; a line with a part is in none."""
    indices = [index for index in range(start, end) if chunks[index].part is None]
    kinds = {index: kind_of(chunks, index, by_points=by_points) for index in indices}
    counts = Counter(kinds.values())
    if counts["transliteration"] * 2 < counts["original"]:
        # A translation may sound like its original by chance, but not half of them.
        kinds = {i: _LATIN if kind == "transliteration" else kind for i, kind in kinds.items()}
    units: list[Unit] = []
    for index, kind in kinds.items():
        chunk = chunks[index]
        last = units[-1] if units else None
        if last and last.end == index and last.kind == kind and not chunk.blanks:
            units[-1] = Unit(last.start, index + 1, kind, last.blanks)
        else:
            units.append(Unit(index, index + 1, kind, chunk.blanks))
    return _split_two_kinds_of_hebrew(units) if by_points else _split_long_units(units)


def _split_two_kinds_of_hebrew(units: Sequence[Unit]) -> list[Unit]:
    """Return units in which two pointed lines, one right under the other, are a pair.

    So Aramaic stands under Hebrew in an edition with its Targum.
    """
    originals = [unit for unit in units if unit.kind == "original"]
    if any(unit.size > 2 for unit in originals) or all(unit.size == 1 for unit in originals):
        return list(units)
    result: list[Unit] = []
    for unit in units:
        if unit.kind == "original" and unit.size == 2:
            middle = unit.start + 1
            result.append(Unit(unit.start, middle, unit.kind, unit.blanks))
            result.append(Unit(middle, unit.end, "translation", 0))
        else:
            result.append(unit)
    return result


def _split_long_units(units: Sequence[Unit]) -> list[Unit]:
    """Return units where two originals in a row, among single ones, are two units.

    The first of them is a title or has no translation.
    """
    sizes = Counter(unit.size for unit in units if unit.kind == "original")
    if sizes[1] < 3 or sizes[1] * 3 < sizes.total() * 2:
        return list(units)
    result: list[Unit] = []
    for unit in units:
        if unit.kind == "original" and unit.size > 1:
            for index in range(unit.start, unit.end):
                blanks = unit.blanks if index == unit.start else 0
                result.append(Unit(index, index + 1, unit.kind, blanks))
        else:
            result.append(unit)
    return result
