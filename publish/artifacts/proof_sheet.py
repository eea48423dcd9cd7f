"""The proof sheet: what became of a text on its way into a book, beside the lines themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise

from publish.diagnostics import Diagnostic, Effect, Severity
from publish.diagnostics.rules import RULES
from publish.text.invisible import show_invisible
from publish.text.languages import Script, script
from publish.text.source import Source


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of a line: the diagnostic in the words of the sheet."""

    code: str
    severity: str
    effect: str
    confidence: str
    message: str
    hints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a line, and the codes that speak of it."""

    text: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a source with its marked places and what is said of it."""

    number: int
    dir: str
    stretches: tuple[Stretch, ...]
    remarks: tuple[Remark, ...]


def report(title: str, sources: Sequence[Source], diagnostics: Iterable[Diagnostic]) -> bytes:
    """Return the proof sheet of a book as one HTML page that needs nothing else."""
    from jinja2 import Environment, StrictUndefined

    said = tuple(dict.fromkeys(diagnostics))
    remarks = [_remark(one) for one in said]
    template = (files("publish.artifacts") / "proof_sheet.html.j2").read_text(encoding="utf-8")
    page = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    named = {source.file for source in sources}
    return (
        page.from_string(template)
        .render(
            title=title,
            counts=Counter(remark.effect for remark in remarks),
            kinds=[kind.value for kind in Effect],
            general=[_remark(one) for one in said if one.span.file not in named],
            texts=[(source.file, source.encoding, _rows(source, said)) for source in sources],
        )
        .encode()
    )


def _remark(one: Diagnostic) -> Remark:
    rule = RULES[one.code]
    severity = one.severity.value if one.severity is not Severity.INFO else ""
    return Remark(one.code, severity, rule.effect, rule.confidence, one.message, one.hints)


def _rows(source: Source, diagnostics: Iterable[Diagnostic]) -> list[Row]:
    """Return every line of a source; a diagnostic stands at the line of its first place."""
    remarks: dict[int, list[Remark]] = {}
    marks: list[tuple[int, int, str]] = []
    for one in diagnostics:
        if one.span.file == source.file:
            remarks.setdefault(source.position(one.span.start).line, []).append(_remark(one))
            marks += [(s.start, s.end, one.code) for s in one.places if s.file == source.file]
    marks.sort()
    rows: list[Row] = []
    first = 0
    for number, line in enumerate(source.lines(), 1):
        start, end = line.offset(0), line.offset(0) + len(line)
        while first < len(marks) and marks[first][1] <= start and marks[first][0] < start:
            first += 1
        here = [mark for mark in _until(marks, first, end) if mark[1] > start]
        dir = "rtl" if script(line.text) is Script.HEBREW else "ltr"
        rows.append(Row(number, dir, _cut(line.text, start, here), tuple(remarks.get(number, ()))))
    return rows


def _until(marks: list[tuple[int, int, str]], first: int, end: int) -> list[tuple[int, int, str]]:
    last = first
    while last < len(marks) and marks[last][0] < end:
        last += 1
    return marks[first:last]


def _cut(text: str, start: int, marks: list[tuple[int, int, str]]) -> tuple[Stretch, ...]:
    """Return a line cut where marks begin and end."""
    cuts = {0, len(text)}
    for begin, end, _ in marks:
        cuts |= {min(max(begin - start, 0), len(text)), min(max(end - start, 0), len(text))}
    ends = sorted(cuts)
    stretches: list[Stretch] = []
    for begin, end in pairwise(ends):
        codes = [m[2] for m in marks if m[0] - start < end and m[1] - start > begin]
        stretches.append(Stretch(show_invisible(text[begin:end]), tuple(dict.fromkeys(codes))))
    return tuple(stretches)
