"""References and notes in a run of inlines, and those that stand beside a quotation."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from publish.document.inline_ranges import inner, width, with_offsets
from publish.document.model import Citation, Inlines, Note
from publish.document.walk import descend, inline_runs, plain, running_text
from publish.facts.codex import letters_of
from publish.passes.verses.named_verses import NamedVerses, verses_of
from publish.passes.verses.words import FORMULAS, OMISSIONS, SHORT_OMISSIONS
from publish.text.dataclass import dataclass

_OMITS = f"(?:{'|'.join(sorted(SHORT_OMISSIONS))})['׳’]|{'|'.join(sorted(OMISSIONS))}"
_STRICT = re.compile(rf"(?:\W|\d{{1,3}}(?!\w)|{_OMITS})*")
_TRANSLATION = re.compile(
    r"[“\"(](?!(?i:see|cf|compare)\b)[A-Za-z][^“”\"()\u0590-\u05ff]{0,200}[”\")]"
)
"""A translation between quotation marks or brackets."""
_WORD = re.compile(r"[^\W\d_]+")
_SEE = frozenset("ראה ראו עיין עיינו עי השווה השוו see cf compare".split())
"""Words before a reference to another verse than the one that is quoted."""
_MOST = 6
"""The most references and notes after a quotation that may belong to it."""
_FORMULA = 24
"""The most characters of a formula."""
_FARTHEST = 240
"""The most characters between a quotation and a reference that names its verse."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A reference to the Tanakh or a note, and its range in the flat string.

    ``verses`` are those that the reference names, or a reference in the note.  A note that says
    more than where a verse stands may be about another verse, and then ``is_source`` is false.
    ``is_last`` is true where one in a translation ends it, as the quotation ends the original.
    """

    start: int
    end: int
    verses: tuple[NamedVerses, ...]
    node: Citation | Note
    is_source: bool = True
    is_last: bool = False

    @property
    def is_empty_note(self) -> bool:
        """Whether the neighbour is a note without a body."""
        return isinstance(self.node, Note) and not self.node.blocks


def neighbours(inlines: Inlines, start: int = 0) -> Iterator[Neighbour]:
    """Yield the references and notes of a run, in order; those that are inferred are left out."""
    for offset, node in with_offsets(inlines, start):
        end = offset + width(node)
        match node:
            case Citation(inferred=False):
                verses = verses_of(node.target)
                yield Neighbour(offset, end, (verses,) if verses else (), node)
            case Note():
                cited = [each for each in descend(node) if isinstance(each, Citation)]
                named = tuple(filter(None, (verses_of(each.target) for each in cited)))
                names = sum(len(_WORD.findall(plain(each.inlines))) for each in cited)
                runs = inline_runs(node.blocks)
                words = sum(len(_WORD.findall(running_text(run))) for run in runs)
                yield Neighbour(offset, end, named, node, words <= names + 1)
            case _:
                for distance, _, inside in inner(node):
                    yield from neighbours(inside, offset + distance)


@dataclass(frozen=True, slots=True)
class Beside:
    """A neighbour of a quotation; ``is_close`` where at most a translation stands between them.

    Others belong to the quotation only if they name its verse.
    """

    neighbour: Neighbour
    is_close: bool


def beside(
    text: str, start: int, end: int, all_neighbours: Sequence[Neighbour]
) -> Iterator[Beside]:
    """Yield the neighbours of the quotation from ``start`` to ``end``, the closest first.

    A reference before a colon, or after a formula, belongs to the words after it, any other one
    rather to those before it.
    """
    index = bisect_left(all_neighbours, end, key=lambda each: each.start)
    after = all_neighbours[index : index + _MOST]
    before = [each for each in all_neighbours[max(index - 1, 0) : index] if each.end <= start]
    distant: list[Beside] = []
    for number, each in enumerate(after):
        gap = text[end : each.start]
        if len(gap) > _FARTHEST:
            break
        leads_on = isinstance(each.node, Citation) and _leads_on(text, each.end)
        is_source = each.is_source and not leads_on and not _says_see(gap)
        if number < 2 and is_source and _STRICT.fullmatch(_TRANSLATION.sub("", gap, count=1)):
            yield Beside(each, is_close=True)
        else:
            distant.append(Beside(each, is_close=False))
    for each in before:
        gap = text[each.end : start]
        is_reference = isinstance(each.node, Citation)
        leads_on = _leads_on(text, each.end) or _is_introduced(text, each.start) or not after
        if is_reference and leads_on and _STRICT.fullmatch(gap):
            yield Beside(each, is_close=True)
        elif len(gap) <= _FARTHEST:
            distant.append(Beside(each, is_close=False))
    yield from distant


def _says_see(gap: str) -> bool:
    words = _WORD.findall(gap)
    return bool(words) and words[-1].lower() in _SEE


def _is_introduced(text: str, start: int) -> bool:
    """Return whether the words before a reference are a formula: ``שנאמר (תהלים א, א)``."""
    words = _WORD.findall(text[max(start - _FORMULA, 0) : start])
    return any(letters_of(word) in FORMULAS for word in words[-2:])


def _leads_on(text: str, end: int) -> bool:
    """Return whether a colon follows a reference, perhaps after a closing bracket."""
    return text[end : end + 3].lstrip(")] ").startswith(":")
