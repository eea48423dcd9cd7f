"""Booklets as a format of books: their files, and the PDFs from which they are made."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.artifacts import render
from publish.artifacts.plan import Artifact, Request, plan
from publish.artifacts.process_pool import make_all
from publish.artifacts.render import Rendering, Resources
from publish.artifacts.result import Result
from publish.config import Book, find_workspace, open_book
from publish.diagnostics import Outcome, PublishError
from publish.diagnostics.rules.booklet import HOW_TO_PRINT
from publish.document.lazy_book import LazyBook
from tests.booklet import folding
from tests.booklet.sample_pdfs import make_numbered_pdf


@pytest.fixture
def artifacts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Artifact]:
    """The artifacts given to a PDF writer that makes six numbered pages at once."""
    requests: list[Artifact] = []

    def write(_: LazyBook, artifact: Artifact, __: Resources) -> Outcome[Rendering]:
        requests.append(artifact)
        return Outcome(Rendering(make_numbered_pdf(6)))

    monkeypatch.setattr(
        "publish.artifacts.process_pool.count_processors", lambda: 1
    )  # other processes do not have this writer
    monkeypatch.setitem(render._RENDERERS, "pdf", write)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "publish.toml").write_text("")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "lesson.txt").write_text("In the beginning.\n")
    return requests


def book(toml: str = "") -> Book:
    Path("sources/lesson.toml").write_text(toml)
    return open_book("lesson", find_workspace(Path.cwd()))


def make(formats: list[str], toml: str = "", edition: str | None = None) -> list[Result]:
    return list(make_all(plan(book(toml), Request(tuple(formats), edition))))


@pytest.mark.usefixtures("artifacts")
class TestNames:
    @pytest.mark.parametrize(
        ("toml", "name"),
        [
            ("", "lesson.booklet-a4.pdf"),
            ('page = "half-letter"', "lesson.booklet-letter.pdf"),
            ('page = { width = "5.5in", height = "8.5in" }', "lesson.booklet-letter.pdf"),
            ('page = { width = "120mm", height = "180mm" }', "lesson.booklet-a4.pdf"),
            ('booklet = { sheet = "a3" }', "lesson.booklet-a3.pdf"),
        ],
    )
    def test_a_booklet_is_named_for_its_sheet(self, toml: str, name: str) -> None:
        (artifact,) = plan(book(toml), Request(("booklet",)))
        assert artifact.path.name == name

    def test_each_edition_has_its_booklet_and_large_print_no_epub(self) -> None:
        toml = 'editions = ["interlinear", "large-print"]\nformats = ["pdf", "epub", "booklet"]'
        assert [artifact.path.name for artifact in plan(book(toml))] == [
            "lesson.pdf",
            "lesson.large-print.pdf",
            "lesson.epub",
            "lesson.booklet-a4.pdf",
            "lesson.large-print.booklet-a4.pdf",
        ]

    def test_an_epub_in_large_print_is_refused_with_the_command_that_prints_it(self) -> None:
        with pytest.raises(PublishError, match="its readers choose"):
            plan(book(), Request(("epub",), "large-print"))


class TestMaking:
    def test_its_pdf_is_made_first_and_once(self, artifacts: list[Artifact]) -> None:
        results = make(["booklet", "pdf"])
        assert [(result.artifact.format, result.status) for result in results] == [
            ("pdf", "made"),
            ("booklet", "made"),
        ]
        assert len(artifacts) == 1
        assert HOW_TO_PRINT.code in {d.code for d in results[-1].diagnostics}
        sheets = folding.print_out(results[-1].path.read_bytes(), "short")
        assert [page for page in folding.read(sheets, "left") if page] == [1, 2, 3, 4, 5, 6]

    def test_a_booklet_alone_makes_its_pdf_beside_it(self, artifacts: list[Artifact]) -> None:
        (result,) = make(["booklet"])
        assert result.status == "made"
        assert result.path.with_name("lesson.pdf").is_file()
        assert len(artifacts) == 1

    def test_a_fresh_booklet_shows_its_messages_again(self, artifacts: list[Artifact]) -> None:
        (first,) = make(["booklet"])
        (again,) = make(["booklet"])
        assert again.status == "fresh"
        assert again.diagnostics == first.diagnostics
        assert len(artifacts) == 1

    @pytest.mark.usefixtures("artifacts")
    def test_another_signature_makes_it_stale(self) -> None:
        make(["booklet"])
        (result,) = make(["booklet"], "booklet = { signature = 1 }")
        assert result.status == "made"

    @pytest.mark.usefixtures("artifacts")
    def test_a_sheet_that_is_too_small_fails_and_leaves_the_pdf(self) -> None:
        pdf, booklet = make(["pdf", "booklet"], 'booklet = { sheet = "a5", scale = "none" }')
        assert (pdf.status, booklet.status) == ("made", "failed")
        assert pdf.path.is_file()
        assert not booklet.path.exists()
