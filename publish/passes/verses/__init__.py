"""The verses pass: words of the Tanakh in running text, and what is wrong with them.

The text of the Tanakh (``publish.facts.codex``) is looked up word by word (``runs``).  Words that
chance does not account for (``candidates``) are compared with their verses (``alignment``), and
with the references and notes beside them (``neighbours``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from publish.diagnostics import Diagnostic, Outcome
from publish.document.inline_ranges import InlineRow
from publish.document.model import Citation, Work
from publish.passes.verses.cited_words import CitedWords, cite, has_citation
from publish.passes.verses.note_bodies import NoteBody, fill_notes, find_bodies, report_bodies
from publish.passes.verses.quotation import Quotation
from publish.passes.verses.quotations import find_sections
from publish.passes.verses.report import report_quotations
from publish.passes.verses.translations import (
    TranslatedWords,
    find_named_in_translations,
    find_translated,
)


def verses(
    work: Work,
    *,
    fills_notes: bool = False,
    points_verses: bool = False,
    indexes_verses: bool = False,
) -> Outcome[Work]:
    """Return the work with an inferred ``Citation`` for each verse that has no reference.

    No letter is changed, and nothing is printed otherwise but notes that a verse fills.  The
    citations have the points of verses if these are wanted, also of verses with a reference.  For
    an index there are citations in translations as well.
    """
    diagnostics: list[Diagnostic] = []
    bodies: list[NoteBody] = []
    words: list[CitedWords] = []
    for section, quotations in zip(work.sections, map(list, find_sections(work)), strict=True):
        diagnostics += report_quotations(quotations, names_notes=not fills_notes)
        pointed: Mapping[int, str] = {}
        elsewhere: set[int] = set()
        if fills_notes:
            own = find_bodies(quotations, find_translated(section, quotations))
            diagnostics += report_bodies(own)
            bodies += own
        if points_verses:
            outcome = _point(quotations)
            diagnostics += outcome.diagnostics
            pointed = outcome.value
        if indexes_verses:
            elsewhere = set(map(id, find_named_in_translations(section, quotations)))
            words += map(_cite_translated, find_translated(section, quotations))
        for each in quotations:
            is_named = not (each.is_inferred or id(each) in elsewhere)
            if not is_named or id(each) in pointed:
                words.append(_cite(each, pointed.get(id(each), ""), is_named=is_named))
    return Outcome(fill_notes(cite(work, words), bodies), tuple(diagnostics))


def _point(quotations: Sequence[Quotation]) -> Outcome[dict[int, str]]:
    """Return the words of quotations with points, by the identities of the quotations."""
    from publish.passes.verses import pointing  # few books ask for points

    rows = {id(each.run): InlineRow(each.run) for each in quotations}
    words = [
        pointing.point_quotation(each)
        for each in quotations
        if not has_citation(rows[id(each.run)], each.start, each.end)
    ]
    texts = {id(each.quotation): each.text for each in words if each.text}
    return Outcome(texts, tuple(pointing.report_points(words)))


def _cite(quotation: Quotation, pointed: str, *, is_named: bool) -> CitedWords:
    target, *also = quotation.references
    citation = Citation(
        target, (), inferred=True, named=is_named, also=tuple(also), pointed=pointed
    )
    return CitedWords(quotation.run, quotation.start, quotation.end, citation)


def _cite_translated(words: TranslatedWords) -> CitedWords:
    citation = _cite(words.original, "", is_named=False).citation
    return CitedWords(words.run, words.start, words.end, citation)
