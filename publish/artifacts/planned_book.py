"""Values of the plan of a library: what is fresh of each book, without the book itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publish.storage.serialize import register_module
from publish.text.dataclass import dataclass

if TYPE_CHECKING:
    from publish.artifacts.book_job import BookJob
    from publish.artifacts.diagnostic_lines import Lines
    from publish.artifacts.result import Result


MANY_BOOKS = 10
"""The number of books up to which each is compared by its contents, and told by its name."""


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """An artifact by its path, its format, its edition and its profile.

    A file after a stale one, on which it may depend, is not fresh either.
    """

    path: str
    format: str
    edition: str
    profile: str
    is_fresh: bool


@dataclass(frozen=True, slots=True)
class PlannedBook:
    """A book as far as a build of thousands has to know it: its files, and what books share.

    ``weight`` is the number of bytes of its texts.  ``warnings`` and ``infos`` are the numbers of
    messages about its settings and its fresh files.
    """

    name: str
    weight: int
    identifier: str
    files: tuple[PlannedFile, ...]
    warnings: int = 0
    infos: int = 0
    is_bind: bool = False

    @property
    def is_fresh(self) -> bool:
        """Whether nothing is to be made of it."""
        return all(file.is_fresh for file in self.files)


@dataclass(frozen=True, slots=True)
class Look:
    """A book as the plan sees it: the results of its fresh files, and the job to make the others.

    ``lines`` are the messages about its settings and its cover.  A book that is fresh by the states
    of its files has only the first field.
    """

    book: PlannedBook
    results: tuple[Result, ...] = ()
    lines: Lines = ()
    job: BookJob | None = None
    has_stale_cover: bool = False


register_module(__name__)
