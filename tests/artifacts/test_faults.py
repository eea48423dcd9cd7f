"""Full disks, simultaneous builds, wrong clocks and damaged caches break no book."""

from __future__ import annotations

import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.fault_injection import Action, Fault
from tests.support.processes import ForkServer

from .conftest import BUILD, NAMES, VERSIONS, Books, Shelf, after, as_without_pages

pytestmark = [
    pytest.mark.slow,
    pytest.mark.thorough,
    pytest.mark.skipif(sys.platform == "win32", reason="fork and kill -9 are of Unix"),
]


# --- full disks


def test_a_limit_on_file_size_leaves_every_book_whole(
    shelf: Shelf, fork_server: ForkServer, fresh: list[Books]
):
    failed = 0
    for most in (0, 3_000, 9_000, 14_000):
        before = shelf.version
        shelf.save((before + 1) % len(VERSIONS))
        code = fork_server.run(*BUILD, most=most)
        assert code in {0, 1}
        shelf.is_sound(fresh[before], fresh[shelf.version])
        assert shelf.hidden_files() == []
        failed += code == 1
        after(shelf, fork_server, fresh)
    assert failed >= 2


@pytest.mark.parametrize("action", [Action.DISK_FULL, Action.DISK_ERROR])
def test_an_error_of_the_disk_at_any_event_leaves_every_book_whole(
    shelf: Shelf, fork_server: ForkServer, fresh: list[Books], action: Action
):
    reason = {Action.DISK_FULL: "no space left", Action.DISK_ERROR: "input/output error"}[action]
    failures = 0
    for number, folder in itertools.product((1, 2, 3), ("a", "b", ".publish-cache")):
        before = shelf.version
        shelf.save((before + 1) % len(VERSIONS))
        fault = Fault(number, action, folder=str(shelf.output / folder))
        code = fork_server.run(*BUILD, fault=fault)
        log = fork_server.log.read_text()
        assert code in {0, 1}, log
        assert "Traceback" not in log
        assert "internal error" not in log
        assert (reason in log) == (code == 1), log
        failures += code == 1
        shelf.is_sound(fresh[before], fresh[shelf.version])
        assert shelf.hidden_files() == []
    after(shelf, fork_server, fresh)
    assert failures


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a small disk")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


@pytest.mark.long
def test_a_full_disk_leaves_every_book_whole(small_disk: Path, fresh: list[Books]):
    shelf = Shelf(small_disk / "shelf")
    fork_server = ForkServer(shelf.root, small_disk.with_name("temporary"))
    fork_server.log = small_disk.with_name("log")
    ballast = small_disk / "ballast"
    try:
        after(shelf, fork_server, fresh)
        failed = 0
        for room in (0, 2, 7, 19):
            before = shelf.version
            shelf.save((before + 1) % len(VERSIONS))
            fork_server.run("clean")
            about = os.statvfs(small_disk)
            with ballast.open("wb") as stream:
                room_left = about.f_bavail - room
                os.posix_fallocate(stream.fileno(), 0, room_left * about.f_frsize)
            code = fork_server.run(*BUILD)
            log = fork_server.log.read_text()
            assert ("F08" in log) == (code == 1), log
            assert "Traceback" not in log
            failed += code == 1
            shelf.is_sound(fresh[before], fresh[shelf.version])
            assert shelf.hidden_files() == []
            ballast.unlink()
            after(shelf, fork_server, fresh)
        assert failed >= 2
    finally:
        fork_server.end()


# --- simultaneous builds and saves


MOMENTS = (1, 20, 60, 90, 120)
"""The numbers of the events of a build before which it pauses."""


def pause(fork_server: ForkServer, moment: int, *words: str) -> int:
    """Start a command that pauses at an event; return its process id once it has."""
    pid = fork_server.start(*words, fault=Fault(moment, Action.PAUSE))
    assert fork_server.pauses(pid), f"the command ended before event {moment}"
    return pid


@pytest.mark.parametrize("first_ends_first", [True, False])
def test_two_builds_and_a_clean_at_once_make_the_same_books(
    shelf: Shelf, fork_server: ForkServer, fresh: list[Books], *, first_ends_first: bool
):
    for moment, other in ((1, 120), (60, 60), (90, 20)):
        shelf.save((shelf.version + 1) % len(VERSIONS))
        builds = [pause(fork_server, n, *BUILD, "--force") for n in (moment, other)]
        assert fork_server.run("clean") == 0
        for build in builds if first_ends_first else reversed(builds):
            os.kill(build, signal.SIGCONT)
            assert fork_server.wait(build) == 0, fork_server.log.read_text()
            shelf.is_sound(fresh[shelf.version], fresh[shelf.version - 1])
        assert shelf.books() == fresh[shelf.version]
        after(shelf, fork_server, fresh)


