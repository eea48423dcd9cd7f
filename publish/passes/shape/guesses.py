"""Messages about the guesses of the shape pass: one for each kind in a file, with its marks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from publish.diagnostics import Diagnostic
from publish.diagnostics.rules import text as rules
from publish.document.draft import HEADINGS, Chunk, Part
from publish.document.marks import MarkRole, mark_hint
from publish.document.shape import Shape
from publish.passes.headings import label_part
from publish.passes.shape.labels import find_section_number
from publish.text.dataclass import dataclass
from publish.text.languages import isolate
from publish.text.source import Span

_QUOTED = 3
"""The number of lines of which a message quotes the first words, and gives the marks."""

_WORDS = 5


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of guess: its name for one line and for several, and the lines that are of it."""

    single: str
    several: str
    matches: Callable[[Chunk], bool]


def diagnose_guesses(chunks: Sequence[Chunk], stated: AbstractSet[Span]) -> Iterator[Diagnostic]:
    """Yield a message for each kind of guess, without the lines at the ``stated`` spans."""
    guesses = [c for c in chunks if c.mark is None and c.span not in stated]
    for kind in _KINDS:
        lines = [chunk for chunk in guesses if kind.matches(chunk)]
        if lines:
            yield _report(kind, lines)


def _report(kind: _Kind, lines: Sequence[Chunk]) -> Diagnostic:
    quoted = ", ".join(f"“{isolate(_first_words(line))}”" for line in lines[:_QUOTED])
    more = ", …" if len(lines) > _QUOTED else ""
    name = f"a line is taken as {kind.single}"
    if len(lines) > 1:
        name = f"{len(lines):,} lines are taken as {kind.several}"
    return rules.GUESSED_LINES.at(
        lines[0].span,
        f"{name}: {quoted}{more}",
        *(mark_hint(line.text.text, MarkRole.TEXT) for line in lines[:_QUOTED]),
        also=(line.span for line in lines[1:]),
    )


def _first_words(chunk: Chunk) -> str:
    words = chunk.text.text.split()
    return " ".join(words[:_WORDS]) + ("…" if len(words) > _WORDS else "")


def _is_heading_without_level(chunk: Chunk) -> bool:
    text = chunk.text.text
    is_head = chunk.part in HEADINGS and not chunk.joins
    return is_head and not label_part(text) and not find_section_number(text)


_KINDS = (
    _Kind("a heading", "headings", _is_heading_without_level),
    _Kind(
        "the second line of a heading",
        "second lines of headings",
        lambda chunk: chunk.part in HEADINGS and chunk.joins,
    ),
    _Kind("a rubric", "rubrics", lambda chunk: chunk.part is Part.RUBRIC),
    _Kind(
        "the source of a quotation",
        "sources of quotations",
        lambda chunk: chunk.part is Part.ATTRIBUTION,
    ),
    _Kind(
        "the first line of a stanza",
        "first lines of stanzas",
        lambda chunk: chunk.part is Part.VERSE and not chunk.joins and chunk.label is None,
    ),
)


def other_shapes(shape: Shape, chunks: Sequence[Chunk]) -> tuple[str, ...]:
    """Return the settings that would read a text in another shape."""
    if shape is not Shape.PROSE:
        return ('shape = "prose"',)
    scripts = {chunk.script for chunk in chunks}
    return ('shape = "interlinear"',) if len(scripts) > 1 else ('shape = "excerpts"',)
