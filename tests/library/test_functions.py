"""The functions of the library: their inputs, their outcomes and their errors."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

import publish
from publish import (
    BookletSettings,
    PublishError,
    Settings,
    Status,
    Work,
    build,
    check,
    impose,
    read,
    to_epub,
    to_pdf,
)
from tests.booklet import folding
from tests.booklet.sample_pdfs import make_numbered_pdf

TEXT = "In the beginning,\n\nבְּרֵאשִׁית,\n\nthe light was good.1\n\nוְהָאוֹר טוֹב.\n\nThat is all.\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "publish.toml").write_text('formats = ["epub"]\n')
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "lesson.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "sources" / "lesson.toml").write_text('title = "From the file"\n')
    return tmp_path


@pytest.fixture
def lesson(workspace: Path) -> Path:
    return workspace / "sources" / "lesson.txt"


class TestImport:
    def test_importing_the_functions_loads_no_library(self) -> None:
        script = (
            "import sys; before = set(sys.modules); from publish import read, build;"
            "print(*sorted({name.partition('.')[0] for name in set(sys.modules) - before}))"
        )
        result = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True
        )
        assert set(result.stdout.split()) <= set(sys.stdlib_module_names) | {"publish"}
        assert not {"dataclasses", "json", "logging"} & set(result.stdout.split())

    def test_every_public_name_can_be_imported(self) -> None:
        for name in publish.__all__:
            assert getattr(publish, name).__name__ == name
            assert name in dir(publish)

    def test_an_unknown_name_is_an_attribute_error(self) -> None:
        with pytest.raises(AttributeError, match="has no attribute 'reed'"):
            publish.reed  # noqa: B018  # the access is the test


class TestRead:
    def test_a_text_is_read_with_the_settings_given(self) -> None:
        outcome = read(TEXT, settings={"title": "Light", "languages": ["en", "he"]})
        assert isinstance(outcome.value, Work)
        assert outcome.value.meta.title.in_("en") == "Light"
        assert "N01" in {d.code for d in outcome.diagnostics}

    def test_a_path_is_read_with_the_settings_beside_it(self, lesson: Path) -> None:
        assert read(lesson).value.meta.title.in_("en") == "From the file"

    def test_a_mapping_overrides_single_keys_of_the_files(self, lesson: Path) -> None:
        work = read(lesson, settings={"publisher": "A House"}).value
        assert work.meta.publisher == "A House"
        assert work.meta.title.in_("en") == "From the file"

    def test_a_settings_object_replaces_the_files(self, lesson: Path) -> None:
        assert read(lesson, settings=Settings()).value.meta.title.in_("en") == "Lesson"

    def test_a_folder_is_a_book_with_one_file_a_chapter(self, tmp_path: Path) -> None:
        for number in (1, 2):
            text = f"Chapter {number}\n\nThe light was good.\n"
            (tmp_path / f"{number}.txt").write_text(text)
        assert len(read(tmp_path).value.body) == 2

    def test_a_text_and_its_file_are_the_same_work(self, lesson: Path) -> None:
        assert read(TEXT, settings={"title": "From the file"}).value == read(lesson).value

    @pytest.mark.parametrize("text", ["", " \n", "\ud800 and more"])
    def test_a_text_without_words_or_not_unicode_is_an_error(self, text: str) -> None:
        with pytest.raises(PublishError):
            read(text)

    def test_a_file_name_passed_as_text_is_refused(self, lesson: Path) -> None:
        with pytest.raises(ValueError, match=r"pass a pathlib\.Path"):
            read(str(lesson))

    def test_bytes_are_neither_text_nor_path(self) -> None:
        with pytest.raises(TypeError, match="not bytes"):
            read(b"text")  # type: ignore[arg-type] # the mistake is the test

    def test_a_wrong_setting_is_an_error_with_a_hint(self) -> None:
        with pytest.raises(PublishError) as error:
            read(TEXT, settings={"tittle": "Light"})
        assert error.value.diagnostics[0].hints == ("did you mean `title`?",)


class TestCheck:
    def test_a_diagnostic_has_its_line_in_the_text(self) -> None:
        outcome = check(TEXT)
        (source,) = outcome.value
        (warning,) = [d for d in outcome.diagnostics if d.code == "N01"]
        assert source.position(warning.span.start).line == 5

    def test_an_error_is_a_diagnostic(self, tmp_path: Path) -> None:
        assert [d.code for d in check(tmp_path / "missing.txt").diagnostics] == ["F07"]
        assert [d.code for d in check("").diagnostics] == ["F02"]

    def test_verdicts_of_the_settings_hold(self) -> None:
        codes = {d.code for d in check(TEXT, settings={"ignore": ["N01"]}).diagnostics}
        assert "N01" not in codes


@pytest.mark.slow
class TestBooks:
    def test_a_work_and_its_text_give_the_same_pdf(self) -> None:
        settings = {"title": "Light"}
        work = read(TEXT, settings=settings).value
        assert to_pdf(work, settings=settings).value == to_pdf(TEXT, settings=settings).value

    def test_a_file_gives_the_pdf_that_the_command_writes(self, workspace: Path) -> None:
        lesson = workspace / "sources" / "lesson.txt"
        (result,) = build(workspace, ["lesson"], formats=["pdf"]).value
        assert to_pdf(lesson).value == result.path.read_bytes()

    def test_a_file_gives_the_epub_that_the_command_writes(self, workspace: Path) -> None:
        (result,) = build(workspace, formats=["epub"]).value
        lesson = workspace / "sources" / "lesson.txt"
        assert to_epub(lesson).value == result.path.read_bytes()

    def test_the_date_of_an_epub_can_be_given(self) -> None:
        date = datetime(2025, 5, 20, tzinfo=UTC)
        assert to_epub(TEXT, modified=date).value == to_epub(TEXT, modified=date).value

    def test_the_accessible_profile_is_tagged(self) -> None:
        for profile, tagged in (("accessible", True), ("screen", False)):
            with pikepdf.open(BytesIO(to_pdf(TEXT, profile=profile).value)) as pdf:
                assert ("/StructTreeRoot" in pdf.Root) is tagged

    def test_a_theme_is_a_name_or_a_folder(self) -> None:
        folder = Path(__file__).parents[2] / "styles" / "classic"
        assert to_pdf(TEXT, theme=folder).value == to_pdf(TEXT, theme="classic").value

    def test_a_letter_without_a_font_is_an_error_not_a_book(self) -> None:
        with pytest.raises(PublishError) as error:
            to_pdf("The letter 漢 has no font here.\n")
        assert "P01" in {d.code for d in error.value.diagnostics}

    @pytest.mark.parametrize(
        "options", [{"edition": "sideways"}, {"profile": "sideways"}, {"theme": "sideways"}]
    )
    def test_unknown_names_are_errors(self, options: dict[str, str]) -> None:
        with pytest.raises(PublishError, match="sideways"):
            to_pdf(TEXT, **options)  # type: ignore[arg-type] # each case has a single keyword


class TestImpose:
    def test_the_booklet_is_read_in_order(self) -> None:
        booklet = impose(make_numbered_pdf(8), {"sheet": "a4"}, binding="left")
        assert folding.read(folding.print_out(booklet.value, "short"), "left") == [*range(1, 9)]
        assert booklet.diagnostics[0].code == "K01"

    def test_a_path_is_the_file_of_a_pdf(self, tmp_path: Path) -> None:
        (tmp_path / "any.pdf").write_bytes(make_numbered_pdf(4))
        assert (
            impose(tmp_path / "any.pdf").value
            == impose(make_numbered_pdf(4), BookletSettings()).value
        )

    @pytest.mark.parametrize(
        ("pdf", "settings", "binding"),
        [
            (b"no PDF", None, None),
            (make_numbered_pdf(4), {"sheet": "sideways"}, None),
            (make_numbered_pdf(4), None, "top"),
        ],
    )
    def test_mistakes_are_errors(self, pdf: bytes, settings: object, binding: str | None) -> None:
        with pytest.raises(PublishError):
            impose(pdf, settings, binding=binding)  # type: ignore[arg-type] # as parametrized


class TestBuild:
    def test_a_second_build_finds_everything_fresh(self, workspace: Path) -> None:
        assert [r.status for r in build(workspace).value] == [Status.MADE]
        assert [r.status for r in build(workspace).value] == [Status.FRESH]
        assert [r.status for r in build(workspace, force=True).value] == [Status.MADE]

    def test_a_book_that_fails_does_not_stop_the_others(self, workspace: Path) -> None:
        (workspace / "sources" / "broken.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
        (workspace / "sources" / "wrong.txt").write_text("A text.\n")
        (workspace / "sources" / "wrong.toml").write_text("tittle = 1\n")
        outcome = build(workspace)
        statuses = {r.artifact.book.name: r.status for r in outcome.value}
        assert statuses == {"broken": Status.FAILED, "lesson": Status.MADE}
        assert {"F03", "S02", "N01"} <= {d.code for d in outcome.diagnostics}

    def test_a_workspace_without_books_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(PublishError, match="no books"):
            build(tmp_path)