def test_a_build_during_another_one_makes_the_same_books(
    shelf: Shelf, fork_server: ForkServer, fresh: list[Books]
):
    for moment in MOMENTS[::2]:
        shelf.save((shelf.version + 1) % len(VERSIONS))
        build = pause(fork_server, moment, *BUILD)
        assert fork_server.run(*BUILD) == 0
        assert shelf.books() == fresh[shelf.version]
        os.kill(build, signal.SIGCONT)
        assert fork_server.wait(build) == 0, fork_server.log.read_text()
        assert shelf.books() == fresh[shelf.version]
        after(shelf, fork_server, fresh)


def test_a_text_saved_during_a_build_is_in_the_next_one(
    shelf: Shelf, fork_server: ForkServer, fresh: list[Books]
):
    for moment in MOMENTS:
        before = shelf.version
        shelf.save((before + 1) % len(VERSIONS))
        build = pause(fork_server, moment, *BUILD)
        # The stamp records the digest of the text that was read, not of the text saved now.
        shelf.save(before)
        os.kill(build, signal.SIGCONT)
        assert fork_server.wait(build) == 0, fork_server.log.read_text()
        after(shelf, fork_server, fresh)


def remove(text: Path) -> None:
    text.unlink()


def rename(text: Path) -> None:
    text.rename(text.with_suffix(".old"))


def empty(text: Path) -> None:
    text.write_bytes(b"")


def remove_folder(text: Path) -> None:
    shutil.rmtree(text.parent)


@pytest.mark.parametrize("change", [remove, rename, empty, remove_folder])
@pytest.mark.parametrize(
    "moments", [(60,), pytest.param((1, 20, 90, 120), marks=pytest.mark.long)], ids=["one", "more"]
)
def test_a_text_that_disappears_during_a_build_is_reported_or_printed_whole(
    shelf: Shelf,
    fork_server: ForkServer,
    fresh: list[Books],
    change: Callable[[Path], None],
    moments: tuple[int, ...],
):
    sources = shelf.root / "sources"
    saved = shelf.root.with_name("sources")
    for moment, name in itertools.product(moments, ("a.txt", "b/2.txt")):
        if change is remove_folder and name == "a.txt":
            continue
        before = shelf.version
        shelf.save((before + 1) % len(VERSIONS))
        shutil.copytree(sources, saved)
        build = pause(fork_server, moment, *BUILD, "--force")
        change(sources / name)
        os.kill(build, signal.SIGCONT)
        code = fork_server.wait(build)
        log = fork_server.log.read_text()
        assert code in {0, 1}, log
        assert ("failed" in log or "error[" in log) == (code == 1), log
        assert "Traceback" not in log
        assert "internal error" not in log
        books = shelf.books()
        assert shelf.hidden_files() == []
        # A folder without the chapter is a book too, which a later build makes as well.
        fork_server.run(*BUILD, "--force")
        shorter = shelf.books()
        for book, data in books.items():
            printed = f"made   output/{book[0]}/{book}" in log
            versions = [fresh[shelf.version], shorter, *([] if printed else [fresh[before]])]
            # A PDF that was made before the change leaves an EPUB without its pages.
            texts = [as_without_pages(version[book]) for version in versions]
            assert as_without_pages(data) in texts, (moment, book)
        shutil.rmtree(sources)
        saved.rename(sources)
        after(shelf, fork_server, fresh)


def test_a_build_during_a_save_that_empties_the_text_keeps_the_last_good_books(
    shelf: Shelf, fork_server: ForkServer, fresh: list[Books]
):
    """An editor that overwrites a file empties it first, and a build may read it then."""
    after(shelf, fork_server, fresh)
    before = shelf.version
    shelf.save((before + 1) % len(VERSIONS))
    text = shelf.root / "sources" / "a.txt"
    saved = text.read_bytes()
    text.write_bytes(b"")
    assert fork_server.run(*BUILD) == 1
    log = fork_server.log.read_text()
    assert "error[F02]: the file is empty" in log
    assert "--> sources/a.txt:" in log
    assert "Traceback" not in log
    books = shelf.books()
    for other in NAMES:
        of = before if other[0] == "a" else shelf.version
        assert books[other] == fresh[of][other], other
    assert shelf.hidden_files() == []
    text.write_bytes(saved)
    after(shelf, fork_server, fresh)


def test_a_book_built_during_a_save_that_empties_a_chapter_is_whole_after_the_save(
    shelf: Shelf, fork_server: ForkServer, fresh: list[Books]
):
    after(shelf, fork_server, fresh)
    text = shelf.root / "sources" / "b" / "2.txt"
    saved = text.read_bytes()
    text.write_bytes(b"")
    assert fork_server.run(*BUILD) == 0
    assert "2.txt has no text, so the book has no chapter of it" in fork_server.log.read_text()
    assert shelf.hidden_files() == []
    text.write_bytes(saved)
    after(shelf, fork_server, fresh)


