"""Reading of a book by its chapters: an unchanged chapter is not read again.

A chapter is a file of a book of several files.  A single file goes whole through its first passes;
then each of its sections is a chapter.

The table of passes is cut into phases.  A new phase begins before each pass whose collector
answers the chapters.  The facts of a chapter in a phase (its diagnostics, and the data that
collectors gather) and its final section depend on its text, on the settings that passes read, on
the language of the book and on the answers so far; the store has them under the digest of these.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property, partial
from typing import Any

from publish.config import Book, Settings
from publish.config.pictures import PictureLoader, PictureState
from publish.diagnostics import Diagnostic, Diagnostics, Outcome, PublishError
from publish.document import lazy_book
from publish.document.lazy_book import Chapter, LazyBook
from publish.document.model import Meta, Section, Work, direction
from publish.document.summary import count_nodes, summarize
from publish.document.understanding import Counts, Understanding
from publish.passes import Pass, Scope, by_file
from publish.pipeline.assemble import complete, head, merge_imprints, unique_resources
from publish.pipeline.book_language import main_language
from publish.pipeline.file_sections import FileSection, file_section
from publish.pipeline.mark_places import place_marks
from publish.pipeline.pass_table import ASSEMBLE, passes, work_passes
from publish.pipeline.phases import Phase, PhaseFacts, split_passes, split_phases
from publish.pipeline.source_files import SourceFile, find_damage
from publish.pipeline.stages import (
    file_settings,
    parse_all,
    read_sources,
    read_work,
    require_text,
    settle,
)
from publish.pipeline.title_lines import Named
from publish.readers import group_versions
from publish.storage.serialize import move_spans
from publish.storage.store import Store
from publish.text.dataclass import dataclass
from publish.text.source import Source

_Options = dict[str, Any]
"""The answers of a collector, by the names of the keyword arguments of its pass."""


@dataclass(frozen=True, slots=True)
class LazyReading:
    """The decoded files of a book, and the book with chapters that are read when asked for.

    ``pictures`` are the states of the files of its pictures.
    """

    sources: tuple[Source, ...]
    book: LazyBook
    understanding: Understanding
    pictures: tuple[PictureState, ...] = ()


def read_by_chapters(book: Book, store: Store) -> Outcome[LazyReading]:
    """Return a book as ``stages.read_book`` does; unchanged chapters come from the store.

    A book that names a file twice, and one with a pass that needs the whole book are read whole.
    """
    texts = read_sources(book, partial(find_damage, store))
    loader = PictureLoader.of(book)
    distinct = len({source.file for source in texts.value}) == len(texts.value)
    if not distinct or _needs_whole(book.settings):
        outcome = read_work(texts.value, book, loader=loader).then(_split)
    elif len(group_versions(texts.value)) == 1:
        outcome = _read_sections(texts.value, book, store, loader)
    else:
        outcome = _read_chapters(texts.value, book, store, loader)
    read = outcome.value
    diagnostics = texts.diagnostics + outcome.diagnostics
    understanding = summarize(read.book.head, read.counts, diagnostics, texts.value)
    return Outcome(
        LazyReading(texts.value, read.book, understanding, loader.states),
        settle(diagnostics, book.settings, texts.value),
    )


@dataclass(frozen=True, slots=True)
class _CountedBook:
    """A book by chapters, with the counts of all of them."""

    book: LazyBook
    counts: Counts


def _split(work: Work) -> Outcome[_CountedBook]:
    """Return a Work that was read whole."""
    return Outcome(_CountedBook(lazy_book.split_chapters(work), count_nodes(work.sections)))


def _needs_whole(settings: Settings) -> bool:
    return any(each.scope is Scope.BOOK and each.is_wanted(settings) for each in passes())


def _read_chapters(
    texts: Sequence[Source], book: Book, store: Store, loader: PictureLoader
) -> Outcome[_CountedBook]:
    settings = book.settings
    marks = place_marks(settings.marks, texts)
    sources, texts = texts, group_versions(texts)
    files = [
        SourceFile(
            source,
            file_settings(settings, marks.value.get(source.file, ()), several=len(texts) > 1),
            store,
            loader,
        )
        for source in texts
    ]
    diagnostics: list[Diagnostic] = [*marks.diagnostics]
    try:
        diagnostics += [d for file in files for d in file.facts.diagnostics]
    except PublishError:
        parse_all(sources, settings)  # raises with the errors of all files
        raise
    empty = [file.source for file in files if file.facts.is_empty]
    if len(files) - len(empty) <= 1:
        return _read_sections(sources, book, store, loader)
    diagnostics += [require_text(source, several=True) for source in empty]
    files = [file for file in files if not file.facts.is_empty]
    drafts = [file.facts for file in files]
    lang = main_language((each.languages for each in drafts), settings)
    phases = split_phases(work_passes(), settings)
    runs = [_ChapterRun(file, lang, phases[0]) for file in files]
    order = {run.facts.span.file: place for place, run in enumerate(runs)}
    diagnostics += [diagnostic for each in drafts for diagnostic in each.untitled]
    opening = head(settings, Named(book.name, drafts[0].opening), lang, runs[0].facts.span)
    diagnostics += opening.diagnostics
    pictures = unique_resources(each.pictures for each in drafts)
    meta = complete(opening.value.meta, merge_imprints(each.meta for each in drafts))
    rest = replace(opening.value, meta=meta, resources=pictures)
    outcome = _run_phases(phases, runs, rest, order)
    return Outcome(outcome.value, tuple(diagnostics) + outcome.diagnostics)


def _read_sections(
    texts: Sequence[Source], book: Book, store: Store, loader: PictureLoader
) -> Outcome[_CountedBook]:
    """Return a book of one file with text; after the passes of files its sections are chapters."""
    settings = book.settings
    first, last = split_passes(settings)
    whole = read_work(texts, book, first[-1].name if first else ASSEMBLE, loader)
    value = whole.value
    if len(value.body) < 2 or value.front or value.back:
        for each in last:
            whole = whole.then(partial(each.apply, settings=settings))
        return whole.then(_split)
    phases = split_phases(last, settings)
    sections = [file_section(section, last, settings, store) for section in value.body]
    runs = [_ChapterRun(section, value.lang, phases[0]) for section in sections]
    order = {run.facts.span.file: place for place, run in enumerate(runs)}
    outcome = _run_phases(phases, runs, replace(value, body=()), order)
    return Outcome(outcome.value, whole.diagnostics + outcome.diagnostics)


def _run_phases(
    phases: Sequence[Phase],
    runs: Sequence[_ChapterRun],
    rest: Work,
    order: Mapping[str, int],
) -> Outcome[_CountedBook]:
    """Return the book of the chapters of ``runs``; ``rest`` is its Work without a body.

    ``order`` has the places of the files.
    """
    settings = runs[0].file.settings
    diagnostics: list[Diagnostic] = []
    for phase in phases:
        merged: dict[str, Any] = {}
        if phase is not phases[0]:
            first = phase.passes[0]
            merged[first.name] = _merge(first, [run.facts for run in runs])
            runs = [run.advance(phase, merged[first.name]) for run in runs]
        facts = [run.facts for run in runs]
        for each in phase.passes:
            options = each.options(settings)
            if each.collector:
                if each.name not in merged:
                    merged[each.name] = _merge(each, facts)
                gathered = each.collector.gather(rest)
                options |= each.collector.options(gathered, merged[each.name])
            outcome = each.run(rest, **options)
            own = [d for fact in facts for d in fact.diagnostics.get(each.name, ())]
            diagnostics += by_file([*own, *outcome.diagnostics], order)
            if each.collector:
                diagnostics += each.collector.diagnostics(merged[each.name])
            rest = outcome.value
    counts = sum((run.facts.counts for run in runs), count_nodes(rest.sections))
    book = LazyBook(rest, tuple(run.chapter() for run in runs))
    return Outcome(_CountedBook(book, counts), tuple(diagnostics))


def _merge(each: Pass, facts: Sequence[PhaseFacts]) -> Any:
    assert each.collector is not None
    return each.collector.merge([fact.gathered[each.name] for fact in facts])


# --- one chapter


@dataclass(frozen=True)
class _ChapterRun:
    """A chapter of a book in ``lang`` in a phase, with the answers to its first pass."""

    file: SourceFile | FileSection
    lang: str
    phase: Phase
    before: _ChapterRun | None = None
    answers: _Options = field(default_factory=dict)

    @cached_property
    def key(self) -> str:
        """The digest of all that the chapter is made of."""
        if self.before is None:
            return self.file.store.portable_key("chapter", self.file.key, self.lang)
        return self.file.store.portable_key("chapter", self.before.key, repr(self.answers))

    @cached_property
    def facts(self) -> PhaseFacts:
        """The facts of the chapter, from the store where it has them."""
        facts = self.file.store.get(self.key, PhaseFacts)
        if facts is None:
            facts = self._result[1]
            self.file.store.put(self.key, facts)
        return move_spans(facts, self.file.offset)

    def advance(self, phase: Phase, merged: Any) -> _ChapterRun:
        """Return the chapter in the next phase; ``merged`` is the data of its first collector."""
        first = phase.passes[0]
        assert first.collector is not None
        answers = first.collector.options(self.facts.gathered[first.name], merged)
        return _ChapterRun(self.file, self.lang, phase, self, answers)

    def chapter(self) -> Chapter:
        """Return the chapter after this phase, the last one."""
        key = self.file.store.portable_key("section", self.key)
        if "_result" in vars(self):
            section = move_spans(self.finish(key), self.file.offset)
            return lazy_book.lazy_chapter(key, lambda: section)
        # The copy holds the text of the file and none of its nodes.
        copy = self._copy()

        def read() -> Section:
            return move_spans(copy.find(key) or copy.finish(key), copy.file.offset)

        return lazy_book.lazy_chapter(key, read)

    def find(self, key: str) -> Section | None:
        """Return the section that the store has under ``key``."""
        return self.file.store.get(key, Section, remember=False)

    def finish(self, key: str) -> Section:
        """Return the section after all passes, and store it under ``key``."""
        (section,) = self._result[0].body
        self.file.store.put(key, section, remember=False)
        return section

    def _copy(self) -> _ChapterRun:
        before = self.before and self.before._copy()  # noqa: SLF001  # its own class
        return replace(self, file=before.file if before else replace(self.file), before=before)

    @cached_property
    def _result(self) -> tuple[Work, PhaseFacts]:
        if self.before is None:
            section = self.file.section(self.lang)
            work = Work(Meta(), self.lang, direction(self.lang), (section,), span=section.span)
        else:
            work = self.before._result[0]  # noqa: SLF001  # its own class
        span = work.span
        diagnostics: dict[str, Diagnostics] = {}
        gathered: dict[str, Any] = {}
        options = self.answers
        for each in self.phase.passes:
            if each.collector and not each.collector.answer:
                gathered[each.name] = each.collector.gather(work)
            outcome = each.run(work, **each.options(self.file.settings), **options)
            options = {}
            if outcome.diagnostics:
                diagnostics[each.name] = outcome.diagnostics
            work = outcome.value
        if self.phase.next and self.phase.next.collector:
            gathered[self.phase.next.name] = self.phase.next.collector.gather(work)
        counts = Counts() if self.phase.next else count_nodes(work.body)
        return work, PhaseFacts(span, diagnostics, gathered, counts)
