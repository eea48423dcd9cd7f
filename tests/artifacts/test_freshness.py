"""A book is made again after a change of anything that it depends on, and only then."""

from __future__ import annotations

import ctypes
import os
import random
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from publish import config
from publish.cli import main
from publish.storage import cache_paths, environment
from publish.storage.atomic_write import hidden_path
from publish.storage.own_files import own_styles
from publish.text import native_libraries

TEXT = "A Book of Stamps\n\nThe first sentence “of a text.\n\nAnd its last one.\n"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "publish.toml").write_text("", "utf-8")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.txt").write_text(TEXT, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def epub() -> str:
    """The status of the book after a build: made or fresh."""
    result = run("epub", "a")
    assert result.exit_code == 0, result.output
    return result.stdout.split()[0]


def stamp_of(workspace: Path) -> Path:
    folder = workspace / "output" / ".publish-cache" / "stamps"
    (stamp,) = (path for path in folder.iterdir() if path.name not in {"room", "CACHEDIR.TAG"})
    return stamp


@pytest.mark.usefixtures("workspace")
class TestFresh:
    def test_a_second_run_finds_it_fresh_and_shows_the_same_messages(self) -> None:
        first, second = run("epub", "a"), run("epub", "a")
        assert (first.exit_code, second.exit_code) == (0, 0)
        assert "warning[Q03]" in second.stderr
        assert "sources/a.txt:3:20" in second.stderr
        assert second.stderr == first.stderr
        assert (first.stdout.split()[0], second.stdout.split()[0]) == ("made", "fresh")

    def test_a_part_that_a_killed_process_left_is_removed(self, workspace: Path) -> None:
        assert epub() == "made"
        book = workspace / "output" / "a" / "a.epub"
        abandoned = hidden_path(book)
        abandoned.write_bytes(book.read_bytes()[:100])
        assert epub() == "fresh"
        assert not abandoned.exists()

    def test_a_run_with_nothing_to_do_imports_no_model_and_no_writer(self) -> None:
        program = (
            "import sys; from publish.cli import main; main(sys.argv[1:], standalone_mode=False);"
            "print(*sys.modules)"
        )
        command = [sys.executable, "-c", program, "epub", "a"]
        first, second = (
            subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
            for _ in range(2)
        )
        heavy = "publish.document.model publish.document.draft publish.artifacts.proof_sheet"
        others = "publish.pipeline.stages jinja2 ebooklib lxml weasyprint PIL"
        stdlib = "concurrent.futures importlib.metadata"
        assert not {*heavy.split(), *others.split(), *stdlib.split()} & set(second)
        # Control: the first run, which makes the book, imports them.
        assert set(heavy.split()) - {"publish.artifacts.proof_sheet"} <= set(first)

    def test_fresh_books_need_no_process_pool(
        self, workspace: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (workspace / "sources" / "b.txt").write_text(TEXT, "utf-8")
        assert run("epub", "-j", "1").exit_code == 0
        monkeypatch.setattr("publish.artifacts.worker_pool.WorkerProcess", None)
        assert run("epub", "-j", "2").stdout.count("fresh") == 2
        assert run("epub", "-j", "2", "--force").exit_code == 1  # control: stale books need it

    def test_a_change_of_any_input_makes_it_stale(self, workspace: Path) -> None:
        theme = workspace / "styles" / "classic"
        shutil.copytree(own_styles() / "classic", theme)
        changes = [
            lambda: (workspace / "sources" / "a.txt").write_text(TEXT + "More.\n", "utf-8"),
            lambda: (workspace / "sources" / "a.toml").write_text('publisher = "Us"\n'),
            lambda: (workspace / "publish.toml").write_text('rights = "None"\n'),
            lambda: (theme / "epub.css").write_text("p { margin: 0 }\n"),
            lambda: (workspace / "output" / "a" / "a.epub").write_bytes(b"somebody else's"),
            (workspace / "output" / "a" / "a.epub").unlink,
        ]
        epub()
        for number, change in enumerate(changes):
            assert epub() == "fresh", number
            change()
            assert epub() == "made", number

    def test_digests_decide_and_not_times_of_change(self, workspace: Path) -> None:
        text = workspace / "sources" / "a.txt"
        os.utime(text, (1_000_000_000, 1_000_000_000))
        epub()
        before = text.stat()
        text.write_text(TEXT.replace("last", "next"), "utf-8")
        os.utime(text, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert (text.stat().st_size, text.stat().st_mtime) == (before.st_size, before.st_mtime)
        assert epub() == "made"
        for file in (stamp_of(workspace), workspace / "output" / "a" / "a.epub"):
            os.utime(file, (4_000_000_000, 4_000_000_000))
        assert epub() == "fresh"
        text.write_text(TEXT, "utf-8")
        os.utime(text, (999_999_999, 999_999_999))
        assert epub() == "made"

    def test_a_template_changed_during_a_process_is_read_again(self, workspace: Path) -> None:
        theme = workspace / "styles" / "classic"
        shutil.copytree(own_styles() / "classic", theme)
        template = theme / "templates" / "epub" / "colophon.xhtml.j2"
        book = workspace / "output" / "a" / "a.epub"
        text, status = template.read_text("utf-8"), template.stat()
        is_used = []
        for name in ("other", "third", "other"):
            template.write_text(text.replace('class="colophon"', f'class="{name}"'), "utf-8")
            os.utime(template, ns=(status.st_atime_ns, status.st_mtime_ns))
            assert epub() == "made"
            with zipfile.ZipFile(book) as pages:
                is_used.append(f'class="{name}"' in pages.read("EPUB/colophon.xhtml").decode())
        assert is_used == [True, True, True]

    def test_a_damaged_stamp_counts_as_missing(self, workspace: Path) -> None:
        epub()
        stamp = stamp_of(workspace)
        whole = stamp.read_bytes()
        chance = random.Random(8)
        for place in {0, len(whole) - 1, *(chance.randrange(len(whole)) for _ in range(40))}:
            bits = bytearray(whole)
            bits[place] ^= 1 << chance.randrange(8)
            for damaged in (bytes(bits), whole[:place]):
                stamp.write_bytes(damaged)
                assert find_fresh() is None, (place, damaged)
        stamp.write_bytes(whole)
        assert find_fresh() is not None

    def test_a_text_saved_while_it_is_read_leaves_no_stamp(
        self, workspace: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from publish.pipeline import incremental

        text = workspace / "sources" / "a.txt"
        stock = incremental.read_by_chapters

        def reread_during_save(book, *more):
            text.write_text(TEXT.replace("last", "only"), "utf-8")
            read = stock(book, *more)
            text.write_text(TEXT, "utf-8")
            return read

        monkeypatch.setattr(incremental, "read_by_chapters", reread_during_save)
        assert epub() == "made"
        monkeypatch.undo()
        monkeypatch.chdir(workspace)
        assert epub() == "made"
        assert epub() == "fresh"


def find_fresh():
    from publish.artifacts import make
    from publish.artifacts.plan import Request, plan

    book = config.open_book("a", config.find_workspace(Path.cwd()))
    (artifact,) = plan(book, Request(("epub",)))
    return make.find_fresh(artifact)


class TestVersions:
    def test_the_state_names_python_the_packages_and_the_libraries(self) -> None:
        state = environment.program_state()
        for name in ("pango", "harfbuzz", "fontconfig", "fribidi"):
            assert f"{name} is missing" not in state
        assert "weasyprint-70.0.dist-info" in state
        assert sys.version in state

    @pytest.mark.thorough
    @pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells which files are loaded")
    def test_each_library_is_the_file_that_the_engine_loads(self) -> None:
        program = "import weasyprint; print(open('/proc/self/maps').read())"
        loaded = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        ).stdout
        for name, (symbol, _) in environment._LIBRARIES.items():
            file = native_libraries.file_of(native_libraries.load(name), symbol)
            assert file is not None
            assert str(file.resolve()) in loaded

    @pytest.mark.parametrize(
        "change",
        [
            lambda patch: patch.setattr(sys, "version", "3.99"),
            lambda patch: patch.setitem(environment._LIBRARIES, "pango", ("g_free", None)),
            lambda patch: patch.setattr(environment, "_packages", lambda: ["weasyprint-71.0"]),
            lambda patch: patch.setattr(environment, "_code", lambda: ["make.py 1 1"]),
            lambda patch: patch.setattr(environment, "__version__", "9.9"),
            lambda patch: patch.setattr(
                native_libraries,
                "file_of",
                lambda _, symbol: Path(__file__ if "hb" in symbol else "/"),
            ),
        ],
        ids=["Python", "library", "package", "code", "publish", "patch"],
    )
    @pytest.mark.usefixtures("workspace")
    def test_a_change_of_any_program_empties_the_cache_and_makes_books_stale(
        self, change, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        environment.program_state.cache_clear()
        cache_paths.book_store.cache_clear()
        epub()
        assert epub() == "fresh"
        before = cache_paths.book_store(tmp_path).key("pages")
        try:
            change(monkeypatch)
            environment.program_state.cache_clear()
            cache_paths.book_store.cache_clear()
            assert cache_paths.book_store(tmp_path).key("pages") != before
            assert epub() == "made"
        finally:
            environment.program_state.cache_clear()
            cache_paths.book_store.cache_clear()

    def test_a_missing_library_is_part_of_the_state(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def missing(_: str) -> ctypes.CDLL:
            raise OSError

        monkeypatch.setattr(native_libraries, "load", missing)
        assert "pango is missing" in list(environment._libraries())