def test_a_build_during_a_half_written_save_is_followed_by_one_of_the_whole_text(
    shelf: Shelf, fork_server: ForkServer, fresh: list[Books]
):
    """Half a text looks like a whole one, even where it ends within the bytes of a letter."""
    after(shelf, fork_server, fresh)
    text = shelf.root / "sources" / "a.txt"
    saved = text.read_bytes()
    end = saved.index("ב".encode())
    for half in (saved[:end], saved[: end + 1]):
        text.write_bytes(half)
        assert fork_server.run(*BUILD) == 0, fork_server.log.read_text()
        books = shelf.books()
        assert {name for name in NAMES if books[name] != fresh[shelf.version][name]} == {
            "a.pdf",
            "a.epub",
        }
        text.write_bytes(saved)
        after(shelf, fork_server, fresh)


# --- wrong clocks and damaged caches


def cache_files(shelf: Shelf) -> list[Path]:
    return sorted(path for path in shelf.output.glob(".publish-cache*/*/*"))


def test_a_clock_set_back_or_forward_changes_nothing(
    shelf: Shelf, fork_server: ForkServer, fresh: list[Books]
):
    for clock in (0, 4_000_000_000):
        after(shelf, fork_server, fresh)
        for path in (*cache_files(shelf), *(shelf.output / name[0] / name for name in NAMES)):
            os.utime(path, (clock, clock))
        shelf.save((shelf.version + 1) % len(VERSIONS))
        for name in shelf.texts(shelf.version):
            os.utime(shelf.root / "sources" / name, (1_000_000_000, 1_000_000_000))
        after(shelf, fork_server, fresh)


def test_a_cache_damaged_at_random_breaks_no_book(
    shelf: Shelf, fork_server: ForkServer, fresh: list[Books]
):
    chance = random.Random(4)
    after(shelf, fork_server, fresh)
    for turn in range(8):
        for path in cache_files(shelf):
            data = path.read_bytes()
            match chance.randrange(8):
                case 0:
                    path.write_bytes(b"")
                case 1:
                    path.write_bytes(data[: chance.randrange(len(data) or 1)])
                case 2 if data:
                    bits = bytearray(data)
                    bits[chance.randrange(len(bits))] ^= 1 << chance.randrange(8)
                    path.write_bytes(bits)
                case 3 | 4:
                    other = chance.choice(
                        [p for p in cache_files(shelf) if p.parent == path.parent]
                    )
                    path.write_bytes(other.read_bytes())
                    other.write_bytes(data)
                case _:
                    pass
        shelf.save((shelf.version + chance.randrange(2)) % len(VERSIONS))
        if turn % 3 == 0:
            # Without stamps the build reads the cached pages.
            for path in (shelf.output / ".publish-cache" / "stamps").iterdir():
                path.unlink()
        after(shelf, fork_server, fresh)


def test_every_process_makes_the_same_bytes(shelf: Shelf, fresh: list[Books]):
    for seed in ("0", "1", "4294967295"):
        shutil.rmtree(shelf.output, ignore_errors=True)
        subprocess.run(
            [sys.executable, "-m", "publish", "build", "-j", "2"],
            cwd=shelf.root,
            check=True,
            capture_output=True,
            env={
                **os.environ,
                "PYTHONPATH": str(Path(__file__).parents[2]),
                "PYTHONHASHSEED": seed,
                "SOURCE_DATE_EPOCH": "1700000000",
            },
        )
        assert shelf.books() == fresh[shelf.version]


def test_a_full_temporary_folder_is_named(small_disk: Path, tmp_path: Path):
    """Fonts are files there while pages are laid out."""
    shelf = Shelf(tmp_path / "shelf")
    fork_server = ForkServer(shelf.root)
    try:
        about = os.statvfs(small_disk)
        with (small_disk / "ballast").open("wb") as stream:
            os.posix_fallocate(stream.fileno(), 0, (about.f_bavail - 2) * about.f_frsize)
        assert fork_server.run(*BUILD, environment={"TMPDIR": str(small_disk)}) == 1
        log = fork_server.log.read_text()
        assert f"cannot read or write {small_disk}/publish-fonts-" in log
        assert "no space left on device" in log
        assert "Traceback" not in log
        assert "made   output/a/a.epub" in log
        assert [path.name for path in small_disk.iterdir()] == ["ballast"]
        (small_disk / "ballast").unlink()
        assert fork_server.run(*BUILD, environment={"TMPDIR": str(small_disk)}) == 0
    finally:
        fork_server.end()
