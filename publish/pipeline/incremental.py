"""A book of several files read again: only the chapters that an edit touches are gone through.

What is said in reading a chapter, and its section, depend on its file, on the settings and on the
language of the book.  Only three things look farther, and of each a chapter keeps what the others
must know: the language itself is that of most letters of the book, a gloss may ask whether its
term is a name of the book's, and a word may be pointed two ways in two chapters.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from publish.config import Book, Settings
from publish.diagnostics import Diagnostic, Diagnostics, Outcome
from publish.diagnostics.rules.hebrew import POINTED_TWO_WAYS
from publish.document import lazy_book
from publish.document.draft import Draft
from publish.document.lazy_book import Chapter, Chapters
from publish.document.model import Meta, Section, Work, direction
from publish.passes import ROUNDS, settings_of, work_passes
from publish.passes.glosses import Mention, glosses, mentions, names_in, tell_glosses
from publish.passes.hebrew import pointed, tell_two_ways
from publish.passes.hebrew.words import reading, skeleton
from publish.pipeline.assemble import chapter, head, letters, main_language
from publish.pipeline.stages import draft, sources, work
from publish.storage.serialize import deserialize, serializable, serialize
from publish.storage.store import Store
from publish.text.source import Source, Span


@dataclass(frozen=True, slots=True)
class Read:
    """A book as its files give it, and as its chapters."""

    sources: tuple[Source, ...]
    book: Chapters


def reread(book: Book, store: Store) -> Outcome[Read]:
    """Return what ``reading`` returns, by chapters; those that ``store`` has are not read.

    A book of one file is one text, and one that wants indexes gathers them from all of it: these
    are read whole.
    """
    texts = sources(book)
    # What is said once a file would be said twice of one that the settings name twice.
    distinct = len({source.file for source in texts.value}) == len(texts.value)
    if len(texts.value) == 1 or not distinct or book.settings.indexes:
        whole = work(texts.value, book)
        outcome = Outcome(lazy_book.of(whole.value), whole.diagnostics)
    else:
        outcome = _by_chapter(texts.value, book, store)
    said = book.settings.verdicts.on(texts.diagnostics + outcome.diagnostics)
    return Outcome(Read(texts.value, outcome.value), said)


def _by_chapter(texts: Sequence[Source], book: Book, store: Store) -> Outcome[Chapters]:
    settings = book.settings
    files = [_File(source, settings, store) for source in texts]
    lang = main_language((file.letters for file in files), settings)
    parts = [_Part(file, lang) for file in files]
    known = [part.known for part in parts]
    names = _names(known)
    opening = head(settings, book.name, lang, known[0].span)
    told = [one for each in known for one in each.drafted]
    told += opening.diagnostics
    rest = opening.value
    for name, stage in work_passes(settings).items():
        told += _in_rounds(name, [one for each in known for one in each.said.get(name, ())])
        match name:
            case "hebrew":
                told += _pointed_two_ways(known)
            case "glosses":
                told += tell_glosses(m for each in known for m in each.mentions if m.holds(names))
        outcome = stage(rest)
        told += outcome.diagnostics
        rest = outcome.value
    body = tuple(part.chapter(names) for part in parts)
    return Outcome(Chapters(rest, body), tuple(told))


def _in_rounds(stage: str, told: list[Diagnostic]) -> list[Diagnostic]:
    """Return what a pass says of each chapter in the order in which it says it of the book."""
    rounds = {rule.code: at for at, rules in enumerate(ROUNDS.get(stage, ())) for rule in rules}
    return sorted(told, key=lambda one: rounds.get(one.code, len(rounds)))


def _names(known: Sequence[_Known]) -> Mapping[str, int]:
    """Return how often the book has the names that its chapters ask for."""
    asked = {mention.term for each in known for mention in each.mentions if not mention.sure}
    return {term: sum(each.names.get(term, 0) for each in known) for term in asked}


def _pointed_two_ways(known: Sequence[_Known]) -> Iterator[Diagnostic]:
    readings: dict[str, str] = {}
    for each in known:
        readings.update(each.readings)
    counts = Counter(readings.values())
    odd = {read for read, word in readings.items() if counts[word] > 1}
    places: dict[str, list[Span]] = defaultdict(list)
    for each in known:
        if not odd.isdisjoint(each.readings):
            for word, spans in each.words:
                if reading(word) in odd:
                    places[word] += spans
    return tell_two_ways(places)


# --- one chapter


@serializable
@dataclass(frozen=True)
class _Known:
    """What is known of a chapter before the others are: all but how its section ends up.

    ``span`` is that of its section at first; ``readings`` are those of its pointed words, each
    with what it shares with others of the same word.
    """

    file: str
    span: Span
    drafted: Diagnostics
    said: Mapping[str, Diagnostics]
    mentions: tuple[Mention, ...]
    names: Mapping[str, int]
    readings: Mapping[str, str]
    _words: bytes

    @cached_property
    def words(self) -> tuple[tuple[str, tuple[Span, ...]], ...]:
        """Every pointed word, and its places."""
        words: tuple[tuple[str, tuple[Span, ...]], ...] = deserialize(self._words)
        return words


@dataclass(frozen=True)
class _File:
    """One file of a book, read as far as somebody asks."""

    source: Source
    settings: Settings
    store: Store

    @cached_property
    def name(self) -> str:
        """The digest of all that its draft is made of."""
        asked = repr(settings_of(self.settings))
        text = self.source.text
        return self.store.key("draft", asked, self.source.file, text)

    @cached_property
    def draft(self) -> Outcome[Draft]:
        return draft(self.source, self.settings)

    @cached_property
    def letters(self) -> tuple[int, int]:
        """How many Hebrew and Latin letters it has that tell the language of its book."""
        key = self.store.key("letters", self.name)
        counts: tuple[int, int] | None = self.store.get(key, tuple)
        if counts is None:
            counts = letters(self.draft.value)
            self.store.put(key, counts)
        return counts


@dataclass(frozen=True)
class _Part:
    """One chapter of a book in ``lang``, read as far as somebody asks."""

    file: _File
    lang: str

    @cached_property
    def name(self) -> str:
        return self.file.store.key("chapter", self.file.name, self.lang)

    @cached_property
    def known(self) -> _Known:
        store = self.file.store
        known = store.get(self.name, _Known)
        if known is None:
            known = self._begun[1]
            store.put(self.name, known)
        return known

    def chapter(self, names: Mapping[str, int]) -> Chapter:
        """Return it as a chapter of a book with these names."""
        asked = {m.term: 2 for m in self.known.mentions if not m.sure and m.holds(names)}
        name = self.file.store.key("section", self.name, *sorted(asked))
        if "_begun" in vars(self):
            section = self._finished(name, asked)
            return lazy_book.read(name, lambda: section)
        # Nothing of this reading is held but the text.
        later = _Part(replace(self.file), self.lang)
        return lazy_book.read(name, lambda: later.found(name) or later._finished(name, asked))

    def found(self, name: str) -> Section | None:
        """Return its section as it was kept under ``name``."""
        return self.file.store.get(name, Section, remember=False)

    @cached_property
    def _begun(self) -> tuple[Work, _Known]:
        """It alone as a Work, after the passes that ask nothing of other chapters."""
        drafted = self.file.draft
        section = chapter(drafted.value)
        alone = Work(Meta(), self.lang, direction(self.lang), (section,), span=section.span)
        said: dict[str, Diagnostics] = {}
        words: dict[str, list[Span]] = {}
        for name, stage in _passes(self.file.settings)[0]:
            if name == "hebrew":
                words = pointed(alone)
            outcome = stage(alone)
            said[name] = tuple(d for d in outcome.diagnostics if d.code != POINTED_TWO_WAYS.code)
            alone = outcome.value
        readings = {read: skeleton(read) for read in map(reading, words)}
        places = tuple((word, tuple(spans)) for word, spans in words.items())
        file = self.file.source.file
        return alone, _Known(
            file,
            section.span,
            drafted.diagnostics,
            said,
            mentions(alone),
            names_in(alone),
            readings,
            serialize(places),
        )

    def _finished(self, name: str, names: Mapping[str, int]) -> Section:
        """Return its section after the last pass, and keep it."""
        alone = glosses(self._begun[0], names).value
        for stage_name, stage in _passes(self.file.settings)[1]:
            outcome = stage(alone)
            assert not outcome.diagnostics, f"{stage_name} says what would be lost"
            alone = outcome.value
        (section,) = alone.body
        self.file.store.put(name, section, remember=False)
        return section


_Passes = list[tuple[str, Callable[[Work], Outcome[Work]]]]


def _passes(settings: Settings) -> tuple[_Passes, _Passes]:
    """Return the passes before the one that asks for names, and those after it."""
    every = list(work_passes(settings).items())
    at = [name for name, _ in every].index("glosses")
    return every[:at], every[at + 1 :]
