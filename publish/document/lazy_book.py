"""A book as its chapters, each read when it is first asked for.

Results that depend on one chapter alone are stored under the name of the chapter.  After an edit
only the chapters without such a result are asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, replace
from functools import cache
from typing import TypeVar

from publish.document.model import Section, Work
from publish.storage.digests import digest
from publish.storage.store import Store
from publish.text.dataclass import dataclass

Facts = TypeVar("Facts")


@dataclass(frozen=True, slots=True, eq=False)
class Chapter:
    """A section of the body, read when it is asked for.

    ``name`` is the digest of all that the section is made of.  Chapters of one name are equal, with
    equal spans relative to the start of the section, so that nothing stored under a name may hold a
    span.  A section that was made without a digest has no name.
    """

    name: str
    _read: Callable[[], Section] = field(repr=False)

    @property
    def section(self) -> Section:
        """The section itself."""
        return self._read()

    def change(self, name: str, change: Callable[[Section], Section]) -> Chapter:
        """Return the chapter with its section changed; ``name`` is the name of the change."""
        return Chapter(self.name and digest(self.name, name), cache(lambda: change(self.section)))

    def facts(
        self,
        of: type[Facts],
        compute: Callable[[Section], Facts],
        store: Store | None,
        kind: str,
        *inputs: str,
        unless: Callable[[Facts], object] | None = None,
    ) -> Facts:
        """Return the facts that ``compute`` derives from the section, stored under its name.

        ``kind`` and ``inputs`` are those of ``Store.key``: all else that the facts depend on.
        Facts of which ``unless`` is true are not stored: those that hold a span.
        """
        if not (self.name and store):
            return compute(self.section)
        key = store.portable_key(kind, self.name, *inputs)
        facts = store.get(key, of)
        if facts is None:
            facts = compute(self.section)
            if not (unless and unless(facts)):
                store.put(key, facts)
        return facts


@dataclass(frozen=True, slots=True)
class LazyBook:
    """A Work as its chapters and its ``head``, the Work without a body."""

    head: Work
    body: tuple[Chapter, ...]

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """All sections in reading order; those of front matter and back matter have no names."""
        front, back = (
            tuple(map(ready_chapter, part)) for part in (self.head.front, self.head.back)
        )
        return (*front, *self.body, *back)

    @property
    def work(self) -> Work:
        """The whole Work, with every chapter read."""
        return replace(self.head, body=tuple(chapter.section for chapter in self.body))

    def change_each(self, name: str, change: Callable[[Section], Section]) -> LazyBook:
        """Return the book with every chapter changed; ``name`` is the name of the change."""
        body = tuple(chapter.change(name, change) for chapter in self.body)
        return replace(self, body=body)


def lazy_chapter(name: str, read: Callable[[], Section]) -> Chapter:
    """Return the chapter of that name; ``read`` is called once, when the section is asked for."""
    return Chapter(name, cache(read))


def split_chapters(work: Work) -> LazyBook:
    """Return a Work as its chapters, which have no names."""
    return LazyBook(replace(work, body=()), tuple(map(ready_chapter, work.body)))


def ready_chapter(section: Section) -> Chapter:
    """Return a section as a chapter without a name."""
    return Chapter("", lambda: section)
