"""``publish booklet``: its output, its files and its exit codes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from publish.artifacts import render
from publish.cli.booklet import command
from publish.diagnostics import Outcome
from publish.diagnostics.rules import booklet as rules
from publish.document.lazy_book import LazyBook
from publish.document.model import Dir
from tests.booklet import folding
from tests.booklet.sample_pdfs import A4, HALF_LETTER, make_numbered_pdf, read_from_the_right

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    return lambda *words: CliRunner().invoke(command, list(words))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "any.pdf").write_bytes(make_numbered_pdf(6))
    return tmp_path


@pytest.fixture
def workspace(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A book in each language, and a PDF writer that numbers pages and takes no time."""

    def write(book: LazyBook, *_: object) -> Outcome[render.Rendering]:
        change = read_from_the_right if book.head.dir is Dir.RTL else None
        return Outcome(render.Rendering(make_numbered_pdf(6, change=change)))

    # A single process, because processes of a pool do not have this writer.
    monkeypatch.setattr("publish.artifacts.process_pool.count_processors", lambda: 1)
    monkeypatch.setitem(render._RENDERERS, "pdf", write)
    (folder / "publish.toml").write_text("")
    (folder / "sources").mkdir()
    (folder / "sources" / "first.txt").write_text("In the beginning.\n")
    (folder / "sources" / "second.txt").write_text("In the beginning, again.\n")
    (folder / "sources" / "second.toml").write_text('languages = ["he", "en"]\n')
    return folder


def pages(booklet: Path, spine: str) -> list[int | None]:
    return folding.read(folding.print_out(booklet.read_bytes(), "short"), spine)


SIX = [1, 2, 3, 4, 5, 6, None, None]


