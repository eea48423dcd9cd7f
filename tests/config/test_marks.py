"""The tables `[[mark]]` are read as written, or refused with their line and a hint."""

from __future__ import annotations

import pytest

from publish.config.settings import Settings, inspect_settings
from publish.config.workspace import inspect_workspace
from publish.document.marks import Mark, MarkRole
from publish.text.source import Source


def read(toml: str) -> tuple[tuple[Mark, ...], list[tuple[str, int, str]]]:
    """The marks, and each error as its code, its line and its words."""
    source = Source("lesson.toml", toml)
    outcome = inspect_settings(source, Settings())
    errors = [
        (d.code, source.position(d.span.start).line, " ".join((d.message, *d.hints)))
        for d in outcome.diagnostics
    ]
    return outcome.value.marks, errors


def table(*lines: str) -> str:
    return "[[mark]]\n" + "\n".join(lines) + "\n"


def test_a_mark_by_the_words_of_its_line() -> None:
    ((mark,), errors) = read('title = "A"\n' + table('line = "The soul"', 'as = "attribution"'))
    assert errors == []
    assert (mark.line, mark.role) == ("The soul", MarkRole.ATTRIBUTION)


def test_a_mark_by_the_numbers_of_its_lines() -> None:
    ((mark,), _) = read(
        table("lines = [12, 18]", 'begins = "The"', 'file = "2.txt"', 'as = "verse"')
    )
    assert (mark.lines, mark.begins, mark.file) == ((12, 18), "The", "2.txt")


@pytest.mark.parametrize("role", MarkRole)
def test_every_role_of_the_documentation_is_known(role: str) -> None:
    ((mark,), errors) = read(table('line = "A"', f'as = "{role}"'))
    assert (mark.role, errors) == (role, [])


@pytest.mark.parametrize(
    ("lines", "code", "place", "words"),
    [
        (['line = "A"'], "S12", 1, "it has no `as`"),
        (['as = "text"'], "S12", 1, "does not say which line"),
        (['line = "A"', "lines = [1]", 'as = "text"'], "S12", 1, "both `line` and `lines`"),
        (['line = "A"', 'begins = "A"', 'as = "text"'], "S12", 3, "the mark has no `lines`"),
        (['line = "A"', 'as = "chaptre"'], "S04", 3, "did you mean “chapter”?"),
        (['line = "A"', "as = 3"], "S03", 3, "the role of a line"),
        (["line = 3", 'as = "text"'], "S03", 2, "text between quotation marks"),
        (['lines = "12"', 'as = "text"'], "S03", 2, "the first and the last"),
        (["lines = [18, 12]", 'as = "text"'], "S03", 2, "the first and the last"),
        (["lines = [0]", 'as = "text"'], "S03", 2, "the number of a line"),
        (['line = "A"', 'as = "text"', 'filee = "2.txt"'], "S02", 4, "did you mean `file`?"),
    ],
)
def test_a_wrong_mark_is_refused_at_its_line(
    lines: list[str], code: str, place: int, words: str
) -> None:
    marks, ((other_code, line, text), *_) = read(table(*lines))
    assert marks == ()
    assert (other_code, line) == (code, place)
    assert words in text


def test_the_second_of_two_marks_is_refused_at_its_own_line() -> None:
    toml = table('line = "A"', 'as = "text"') + table('line = "B"', 'as = "nothing"')
    ((mark,), ((code, line, _),)) = read(toml)
    assert (mark.line, code, line) == ("A", "S04", 6)


def test_a_mark_that_is_no_table_is_refused() -> None:
    assert read('mark = "A"\n')[1][0][:2] == ("S03", 1)


def test_a_mark_for_all_books_is_refused(tmp_path) -> None:
    (tmp_path / "publish.toml").write_text(table('line = "A"', 'as = "text"'))
    outcome = inspect_workspace(tmp_path)
    assert [d.code for d in outcome.diagnostics] == ["S02"]
    assert outcome.value.defaults.marks == ()
