"""Lines that a reader leaves out, and those that are there in another form."""

from __future__ import annotations

import pytest

from publish.diagnostics import Diagnostic, Severity
from publish.document.draft import Draft, chunk
from publish.document.model import Meta, Paragraph, Role, Section, Text, Work, direction
from publish.readers.skipped_lines import find_skipped_lines
from publish.text.source import Source, Span

SOURCE = Source("a.odd", "one\n\n  two \n***\nthree\nfour\n")
LINES = list(SOURCE.lines())


def draft(*numbers: int) -> Draft:
    return Draft(SOURCE.file, tuple(chunk(LINES[number]) for number in numbers))


def find_lines(value: Draft | Work, *diagnostics: Diagnostic) -> list[str]:
    spans = find_skipped_lines(SOURCE, value, diagnostics)
    return [SOURCE.text[span.start : span.end].strip() for span in spans]


@pytest.mark.parametrize(
    ("numbers", "left_out"),
    [
        ((0, 2, 4, 5), ""),
        ((0, 5), "two three"),
        ((5, 0, 4), "two"),
        ((), "one two three four"),
    ],
)
def test_lines_without_a_chunk_are_left_out(numbers: tuple[int, ...], left_out: str) -> None:
    assert find_lines(draft(*numbers)) == left_out.split()


def test_a_line_in_a_message_is_not_left_out() -> None:
    notice = Diagnostic("Z01", Severity.INFO, "left out", LINES[2].span(), also=(LINES[4].span(),))
    assert find_lines(draft(0, 5), notice) == []


def test_spans_may_lie_in_each_other() -> None:
    notice = Diagnostic("Z01", Severity.INFO, "all of it", Span(SOURCE.file, 0, 12))
    assert find_lines(draft(0, 4), notice) == ["four"]


def test_words_without_a_span_are_there() -> None:
    texts = (Paragraph((Text(text),)) for text in ("one", "two", "three"))
    section = Section(Role.CHAPTER, (), tuple(texts))
    assert find_lines(Work(Meta(), "en", direction("en"), (section,))) == ["four"]


def test_a_place_in_another_file_is_none_here() -> None:
    notice = Diagnostic("Z01", Severity.INFO, "all of it", Span("b.odd", 0, 99))
    assert find_lines(draft(0, 2, 4), notice) == ["four"]
