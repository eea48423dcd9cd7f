"""The index of a library says of each book what a comparison of all contents says."""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from publish.artifacts import library_index, library_plan
from publish.artifacts.book_selection import plan_book
from publish.artifacts.library_plan import LibraryPlan, Order
from publish.artifacts.plan import Request
from publish.config import find_workspace
from publish.storage import path_states
from tests.support.examples import examples
from tests.support.made_up_files import make_up
from tests.support.opened_books import note_opened_books

PICTURE = ("sources/pictured.txt", "plates/a%20tree.png")
FORMATS = ("pdf", "epub", "booklet")
NAMES = ("plain", "tales", "pictured", "held", "other-1", "other-2")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace in which all files count as settled, because a test waits for no clock."""
    monkeypatch.setattr(path_states, "SETTLED", -(10**12))
    monkeypatch.setattr(library_plan, "MANY_BOOKS", 1)
    root = tmp_path / "workspace"
    sources = root / "sources"
    (sources / "tales").mkdir(parents=True)
    (sources / "plates").mkdir()
    write(root / "styles" / "own" / "theme.toml", b'base = "siddur"\n')
    (root / "publish.toml").write_text(f'formats = {[*FORMATS]}\ntheme = "own"\n', "utf-8")
    for name in NAMES:
        if name != "tales":
            (sources / f"{name}.txt").write_text(f"Title of {name}\n\nWords.\n", "utf-8")
    for number in (1, 2):
        (sources / "tales" / f"{number}.txt").write_text(f"Chapter {number}\n\nWords.\n", "utf-8")
    (sources / "tales" / "3.txt").symlink_to(root / "later.txt")
    (sources / "plain.toml").write_text('title = "Plain"\n', "utf-8")
    (sources / "held.toml").write_text("hold = true\n", "utf-8")
    (sources / "plates" / "a tree.png").write_bytes(b"a picture")
    (root / "printed").mkdir()
    (root / "printed" / "held.json").write_text("{}", "utf-8")
    for name in NAMES:
        make_book(root, name)
    return root


def make_book(root: Path, name: str) -> None:
    """Make up the files of a book; of one that cannot be opened there are none."""
    planned = plan_book(name, find_workspace(root), Request()).value
    if planned:
        ordered = sorted(planned.artifacts, key=lambda each: FORMATS.index(each.format))
        make_up(ordered, (PICTURE,) if name == "pictured" else ())


def look(root: Path, *, compares_contents: bool = False) -> Mapping[str, bool]:
    """Return whether each book is fresh, as a build sees it; False where it cannot be opened."""
    order = Order(find_workspace(root), NAMES, compares_contents=compares_contents)
    plan = LibraryPlan(order)
    states = {
        name: outcome.value is not None and outcome.value.book.is_fresh
        for name, outcome in plan.look()
    }
    plan.save()
    return states


def count_opened(root: Path) -> int:
    """Return the number of books that a build opens."""
    with note_opened_books() as opened:
        look(root)
    return len(opened)


def write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def write_in_place(path: Path) -> None:
    """Change a byte of a file; size, inode and time of modification stay."""
    about = path.stat()
    while time.time_ns() < about.st_ctime_ns + 20_000_000:
        time.sleep(0.005)  # until the clock of the file system ticks
    with path.open("r+b") as stream:
        first = stream.read(1)
        stream.seek(0)
        stream.write(b"t" if first != b"t" else b"u")
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))


def retarget(path: Path, target: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to(target)


Edit = Callable[[Path], object]

EDITS: Mapping[str, tuple[str, Edit]] = {
    "text": ("plain", lambda root: write(root / "sources/plain.txt", b"New\n\nWords.\n")),
    "a byte of a text": ("plain", lambda root: write_in_place(root / "sources/plain.txt")),
    "settings": ("plain", lambda root: write(root / "sources/plain.toml", b'title = "Other"\n')),
    "new settings": (
        "other-1",
        lambda root: write(root / "sources/other-1.toml", b'title = "O"\n'),
    ),
    "settings removed": ("plain", lambda root: (root / "sources/plain.toml").unlink()),
    "wrong settings": ("plain", lambda root: write(root / "sources/plain.toml", b"titel = 3\n")),
    "text removed": ("plain", lambda root: (root / "sources/plain.txt").unlink()),
    "text of a chapter": ("tales", lambda root: write(root / "sources/tales/2.txt", b"New\n")),
    "new chapter": ("tales", lambda root: write(root / "sources/tales/4.txt", b"Four\n")),
    "new settings of a folder": (
        "tales",
        lambda root: write(root / "sources/tales/book.toml", b'title = "Tales"\n'),
    ),
    "chapter behind a link": ("tales", lambda root: write(root / "later.txt", b"Three\n")),
    "folder in place of a text": (
        "other-2",
        lambda root: write(root / "sources/other-2/1.txt", b"One\n"),
    ),
    "text behind a link": (
        "other-1",
        lambda root: retarget(root / "sources/other-1.txt", root / "sources/plain.txt"),
    ),
    "picture": ("pictured", lambda root: write(root / "sources/plates/a tree.png", b"another")),
    "picture removed": ("pictured", lambda root: (root / "sources/plates/a tree.png").unlink()),
    "other spelling": ("pictured", lambda root: write(root / "sources/plates/a%20tree.png", b"o")),
    "record of print": ("held", lambda root: write(root / "printed/held.json", b'{"a": 1}')),
    "theme": ("plain", lambda root: write(root / "styles/own/print.css", b"p { margin: 0 }")),
    "theme that hides ours": (
        "plain",
        lambda root: write(root / "styles/siddur/theme.toml", b'base = "classic"\n'),
    ),
    "workspace": ("plain", lambda root: write(root / "publish.toml", b'rights = "None"\n')),
    "cited pages": ("plain", lambda root: write(root / "output/plain/plain.pdf", b"%PDF-1.4 x")),
    "file removed": ("plain", lambda root: (root / "output/plain/plain.epub").unlink()),
    "file of others": ("plain", lambda root: write(root / "output/plain/plain.epub", b"theirs")),
    "file damaged": ("plain", lambda root: write_in_place(root / "output/plain/plain.epub")),
    "booklet removed": ("plain", lambda root: next(root.glob("output/plain/*booklet*")).unlink()),
    "stamps removed": ("plain", lambda root: shutil.rmtree(stamps(root))),
    "nothing": ("plain", lambda _: None),
    "text touched": ("plain", lambda root: os.utime(root / "sources/plain.txt")),
    "text saved unchanged": (
        "plain",
        lambda root: write(root / "sources/plain.txt", (root / "sources/plain.txt").read_bytes()),
    ),
}
"""Edits of a workspace, each with a book that it may concern."""

FRESH = frozenset({"nothing", "text touched", "text saved unchanged"})
"""The edits that make no book stale."""


UNLISTED = frozenset({"text removed", "folder in place of a text", "stamps removed"})
"""The edits that are seen before any state is compared: by the names of texts, or of stamps."""


def stamps(root: Path) -> Path:
    return root / "output" / ".publish-cache" / "stamps"


def test_an_unchanged_library_is_known_without_opening_a_book(root: Path) -> None:
    assert set(look(root).values()) == {True}
    assert count_opened(root) == 0
    write(root / "sources/plain.txt", b"New\n\nWords.\n")
    assert count_opened(root) == 1  # control


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_is_seen_as_by_contents(
    root: Path, edit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(root)
    name, change = EDITS[edit]
    states = StatesOfBefore(root)
    change(root)
    seen = look(root)
    assert seen == look(root, compares_contents=True)
    assert seen[name] is (edit in FRESH)
    if edit not in {*FRESH, *UNLISTED}:
        states.restore(monkeypatch)
        assert look(root)[name], "control: without the states that changed the index would err"


class StatesOfBefore:
    """The states of all paths that an index looks at, as they were before an edit."""

    def __init__(self, root: Path) -> None:
        self._shared = library_index.take_shared_state(find_workspace(root))
        self._asked: dict[str, path_states.PathState] = {}
        real = path_states.state_of
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(
                library_index,
                "state_of",
                lambda path: self._asked.setdefault(path, real(path)),
            )
            look(root)

    def restore(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let the index see these states."""
        monkeypatch.setattr(library_index, "state_of", self._asked.__getitem__)
        monkeypatch.setattr(library_index, "take_shared_state", lambda _: self._shared)
        monkeypatch.setattr(library_index, "_has_file_as_read", lambda _: True)


