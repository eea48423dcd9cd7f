"""A killed build or watch breaks no book, and the next build makes the right books."""

from __future__ import annotations

import io
import os
import random
import shutil
import signal
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import pikepdf
import pytest

from tests.support.fault_injection import Action, Fault
from tests.support.processes import ForkServer, group_is_alive, wait_until

from .conftest import BUILD, NAMES, VERSIONS, Books, Shelf, after

pytestmark = [
    pytest.mark.slow,
    pytest.mark.thorough,
    pytest.mark.skipif(sys.platform == "win32", reason="fork and kill -9 are of Unix"),
]

FEWEST_STEPS = 20
"""The least number of file operations in a build of the shelf."""


def step(number: int, **more: str) -> Fault:
    """The death of a process just before its operation of that number that changes a file."""
    return Fault(number, changes_only=True, **more)


def test_the_books_are_whole_and_differ_between_versions(fresh: list[Books]):
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


def test_builds_killed_one_after_another_leave_every_book_whole(
    shelf: Shelf, fork_server: ForkServer, fresh: list[Books]
):
    choice = random.Random(1)
    for _ in range(20):
        before = shelf.version
        shelf.save(choice.choice([n for n in range(len(VERSIONS)) if n != before]))
        if choice.random() < 0.1:
            shutil.rmtree(shelf.output / ".publish-cache")
        code = fork_server.run(*BUILD, fault=step(choice.randint(1, FEWEST_STEPS)))
        assert code == -signal.SIGKILL, "the build ended before the step at which it is killed"
        shelf.is_sound(fresh[before], fresh[shelf.version])
        after(shelf, fork_server, fresh)


def kill_before_steps(
    shelf: Shelf, fork_server: ForkServer, numbers: Iterable[int], **more: object
) -> Iterator[int]:
    """Kill a build of another version before its n-th step, each time from the same state."""
    before = shelf.version
    shelf.save((before + 1) % len(VERSIONS))
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(shelf.output, folder, dirs_exist_ok=True)
        for number in numbers:
            if fork_server.run(*BUILD, fault=step(number), **more) == 0:
                break
            yield number
            shutil.rmtree(shelf.output)
            shutil.copytree(folder, shelf.output)


@pytest.mark.long
def test_a_build_killed_before_any_step_leaves_every_book_whole(
    shelf: Shelf, fork_server: ForkServer, fresh: list[Books]
):
    before = shelf.version
    last = 0
    for number in kill_before_steps(shelf, fork_server, range(1, 500, 5)):
        shelf.is_sound(fresh[before], fresh[shelf.version])
        last = number
        if number % 3 == 0:
            after(shelf, fork_server, fresh)
    assert last >= FEWEST_STEPS
    after(shelf, fork_server, fresh)


def test_writing_in_place_breaks_a_book(shelf: Shelf, fork_server: ForkServer, fresh: list[Books]):
    before = shelf.version
    for _ in kill_before_steps(shelf, fork_server, range(1, 500), careless=True):
        try:
            shelf.is_sound(fresh[before], fresh[shelf.version])
        except AssertionError as error:
            assert "is broken" in str(error)  # noqa: PT017  # the test passes when it is raised
            break
    else:
        pytest.fail("no book was broken")
    after(shelf, fork_server, fresh)


def test_a_watch_killed_before_any_step_of_a_round_leaves_every_book_whole(
    shelf: Shelf, fork_server: ForkServer, fresh: list[Books], tmp_path: Path
):
    def rounds() -> int:
        return fork_server.log.read_text().count("watching; Ctrl-C")

    kills = 0
    for number in range(1, 500, 11):
        saved = tmp_path / f"saved-{number}"
        words = ("watch", "--format", "pdf", "--format", "epub")
        watch = fork_server.start(*words, fault=step(number, start=str(saved)))
        wait_until(lambda: rounds() >= 1)
        before = shelf.version
        saved.touch()
        shelf.save((before + 1) % len(VERSIONS))
        wait_until(lambda watch=watch: rounds() >= 2 or fork_server.has_ended(watch))
        killed = rounds() == 1
        fork_server.kill(watch)
        shelf.is_sound(fresh[before], fresh[shelf.version])
        after(shelf, fork_server, fresh)
        if not killed:
            break
        kills += 1
    assert kills >= 3


def children(pid: int) -> list[int]:
    pids = Path(f"/proc/{pid}/task/{pid}/children")
    if not pids.exists():
        pytest.skip("the system does not list the children of a process")
    return list(map(int, pids.read_text().split()))


def has_stopped(pid: int) -> bool:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"


@pytest.mark.parametrize("moment", [1, 40])
@pytest.mark.parametrize("target", ["a worker", "the parent", "all, by Ctrl-C"])
def test_a_killed_worker_or_parent_leaves_every_book_whole(
    shelf: Shelf, fork_server: ForkServer, fresh: list[Books], target: str, moment: int
):
    after(shelf, fork_server, fresh)
    before = shelf.version
    shelf.save((before + 1) % len(VERSIONS))
    fault = Fault(moment, Action.PAUSE, in_worker=True)
    build = fork_server.start("build", "-j", "2", "--force", fault=fault)
    wait_until(lambda: any(map(has_stopped, children(build))))
    workers = children(build)
    (worker,) = filter(has_stopped, workers)
    match target:
        case "a worker":
            os.kill(worker, signal.SIGKILL)
        case "the parent":
            os.kill(build, signal.SIGKILL)
        case _:
            for pid in (*workers, build):
                os.kill(pid, signal.SIGINT)
    with suppress(ProcessLookupError):  # an interrupted build ends its workers by itself
        os.kill(worker, signal.SIGCONT)
    code = fork_server.wait(build)
    log = fork_server.log.read_text()
    expected = {"a worker": 0, "the parent": -signal.SIGKILL}
    assert code == expected.get(target, 1), log
    assert "Traceback" not in log
    wait_until(lambda: not group_is_alive(build))
    shelf.is_sound(fresh[before], fresh[shelf.version])
    after(shelf, fork_server, fresh)
