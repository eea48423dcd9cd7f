"""``publish booklet --since``: its files, its messages and its exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Encryption, Permissions

from publish.artifacts.reprint.page_prints import read_prints
from tests.booklet.sample_pdfs import A4, open_pdf, to_bytes
from tests.reprint.conftest import Run
from tests.reprint.text_pdfs import make_story, make_text_pdf

STORY = make_story("ink")
CHANGED = [*STORY[:2], STORY[2].replace("inkcby", "inkcbq"), *STORY[3:]]
NEW = make_text_pdf(CHANGED)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "new.pdf").write_bytes(NEW)
    (tmp_path / "old.pdf").write_bytes(make_text_pdf(STORY))
    return tmp_path


@pytest.fixture
def compare(folder: Path, run: Run) -> Callable[..., tuple[int, str]]:
    """A function that compares ``new.pdf`` with an old one: the exit code and all output."""

    def compare(old: bytes | None = None, *words: str) -> tuple[int, str]:
        if old is not None:
            (folder / "old.pdf").write_bytes(old)
        result = run("booklet", "--pdf", "new.pdf", "--since", "old.pdf", *words)
        return result.exit_code, result.output

    return compare


Compare = Callable[..., tuple[int, str]]


class TestFiles:
    def test_the_sheets_alone_are_written_beside_the_booklet(self, compare: Compare) -> None:
        code, output = compare()
        assert code == 0
        assert "1 of 8 pages differs from the print: page 3: other words" in output
        assert "sheet 2 (pages 3–6), the innermost" in output
        sheets = open_pdf(Path("output/new/new.booklet-a4.changes.pdf").read_bytes())
        assert len(sheets.pages) == 2
        assert Path("output/new/new.booklet-a4.pdf").is_file()

    def test_nothing_is_written_where_nothing_differs(self, compare: Compare) -> None:
        code, output = compare(make_text_pdf(CHANGED))
        assert code == 0
        assert "none of the 8 pages differs" in output
        assert "no sheet is to be printed again" in output
        assert not Path("output/new/new.booklet-a4.changes.pdf").exists()

    def test_looks_alone_make_a_difference(self, compare: Compare) -> None:
        larger = make_text_pdf(CHANGED, font=12)
        assert "pages 1–8: the same words with other looks" in compare(larger)[1]
        # The control: a comparison by text alone sees nothing.
        pages = [[page.text.words for page in read_prints(pdf)] for pdf in (larger, NEW)]
        assert pages[0] == pages[1]

    @pytest.mark.thorough
    def test_limits_hold_for_the_comparison(self, compare: Compare) -> None:
        # Of all that runs in processes of its own, only the comparison draws pages.
        code, output = compare(None, "--limit-time", "20s", "--errata")
        assert code == 0
        assert "page 3: other words" in output
        assert Path("output/new/new.booklet-a4.errata.pdf").is_file()
        code, output = compare(make_text_pdf(STORY * 150), "--limit-time", "1s")
        assert code == 1
        assert "the comparison with old.pdf" in output

    def test_an_old_booklet_is_compared_side_by_side(self, compare: Compare, run: Run) -> None:
        run("booklet", "--pdf", "old.pdf", "--duplex", "long", "-o", "printed.pdf")
        code, output = compare(Path("printed.pdf").read_bytes(), "--duplex", "long")
        assert code == 0
        assert "page 3: other words" in output
        assert "print 1 of 2 sheets again" in output

    def test_a_booklet_of_another_program_is_read_as_folded_alike(
        self, compare: Compare, run: Run
    ) -> None:
        run("booklet", "--pdf", "old.pdf", "-o", "printed.pdf")
        with pikepdf.open("printed.pdf") as booklet:
            del booklet.docinfo["/PublishLayout"]
            foreign = to_bytes(booklet)
        assert "sheet 2 (pages 3–6)" in compare(foreign)[1]

    @pytest.mark.slow
    def test_bars_and_errata_are_made_by_choice(self, compare: Compare) -> None:
        compare()
        plain = Path("output/new/new.booklet-a4.changes.pdf").read_bytes()
        code, output = compare(None, "--change-bars", "--errata")
        assert code == 0
        assert "new.booklet-a4.errata.pdf" in output
        assert Path("output/new/new.booklet-a4.changes.pdf").read_bytes() != plain


class TestBadInput:
    def test_another_book(self, compare: Compare) -> None:
        code, output = compare(make_text_pdf(make_story("fire")))
        assert code == 1
        assert "error[K21]: old.pdf is not of this book" in output

    def test_another_size(self, compare: Compare) -> None:
        code, output = compare(make_text_pdf(STORY, A4))
        assert code == 0
        assert "warning[K22]: no sheet of old.pdf fits into this booklet: its pages have" in output
        assert compare(None, "--strict")[0] == 1

    def test_another_binding(self, compare: Compare) -> None:
        code, output = compare(make_text_pdf(STORY, right=True))
        assert code == 0
        assert "it is bound on the right, and this one on the left" in output

    def test_other_sheets(self, compare: Compare, run: Run) -> None:
        run("booklet", "--pdf", "old.pdf", "--signature", "1", "-o", "printed.pdf")
        assert "its pages stand otherwise" in compare(Path("printed.pdf").read_bytes())[1]
        run("booklet", "--pdf", "old.pdf", "--sheet", "a3", "-o", "printed.pdf")
        assert "warning[K22]" in compare(Path("printed.pdf").read_bytes())[1]

    def test_a_locked_one(self, compare: Compare) -> None:
        pdf = open_pdf(make_text_pdf(STORY))
        locked = Encryption(user="x", owner="y", R=6)
        code, output = compare(to_bytes(pdf, encryption=locked, deterministic_id=False))
        assert code == 1
        assert "error[K03]" in output
        assert "old.pdf" in output

    def test_one_without_leave_to_print(self, compare: Compare) -> None:
        pdf = open_pdf(make_text_pdf(STORY))
        allow = Permissions(print_lowres=False, print_highres=False)
        locked = Encryption(owner="y", R=6, allow=allow)
        assert "error[K03]" in compare(to_bytes(pdf, encryption=locked, deterministic_id=False))[1]

    @pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"no PDF at all", b"\0" * 500])
    def test_a_damaged_one(self, content: bytes, compare: Compare) -> None:
        code, output = compare(content)
        assert code == 1
        assert "error[K02]" in output

    def test_a_damaged_one_whose_pages_are_left(self, compare: Compare) -> None:
        data = make_text_pdf(STORY)
        code, output = compare(data[: data.rindex(b"startxref")])
        assert code in {0, 1}
        assert "Traceback" not in output

    @pytest.mark.parametrize(
        ("words", "reason"),
        [
            (["--since", "missing.pdf"], "there is no PDF missing.pdf"),
            (["--since", "printed"], "a PDF has no record"),
            (["--errata"], "--errata needs --since"),
            (["--change-bars"], "--change-bars needs --since"),
        ],
    )
    @pytest.mark.usefixtures("folder")
    def test_wrong_usage(self, words: list[str], reason: str, run: Run) -> None:
        result = run("booklet", "--pdf", "new.pdf", *words)
        assert result.exit_code == 2
        assert reason in " ".join(result.stderr.split())


@pytest.mark.slow
@pytest.mark.usefixtures("workspace")
class TestRecords:
    def test_a_book_is_compared_with_its_record(self, run: Run) -> None:
        missing = run("booklet", "lesson", "--since", "printed")
        assert missing.exit_code == 1
        assert "error[K17]" in missing.stderr

        run("printed", "lesson")
        assert (
            "no sheet is to be printed again"
            in run("booklet", "lesson", "--since", "printed").stdout
        )

        text = Path("sources/lesson.txt").read_text("utf-8")
        Path("sources/lesson.txt").write_text(
            text.replace("the 9th reader", "the 9th header"), "utf-8"
        )
        assert "page 5: other words" in run("booklet", "lesson", "--since", "printed").stdout

        # Greys of another version differ everywhere; the layout tells the page all the same.
        record = Path("printed/lesson.json")
        lines = record.read_text("utf-8").splitlines()
        table = json.loads("\n".join(lines))
        table["renderer"] = "PDFium 1"
        for page in table["pages"]:
            page["looks"] = "0" * 32
        record.write_text(json.dumps(table, ensure_ascii=False).replace('", "', '", "'), "utf-8")
        other = run("booklet", "lesson", "--since", "printed")
        assert "info[K23]" in other.stderr
        assert "1 of 10 pages differs from the print: page 5: other words" in other.stdout

        record.write_text('{"publish-printed": 7}')
        damaged = run("booklet", "lesson", "--since", "printed")
        assert damaged.exit_code == 1
        assert "error[K18]" in damaged.stderr

        # The sheets that differ are no booklet.
        assert Path("output/lesson/lesson.booklet-a4.changes.pdf").is_file()
        run("printed", "lesson")
        files = json.loads(record.read_text("utf-8"))["files"]
        assert [*files] == ["lesson.pdf", "lesson.booklet-a4.pdf"]
