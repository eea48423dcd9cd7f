"""The diagnostics that a build prints: errors and warnings in full, and the number of infos."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.artifacts.diagnostic_lines import as_diagnostics, as_lines, gravest, merge
from publish.cli import results
from publish.cli.messages import message
from publish.diagnostics import Diagnostic, Severity
from publish.text.source import NOWHERE, Source, Span

Captured = pytest.CaptureFixture[str]


def warnings(count: int, code: str = "Q02") -> list[Diagnostic]:
    return [
        Diagnostic(code, Severity.WARNING, f"the {place}th", Span("a.txt", place, place + 1))
        for place in range(count)
    ]


def output(capsys: Captured, *diagnostics: Diagnostic, books: tuple[str, ...] = ("a",)) -> str:
    results.show_lines(as_lines(diagnostics), Path("/nowhere"), books)
    return capsys.readouterr().err


def test_lines_are_distinct_and_the_gravest_come_first() -> None:
    error = Diagnostic("F03", Severity.ERROR, "a word: “שלום”\u2028\n", NOWHERE, ("hint", "two"))
    place = Diagnostic("N01", Severity.INFO, "", Span("a b.txt", 3, 4), (), (Span("b", 0, 0),))
    first, second = warnings(2)
    lines = as_lines([place, second, first, error, second])
    assert as_diagnostics(lines) == (error, first, second, place)
    assert not any("\n" in line for line in lines)
    assert gravest(lines) is Severity.ERROR
    assert gravest(()) is None
    assert merge(as_lines([place]), as_lines([second]), as_lines([place, error])) == as_lines(
        [error, second, place]
    )


def test_every_warning_is_shown(capsys: Captured) -> None:
    text = output(capsys, *warnings(30), *warnings(30, "P04"))
    assert text.count("warning[Q02]") == 30
    assert text.count("warning[P04]") == 30
    assert text.endswith("\n60 warnings\n")


def test_every_error_is_shown(capsys: Captured) -> None:
    errors = [Diagnostic("F03", Severity.ERROR, f"the {n}th") for n in range(40)]
    text = output(capsys, *errors, *warnings(3))
    assert text.count("error[F03]") == 40
    assert text.endswith("\n40 errors, 3 warnings\n")


def test_infos_are_counted_and_the_command_that_shows_them_is_named(capsys: Captured) -> None:
    info = Diagnostic("T01", Severity.INFO, "dropped")
    other = Diagnostic("T01", Severity.INFO, "dropped too")
    assert output(capsys, info, books=()) == "1 info: `publish check` shows it\n"
    assert output(capsys, info, other) == "2 infos: `publish check a` shows them\n"
    assert output(capsys) == ""


def test_infos_come_after_the_warnings(capsys: Captured) -> None:
    info = Diagnostic("T01", Severity.INFO, "dropped")
    text = output(capsys, info, *warnings(1))
    assert text.endswith("\n1 warning\n1 info: `publish check a` shows it\n")


def test_places_in_other_files_are_not_counted_as_places_of_the_file() -> None:
    source = Source("a.txt", "one two\n")
    elsewhere = Diagnostic(
        "F29", Severity.ERROR, "", Span("a.txt", 0, 3), also=(Span("b.txt", 0, 3),)
    )
    here = Diagnostic("Q02", Severity.WARNING, "", Span("a.txt", 0, 3), also=(Span("a.txt", 4, 7),))
    assert "also at" not in message(elsewhere, {"a.txt": source})
    assert "  = also at 1:5" in message(here, {"a.txt": source})


def test_a_place_in_a_line_with_hebrew_is_quoted() -> None:
    source = Source("a.txt", "he said שלום.\n")
    place = Diagnostic("Q02", Severity.WARNING, "", Span("a.txt", 8, 12))
    text = message(place, {"a.txt": source})
    assert "  = at \u2068שלום\u2069" in text
    assert "^" not in text
