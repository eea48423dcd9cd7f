"""Whatever happens to a build, every book in its place is whole, and no text is touched.

A book is what it was before or what it would be after, byte for byte; nothing else lies about but
hidden files, which go with the next build; and that one makes what a build from nothing makes.
"""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pikepdf
import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="fork and kill -9 are of Unix"),
]

BUILD = ("build", "-j", "1")
LESSON = "In the beginning,\n\nבְּרֵאשִׁית,\n\nthe light was {}.\n\nוְהָאוֹר {}.\n"
NAMES = {"a.pdf", "a.epub", "b.pdf", "b.epub", "b.original.pdf", "b.original.epub"}
VERSIONS = (("good", "טוֹב"), ("very good", "טוֹב מְאֹד"), ("seen from far away", "רָחוֹק"))

Books = dict[str, bytes]
"""The bytes of each artifact by its name."""


class Nursery:
    """A process that bears others; see ``nursery.py``."""

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace
        self.log = workspace.with_name("log")
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("nursery.py"))],
            cwd=workspace,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={
                **os.environ,
                "PYTHONPATH": str(Path(__file__).parents[2]),
                "SOURCE_DATE_EPOCH": "1700000000",
            },
        )

    def ask(self, **request: object) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def start(self, *words: str, **more: object) -> int:
        return self.ask(words=words, log=str(self.log), **more)

    def run(self, *words: str, **more: object) -> int:
        """Run ``publish`` to its end; return its exit code, or minus the signal that ended it."""
        return self.ask(wait=self.start(*words, **more))

    def kill(self, pid: int) -> None:
        os.kill(pid, signal.SIGKILL)
        assert self.ask(wait=pid) in {-signal.SIGKILL, 0}

    def end(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(30)
        self._process.stdout.close()


class Shelf:
    """A workspace with a few short books, in the versions that an editor saves one by one."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.output = root / "output"
        self.version = 0
        (root / "sources" / "b").mkdir(parents=True)
        (root / "publish.toml").write_text("", "utf-8")
        (root / "sources" / "b" / "book.toml").write_text(
            'editions = ["interlinear", "original"]\n', "utf-8"
        )
        self.save(0)

    def texts(self, version: int) -> dict[str, str]:
        lesson = LESSON.format(*VERSIONS[version])
        return {"a.txt": f"A Lesson\n\n{lesson}", "b/1.txt": "One\n\nOf one.\n", "b/2.txt": lesson}

    def save(self, version: int) -> None:
        self.version = version
        for name, text in self.texts(version).items():
            (self.root / "sources" / name).write_text(text, "utf-8")

    def books(self) -> Books:
        """Every book that lies in its place."""
        found = {
            path.name: path.read_bytes()
            for path in sorted(self.output.rglob("*"))
            if path.is_file() and not path.name.startswith(".") and ".cache" not in path.parts
        }
        assert set(found) <= NAMES
        return found

    def unfinished(self) -> list[Path]:
        """Every hidden file beside the books."""
        return [
            path
            for path in self.root.rglob(".*")
            if path.name != ".cache" and ".cache" not in path.relative_to(self.root).parts
        ]

    def is_sound(self, *whole: Books) -> None:
        """Each book is one of those that are whole, the texts are as they were saved."""
        for name, data in self.books().items():
            assert data in [each.get(name) for each in whole], f"{name} is broken"
        for name, text in self.texts(self.version).items():
            assert (self.root / "sources" / name).read_text("utf-8") == text
        assert all(path.suffix == ".part" for path in self.unfinished())


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Shelf, Nursery, list[Books]]]:
    """A shelf, a nursery beside it, and each version of the books as made from nothing."""
    shelf = Shelf(tmp_path_factory.mktemp("faults") / "shelf")
    nursery = Nursery(shelf.root)
    fresh = []
    for version in range(len(VERSIONS)):
        shelf.save(version)
        shutil.rmtree(shelf.output, ignore_errors=True)
        assert nursery.run(*BUILD) == 0, nursery.log.read_text()
        fresh.append(shelf.books())
    yield shelf, nursery, fresh
    nursery.end()


@pytest.fixture
def shelf(bench: tuple[Shelf, Nursery, list[Books]]) -> Shelf:
    return bench[0]


@pytest.fixture
def nursery(bench: tuple[Shelf, Nursery, list[Books]]) -> Nursery:
    return bench[1]


@pytest.fixture
def fresh(bench: tuple[Shelf, Nursery, list[Books]]) -> list[Books]:
    return bench[2]


def after(shelf: Shelf, nursery: Nursery, fresh: list[Books]) -> None:
    """Build once more: all is as if nothing had happened."""
    assert nursery.run(*BUILD) == 0, nursery.log.read_text()
    for name, data in shelf.books().items():
        of = [version for version, books in enumerate(fresh) if books[name] == data]
        assert shelf.version in of, f"{name} is of {of}"
    assert shelf.books().keys() == NAMES
    assert shelf.unfinished() == []


def test_what_whole_means(fresh: list[Books]):
    for books in fresh:
        assert set(books) == NAMES
        for name, data in books.items():
            if name.endswith(".pdf"):
                with pikepdf.open(io.BytesIO(data)) as pdf:
                    assert len(pdf.pages) > 1
            else:
                assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    for name in NAMES:
        assert len({books[name] for books in fresh}) == len(VERSIONS), name


def test_a_build_killed_at_any_moment_leaves_every_book_whole(
    shelf: Shelf, nursery: Nursery, fresh: list[Books]
):
    chance = random.Random(1)
    took = 0.5
    killed = 0
    for turn in range(30):
        before = shelf.version
        shelf.save(chance.choice([n for n in range(len(VERSIONS)) if n != before]))
        if chance.random() < 0.1:
            shutil.rmtree(shelf.output / ".cache")
        start = time.monotonic()
        child = nursery.start(*BUILD)
        time.sleep(chance.random() * took)
        nursery.kill(child)
        killed += "b.original" not in nursery.log.read_text()
        shelf.is_sound(fresh[before], fresh[shelf.version])
        start = time.monotonic()
        after(shelf, nursery, fresh)
        took = took if turn else time.monotonic() - start
    assert killed > 15, "most were killed before their end"


def killed_before_steps(
    shelf: Shelf, nursery: Nursery, numbers: Iterable[int], **more: object
) -> Iterator[int]:
    """Kill a build of another version before its n-th step, each time from the same state."""
    before = shelf.version
    shelf.save((before + 1) % len(VERSIONS))
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(shelf.output, folder, dirs_exist_ok=True)
        for number in numbers:
            if nursery.run(*BUILD, fatal=number, **more) == 0:
                break
            yield number
            shutil.rmtree(shelf.output)
            shutil.copytree(folder, shelf.output)


def test_a_build_killed_before_any_of_its_steps_leaves_every_book_whole(
    shelf: Shelf, nursery: Nursery, fresh: list[Books]
):
    before = shelf.version
    steps = 0
    for number in killed_before_steps(shelf, nursery, range(1, 500, 2)):
        shelf.is_sound(fresh[before], fresh[shelf.version])
        steps += 1
        if number % 9 == 0:
            after(shelf, nursery, fresh)
    assert steps >= 20
    after(shelf, nursery, fresh)


def test_a_careless_way_to_write_would_be_seen(shelf: Shelf, nursery: Nursery, fresh: list[Books]):
    before = shelf.version
    for _ in killed_before_steps(shelf, nursery, range(1, 500), careless=True):
        try:
            shelf.is_sound(fresh[before], fresh[shelf.version])
        except AssertionError as error:
            assert "is broken" in str(error)  # noqa: PT017  # that it is raised is what is wanted
            break
    else:
        pytest.fail("no book was broken")
    after(shelf, nursery, fresh)


def test_a_watch_killed_at_any_moment_leaves_every_book_whole(
    shelf: Shelf, nursery: Nursery, fresh: list[Books]
):
    chance = random.Random(2)
    killed = 0
    for _ in range(35):
        watching = nursery.start("watch", "--format", "pdf", "--format", "epub")
        while "watching; Ctrl-C" not in nursery.log.read_text():
            time.sleep(0.01)
        before = shelf.version
        shelf.save(chance.choice([n for n in range(len(VERSIONS)) if n != before]))
        time.sleep(0.1 + chance.random() * 0.7)
        killed += nursery.log.read_text().count("watching; Ctrl-C") == 1
        nursery.kill(watching)
        shelf.is_sound(fresh[before], fresh[shelf.version])
        after(shelf, nursery, fresh)
    assert killed > 15, "most were killed before their end"


# --- a disk that is full


def test_a_file_that_may_not_grow_leaves_every_book_whole(
    shelf: Shelf, nursery: Nursery, fresh: list[Books]
):
    failed = 0
    for most in (0, 3_000, 9_000, 14_000):
        before = shelf.version
        shelf.save((before + 1) % len(VERSIONS))
        code = nursery.run(*BUILD, most=most)
        assert code in {0, 1}
        shelf.is_sound(fresh[before], fresh[shelf.version])
        assert shelf.unfinished() == []
        failed += code == 1
        after(shelf, nursery, fresh)
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
    nursery = Nursery(shelf.root)
    nursery.log = small_disk.with_name("log")
    ballast = small_disk / "ballast"
    try:
        after(shelf, nursery, fresh)
        failed = 0
        for room in (0, 2, 7, 19):
            before = shelf.version
            shelf.save((before + 1) % len(VERSIONS))
            nursery.run("clean")
            about = os.statvfs(small_disk)
            with ballast.open("wb") as stream:
                room_left = about.f_bavail - room
                os.posix_fallocate(stream.fileno(), 0, room_left * about.f_frsize)
            code = nursery.run(*BUILD)
            said = nursery.log.read_text()
            assert ("F08" in said) == (code == 1), said
            assert "Traceback" not in said
            failed += code == 1
            shelf.is_sound(fresh[before], fresh[shelf.version])
            assert shelf.unfinished() == []
            ballast.unlink()
            after(shelf, nursery, fresh)
        assert failed >= 2
    finally:
        nursery.end()


# --- others at work


def test_two_builds_at_once_and_one_that_cleans_between_them(
    shelf: Shelf, nursery: Nursery, fresh: list[Books]
):
    for turn in range(4):
        before = shelf.version
        shelf.save((before + 1) % len(VERSIONS))
        force = ["--force"] if turn % 2 else []
        builds = [nursery.start(*BUILD, *force) for _ in range(2)]
        time.sleep(0.05 * turn)
        cleaning = nursery.start("clean")
        assert [nursery.ask(wait=pid) for pid in (*builds, cleaning)] == [0, 0, 0]
        assert shelf.books() == fresh[shelf.version]
        after(shelf, nursery, fresh)


def test_a_text_saved_during_a_build_is_in_the_next_one(
    shelf: Shelf, nursery: Nursery, fresh: list[Books]
):
    chance = random.Random(3)
    for _ in range(4):
        before = shelf.version
        shelf.save((before + 1) % len(VERSIONS))
        build = nursery.start(*BUILD)
        time.sleep(chance.random() * 0.5)
        # And saved as it was: the digest of what was read is what counts.
        shelf.save(before)
        assert nursery.ask(wait=build) == 0
        after(shelf, nursery, fresh)


# --- a cache that is not what it was


def kept(shelf: Shelf) -> list[Path]:
    return sorted(path for path in (shelf.output / ".cache").rglob("*") if path.is_file())


def test_a_clock_set_back_or_forward_changes_nothing(
    shelf: Shelf, nursery: Nursery, fresh: list[Books]
):
    for clock in (0, 4_000_000_000):
        after(shelf, nursery, fresh)
        for path in (*kept(shelf), *(shelf.output / name[0] / name for name in NAMES)):
            os.utime(path, (clock, clock))
        shelf.save((shelf.version + 1) % len(VERSIONS))
        for name in shelf.texts(shelf.version):
            os.utime(shelf.root / "sources" / name, (1_000_000_000, 1_000_000_000))
        after(shelf, nursery, fresh)


def test_a_cache_damaged_at_random_never_harms_a_book(
    shelf: Shelf, nursery: Nursery, fresh: list[Books]
):
    chance = random.Random(4)
    after(shelf, nursery, fresh)
    for turn in range(8):
        for path in kept(shelf):
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
                    other = chance.choice([one for one in kept(shelf) if one.parent == path.parent])
                    path.write_bytes(other.read_bytes())
                    other.write_bytes(data)
                case _:
                    pass
        shelf.save((shelf.version + chance.randrange(2)) % len(VERSIONS))
        if turn % 3 == 0:
            # So that the pages are asked for, and not the stamps alone.
            for path in (shelf.output / ".cache" / "stamps").iterdir():
                path.unlink()
        after(shelf, nursery, fresh)


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


# --- a process of several


def children(pid: int) -> list[int]:
    told = Path(f"/proc/{pid}/task/{pid}/children")
    if not told.exists():
        pytest.skip("the system does not tell which processes a process has started")
    return list(map(int, told.read_text().split()))


@pytest.mark.parametrize("whom", ["a worker", "the one that waits for them"])
def test_one_process_of_several_is_killed(
    shelf: Shelf, nursery: Nursery, fresh: list[Books], whom: str
):
    after(shelf, nursery, fresh)
    before = shelf.version
    shelf.save((before + 1) % len(VERSIONS))
    shutil.rmtree(shelf.output / ".cache")
    build = nursery.start("build", "-j", "2")
    end = time.monotonic() + 20
    while len(workers := children(build)) < 2:
        assert time.monotonic() < end
    os.kill(workers[0] if whom == "a worker" else build, signal.SIGKILL)
    code = nursery.ask(wait=build)
    said = nursery.log.read_text()
    if whom == "a worker":
        assert code == 1
        assert "error[F09]" in said
        assert "was ended by the system" in said
    else:
        while any(Path(f"/proc/{worker}/stat").exists() for worker in workers):
            assert time.monotonic() < end, "the workers end as well"
            time.sleep(0.02)
    assert "Traceback" not in said
    shelf.is_sound(fresh[before], fresh[shelf.version])
    after(shelf, nursery, fresh)
