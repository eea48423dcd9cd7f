"""A book as its chapters, each read no sooner than somebody asks for it.

An edit touches one chapter of many.  What depends on one chapter alone is kept under the chapter's
name, and then the chapter itself is never asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache

from publish.document.model import Section, Work
from publish.storage.digests import digest


@dataclass(frozen=True, slots=True, eq=False)
class Chapter:
    """A section of the body, read when it is asked for.

    ``name`` is the digest of all that it is made of, so that two chapters of one name are equal,
    spans included; it is empty where nobody knows.
    """

    name: str
    _read: Callable[[], Section] = field(repr=False)

    @property
    def section(self) -> Section:
        """The section itself."""
        return self._read()

    def changed(self, name: str, change: Callable[[Section], Section]) -> Chapter:
        """Return the chapter with its section changed; ``name`` tells one change from another."""
        return Chapter(self.name and digest(self.name, name), cache(lambda: change(self.section)))


@dataclass(frozen=True, slots=True)
class Chapters:
    """A Work in two: ``head`` is all but its body."""

    head: Work
    body: tuple[Chapter, ...]

    @property
    def work(self) -> Work:
        """The whole Work, every chapter read."""
        return replace(self.head, body=tuple(chapter.section for chapter in self.body))

    def each(self, name: str, change: Callable[[Section], Section]) -> Chapters:
        """Return the book with every chapter changed; ``name`` tells one change from another."""
        body = tuple(chapter.changed(name, change) for chapter in self.body)
        return replace(self, body=body)


def read(name: str, how: Callable[[], Section]) -> Chapter:
    """Return the chapter of that name, which ``how`` reads: once, when it is first asked for."""
    return Chapter(name, cache(how))


def of(work: Work) -> Chapters:
    """Return a Work that is read already as its chapters, which have no names."""
    return Chapters(replace(work, body=()), tuple(map(unnamed, work.body)))


def unnamed(section: Section) -> Chapter:
    """Return a section that is read already as a chapter."""
    return Chapter("", lambda: section)
