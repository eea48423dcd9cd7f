"""A workspace with short books, and processes that build them and are killed or hit errors.

After each such build every book equals, byte for byte, the book before or the book after it; the
only other files are hidden ones, which the next build removes; and the next build makes the same
books as a build without caches.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest

from publish.writers.strings import book_strings
from tests.support.processes import PATIENCE, ROOT, ForkServer, wait_until

CACHE = ".publish-cache"
BUILD = ("build", "-j", "1")
LESSON = "In the beginning,\n\nבְּרֵאשִׁית,\n\nthe light was {}.\n\nוְהָאוֹר {}.\n"
NAMES = {"a.pdf", "a.epub", "b.pdf", "b.epub", "b.original.pdf", "b.original.epub"}
VERSIONS = (("good", "טוֹב"), ("very good", "טוֹב מְאֹד"), ("seen from far away", "רָחוֹק"))

Books = dict[str, bytes]
"""The bytes of each artifact by its name."""

_OF_PAGES = re.compile(
    rb'<span epub:type="pagebreak".*?</span>|<nav epub:type="page-list".*?</nav>\n'
    rb"|\s*<pageList>.*?</pageList>|\s*<meta [^>]*(?:PageCount|maxPageNumber)[^>]*>"
    rb'|\s*<meta property="schema:accessibilityFeature">page[^<]*</meta>'
    rb'|\s*<meta property="pageBreakSource">[^<]*</meta>'
    + b"".join(b"| ?" + book_strings(lang).page_numbers.encode() for lang in ("en", "he")),
    re.DOTALL,
)


def as_without_pages(book: bytes) -> bytes | dict[str, bytes]:
    """The files of an EPUB without the marks and the lists of printed pages; a PDF as it is."""
    if not book.startswith(b"PK"):
        return book
    with zipfile.ZipFile(BytesIO(book)) as archive:
        assert archive.testzip() is None
        return {name: _OF_PAGES.sub(b"", archive.read(name)) for name in archive.namelist()}


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
        """Save each text by replacing its file, so that a running build reads old or new texts.

        ``test_faults.py`` tests editors that empty the file first.
        """
        self.version = version
        whole = self.root / "whole.txt"
        for name, text in self.texts(version).items():
            whole.write_text(text, "utf-8")
            whole.replace(self.root / "sources" / name)

    def books(self) -> Books:
        """The books in the output folder, without hidden and cached files."""
        books = {
            path.name: path.read_bytes()
            for path in sorted(self.output.rglob("*"))
            # A cache whose mark is damaged is left alone, and another one made beside it.
            if path.is_file() and not any(part.startswith(".") for part in path.parts)
        }
        assert set(books) <= NAMES
        return books

    def hidden_files(self) -> list[Path]:
        """The hidden files beside the books, without caches."""
        return [
            path
            for path in self.root.rglob(".*")
            if not any(part.startswith(CACHE) for part in path.relative_to(self.root).parts)
        ]

    def is_sound(self, *whole: Books) -> None:
        """Assert that each book is one of ``whole`` and each text is as it was saved.

        An EPUB may be without page numbers, where the PDF of its text could not be made.
        """
        for name, data in self.books().items():
            alike = [as_without_pages(each[name]) for each in whole if name in each]
            assert as_without_pages(data) in alike, f"{name} is broken"
        for name, text in self.texts(self.version).items():
            assert (self.root / "sources" / name).read_text("utf-8") == text
        assert all(path.suffix == ".part" for path in self.hidden_files())


@pytest.fixture(scope="module")
def bench(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Shelf, ForkServer, list[Books]]]:
    """A shelf, a fork server, and the books of each version built without caches."""
    shelf = Shelf(tmp_path_factory.mktemp("faults") / "shelf")
    fork_server = ForkServer(shelf.root)
    fresh = []
    for version in range(len(VERSIONS)):
        shelf.save(version)
        shutil.rmtree(shelf.output, ignore_errors=True)
        assert fork_server.run(*BUILD) == 0, fork_server.log.read_text()
        fresh.append(shelf.books())
    yield shelf, fork_server, fresh
    fork_server.end()


@pytest.fixture
def shelf(bench: tuple[Shelf, ForkServer, list[Books]]) -> Shelf:
    return bench[0]


@pytest.fixture
def fork_server(bench: tuple[Shelf, ForkServer, list[Books]]) -> ForkServer:
    return bench[1]


@pytest.fixture
def fresh(bench: tuple[Shelf, ForkServer, list[Books]]) -> list[Books]:
    return bench[2]


def after(shelf: Shelf, fork_server: ForkServer, fresh: list[Books]) -> None:
    """Build again, and assert that the books and the folder are as after any other build."""
    assert fork_server.run(*BUILD) == 0, fork_server.log.read_text()
    for name, data in shelf.books().items():
        versions = [version for version, books in enumerate(fresh) if books[name] == data]
        assert shelf.version in versions, f"{name} is of {versions}"
    assert shelf.books().keys() == NAMES
    assert shelf.hidden_files() == []


class Watching:
    """A process that watches, and its output until now."""

    def __init__(self, workspace: Path, *words: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "publish", "watch", *words],
            cwd=workspace,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert self.process.stdout is not None
        os.set_blocking(self.process.stdout.fileno(), False)
        self.output = ""

    def rounds(self) -> int:
        """The number of builds so far."""
        assert self.process.stdout is not None
        self.output += (self.process.stdout.read() or b"").decode()
        return self.output.count("watching; Ctrl-C")

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait until a condition holds, reading the output meanwhile."""

        def holds() -> bool:
            self.rounds()
            return condition()

        try:
            wait_until(holds)
        except AssertionError as error:
            raise AssertionError(f"{error}; the output until now:\n{self.output}") from None

    def says(self, words: str, change: Callable[[], object]) -> None:
        """Make a change, and wait for ``words`` in the output and for the end of the build."""
        self.rounds()
        before = len(self.output)
        change()
        self.until(lambda: words in self.output[before:])
        self.until(lambda: "watching; Ctrl-C" in self.output[before:].partition(words)[2])

    def interrupt(self) -> int:
        """Send SIGINT, as Ctrl-C does; return the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


Watch = Callable[..., Watching]


@pytest.fixture
def watch(workspace: Path) -> Iterator[Watch]:
    processes: list[Watching] = []

    def start(*words: str) -> Watching:
        processes.append(Watching(workspace, *words))
        return processes[-1]

    yield start
    for watching in processes:
        watching.process.kill()
        watching.process.wait()
        assert watching.process.stdout is not None
        watching.process.stdout.close()
