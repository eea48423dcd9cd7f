"""The record of what was printed: its file, its words, and the pages that differ from it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from publish.artifacts.plan import Artifact
from publish.artifacts.print_pages import find_faces
from publish.artifacts.reprint.print_record import (
    PrintedBooklet,
    find_changed_pages,
    read_record,
    record_path,
    write_record,
)
from publish.diagnostics import PublishError
from publish.writers.pdf.layout.page_faces import PageFace
from tests.booklet.sample_pdfs import make_numbered_pdf
from tests.reprint.conftest import TEXT, Run

Plan = Callable[[], Artifact]


def make_faces(*digests: str) -> list[PageFace]:
    return [PageFace(n, str(n), 300, 400, name, name) for n, name in enumerate(digests, start=1)]


class TestOfPages:
    """Records of a PDF of numbered pages, which takes no time."""

    def test_without_a_record_nothing_is_known(self, plan_lesson: Plan) -> None:
        assert find_changed_pages(plan_lesson(), make_faces("a", "b")) is None

    def test_pages_of_another_drawing_differ(self, plan_lesson: Plan) -> None:
        pdf = plan_lesson()
        write_record(pdf, make_numbered_pdf(3), make_faces("a", "b", "c"))
        assert find_changed_pages(pdf, make_faces("a", "x", "c", "d")) == {2, 4}
        assert find_changed_pages(pdf, make_faces("a", "b")) == frozenset()

    def test_a_record_without_drawings_tells_nothing(self, plan_lesson: Plan) -> None:
        pdf = plan_lesson()
        write_record(pdf, make_numbered_pdf(3), [])
        assert find_changed_pages(pdf, make_faces("a", "b", "c")) is None

    def test_the_record_reads_back(self, plan_lesson: Plan) -> None:
        pdf = plan_lesson()
        booklets = [PrintedBooklet(name, b"x", name) for name in ("x.pdf", "y.pdf")]
        path = write_record(pdf, make_numbered_pdf(2), make_faces("a", "b"), booklets)
        record = read_record(pdf)
        assert record is not None
        assert [page.face for page in record.pages] == ["a", "b"]
        assert [page.text.folio for page in record.pages] == ["1", "2"]
        assert [*record.files] == ["lesson.pdf", "x.pdf", "y.pdf"]
        assert record.layouts == ("x.pdf", "y.pdf")
        assert len(path.read_text("utf-8").splitlines()) == 12  # a line for each page

    def test_each_edition_has_its_own(self, plan_lesson: Plan) -> None:
        pdf = plan_lesson()
        assert record_path(pdf).name == "lesson.json"
        assert record_path(replace(pdf, edition="original")).name == "lesson.original.json"

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"\xff\xfe",
            b"{}",
            b"[1]",
            b'{"publish-printed": 2, "pages": []}',
            b'{"publish-printed": 1, "pages": []}',
            b'{"publish-printed": 1' + b"[" * 100_000,
        ],
    )
    def test_a_damaged_record_is_refused_with_its_name(
        self, content: bytes, plan_lesson: Plan
    ) -> None:
        pdf = plan_lesson()
        path = record_path(pdf)
        path.parent.mkdir()
        path.write_bytes(content)
        with pytest.raises(PublishError) as caught:
            read_record(pdf)
        (diagnostic,) = caught.value.diagnostics
        assert diagnostic.code == "K18"
        assert "lesson.json" in diagnostic.span.file
        assert find_changed_pages(pdf, make_faces("a")) is None

    def test_a_file_of_another_program_stays(self, plan_lesson: Plan) -> None:
        pdf = plan_lesson()
        path = record_path(pdf)
        path.parent.mkdir()
        path.write_text('{"mine": 1}')
        with pytest.raises(PublishError, match="was not made by publish"):
            write_record(pdf, make_numbered_pdf(1), [])
        assert path.read_text() == '{"mine": 1}'


@pytest.mark.slow
@pytest.mark.usefixtures("workspace")
def test_the_printed_file_is_recorded_and_an_edit_changes_its_page(
    run: Run, plan_lesson: Plan
) -> None:
    assert run("printed", "lesson").exit_code == 1
    assert "error[K19]" in run("printed", "lesson").stderr
    run("booklet", "lesson")
    run("booklet", "lesson", "--layout", "perfect")
    result = run("printed", "lesson")
    assert result.exit_code == 0, result.output
    assert "made   printed/lesson.json" in result.stdout
    table = json.loads(Path("printed/lesson.json").read_text("utf-8"))
    perfect = "lesson.booklet-a4-perfect.pdf"
    assert [*table["files"]] == ["lesson.pdf", perfect, "lesson.booklet-a4.pdf"]
    assert "binding=left" in table["layouts"][0]
    for layout in ("folded", "perfect"):
        words = ("--layout", layout, "--since", "printed")
        assert "no sheet is to be printed again" in run("booklet", "lesson", *words).stdout
    words = " ".join(text for page in table["pages"] for _, text in page["lines"])
    assert "the 7th reader found" in words
    assert "שׁוּרָה מִסְפָּר" in words

    # The same length: no other page moves.
    Path("sources/lesson.txt").write_text(TEXT.replace("the 7th reader", "the 7th header"), "utf-8")
    later = run("printed", "lesson")
    assert "info[K20]" in later.stderr  # the file is older than the text
    run("pdf", "lesson")
    pdf = plan_lesson()
    faces = find_faces(pdf, pdf.path.read_bytes())
    changed = find_changed_pages(pdf, faces)
    assert changed is not None
    assert len(changed) == 1

    # A record that holds the page breaks is an input of the file, and changes none of its bytes.
    settings = Path("sources/lesson.toml")
    settings.write_text(f"hold = true\n{settings.read_text()}")
    run("pdf", "lesson")
    assert "K20" not in run("printed", "lesson").stderr
    assert "K20" not in run("printed", "lesson").stderr

    # Without caches the file is recognised by its bytes.
    run("clean")
    assert "K20" not in run("printed", "lesson").stderr
    assert find_changed_pages(pdf, faces) == frozenset()


def test_books_have_to_be_named(run: Run) -> None:
    result = run("printed")
    assert result.exit_code == 2
    assert "name the books" in result.stderr
