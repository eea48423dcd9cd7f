"""The text that a finished book must contain: the characters of its Work, in reading order.

This oracle shares no code with the writers that it judges.  Notes are kept apart, because each
format puts their bodies in a place of its own; text that a book adds (the marks of a list, the
number before a note) is left out by the preflight of the format.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import field
from itertools import accumulate, chain
from typing import TypeAlias, assert_never

from publish.diagnostics import Diagnostic, Rule
from publish.document.model import (
    STACKED,
    Arrangement,
    Block,
    Blockquote,
    Citation,
    Entry,
    Excerpt,
    Foreign,
    Gloss,
    Image,
    Index,
    Inline,
    LineBreak,
    Link,
    List,
    Milestone,
    MilestoneKind,
    Note,
    Paragraph,
    Passage,
    Quote,
    Rubric,
    Section,
    Segment,
    Separator,
    Speech,
    Styled,
    Table,
    Text,
    TextLayout,
    Verse,
)
from publish.text.dataclass import dataclass
from publish.text.hebrew import LATIN_MARKS, MARKS_AND_PUNCTUATION
from publish.text.source import NOWHERE, Span

Container: TypeAlias = Section | Excerpt | Block | Entry
Part: TypeAlias = Container | Inline
"""A node that has text, or nodes with text."""


@dataclass(frozen=True, slots=True)
class ExpectedRun:
    """Consecutive characters of the Work, and their span in the source."""

    text: str
    span: Span


@dataclass(slots=True)
class ExpectedText:
    """The running text with the calls of notes, and the body of each note in the order of calls.

    ``originals`` and ``translations`` are those of segments in two columns or on two pages, which
    are not in the running text, nor are ``transliterations`` and ``further`` translations: a long
    segment has a part of each.  ``pairs`` are the numbers of runs of originals and translations
    after each segment.  ``labels`` are the numbers that are printed beside segments.
    """

    running: list[ExpectedRun] = field(default_factory=list)
    originals: list[ExpectedRun] = field(default_factory=list)
    translations: list[ExpectedRun] = field(default_factory=list)
    transliterations: list[ExpectedRun] = field(default_factory=list)
    further: list[ExpectedRun] = field(default_factory=list)
    pairs: list[tuple[int, int]] = field(default_factory=list)
    labels: list[ExpectedRun] = field(default_factory=list)
    notes: list[list[ExpectedRun]] = field(default_factory=list)


def collect_text(sections: Iterable[Section], layout: TextLayout = STACKED) -> ExpectedText:
    """Return the text of ``sections`` in reading order, with segments as the layout sets them."""
    collector = TextCollector(layout)
    for section in sections:
        collector.collect(section, collector.text.running)
    return collector.text


def collect_inlines(inlines: Iterable[str | Inline], span: Span) -> list[ExpectedRun]:
    """Return the text of inlines without the bodies of their notes; texts alone have ``span``."""
    collector, runs = TextCollector(STACKED), list[ExpectedRun]()
    for each in inlines:
        if isinstance(each, str):
            runs.append(ExpectedRun(each, span))
        else:
            collector.collect(each, runs)
    return runs


class TextCollector:
    """Collects the text of nodes into ``text``; ``make_run`` makes each run of it."""

    def __init__(self, layout: TextLayout) -> None:
        self.text = ExpectedText()
        self._layout = layout

    def collect(self, node: Part, runs: list[ExpectedRun]) -> None:
        """Add the text of a node to ``runs``, and that of its notes, labels and columns."""
        if isinstance(node, Segment | Milestone) and node.label and _is_labelled(node):
            self.text.labels.append(ExpectedRun(node.label, node.span))
        if isinstance(node, Segment) and self._layout.arrangement is not Arrangement.STACKED:
            self._collect_columns(node, runs)
            return
        self.collect_parts(node, _parts(node, self._layout), runs)
        if isinstance(node, Note) and node.blocks:
            body: list[ExpectedRun] = []
            self.text.notes.append(body)
            self.collect_parts(node, node.blocks, body)

    def collect_parts(
        self, node: Part, parts: tuple[str | Part, ...], runs: list[ExpectedRun]
    ) -> None:
        """Add the texts and nodes of a node to ``runs``."""
        for part in parts:
            if isinstance(part, str):
                runs.append(self.make_run(part, node))
            else:
                self.collect(part, runs)

    def make_run(self, text: str, node: Part) -> ExpectedRun:
        """Return a text of a node as a run."""
        return ExpectedRun(text, node.span)

    def _collect_columns(self, segment: Segment, runs: list[ExpectedRun]) -> None:
        text = self.text
        # The number of a verse stands before its translation where it has no original.
        is_alone = bool(segment.translations) and not segment.original.blocks
        number = (segment.number,) if segment.number else ()
        originals = (*(() if is_alone else number), segment.original)
        self.collect_parts(segment, originals, text.originals)
        if segment.transliteration:
            self.collect(segment.transliteration, text.transliterations)
        translations = (*(number if is_alone else ()), *segment.translations[:1])
        self.collect_parts(segment, translations, text.translations)
        self.collect_parts(segment, segment.translations[1:], text.further)
        text.pairs.append((len(text.originals), len(text.translations)))
        self.collect_parts(segment, segment.commentary, runs)


def _is_labelled(node: Segment | Milestone) -> bool:
    """Return whether the label of a node is printed beside its text."""
    return isinstance(node, Segment) or node.kind is MilestoneKind.SEGMENT


def _parts(node: Part, layout: TextLayout) -> tuple[str | Part, ...]:
    """Return the texts and nodes of a node, in reading order."""
    if isinstance(node, Inline):
        return _inline_parts(node)
    if isinstance(node, Segment) and layout.translation_first:
        after = (node.transliteration,) if node.transliteration else ()
        original = (node.number, node.original, *after)
        return (*node.translations, *original, *node.commentary)
    return list_parts(node)


def _inline_parts(node: Inline) -> tuple[str | Part, ...]:
    """Return the texts and nodes of an inline, in reading order."""
    match node:
        case Text(text):
            return (text,)
        case LineBreak():
            return ("\n",)
        case Styled(inner) | Citation(_, inner) | Link(_, inner):
            return inner
        case Foreign(_, _, inner):
            return inner
        case Quote(opening, closing, inner):
            return (opening, *inner, closing)
        case Gloss(term, opening, meaning, closing):
            return (*term, opening, *meaning, closing)
        case Note(call):
            return (call,)
        case Milestone(_, label):
            return () if _is_labelled(node) else (label,)
        case _:
            assert_never(node)


def list_parts(  # noqa: PLR0912  # a branch for each kind of container
    node: Container,
) -> tuple[str | Part, ...]:
    """Return the texts and nodes of a block, an excerpt or a section, in reading order.

    The places of an index are left out, because page numbers belong to one artifact.
    """
    match node:
        case Paragraph(inner):
            return inner
        case Verse(groups) | List(groups):
            return tuple(chain.from_iterable(groups))
        case Passage(_, _, blocks) | Rubric(blocks):
            return blocks
        case Blockquote(blocks, attribution):
            return (*blocks, *attribution)
        case Speech(speaker, blocks):
            return (*speaker, *blocks)
        case Table(rows, _, caption):
            cells = (cell for row in rows for cell in row.cells)
            return (*caption, *chain.from_iterable(cell.blocks for cell in cells))
        case Image(_, alt, caption):
            return caption if node.resource else (alt, *caption)
        case Segment(original, transliteration, translations, commentary, verse):
            passages = (original, *filter(None, (transliteration,)), *translations)
            return (verse, *passages, *commentary)
        case Separator():
            return ()
        case Index(entries):
            return entries
        case Entry(term, meaning, _, under):
            return (*term, *meaning, *under)
        case Excerpt(number, _, heading, blocks, _, label):
            return (_excerpt_mark(label or str(number)), *heading, *blocks)
        case Section(_, title, children):
            return (*title, *children)
        case _:
            assert_never(node)


def _excerpt_mark(label: str) -> str:
    """Return a label with the punctuation that a book sets after it."""
    if not label[-1].isalnum():
        return label
    return label + (":" if " " in label else ".")


_INVISIBLE = re.compile(r"[\s\u2060\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")
_NOT_LETTERS = re.compile(rf"(?:(?![{MARKS_AND_PUNCTUATION}{LATIN_MARKS}])[\W_])+")


def visible_characters(text: str) -> str:
    """Return ``text`` without white space and without characters that no book can hold."""
    return _INVISIBLE.sub("", text)


def letters(text: str) -> str:
    """Return the letters, vowel points, accents and digits of ``text``."""
    return _NOT_LETTERS.sub("", text)


@dataclass(frozen=True, slots=True)
class Difference:
    """The first difference of a book from its Work: a few characters of each, and their span."""

    expected: str
    actual: str
    span: Span

    def at(self, rule: Rule, subject: str) -> Diagnostic:
        """Return a diagnostic of ``rule`` about the difference in ``subject``."""
        message = f"{subject} differs: “{self.expected}” has become “{self.actual}”"
        return rule.at(self.span, message)


def first_difference(
    expected: Iterable[ExpectedRun], actual: str, select: Callable[[str], str]
) -> Difference | None:
    """Return where ``actual`` first differs from ``expected`` in the characters of ``select``."""
    runs = [ExpectedRun(select(run.text), run.span) for run in expected]
    wanted = "".join(run.text for run in runs)
    got = select(actual)
    if got == wanted:
        return None
    offset = next(
        (n for n, (a, b) in enumerate(zip(wanted, got, strict=False)) if a != b),
        min(len(wanted), len(got)),
    )
    ends = list(accumulate(len(run.text) for run in runs))
    # Text beyond the expected end is reported at the last run.
    index = min(bisect_right(ends, offset), len(runs) - 1)
    start = max(offset - 12, 0)
    span = runs[index].span if runs else NOWHERE
    return Difference(wanted[start : offset + 12], got[start : offset + 12], span)
