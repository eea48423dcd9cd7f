"""A build or a watch that is killed: no book is broken, and the next build is as any other."""

from __future__ import annotations

import io
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pikepdf
import pytest

from .conftest import BUILD, NAMES, VERSIONS, Books, Nursery, Shelf, after

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="fork and kill -9 are of Unix"),
]


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
    def rounds() -> int:
        return nursery.log.read_text().count("watching; Ctrl-C")

    def until(wanted: int) -> None:
        while rounds() < wanted:
            time.sleep(0.01)

    chance = random.Random(2)
    took = 0.0
    killed = 0
    for turn in range(36):
        watching = nursery.start("watch", "--format", "pdf", "--format", "epub")
        until(1)
        before = shelf.version
        shelf.save(chance.choice([n for n in range(len(VERSIONS)) if n != before]))
        start = time.monotonic()
        if turn % 12 == 0:
            # How long it takes to see a save and make the books, on this machine and just now.
            until(2)
            took = time.monotonic() - start
        time.sleep(chance.random() * took)
        killed += rounds() == 1
        nursery.kill(watching)
        shelf.is_sound(fresh[before], fresh[shelf.version])
        after(shelf, nursery, fresh)
    assert killed > 15, "most were killed before their end"


def children(pid: int) -> list[int]:
    told = Path(f"/proc/{pid}/task/{pid}/children")
    if not told.exists():
        pytest.skip("the system does not tell which processes a process has started")
    return list(map(int, told.read_text().split()))


@pytest.mark.parametrize("whom", ["a worker", "the one that waits for them", "all, by Ctrl-C"])
def test_processes_that_work_together_are_ended(
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
    match whom:
        case "a worker":
            os.kill(workers[0], signal.SIGKILL)
        case "the one that waits for them":
            os.kill(build, signal.SIGKILL)
        case _:
            time.sleep(0.2)
            for pid in (*workers, build):
                os.kill(pid, signal.SIGINT)
    code = nursery.ask(wait=build)
    said = nursery.log.read_text()
    assert code == (-signal.SIGKILL if whom == "the one that waits for them" else 1), said
    assert ("error[F09]" in said) == (whom == "a worker"), said
    assert "Traceback" not in said
    while any(Path(f"/proc/{worker}/stat").exists() for worker in workers):
        assert time.monotonic() < end, "the workers end as well"
        time.sleep(0.02)
    shelf.is_sound(fresh[before], fresh[shelf.version])
    after(shelf, nursery, fresh)