@pytest.mark.usefixtures("workspace")
class TestBooks:
    def test_a_booklet_is_written_beside_its_book(self, run: Run) -> None:
        result = run("first")
        assert result.exit_code == 0, result.output
        assert Path("output/first/first.pdf").is_file()
        assert pages(Path("output/first/first.booklet-a4.pdf"), "left") == SIX
        assert "made   output/first/first.booklet-a4.pdf\n       print on A4" in result.stdout

    def test_a_hebrew_book_is_bound_on_the_right(self, run: Run) -> None:
        assert "on the right of the front cover" in run("second").stdout
        assert pages(Path("output/second/second.booklet-a4.pdf"), "right") == SIX

    def test_the_pdf_is_made_again_only_if_stale(self, run: Run) -> None:
        assert "made   output/first/first.pdf" in run("first").stdout
        assert "fresh  output/first/first.pdf" in run("first").stdout
        Path("sources/first.txt").write_text("In the beginning was the word.\n")
        assert "made   output/first/first.pdf" in run("first").stdout

    def test_a_number_of_pages_is_refused_for_a_finished_pdf(self, run: Run) -> None:
        result = run("--pdf", "any.pdf", "--fit", "8")
        assert result.exit_code == 2
        assert "the pages of a PDF are finished; give --fit with a BOOK" in result.stderr

    @pytest.mark.parametrize("fit", ["0", "4001", "sheets=0", "sheets=x", "pages", "-1", "8.5"])
    def test_a_wrong_number_of_pages_is_wrong_usage(self, run: Run, fit: str) -> None:
        result = run("first", "--fit", fit)
        assert result.exit_code == 2
        assert f"“{fit}” is neither a number of pages (8) nor of sheets (sheets=2)" in result.stderr

    def test_every_book_is_made_if_none_is_named(self, run: Run) -> None:
        assert run("--edition", "original", "--sheet", "a3").exit_code == 0
        names = sorted(path.name for path in Path("output").rglob("*.booklet-*.pdf"))
        assert names == ["first.original.booklet-a3.pdf", "second.original.booklet-a3.pdf"]

    def test_a_book_that_fails_does_not_stop_another(self, run: Run) -> None:
        Path("sources/first.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
        result = run("first", "second", "third")
        assert result.exit_code == 1
        assert "error[F03]" in result.stderr
        assert "no book or file “third”" in result.stderr
        assert Path("output/second/second.booklet-a4.pdf").is_file()

    def test_several_booklets_are_written_into_a_folder(self, run: Run) -> None:
        assert run("-o", "print").exit_code == 0
        names = sorted(path.name for path in Path("print").iterdir())
        assert names == ["first.booklet-a4.pdf", "second.booklet-a4.pdf"]

    def test_several_booklets_are_not_written_into_one_file(self, run: Run) -> None:
        before = Path("any.pdf").read_bytes()
        assert run("-o", "any.pdf").exit_code == 2
        assert run("-o", "new.pdf").exit_code == 2
        assert Path("any.pdf").read_bytes() == before


@pytest.mark.usefixtures("folder")
class TestAnyPdf:
    def test_a_booklet_of_any_pdf_is_written_among_the_artifacts(self, run: Run) -> None:
        assert run("--pdf", "any.pdf").exit_code == 0
        assert pages(Path("output/any/any.booklet-a4.pdf"), "left") == SIX

    def test_the_options_take_effect(self, run: Run) -> None:
        words = "--binding right --sheet 450x320mm --signature 1 --duplex long --marks --proof"
        result = run("--pdf", "any.pdf", "-o", "b.pdf", *words.split())
        assert result.exit_code == 0, result.output
        sheets = folding.print_out(Path("b.pdf").read_bytes(), "long")
        assert folding.read(sheets, "right", per_signature=1) == SIX
        assert Path("b.proof.pdf").is_file()
        assert "print on 450 × 320 mm" in result.stdout

    def test_a_layout_says_how_to_cut_and_bind(self, run: Run) -> None:
        result = run("--pdf", "any.pdf", "-o", "b.pdf", "--layout", "cut-two", "--binding", "right")
        assert result.exit_code == 0, result.output
        assert "cut all sheets once, from mark to mark" in result.stdout

    def test_each_layout_has_a_file_of_its_own(self, run: Run) -> None:
        run("--pdf", "any.pdf")
        result = run("--pdf", "any.pdf", "--layout", "cut-two", "--proof")
        assert "made   output/any/any.booklet-a4-cut-two.pdf" in result.stdout
        assert sorted(path.name for path in Path("output/any").iterdir()) == [
            "any.booklet-a4-cut-two.pdf",
            "any.booklet-a4-cut-two.proof.pdf",
            "any.booklet-a4.pdf",
        ]

    def test_sheets_of_another_layout_are_printed_again(self, run: Run) -> None:
        run("--pdf", "any.pdf", "-o", "old.pdf", "--layout", "handouts")
        same = run("--pdf", "any.pdf", "--layout", "handouts", "--since", "old.pdf")
        assert "no sheet is to be printed again" in same.stdout
        other = run("--pdf", "any.pdf", "--layout", "spiral", "--since", "old.pdf")
        assert "warning[K22]: no sheet of old.pdf fits into this booklet" in other.stderr

    def test_half_letter_pages_are_printed_on_letter(self, run: Run) -> None:
        Path("any.pdf").write_bytes(make_numbered_pdf(4, HALF_LETTER))
        run("--pdf", "any.pdf")
        assert Path("output/any/any.booklet-letter.pdf").is_file()

    def test_creep_moves_pages(self, run: Run) -> None:
        run("--pdf", "any.pdf", "-o", "even.pdf")
        run("--pdf", "any.pdf", "-o", "crept.pdf", "--creep", "80gsm")
        assert Path("even.pdf").read_bytes() != Path("crept.pdf").read_bytes()

    def test_strict_fails_on_warnings(self, run: Run) -> None:
        Path("any.pdf").write_bytes(make_numbered_pdf(4, A4))
        assert run("--pdf", "any.pdf").exit_code == 0
        result = run("--pdf", "any.pdf", "--strict")
        assert result.exit_code == 1
        assert "warning[K07]" in result.stderr

    def test_a_failure_keeps_the_earlier_file(self, run: Run) -> None:
        Path("good.pdf").write_bytes(b"the last good booklet")
        Path("any.pdf").write_bytes(b"In the beginning")
        result = run("--pdf", "any.pdf", "-o", "good.pdf")
        assert result.exit_code == 1
        assert "error[K02]" in result.stderr
        assert "failed good.pdf" in result.stdout
        assert "--> any.pdf" in result.stderr
        assert Path("good.pdf").read_bytes() == b"the last good booklet"

    def test_a_booklet_does_not_overwrite_its_pdf(self, run: Run) -> None:
        before = Path("any.pdf").read_bytes()
        assert "error[K14]" in run("--pdf", "any.pdf", "-o", "./any.pdf").stderr
        assert Path("any.pdf").read_bytes() == before

    @pytest.mark.parametrize(
        ("words", "code", "expected"),
        [
            (["--pdf", "nothing.pdf"], 1, "there is no file nothing.pdf"),
            (["--pdf", "."], 1, "cannot read"),
            (["--pdf", "any.pdf", "lesson"], 2, "not both"),
            (["--pdf", "any.pdf", "--sheet", "a9"], 2, "is not a sheet"),
            (["--pdf", "any.pdf", "--creep", "thick"], 2, "is not a thickness"),
            (["--pdf", "any.pdf", "--signature", "0"], 2, "not in the range"),
            (["--pdf", "any.pdf", "--binding", "top"], 2, "is not one of"),
            (["--pdf", "any.pdf", "--sheet", "a5", "--scale", "none"], 1, "error[K08]"),
            (["--pdf", "any.pdf", "--layout", "round"], 2, "is not one of"),
            (["--pdf", "any.pdf", "--layout", "perfect", "--cover"], 1, "error[K26]"),
            (["--edition", "sideways"], 2, "there is no edition “sideways”"),
        ],
    )
    def test_invalid_options_are_errors(
        self, words: list[str], code: int, expected: str, run: Run
    ) -> None:
        result = run(*words)
        assert result.exit_code == code
        assert expected in result.stderr
        assert "Traceback" not in result.output


def test_every_rule_has_a_reason_and_advice() -> None:
    codes = [rule.code for rule in rules.ALL]
    assert codes == [*(f"K{number:02}" for number in range(1, 17)), "K26"]
    assert all(rule.why and rule.advice for rule in rules.ALL)
