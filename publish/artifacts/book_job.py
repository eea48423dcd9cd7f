"""The unit of work of a build: a book, with its files to make in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress

from publish.artifacts.make import find_fresh, make
from publish.artifacts.plan import Artifact
from publish.artifacts.result import Result
from publish.config import Book
from publish.config.limits import NO_LIMITS, Limits
from publish.config.options import Format
from publish.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class MakeOptions:
    """The options of a build that hold for all its files.

    With ``force`` files are made even if they are up to date, with ``strict`` those with warnings
    are not written, and with ``fail_fast`` no book is begun after a failure.
    """

    force: bool = False
    strict: bool = False
    limits: Limits = NO_LIMITS
    fail_fast: bool = False


@dataclass(frozen=True, slots=True)
class BookJob:
    """The files to make of a book, in their order; ``weight`` is the number of bytes of its texts.

    The first file is known to be stale.  Each other one is made if it is stale when those before
    it are made: an EPUB has the page numbers of a PDF, and other files are made from these two.
    """

    name: str
    artifacts: tuple[Artifact, ...]
    weight: int

    @property
    def is_bind(self) -> bool:
        """Whether the book binds others, whose pages it takes; it comes after them."""
        return self.artifacts[0].book.bind is not None

    def make_file(self, index: int, options: MakeOptions, processes: int = 1) -> Result:
        """Return the result of making the file number ``index``; processes share a long PDF."""
        force = options.force or index == 0
        return make(self.artifacts[index], force=force, strict=options.strict, jobs=processes)


def plan_jobs(
    artifacts: Iterable[Artifact], *, force: bool, strict: bool
) -> Iterator[Result | BookJob]:
    """Yield the results of fresh files and a job for each book with stale ones, the heaviest first.

    Binds come last.
    """
    jobs: list[BookJob] = []
    for group in _group(artifacts):
        fresh = 0
        for artifact in group:
            # Fresh files are found in this process, so that no other starts for nothing.
            result = None if force else try_to_find_fresh(artifact, strict=strict)
            if result is None:
                break
            yield result
            fresh += 1
        if stale := tuple(group[fresh:]):
            jobs.append(BookJob(stale[0].book.name, stale, weigh(stale[0].book)))
    yield from sorted(jobs, key=lambda job: (job.is_bind, -job.weight))


def weigh(book: Book) -> int:
    """Return the number of bytes of the texts of a book; a file that is gone has none."""
    weight = 0
    for path in book.texts:
        with suppress(OSError):
            weight += path.stat().st_size
    return weight


def _group(artifacts: Iterable[Artifact]) -> Iterator[list[Artifact]]:
    """Yield the artifacts of each book in the order in which they are made."""
    groups: dict[object, list[Artifact]] = {}
    for artifact in artifacts:
        groups.setdefault((artifact.book.name, artifact.book.texts), []).append(artifact)
    for group in groups.values():
        yield sorted(group, key=turn_of)


def turn_of(artifact: Artifact) -> int:
    """Return when a file of a book is made, 0 for the first ones."""
    return 2 if artifact.format.origin else int(artifact.format is Format.EPUB)


def try_to_find_fresh(artifact: Artifact, *, strict: bool) -> Result | None:
    """Return the result of a file that is up to date; None where it is not, or cannot be read."""
    try:
        return find_fresh(artifact, strict=strict)
    except Exception:  # noqa: BLE001  # `make` meets and reports it
        return None
