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
    assert "T01; confidence: medium" in page


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


def test_labels_can_be_read_on_light_and_on_dark_paper() -> None:
    pairs = re.findall(r"--(\w+): light-dark\((#\w{6}), (#\w{6})\)", sheet())
    assert [name for name, *_ in pairs] == ["found", "dropped", "quiet", "changed", "inferred"]
    for name, light, dark in pairs:
        assert contrast(light, "#ffffff") > 4.5, name
        assert contrast(dark, "#121212") > 4.5, name
    assert contrast("#1f5fa8", "#121212") < 4.5


def contrast(text: str, ground: str) -> float:
    """Return the contrast of two colours (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)."""
    lighter, darker = sorted((luminance(text), luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))
