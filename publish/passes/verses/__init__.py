"""The verses pass: words of the Tanakh in running text, and what is wrong with them.

The text of the Tanakh (``publish.facts.codex``) is looked up word by word (``runs``).  Words that
chance does not account for (``finds``) are compared with their verses (``alignment``), and with the
references and notes beside them (``neighbours``).
"""

from __future__ import annotations

from collections import defaultdict

from publish.diagnostics import Diagnostic, Outcome
from publish.document.inline_ranges import InlineRow, Run, enclose, span_of
from publish.document.model import Citation, Inline, Inlines, Work
from publish.document.walk import descend
from publish.passes.verses.note_bodies import NoteBody, fill_notes, find_bodies, report_bodies
from publish.passes.verses.quotation import Quotation
from publish.passes.verses.quotations import find_sections
from publish.passes.verses.report import report_quotations
from publish.passes.visitor import Visit


def verses(work: Work, *, fills_notes: bool = False) -> Outcome[Work]:
    """Return the work with an inferred ``Citation`` for each verse that has no reference.

    No letter is changed, and nothing is printed otherwise but notes that a verse fills.
    """
    diagnostics: list[Diagnostic] = []
    bodies: list[NoteBody] = []
    by_run: dict[int, list[Quotation]] = defaultdict(list)
    for quotations in map(list, find_sections(work)):
        diagnostics += report_quotations(quotations, names_notes=not fills_notes)
        if fills_notes:
            own = find_bodies(quotations)
            diagnostics += report_bodies(own)
            bodies += own
        for quotation in quotations:
            if quotation.is_inferred:
                by_run[id(quotation.run)].append(quotation)
    if not by_run:
        return Outcome(work, tuple(diagnostics))
    changed = {key: _cite(quotations) for key, quotations in by_run.items()}
    visit = Visit(lambda inlines, _: changed.get(id(inlines), inlines))
    return Outcome(fill_notes(visit.work(work), bodies), tuple(diagnostics))


def _cite(quotations: list[Quotation]) -> Inlines:
    """Return the inlines of quotations in one run, each in a ``Citation``."""
    row = InlineRow(quotations[0].run)
    targets = {
        (each.start, each.end): each.references[0]
        for each in quotations
        if not any(isinstance(node, Citation) for node in descend(row.cut(each.start, each.end)))
    }

    def make(inlines: Inlines, run: Run) -> Inline:
        return Citation(targets[run], inlines, inferred=True, span=span_of(inlines))

    return enclose(quotations[0].run, sorted(targets), make)
