"""Full disks, simultaneous builds, wrong clocks and damaged caches break no book."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import BUILD, NAMES, VERSIONS, Books, ForkServer, Shelf, after

pytestmark = [
    pytest.mark.slow,
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


def test_a_full_disk_leaves_every_book_whole(small_disk: Path, fresh: list[Books]):
    shelf = Shelf(small_disk / "shelf")
    fork_server = ForkServer(shelf.root)
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


def test_two_builds_and_a_clean_at_once_make_the_same_books(
    shelf: Shelf, fork_server: ForkServer, fresh: list[Books]
):
    for turn in range(4):
        before = shelf.version
        shelf.save((before + 1) % len(VERSIONS))
        force = ["--force"] if turn % 2 else []
        builds = [fork_server.start(*BUILD, *force) for _ in range(2)]
        time.sleep(0.05 * turn)
        cleaning = fork_server.start("clean")
        assert [fork_server.ask(wait=pid) for pid in (*builds, cleaning)] == [0, 0, 0]
        assert shelf.books() == fresh[shelf.version]
        after(shelf, fork_server, fresh)


def test_a_text_saved_during_a_build_is_in_the_next_one(
    shelf: Shelf, fork_server: ForkServer, fresh: list[Books]
):
    chance = random.Random(3)
    for _ in range(4):
        before = shelf.version
        shelf.save((before + 1) % len(VERSIONS))
        build = fork_server.start(*BUILD)
        time.sleep(chance.random() * 0.5)
        # The stamp records the digest of the text that was read, not of the text saved now.
        shelf.save(before)
        assert fork_server.ask(wait=build) == 0, fork_server.log.read_text()
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
