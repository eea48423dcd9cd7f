"""Diagnostics of the quotes pass: changes grouped by kind and file, faults at their position."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from publish.diagnostics import Diagnostic, Diagnostics, Rule
from publish.diagnostics.rules import quotes as rules
from publish.passes.quotes.double_marks import Line
from publish.passes.quotes.marks import Mark, MarkKind, Style
from publish.passes.quotes.multiline import Faults, LineMark
from publish.text.languages import isolate
from publish.text.source import Span

SpanOf = Callable[[int, int], Span]
"""Function from a line number and an offset in the line to the source span."""


class QuoteDiagnostics:
    """Collector of the changes and faults of a book."""

    def __init__(self) -> None:
        self._changes: dict[tuple[str, Rule, str, str], list[Span]] = defaultdict(list)
        self._faults: list[Diagnostic] = []

    def record_change(self, mark: Mark, style: Style, span: Span) -> None:
        """Record that the mark at ``span`` is printed as another character, in a style."""
        self._changes[span.file, *_kind(mark, style)].append(span)

    def report_title(self, field: str, words: str) -> None:
        """Report that the marks of a title or a name are changed."""
        diagnostic = rules.IMPROVED.anywhere(f"the {field} is printed as {isolate(words)}")
        self._faults.append(diagnostic)

    def report_faults(self, faults: Faults, lines: Sequence[Line], span: SpanOf) -> None:
        """Report the quotations of a text run that are not closed correctly."""

        def report(rule: Rule, faulty: list[LineMark], singular: str, plural: str) -> None:
            self._faults += _line_diagnostics(rule, faulty, lines, span, (singular, plural))

        report(
            rules.LEFT_OPEN,
            faults.open,
            "the quotation {words} is never closed",
            "{count} quotations are never closed, the first of them {words}",
        )
        report(
            rules.CLOSES_NOTHING,
            faults.extra,
            "the quotation mark after {words} closes a quotation that nothing opens",
            "{count} quotation marks close what nothing opens, the first of them after {words}",
        )
        report(
            rules.MIXED,
            faults.mixed,
            "the quotation {words} is opened and closed with marks of different form",
            "{count} quotations are opened and closed with marks of different form, "
            "the first of them {words}",
        )

    def report_unclear(
        self, line: Line, marks: Sequence[Mark], span: Callable[[int], Span]
    ) -> None:
        """Report the marks of a line of unclear kind, and single marks left open."""
        marks = [mark for mark in marks if _uncertainty(mark)]
        if not marks:
            return
        kinds = (
            (rules.UNCLEAR, "it is not clear what the mark at {words} is: printed as given"),
            (rules.SINGLE_OPEN, "nothing closes the single mark before {words}"),
        )
        for rule, message in kinds:
            matching = [mark for mark in marks if _uncertainty(mark) is rule]
            if matching:
                words = isolate(_words_after(line.text, matching[0].offset))
                first, *others = (span(mark.offset) for mark in matching)
                self._faults.append(rule.at(first, message.format(words=words), also=others))

    def faults(self) -> Diagnostics:
        """Return the faults in the order in which they were reported."""
        return tuple(self._faults)

    def all(self) -> Diagnostics:
        """Return the changes, then the faults."""
        changes: list[Diagnostic] = []
        for (_, rule, singular, plural), spans in self._changes.items():
            first, *others = sorted(spans, key=lambda span: span.start)
            message = (
                f"{len(spans)} marks are printed as {plural}" if others else f"a mark is {singular}"
            )
            changes.append(rule.at(first, message, also=others))
        return (*changes, *self._faults)


def _kind(mark: Mark, style: Style) -> tuple[Rule, str, str]:
    match mark.kind:
        case MarkKind.GERESH:
            return rules.GERESH, "printed as geresh: ׳", "geresh: ׳"
        case MarkKind.GERSHAYIM:
            return rules.GERESH, "printed as gershayim: ״", "gershayim: ״"
        case MarkKind.APOSTROPHE:
            return rules.APOSTROPHES, "printed as an apostrophe: ’", "apostrophes: ’"
        case _:
            return (
                rules.IMPROVED,
                f"printed as the {style.name} quotation mark: {style.forms}",
                f"{style.name} quotation marks: {style.forms}",
            )


def _uncertainty(mark: Mark) -> Rule | None:
    if mark.kind is MarkKind.UNCLEAR:
        return rules.UNCLEAR
    single = mark.kind is MarkKind.OPEN and mark.character == "‘" and mark.mate is None
    return rules.SINGLE_OPEN if single else None


def _line_diagnostics(
    rule: Rule,
    faulty: Sequence[LineMark],
    lines: Sequence[Line],
    span: SpanOf,
    messages: tuple[str, str],
) -> list[Diagnostic]:
    """Return a diagnostic for each line that has faulty marks."""
    by_line: dict[int, list[Mark]] = defaultdict(list)
    for number, mark in faulty:
        by_line[number].append(mark)
    diagnostics: list[Diagnostic] = []
    for number, marks in by_line.items():
        text = lines[number].text
        offset = marks[0].offset
        shown = (
            _words_before(text, offset)
            if rule is rules.CLOSES_NOTHING
            else _words_after(text, offset, marks[0])
        )
        message = messages[len(marks) > 1].format(words=isolate(shown), count=len(marks))
        first, *others = (span(number, mark.offset) for mark in marks)
        diagnostics.append(rule.at(first, message, also=others))
    return diagnostics


def _words_after(text: str, offset: int, opening: Mark | None = None) -> str:
    """Return the words after a mark, or the whole of a short quotation."""
    if (
        opening is not None
        and opening.mate is not None
        and offset < opening.mate.offset < offset + 60
    ):
        return text[offset : opening.mate.offset + 1]
    words = text[offset : offset + 40]
    return words.rpartition(" ")[0] + " …" if len(text) > offset + 40 and " " in words else words


def _words_before(text: str, offset: int) -> str:
    """Return the words before a mark."""
    words = text[max(0, offset - 30) : offset + 1]
    return "… " + words.partition(" ")[2] if offset > 30 and " " in words else words
