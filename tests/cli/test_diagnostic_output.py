"""The diagnostics that a build prints: few in full, of many the first of each code."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.artifacts.diagnostic_lines import as_diagnostics, as_lines, gravest, merge
from publish.cli import common
from publish.diagnostics import Diagnostic, Severity
from publish.diagnostics.rules import RULES
from publish.text.source import NOWHERE, Span

Captured = pytest.CaptureFixture[str]


def warnings(count: int, code: str = "Q02") -> list[Diagnostic]:
    return [
        Diagnostic(code, Severity.WARNING, f"the {place}th", Span("a.txt", place, place + 1))
        for place in range(count)
    ]


def output(capsys: Captured, *diagnostics: Diagnostic, books: tuple[str, ...] = ("a",)) -> str:
    common.show_lines(as_lines(diagnostics), Path("/nowhere"), books)
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


def test_few_warnings_are_all_shown(capsys: Captured) -> None:
    text = output(capsys, *warnings(common.FEW))
    assert text.count("warning[Q02]") == common.FEW
    assert "more of" not in text
    assert text.endswith("\n20 warnings\n")


def test_of_many_warnings_the_first_of_each_code_are_shown_and_the_others_counted(
    capsys: Captured,
) -> None:
    text = output(capsys, *warnings(common.FEW), *warnings(1, "N01"))
    assert [f"the {place}th" in text for place in (0, 1, 2, 3)] == [True, True, True, False]
    assert text.count("warning[N01]") == 1
    assert f"… and 17 more of Q02, {RULES['Q02'].name}\n" in text
    assert "more of N01" not in text
    assert text.endswith("\n21 warnings (`publish check a` shows all of them)\n")


def test_warnings_that_only_a_build_gives_are_all_shown(capsys: Captured) -> None:
    text = output(capsys, *warnings(30), *warnings(30, "P04"))
    assert text.count("warning[P04]") == 30
    assert text.count("warning[Q02]") == common.OF_EACH


def test_every_error_is_shown(capsys: Captured) -> None:
    errors = [Diagnostic("F03", Severity.ERROR, f"the {n}th") for n in range(40)]
    text = output(capsys, *errors, *warnings(30))
    assert text.count("error[F03]") == 40
    assert text.endswith("\n40 errors, 30 warnings (`publish check a` shows all of them)\n")


def test_infos_are_counted_and_the_hint_names_the_books(capsys: Captured) -> None:
    info = Diagnostic("T01", Severity.INFO, "dropped")
    assert output(capsys, info, books=()) == "1 info (`publish check` shows all of them)\n"
    assert output(capsys) == ""
