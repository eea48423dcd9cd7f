"""The watch: a save makes the book again, an error keeps the last good book, Ctrl-C ends it."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest
import watchfiles
from click.testing import CliRunner
from PIL import Image

from publish.artifacts.watch import find_watched_paths, matters, saves
from publish.cli import build_options, build_run, main
from publish.cli import watch as watch_command
from publish.storage import garbage_collection
from publish.storage.atomic_write import hidden_path
from publish.storage.disk_cache import claim
from publish.themes.theme_search import own_styles
from tests.support.extract import extract_with_mupdf as text_of
from tests.support.fault_injection import Action, Fault
from tests.support.processes import ForkServer, wait_until

from .conftest import Watch

TEXT = "A Book of Saving\n\nThe first sentence of a text that is long enough to be a text.\n"


@pytest.mark.parametrize(
    ("name", "so"),
    [
        ("a.txt", True),
        ("book.toml", True),
        ("print.css", True),
        ("cover.PNG", True),
        (".a.txt.swp", False),
        ("a.txt~", False),
        (".#a.txt", False),
        ("4913", False),
    ],
)
def test_only_files_that_books_depend_on_matter(name: str, so: bool):
    assert matters(Path("sources") / name) is so


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "publish.toml").write_text("", "utf-8")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.txt").write_text(TEXT, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_clean_removes_the_caches_and_no_book(workspace: Path):
    pages = workspace / "output" / ".publish-cache" / "pages"
    assert claim(pages)
    (pages / "one").write_bytes(b"")
    book = workspace / "output" / "a" / "a.pdf"
    book.parent.mkdir()
    book.write_bytes(b"%PDF")
    hidden_path(book).write_bytes(b"%PD")
    shutil.copytree(pages, hidden_path(pages))
    first, second = (CliRunner().invoke(main, ["clean"]) for _ in range(2))
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "removed" in first.output
    assert "no cache in" in second.output
    assert [path.name for path in sorted(workspace.joinpath("output").rglob("*"))] == ["a", "a.pdf"]


def test_garbage_collection_skips_the_modules_that_earlier_builds_loaded(
    monkeypatch: pytest.MonkeyPatch,
):
    frozen = []
    monkeypatch.setattr(gc, "freeze", lambda: frozen.append(len(sys.modules)))
    monkeypatch.setattr(gc, "set_threshold", lambda *_: None)
    monkeypatch.setattr(build_run, "run", lambda *_: 0)
    garbage_collection._freeze.cache_clear()

    def round_() -> int:
        watch_command._make((), (), build_options.Options())
        return len(frozen)

    assert [round_() for _ in range(3)] == [1, 1, 1]
    monkeypatch.setitem(sys.modules, "loaded_by_a_round", ModuleType("loaded_by_a_round"))
    assert [round_() for _ in range(3)] == [2, 2, 2]


def by_rename(path: Path, data: str | bytes) -> None:
    """Save by replacing the file, as many editors do."""
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(data if isinstance(data, bytes) else data.encode())
    new.replace(path)


def make_picture(colour: str) -> bytes:
    """The bytes of a small picture in PNG."""
    out = BytesIO()
    Image.new("RGB", (400, 640), colour).save(out, "PNG")
    return out.getvalue()


@pytest.mark.thorough
def test_a_save_makes_the_book_again_and_an_error_keeps_the_last_good_book(
    workspace: Path, watch: Watch
):
    book = workspace / "output" / "a" / "a.pdf"
    source = workspace / "sources" / "a.txt"
    watching = watch()
    watching.until(lambda: watching.rounds() >= 1)
    first = book.read_bytes()

    another = "Another sentence, which makes it another book."
    watching.says("made ", lambda: by_rename(source, f"{TEXT}\n{another}\n"))
    second = book.read_bytes()
    assert second != first

    watching.says("failed", lambda: source.write_bytes(b""))
    assert book.read_bytes() == second

    # A burst of saves, which a busy machine may see as several, ends in the book of the last one.
    for number in range(5):
        source.write_text(f"{TEXT}\nVersion {number} of the last sentence.\n", "utf-8")
    watching.until(lambda: "Version 4" in text_of(book.read_bytes()))

    assert watching.interrupt() == 0
    watching.rounds()
    assert "no longer watching" in watching.output
    assert not list(workspace.rglob("*.part"))


@pytest.mark.thorough
def test_everything_that_a_book_depends_on_is_watched(workspace: Path, watch: Watch):
    sources = workspace / "sources"
    watching = watch("--format", "epub")
    watching.until(lambda: watching.rounds() >= 1)
    first, other = "made   output/a/a.epub", "made   output/b/b.epub"

    # The workspace's own settings, which lie beside its folders.
    watching.says(first, lambda: (workspace / "publish.toml").write_text('rights = "None"\n'))
    watching.says(first, lambda: by_rename(workspace / "publish.toml", 'rights = "All"\n'))
    watching.says("error[S", lambda: by_rename(workspace / "publish.toml", "rights = \n"))
    watching.says(first, lambda: by_rename(workspace / "publish.toml", ""))

    # The settings of a book, and the picture of its cover, in a folder of its own.
    pictures = workspace / "pictures"
    pictures.mkdir()
    picture = pictures / "logo.tiff"
    picture.write_bytes(make_picture("red"))
    settings = 'cover = { image = "../pictures/logo.tiff" }\n'
    watching.says(first, lambda: (sources / "a.toml").write_text(settings))
    watching.says(first, lambda: by_rename(picture, make_picture("green")))
    watching.says("there is no picture", picture.unlink)
    watching.says(first, lambda: picture.write_bytes(make_picture("blue")))

    # A theme that was not there when the watch began, in a folder that was not there either.
    theme = workspace / "styles" / "classic"
    watching.says("fresh", lambda: shutil.copytree(own_styles() / "classic", theme))
    watching.says(first, lambda: (theme / "epub.css").write_text("p { margin: 0 }\n"))

    # Books that come later: a file, a folder, a link to a text somewhere else.
    watching.says(other, lambda: (sources / "b.txt").write_text(TEXT, "utf-8"))
    watching.says("output/c/c.epub", lambda: shutil.copytree(sources, sources / "c"))
    (workspace / "desk").mkdir()
    linked = workspace / "desk" / "d.txt"
    linked.write_text(TEXT, "utf-8")
    watching.says("made   output/d/d.epub", lambda: (sources / "d.txt").symlink_to(linked))
    watching.says("made   output/d/d.epub", lambda: by_rename(linked, TEXT + "\nMore.\n"))

    # A folder of texts that is put in the place of the one before it.
    (workspace / "next").mkdir()
    (workspace / "next" / "b.txt").write_text(TEXT + "\nThe next.\n", "utf-8")

    def other_sources() -> None:
        sources.rename(workspace / "before")
        (workspace / "next").rename(sources)

    watching.says(other, other_sources)
    watching.says(other, lambda: by_rename(sources / "b.txt", TEXT + "\nThe last.\n"))


@pytest.mark.slow
def test_a_text_outside_of_the_workspace_is_watched_without_its_neighbours(
    workspace: Path, watch: Watch
):
    desk = workspace / "desk"
    desk.mkdir()
    (desk / "d.txt").write_text(TEXT, "utf-8")
    watching = watch("--format", "epub", "desk/d.txt")
    watching.until(lambda: watching.rounds() >= 1)
    neighbour = desk / "other.txt"
    neighbour.write_text(TEXT, "utf-8")
    paths = find_watched_paths(("desk/d.txt",), workspace)
    assert not any(neighbour.is_relative_to(folder) for folder, _ in paths.folders)
    assert neighbour not in paths.files
    watching.says("made   output/d/d.epub", lambda: by_rename(desk / "d.txt", TEXT + "\nMore.\n"))
    watching.says(
        "made   output/d/d.epub", lambda: (desk / "d.toml").write_text('rights = "None"\n')
    )


@pytest.mark.thorough
@pytest.mark.skipif(sys.platform == "win32", reason="the server forks")
def test_ctrl_c_at_any_event_leaves_nothing_half_written(workspace: Path):
    root = workspace / "shelf"
    (root / "sources").mkdir(parents=True)
    (root / "publish.toml").write_text("", "utf-8")
    (root / "sources" / "a.txt").write_text(TEXT, "utf-8")
    server = ForkServer(root)
    for number in (1, 30, 60, 90, 120):
        pid = server.start("watch", fault=Fault(number, Action.INTERRUPT))
        wait_until(lambda pid=pid: server.has_ended(pid) or "Ctrl-C" in server.log.read_text())
        if not server.has_ended(pid):
            os.kill(pid, signal.SIGINT)  # the first round has fewer events
        code = server.wait(pid)
        log = server.log.read_text()
        assert "Traceback" not in log
        assert (code, "no longer watching" in log) == (0, True), log
        assert not list(root.rglob("*.part"))
        shutil.rmtree(root / "output", ignore_errors=True)
    server.end()


@pytest.mark.slow
def test_a_folder_that_appears_at_once_with_its_files_is_seen(workspace: Path, watch: Watch):
    watching = watch("--format", "epub")
    watching.until(lambda: watching.rounds() >= 1)
    (workspace / "other").mkdir()
    (workspace / "other" / "1.txt").write_text(TEXT, "utf-8")
    moved = workspace / "sources" / "moved"
    watching.says("output/moved/moved.epub", lambda: (workspace / "other").rename(moved))


@pytest.mark.slow
def test_a_save_of_a_text_whose_name_is_not_utf_8_makes_its_book(
    workspace: Path, watch: Watch
) -> None:
    text = workspace / "sources" / os.fsdecode(b"\xf9\xec.txt")
    text.write_text(TEXT, "utf-8")
    artifact = workspace / "output" / text.stem / f"{text.stem}.epub"
    watching = watch("--format", "epub")
    watching.until(artifact.exists)
    before = artifact.read_bytes()
    text.write_text(f"{TEXT}\nOne more sentence.\n", "utf-8")
    watching.until(lambda: artifact.read_bytes() != before)


def test_a_folder_that_is_gone_before_it_is_watched_is_looked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "publish.toml").touch()
    (tmp_path / "sources").mkdir()
    calls: list[int] = []

    def watch(*_folders: Path, **_options: object) -> Iterator[set[object]]:
        calls.append(1)
        if len(calls) == 1:
            raise FileNotFoundError("No path was found.")
        yield set()

    monkeypatch.setattr(watchfiles, "watch", watch)
    events = saves((), tmp_path, 1)
    next(events)
    next(events)
    assert len(calls) == 2