def test_a_file_of_the_last_moment_is_compared_by_contents(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(path_states, "SETTLED", 10**12)
    look(root)
    assert count_opened(root) == len(NAMES)
    monkeypatch.setattr(path_states, "SETTLED", -(10**12))
    look(root)
    assert count_opened(root) == 0  # control: the same files, settled


def test_a_file_that_is_saved_during_the_comparison_is_in_no_entry(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = library_plan.plan_jobs

    def save_after(*arguments: Any, **options: Any) -> list[Any]:
        jobs = list(real(*arguments, **options))
        write(root / "sources/plain.txt", b"Saved later\n\nWords.\n")
        return jobs

    with monkeypatch.context() as patch:
        patch.setattr(library_plan, "plan_jobs", save_after)
        look(root)
    assert not look(root)["plain"]


def test_another_request_has_an_index_of_its_own(root: Path) -> None:
    assert look(root)["plain"]
    order = Order(find_workspace(root), NAMES, Request(("epub",), "original"))
    assert not any(outcome.value.book.is_fresh for _, outcome in LibraryPlan(order).look())


def test_a_damaged_index_is_no_index(root: Path) -> None:
    look(root)
    for path in stamps(root).iterdir():
        if path.stat().st_size > 3000:  # of the files there, the index alone is so large
            path.write_bytes(path.read_bytes()[:-1])
    assert count_opened(root) == len(NAMES)
    assert count_opened(root) == 0


@pytest.mark.slow
def test_random_edits_are_seen_as_by_contents(root: Path) -> None:
    rng = random.Random(21)
    look(root)
    kinds: set[str] = set()
    for _ in range(examples(60)):
        edit = rng.choice(sorted(EDITS))
        try:
            EDITS[edit][1](root)
        except (OSError, StopIteration):
            continue  # what it would change is no longer there
        kinds.add(edit)
        seen = look(root)
        assert seen == look(root, compares_contents=True), edit
        if rng.random() < 0.7:
            for name in NAMES:
                if not seen[name]:
                    make_book(root, name)
            look(root)
    assert len(kinds) > 8
