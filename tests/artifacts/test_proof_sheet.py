"""The proof sheet shows every line, marks every place, and says what became of it."""

import re

from publish.artifacts.proof_sheet import report
from publish.config import Settings
from publish.diagnostics import Diagnostic, Severity
from publish.pipeline.stages import parse
from publish.text.source import Source, Span

SOURCE = Source("a.txt", "<- Home\n\nThe word\u200b of\nשלום <b>.\n")


def sheet(*more: Diagnostic) -> str:
    diagnostics = parse(SOURCE, Settings()).diagnostics
    return report("A book", [SOURCE], [*diagnostics, *more]).decode()


def test_every_line_has_its_number_and_its_direction() -> None:
    page = sheet()
    assert re.findall(r'class="number">(\d+)<', page) == ["1", "2", "3", "4"]
    assert re.findall(r'class="line" dir="(\w+)"', page) == ["ltr", "ltr", "ltr", "rtl"]


def test_a_dropped_character_is_marked_and_has_its_message_beside_it() -> None:
    page = sheet()
    assert '<mark title="T01">&lt;- Home</mark>' in page
    assert "<b>dropped</b> not printed: a navigation arrow" in page
    assert "T01, likely" in page


def test_an_invisible_character_is_shown_by_its_number() -> None:
    assert '<mark title="T02">⟨U+200B⟩</mark>' in sheet()


def test_markup_in_the_text_is_escaped() -> None:
    assert "&lt;b&gt;" in sheet()
    assert "<b>.\n" not in sheet()


def test_overlapping_marks_are_cut_where_they_meet() -> None:
    first = Diagnostic("N01", Severity.WARNING, "one", Span("a.txt", 9, 17))
    second = Diagnostic("N02", Severity.WARNING, "two", Span("a.txt", 13, 21))
    page = sheet(first, second)
    assert '<mark title="N01">The </mark><mark title="N01, N02">word</mark>' in page


def test_a_message_without_a_line_stands_over_the_text() -> None:
    general = Diagnostic("T04", Severity.INFO, "named after its file")
    assert sheet(general).index("named after its file") < sheet(general).index("<table>")
