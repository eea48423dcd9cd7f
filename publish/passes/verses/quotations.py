"""Quotations of Scripture in a Work: their words, their verses, and the references beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from publish.document.inline_ranges import InlineRow, flat, span_of
from publish.document.model import (
    Citation,
    Excerpt,
    Foreign,
    Inlines,
    Paragraph,
    Passage,
    Section,
    Segment,
    Text,
    Verse,
    Work,
)
from publish.document.walk import descend, inline_runs, plain
from publish.passes.references.find import find_mentions
from publish.passes.verses.candidates import CandidateFinder
from publish.passes.verses.inline_reader import MOST_VERSES, InlineReader, read_inlines
from publish.passes.verses.named_verses import NamedVerses, verses_of
from publish.passes.verses.neighbours import Neighbour, neighbours
from publish.passes.verses.quotation import Quotation
from publish.passes.verses.words import Kind, read_words
from publish.text.dataclass import dataclass

_WORD = re.compile(r"\w")


def find_quotations(work: Work) -> list[Quotation]:
    """Return all quotations in running text, in order."""
    return [each for section in find_sections(work) for each in section]


def find_sections(work: Work) -> Iterator[Iterator[Quotation]]:
    """Yield the quotations of each section of a work.

    The title of a work of one section is a heading over it.
    """
    titles = work.meta.title.forms if len(work.sections) == 1 else ()
    heading = tuple(each for _, title in titles for each in _references((Text(title),)))
    for section in work.sections:
        yield _find_in_section(section, heading)


def _find_in_section(section: Section, heading: tuple[Neighbour, ...]) -> Iterator[Quotation]:
    """Yield the quotations in the running text of a section; titles and headings are left out."""
    left_out = _titles(section)
    in_segments: set[int] = set()
    rows: list[_Row] = []
    source: Neighbour | None = None
    for node in descend(section):
        match node:
            case Section(_, title) | Excerpt(heading=title):
                heading = tuple(_references(title)) if title else heading
                is_source = isinstance(node, Excerpt) and title and len(heading) == 1
                source = heading[0] if is_source else None
            case Segment():
                in_segments.update(id(run) for run in _runs(node.original, left_out))
                rows.append(_Row((), tuple(_with_translations(node, left_out)), heading))
                source = None
            case Paragraph() | Verse() | Foreign():
                runs = (run for run in _runs(node, left_out) if id(run) not in in_segments)
                for run in runs:
                    rows.append(_Row(run, tuple(read_inlines(run)), heading, source))
                    source = None
            case _:
                continue
    for index in range(len(rows)):
        yield from _look_around(rows, index)


@dataclass(frozen=True, slots=True)
class _Row:
    """A run of inlines with its quotations, and the references in the heading over it.

    The quotations of a segment are without a run.  ``source`` is the one reference of the heading
    of an excerpt that the run begins.
    """

    run: Inlines
    quotations: tuple[Quotation, ...]
    heading: tuple[Neighbour, ...]
    source: Neighbour | None = None

    def disputes(self, quotation: Quotation) -> bool:
        """Return whether the run is another verse than the source over it."""
        return (
            self.source is not None
            and not quotation.notes
            and 3 * (quotation.end - quotation.start) >= 2 * len(flat(self.run))
            and not _is_like(quotation, self.source.verses[0])
        )


def _look_around(rows: Sequence[_Row], index: int) -> Iterator[Quotation]:
    """Yield the quotations of a row, with a reference of a paragraph beside it or of its heading.

    Those of a segment were compared with its translations.
    """
    row = rows[index]
    others = (*rows[index + 1 : index + 2], *rows[max(index - 1, 0) : index]) if row.run else ()
    for quotation in row.quotations:
        named = None
        if quotation.named is None:
            around = chain.from_iterable(neighbours(other.run) for other in others)
            named = next((n for n in chain(around, row.heading) if _names(n, quotation)), None)
        if named:
            yield replace(_narrow(quotation, named), named=named)
        elif quotation.named is None and row.disputes(quotation):
            yield replace(quotation, named=row.source, wrong=True)
        else:
            yield quotation


def _references(title: Inlines) -> Iterator[Neighbour]:
    """Yield the references in a title, which are no citations there."""
    for mention in find_mentions(plain(title)):
        reference = mention.locus.reference
        verses = verses_of(reference)
        if verses:
            citation = Citation(reference, title, span=span_of(title))
            yield Neighbour(mention.start, mention.end, (verses,), citation)


def _titles(section: Section) -> set[int]:
    """Return the runs of titles and headings, by their identity."""
    titles = (
        node.title if isinstance(node, Section) else node.heading
        for node in descend(section)
        if isinstance(node, Section | Excerpt)
    )
    return {id(run) for title in titles for run in _all_runs(title)}


def _all_runs(value: object) -> Iterator[Inlines]:
    for run in inline_runs(value):
        yield run
        for node in descend(run):
            if isinstance(node, Foreign):
                yield node.inlines


def _runs(node: object, left_out: set[int]) -> Iterator[Inlines]:
    match node:
        case Paragraph(inlines) | Foreign(_, _, inlines):
            runs: tuple[Inlines, ...] = (inlines,)
        case Verse(lines):
            runs = lines
        case _:
            runs = tuple(_all_runs(node))
    yield from (run for run in runs if id(run) not in left_out)


# --- segments


def _with_translations(segment: Segment, left_out: set[int]) -> Iterator[Quotation]:
    """Yield the quotations of an original with the references and notes of its translations."""
    around = [each for passage in segment.translations for each in _find_neighbours(passage)]
    named = [each for each in around if each.verses]
    empty = [each for each in around if each.is_empty_note]
    original = [q for run in _runs(segment.original, left_out) for q in read_inlines(run)]
    if not original and len(named) == 1:
        yield from _compare(segment, named[0], left_out)
    alone = [each for each in original if each.named is None and not each.notes]
    for quotation in original:
        if quotation not in alone:
            yield quotation
            continue
        agreeing = next((each for each in named if _names(each, quotation)), None)
        if agreeing:
            yield replace(_narrow(quotation, agreeing), named=agreeing)
        elif len(named) == 1 == len(original) and not _is_like(quotation, named[0].verses[0]):
            yield replace(quotation, named=named[0], wrong=True)
        elif len(alone) == len(empty):
            yield _with_notes(segment, quotation, [empty[alone.index(quotation)]])
        else:
            yield _with_notes(segment, quotation, empty if len(alone) == 1 else ())


def _find_neighbours(translation: Passage) -> Iterator[Neighbour]:
    """Yield the references and notes of a translation, and whether they end it."""
    *_, last = (None, *inline_runs(translation))
    for run in inline_runs(translation):
        text = flat(run)
        for each in neighbours(run):
            yield replace(each, is_last=run is last and not _WORD.search(text, each.end))


def _with_notes(segment: Segment, quotation: Quotation, notes: Iterable[Neighbour]) -> Quotation:
    """Return a quotation of an original with notes of its translations."""
    *_, last = inline_runs(segment.original)
    after = read_words(flat(quotation.run), quotation.end, len(flat(quotation.run))).words
    is_last = quotation.run is last and all(word.kind is Kind.OMISSION for word in after)
    return replace(quotation, notes=tuple(replace(n, is_last=n.is_last and is_last) for n in notes))


def _compare(segment: Segment, named: Neighbour, left_out: set[int]) -> Iterator[Quotation]:
    """Yield an original that is the verse of the one reference in its translation."""
    for run in _runs(segment.original, left_out):
        text = flat(run)
        finder = CandidateFinder(text, 0, len(text))
        words = (0, len(finder.words.words))
        alignments = finder.compare(words, named.verses[0].closest[:MOST_VERSES])
        if alignments:
            yield InlineReader(run, InlineRow(run), text, (), finder).make(alignments, named)


def _narrow(quotation: Quotation, neighbour: Neighbour) -> Quotation:
    """Return a quotation with those of its verses alone that a reference names."""
    own = [
        (verses, places)
        for verses, places in zip(quotation.verses, quotation.places, strict=True)
        if any(named.has(verses[0]) for named in neighbour.verses)
    ]
    return replace(
        quotation,
        verses=tuple(verses for verses, _ in own),
        places=tuple(places for _, places in own),
    )


def _names(neighbour: Neighbour, quotation: Quotation) -> bool:
    """Return whether a reference names one of the verses of a quotation."""
    return any(named.has(first) for named in neighbour.verses for first, _ in quotation.verses)


def _is_like(quotation: Quotation, named: NamedVerses) -> bool:
    """Return whether a verse of a reference has most of the words of a quotation."""
    finder = CandidateFinder(quotation.words, 0, len(quotation.words))
    return bool(finder.compare((0, len(finder.words.words)), named.closest[:MOST_VERSES]))
