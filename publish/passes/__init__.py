"""Passes: pure functions that change a draft or a Work, each declared as a ``Pass``.

The table of passes, in their order, is ``publish.pipeline.pass_table``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from publish.diagnostics import Diagnostic, Diagnostics, Outcome
from publish.text.dataclass import dataclass

if TYPE_CHECKING:
    from publish.config import Settings
    from publish.document.model import Work

T = TypeVar("T")


class Scope(StrEnum):
    """The part of a book that a pass has to see at once.

    A pass of scope ``DRAFT`` takes the ``Draft`` of one file, before its structure is known.  With
    scope ``CHAPTER`` it takes a Work, and changes a chapter alone as it does among others.  Scope
    ``SECTION`` says the same of each section of a single file: its diagnostics are those of the
    sections in order, none is summed up by file, and places in gathered data are spans.  With scope
    ``BOOK`` it takes the whole Work, so that each edit makes the book be read whole.
    """

    DRAFT = "draft"
    CHAPTER = "chapter"
    SECTION = "section"
    BOOK = "book"


def _no_diagnostics(_merged: Any) -> Diagnostics:
    return ()


@dataclass(frozen=True, slots=True)
class Collector:
    """Knowledge that a pass of scope ``CHAPTER`` or ``SECTION`` needs from the other chapters.

    ``gather`` returns plain data of a Work before the pass: numbers, texts, spans, and tuples and
    dicts of them.  ``merge`` takes those of all chapters, in order; merging the data of the whole
    book alone has the same result.  ``diagnostics`` follow from the merged data.  ``answer`` takes
    the data of a chapter and the merged data, and returns plain data, which the pass gets as the
    keyword argument ``option``; a chapter is made again when its answer changes.
    """

    gather: Callable[[Work], Any]
    merge: Callable[[Sequence[Any]], Any]
    diagnostics: Callable[[Any], Iterable[Diagnostic]] = _no_diagnostics
    option: str = ""
    answer: Callable[[Any, Any], Any] | None = None

    def options(self, gathered: Any, merged: Any) -> dict[str, Any]:
        """Return the keyword arguments with which the pass runs on a chapter."""
        return {self.option: self.answer(gathered, merged)} if self.answer else {}


@dataclass(frozen=True, slots=True)
class Pass:
    """A pass of the pipeline.

    ``run`` takes a Draft or a Work, and as keyword arguments the settings that ``reads`` names; it
    returns an ``Outcome`` with a value of the same class.  Where the setting ``needs`` is empty the
    pass is left out.  ``after`` is for passes of other packages: the stage that comes before.
    """

    name: str
    run: Callable[..., Outcome[Any]]
    scope: Scope = Scope.CHAPTER
    reads: tuple[str, ...] = ()
    collector: Collector | None = None
    needs: str = ""
    after: str = ""

    def options(self, settings: Settings) -> dict[str, Any]:
        """Return the settings that the pass reads, by their names."""
        return {name: getattr(settings, name) for name in self.reads}

    def is_wanted(self, settings: Settings) -> bool:
        """Return whether a book with these settings goes through the pass."""
        return not self.needs or bool(getattr(settings, self.needs))

    def apply(self, value: T, settings: Settings) -> Outcome[T]:
        """Return the outcome of the pass on a draft, or on a whole Work with its collector."""
        if not self.is_wanted(settings):
            return Outcome(value)
        options = self.options(settings)
        if self.collector is None:
            outcome: Outcome[T] = self.run(value, **options)
            return Outcome(outcome.value, by_file(outcome.diagnostics, _files(value)))
        gathered = self.collector.gather(value)  # type: ignore[arg-type] # no pass of drafts has one
        merged = self.collector.merge((gathered,))
        outcome = self.run(value, **options, **self.collector.options(gathered, merged))
        own = by_file(outcome.diagnostics, _files(value))
        return Outcome(outcome.value, own + tuple(self.collector.diagnostics(merged)))


def by_file(diagnostics: Iterable[Diagnostic], files: Mapping[str, int]) -> Diagnostics:
    """Return diagnostics in the order of their files, those without a file last.

    A pass that goes through a book several times has the same order as one that is done chapter
    by chapter.
    """
    return tuple(sorted(diagnostics, key=lambda each: files.get(each.span.file, len(files))))


def _files(value: object) -> dict[str, int]:
    """Return the files of the sections of a Work, each with its place; a draft has one file."""
    sections = getattr(value, "body", ())
    files = dict.fromkeys(section.span.file for section in sections if section.span.file)
    return {file: place for place, file in enumerate(files)}
