"""The verses pass: words of the Tanakh in running text, and what is wrong with them.

The text of the Tanakh (``publish.facts.codex``) is looked up word by word (``runs``).  Words that
chance does not account for (``finds``) are compared with their verses (``alignment``), and with the
references and notes beside them (``neighbours``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from publish.diagnostics import Diagnostic, Outcome
from publish.document.inline_ranges import InlineRow, Run, cut, enclose, span_of
from publish.document.model import Citation, Inline, Inlines, Work
from publish.document.walk import descend
from publish.passes.verses.note_bodies import NoteBody, fill_notes, find_bodies, report_bodies
from publish.passes.verses.quotation import Quotation
from publish.passes.verses.quotations import find_sections
from publish.passes.verses.report import report_quotations
from publish.passes.visitor import Visit


def verses(work: Work, *, fills_notes: bool = False, points_verses: bool = False) -> Outcome[Work]:
    """Return the work with an inferred ``Citation`` for each verse that has no reference.

    No letter is changed, and nothing is printed otherwise but notes that a verse fills.  The
    citations have the points of verses if these are wanted, also of verses with a reference.
    """
    diagnostics: list[Diagnostic] = []
    bodies: list[NoteBody] = []
    pointed: dict[int, str] = {}
    by_run: dict[int, list[Quotation]] = defaultdict(list)
    for quotations in map(list, find_sections(work)):
        diagnostics += report_quotations(quotations, names_notes=not fills_notes)
        if fills_notes:
            own = find_bodies(quotations)
            diagnostics += report_bodies(own)
            bodies += own
        if points_verses:
            outcome = _point(quotations)
            diagnostics += outcome.diagnostics
            pointed |= outcome.value
        for quotation in quotations:
            if quotation.is_inferred or id(quotation) in pointed:
                by_run[id(quotation.run)].append(quotation)
    if not by_run:
        return Outcome(work, tuple(diagnostics))
    changed = {key: _cite(quotations, pointed) for key, quotations in by_run.items()}
    visit = Visit(lambda inlines, _: changed.get(id(inlines), inlines))
    return Outcome(fill_notes(visit.work(work), bodies), tuple(diagnostics))


def _point(quotations: Sequence[Quotation]) -> Outcome[dict[int, str]]:
    """Return the words of quotations with points, by the identities of the quotations."""
    from publish.passes.verses import pointing  # few books ask for points

    words = [pointing.point_quotation(each) for each in quotations if not _has_citation(each)]
    texts = {id(each.quotation): each.text for each in words if each.text}
    return Outcome(texts, tuple(pointing.report_points(words)))


def _has_citation(quotation: Quotation) -> bool:
    inlines = cut(quotation.run, quotation.start, quotation.end)
    return any(isinstance(node, Citation) for node in descend(inlines))


def _cite(quotations: Sequence[Quotation], pointed: Mapping[int, str]) -> Inlines:
    """Return the inlines of quotations in one run, each in a ``Citation``."""
    row = InlineRow(quotations[0].run)
    by_range = {
        (each.start, each.end): each
        for each in quotations
        if not any(isinstance(node, Citation) for node in descend(row.cut(each.start, each.end)))
    }

    def make(inlines: Inlines, run: Run) -> Inline:
        quotation = by_range[run]
        target, *others = quotation.references
        return Citation(
            target,
            inlines,
            inferred=True,
            named=not quotation.is_inferred,
            also=tuple(others),
            pointed=pointed.get(id(quotation), ""),
            span=span_of(inlines),
        )

    return enclose(quotations[0].run, sorted(by_range), make)
