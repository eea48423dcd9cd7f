"""The proof sheet: an HTML page with the lines of a text, each beside its diagnostics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.resources import files
from itertools import pairwise

from publish.diagnostics import Diagnostic, Effect, Severity
from publish.diagnostics.rules import find_rule
from publish.text.dataclass import dataclass
from publish.text.invisible import printable, show_invisible
from publish.text.languages import Script, script
from publish.text.source import Source


@dataclass(frozen=True, slots=True)
class Remark:
    """A diagnostic as the sheet shows it, beside its line."""

    code: str
    severity: str
    effect: str
    confidence: str
    message: str
    hints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a line, with the codes of the diagnostics about it."""

    text: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a source, cut into stretches, with its remarks."""

    number: int
    dir: str
    stretches: tuple[Stretch, ...]
    remarks: tuple[Remark, ...]


def report(title: str, sources: Sequence[Source], diagnostics: Iterable[Diagnostic]) -> bytes:
    """Return the proof sheet of a book as one HTML page without other files."""
    from jinja2 import Environment, StrictUndefined

    distinct = tuple(dict.fromkeys(diagnostics))
    remarks = [_remark(diagnostic) for diagnostic in distinct]
    template = (files("publish.artifacts") / "proof_sheet.html.j2").read_text(encoding="utf-8")
    page = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    names = {source.file for source in sources}
    return (
        page.from_string(template)
        .render(
            title=title,
            counts=Counter(remark.effect for remark in remarks),
            kinds=[kind.value for kind in Effect],
            general=[_remark(d) for d in distinct if d.span.file not in names],
            texts=[
                (printable(source.file), source.encoding, _rows(source, distinct))
                for source in sources
            ],
        )
        .encode("utf-8", "backslashreplace")  # of bytes in names of files
    )


def _remark(diagnostic: Diagnostic) -> Remark:
    rule = find_rule(diagnostic)
    severity = diagnostic.severity.value if diagnostic.severity is not Severity.INFO else ""
    message, hints = diagnostic.message, diagnostic.hints
    return Remark(diagnostic.code, severity, rule.effect, rule.confidence, message, hints)


def _rows(source: Source, diagnostics: Iterable[Diagnostic]) -> list[Row]:
    """Return the rows of a source; a diagnostic is a remark on the line of its first place."""
    remarks: dict[int, list[Remark]] = {}
    marks: list[tuple[int, int, str]] = []
    for diagnostic in diagnostics:
        if diagnostic.span.file == source.file:
            line_number = source.position(diagnostic.span.start).line
            remarks.setdefault(line_number, []).append(_remark(diagnostic))
            places = [span for span in diagnostic.places if span.file == source.file]
            marks += [(span.start, span.end, diagnostic.code) for span in places]
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
    """Return the stretches of a line, which begin and end where marks do."""
    cuts = {0, len(text)}
    for begin, end, _ in marks:
        cuts |= {min(max(begin - start, 0), len(text)), min(max(end - start, 0), len(text))}
    ends = sorted(cuts)
    stretches: list[Stretch] = []
    for begin, end in pairwise(ends):
        codes = [m[2] for m in marks if m[0] - start < end and m[1] - start > begin]
        stretches.append(Stretch(show_invisible(text[begin:end]), tuple(dict.fromkeys(codes))))
    return tuple(stretches)
