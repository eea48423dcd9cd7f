"""What the pass has to say: each kind of change once a file, each fault where it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from publish.diagnostics import Diagnostic, Diagnostics, Rule
from publish.diagnostics.rules import quotes as rules
from publish.passes.quotes.double_marks import Line
from publish.passes.quotes.marks import Is, Mark
from publish.passes.quotes.multiline import Faults, Found
from publish.text.languages import Script, isolate
from publish.text.source import Span

SpanOf = Callable[[int, int], Span]
"""From the number of a line and an offset in it to the place in the source."""


class Telling:
    """Gathers changes and faults while a book is gone through."""

    def __init__(self) -> None:
        self._changes: dict[tuple[str, Rule, str, str], list[Span]] = defaultdict(list)
        self._faults: list[Diagnostic] = []

    def changed(self, mark: Mark, span: Span) -> None:
        """Take note that ``mark``, which stands at ``span``, is printed in another form."""
        self._changes[span.file, *_kind(mark)].append(span)

    def renamed(self, what: str, words: str) -> None:
        """Take note that a title or a name has other marks than it was given."""
        told = rules.IMPROVED.anywhere(f"the {what} is printed as {isolate(words)}")
        self._faults.append(told)

    def wrong(self, faults: Faults, lines: Sequence[Line], span: SpanOf) -> None:
        """Take note of the quotations of a run of text that do not close as they should."""

        def tell(rule: Rule, found: list[Found], one: str, many: str) -> None:
            self._faults += _told(rule, found, lines, span, (one, many))

        tell(
            rules.LEFT_OPEN,
            faults.open,
            "the quotation {words} is never closed",
            "{count} quotations are never closed, the first of them {words}",
        )
        tell(
            rules.CLOSES_NOTHING,
            faults.extra,
            "the quotation mark after {words} closes a quotation that nothing opens",
            "{count} quotation marks close what nothing opens, the first of them after {words}",
        )
        tell(
            rules.MIXED,
            faults.mixed,
            "the quotation {words} is opened and closed with marks of different form",
            "{count} quotations are opened and closed with marks of different form, "
            "the first of them {words}",
        )

    def unclear(self, line: Line, marks: Sequence[Mark], span: Callable[[int], Span]) -> None:
        """Take note of the marks of a line that could not be told, or single ones left open."""
        marks = [mark for mark in marks if _unsure(mark)]
        if not marks:
            return
        kinds = (
            (rules.UNCLEAR, "it is not clear what the mark at {words} is: printed as given"),
            (rules.SINGLE_OPEN, "nothing closes the single mark before {words}"),
        )
        for rule, message in kinds:
            found = [mark for mark in marks if _unsure(mark) is rule]
            if found:
                words = isolate(_after(line.text, found[0].at))
                first, *others = (span(mark.at) for mark in found)
                self._faults.append(rule.at(first, message.format(words=words), also=others))

    def faults(self) -> Diagnostics:
        """Return what is wrong, in the order in which it was found."""
        return tuple(self._faults)

    def all(self) -> Diagnostics:
        """Return what is wrong and what was changed."""
        changes: list[Diagnostic] = []
        for (_, rule, one, many), spans in self._changes.items():
            first, *others = sorted(spans, key=lambda span: span.start)
            message = f"{len(spans)} marks are printed as {many}" if others else f"a mark is {one}"
            changes.append(rule.at(first, message, also=others))
        return (*changes, *self._faults)


def _kind(mark: Mark) -> tuple[Rule, str, str]:
    match mark.is_:
        case Is.GERESH:
            return rules.GERESH, "printed as geresh: ׳", "geresh: ׳"
        case Is.GERSHAYIM:
            return rules.GERESH, "printed as gershayim: ״", "gershayim: ״"
        case Is.APOSTROPHE:
            return rules.APOSTROPHES, "printed as an apostrophe: ’", "apostrophes: ’"
        case _:
            name, said = _FORMS[mark.style]
            return (
                rules.IMPROVED,
                f"printed as a quotation mark of {name}: {said}",
                f"quotation marks of {name}: {said}",
            )


_FORMS = {Script.LATIN: ("English", "“ ” ‘ ’"), Script.HEBREW: ("Hebrew", "” ’")}


def _unsure(mark: Mark) -> Rule | None:
    if mark.is_ is Is.UNCLEAR:
        return rules.UNCLEAR
    single = mark.is_ is Is.OPEN and mark.given == "‘" and mark.mate is None
    return rules.SINGLE_OPEN if single else None


def _told(
    rule: Rule,
    found: Sequence[Found],
    lines: Sequence[Line],
    span: SpanOf,
    messages: tuple[str, str],
) -> list[Diagnostic]:
    """Return one diagnostic for each line that has such marks."""
    by_line: dict[int, list[Mark]] = defaultdict(list)
    for number, mark in found:
        by_line[number].append(mark)
    told: list[Diagnostic] = []
    for number, marks in by_line.items():
        text = lines[number].text
        at = marks[0].at
        shown = _before(text, at) if rule is rules.CLOSES_NOTHING else _after(text, at, marks[0])
        message = messages[len(marks) > 1].format(words=isolate(shown), count=len(marks))
        first, *others = (span(number, mark.at) for mark in marks)
        told.append(rule.at(first, message, also=others))
    return told


def _after(text: str, at: int, opening: Mark | None = None) -> str:
    """Return the words at a mark, of a quotation all of them where they are few."""
    if opening is not None and opening.mate is not None and at < opening.mate.at < at + 60:
        return text[at : opening.mate.at + 1]
    words = text[at : at + 40]
    return words.rpartition(" ")[0] + " …" if len(text) > at + 40 and " " in words else words


def _before(text: str, at: int) -> str:
    """Return the words up to a mark."""
    words = text[max(0, at - 30) : at + 1]
    return "… " + words.partition(" ")[2] if at > 30 and " " in words else words
