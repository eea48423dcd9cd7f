"""`publish check` finds whatever would stop a build, all of it at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from publish import PublishError, read, to_epub
from publish.artifacts.book_check import check_name
from publish.cli import main
from publish.config.workspace import inspect_workspace
from publish.document.metadata import Date

LESSON = "A Lesson\n\nIn the beginning,1\n\nבְּרֵאשִׁית,\n\nthe light was.\n\nוְהָאוֹר.\n"

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "publish.toml").write_text("")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "lesson.txt").write_text(LESSON, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run() -> Run:
    return lambda *words: CliRunner().invoke(main, list(words))


def codes(name: str = "lesson") -> list[str]:
    """The codes of the errors and warnings of a book."""
    diagnostics = check_name(name, inspect_workspace(Path.cwd()).value).diagnostics
    return sorted(d.code for d in diagnostics if d.severity != "info")


def write_settings(toml: str) -> None:
    Path("sources/lesson.toml").write_text(toml, "utf-8")


def write_folder(**texts: str) -> None:
    Path("sources/tales").mkdir()
    for name, text in texts.items():
        Path(f"sources/tales/{name}.txt").write_text(text, "utf-8")


def test_settings_theme_and_text_are_checked_at_once() -> None:
    write_settings('titel = "A"\ndate = "never"\ntheme = "nowhere"\nprofiles = ["sideways"]\n')
    assert codes() == ["N01", "S02", "S03", "S06", "S08"]


def test_settings_that_are_not_toml_do_not_hide_the_text() -> None:
    write_settings("title = [\n")
    assert codes() == ["N01", "S01"]


def test_a_wrong_key_of_the_workspace_does_not_hide_the_books(run: Run) -> None:
    Path("publish.toml").write_text("shap = 1\n")
    shown = run("check").stderr
    assert "error[S02]" in shown
    assert "warning[N01]" in shown


@pytest.mark.parametrize(
    ("toml", "code"),
    [
        ('editions = ["sideways"]\n', "S07"),
        ('page = "a0"\n', "S04"),
        ('editions = ["large-print"]\nformats = ["epub"]\n', "S07"),
        ('editions = ["large-print"]\npage = "half-letter"\n', ""),
        ('formats = ["booklet"]\nbooklet = { sheet = "a5", scale = "none" }\n', "K08"),
        ('cover = { image = "logo.png" }\n', "S09"),
    ],
)
def test_the_plan_of_a_book_is_checked(toml: str, code: str, run: Run) -> None:
    Path("sources/logo.png").write_bytes(b"no picture")
    write_settings(toml)
    assert codes() == sorted(filter(None, ["N01", code]))
    assert run("check").exit_code == (1 if code else 0)


def test_a_theme_without_a_font_is_an_error_of_the_check() -> None:
    theme = Path("styles/mine")
    theme.mkdir(parents=True)
    (theme / "theme.toml").write_text(
        '[[face]]\nfamily = "Mine"\nfile = "mine.ttf"\nscript = "latin"\n'
    )
    write_settings('theme = "mine"\n')
    assert "D02" in codes()


def test_every_text_that_cannot_be_read_is_reported_beside_the_others() -> None:
    write_folder(a="A title\n\nA text with a note.1\n", b="", c="Another title\n\nMore text.\n")
    Path("sources/tales/d.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    assert codes("tales") == ["F03", "F13", "N01", "T04"]


class TestEmptyFiles:
    def test_an_empty_file_of_a_folder_is_a_warning_and_the_book_is_made(self, run: Run) -> None:
        write_folder(a="One\n\nText.\n", b=" \n", c="Three\n\nText.\n")
        assert codes("tales") == ["F13", "T04"]
        result = run("epub", "tales")
        assert result.exit_code == 0
        assert "warning[F13]" in result.stderr
        assert run("epub", "tales").stdout.startswith("fresh")

    def test_a_file_of_which_nothing_is_left_is_a_warning_too(self, run: Run) -> None:
        write_folder(a="One\n\nText.\n", b="\u200b\n\u200b\n", c="Three\n\nText.\n")
        assert "F13" in codes("tales")
        assert run("epub", "tales").exit_code == 0

    def test_a_folder_of_empty_files_is_refused(self, run: Run) -> None:
        write_folder(a="", b=" \n")
        assert codes("tales") == ["F02", "F02"]
        assert run("epub", "tales").exit_code == 1

    def test_an_empty_single_text_is_refused(self) -> None:
        Path("sources/lesson.txt").write_text("")
        assert codes() == ["F02"]


class TestVerdicts:
    def test_an_error_that_the_settings_ignore_is_a_warning_about_them(self) -> None:
        write_settings('ignore = ["P08", "N01"]\nseverity = { F03 = "info" }\n')
        assert codes() == ["S11", "S11"]

    def test_an_error_that_stays_an_error_is_no_misuse(self) -> None:
        write_settings('severity = { P08 = "error", N01 = "info" }\n')
        assert codes() == []

    def test_the_warnings_of_a_writer_are_judged_too(self) -> None:
        work = read("A title\n\nA text.\n").value
        work = replace(work, meta=replace(work.meta, date=Date("2025-02-30", "30 February 2025")))

        def severities(settings: dict[str, object]) -> list[tuple[str, str]]:
            diagnostics = to_epub(work, settings=settings).diagnostics
            return [(d.code, d.severity.value) for d in diagnostics]

        assert severities({}) == [("E05", "warning")]
        assert severities({"ignore": ["E"]}) == []
        assert severities({"severity": {"E05": "info"}}) == [("E05", "info")]
        with pytest.raises(PublishError, match="date"):
            severities({"severity": {"E05": "error"}})

    def test_the_warnings_about_settings_are_judged_too(self) -> None:
        write_settings('ignore = ["S11", "N01", "S08"]\n')
        assert codes() == []

    def test_a_profile_that_does_not_exist_is_found_by_check(self, run: Run) -> None:
        write_settings('profiles = ["sideways"]\nignore = ["N01"]\n')
        assert codes() == ["S08"]
        assert "lesson.toml:1:1" in run("check").stderr


class TestStrict:
    def test_warnings_stop_the_book_and_the_last_good_one_stays(self, run: Run) -> None:
        path = Path("output/lesson/lesson.epub")
        path.parent.mkdir(parents=True)
        path.write_bytes(b"the last good book")
        result = run("epub", "lesson", "--strict")
        assert result.exit_code == 1
        assert result.stdout.startswith("failed")
        assert "--strict: a book with warnings is not written" in result.stderr
        assert path.read_bytes() == b"the last good book"

    def test_a_fresh_book_with_warnings_is_refused_too(self, run: Run) -> None:
        assert run("epub", "lesson").exit_code == 0
        before = Path("output/lesson/lesson.epub").read_bytes()
        result = run("epub", "lesson", "--strict")
        assert (result.exit_code, result.stdout[:6]) == (1, "failed")
        assert Path("output/lesson/lesson.epub").read_bytes() == before

    def test_a_book_without_warnings_is_written(self, run: Run) -> None:
        write_settings('ignore = ["N01"]\n')
        assert run("epub", "lesson", "--strict").exit_code == 0

    def test_warnings_about_the_settings_stop_the_book(self, run: Run) -> None:
        write_settings('ignore = ["N01", "P08"]\n')
        assert run("epub", "lesson", "--strict").exit_code == 1
        assert not Path("output").exists()
