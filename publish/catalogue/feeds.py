"""The plan of the feeds of a library: new books, all, by language, by series, by author."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from publish.catalogue.model import Catalogue, PublishedBook, PublishedEdition
from publish.catalogue.page_language import language_name, words_of
from publish.catalogue.page_words import PageWords
from publish.catalogue.site_files import RenderingKeys
from publish.config.library_names import make_slug
from publish.document.metadata import Words
from publish.storage.digests import digest
from publish.text.dataclass import dataclass

PAGE_SIZE = 50
"""Editions on a page of a feed."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An edition of a book in a feed."""

    book: PublishedBook
    edition: PublishedEdition

    @property
    def title(self) -> Words:
        """The title, with the name of the edition where it is not the first one."""
        facts = self.edition.facts
        if not self.edition.key:
            return facts.title
        return Words(
            tuple(
                (lang, f"{text} ({facts.edition.in_(lang) or self.edition.key})")
                for lang, text in facts.title.forms
            )
        )


def find_last_change(entries: Iterable[FeedEntry]) -> str:
    """Return the time of the last change of an edition."""
    return max(entry.edition.last_change for entry in entries)


@dataclass(frozen=True, slots=True)
class AcquisitionFeed:
    """A feed of editions; ``name`` is its path below the folder of feeds, without an ending."""

    name: str
    title: str
    entries: tuple[FeedEntry, ...]

    @property
    def last_change(self) -> str:
        """The time of the last change of an edition."""
        return find_last_change(self.entries)

    def pages(self) -> tuple[tuple[FeedEntry, ...], ...]:
        """Return the entries of each page."""
        starts = range(0, len(self.entries), PAGE_SIZE)
        return tuple(self.entries[start : start + PAGE_SIZE] for start in starts)

    def page_key(self, number: int, keys: RenderingKeys) -> tuple[str, ...]:
        """Return the texts and the books of a page, for the key of its rendering."""
        entries = self.pages()[number - 1]
        shown = (part for entry in entries for part in (keys.book(entry.book), entry.edition.key))
        return (self.title, f"{number} {len(self.entries)}", *shown)

    def page_name(self, number: int) -> str:
        """Return the name of a page, counted from 1: ``all``, ``all.2``."""
        return self.name if number == 1 else f"{self.name}.{number}"


@dataclass(frozen=True, slots=True)
class NavigationFeed:
    """A feed that leads to other feeds."""

    name: str
    title: str
    children: tuple[Feed, ...]

    @property
    def last_change(self) -> str:
        """The time of the last change of an edition below it."""
        return max(child.last_change for child in self.children)

    @property
    def key(self) -> tuple[str, ...]:
        """The texts and links of the feed, for the key of its rendering."""
        shown = ((child.name, child.title, child.last_change) for child in self.children)
        kinds = (child.__class__.__name__ for child in self.children)
        return (self.title, *kinds, *(part for parts in shown for part in parts))


Feed: TypeAlias = NavigationFeed | AcquisitionFeed


def feed_identifier(catalogue: Catalogue, name: str) -> str:
    """Return the identifier of a feed, which stays the same as long as the library does."""
    return uuid.uuid5(uuid.UUID(catalogue.identifier.removeprefix("urn:uuid:")), name).urn


def plan_feeds(catalogue: Catalogue) -> NavigationFeed:
    """Return the root feed with all feeds below it; a group without members has no feed."""
    words = words_of(catalogue.lang)
    entries = tuple(FeedEntry(book, e) for book in catalogue.books for e in book.editions)
    newest = sorted(entries, key=lambda entry: entry.edition.arrival, reverse=True)[:PAGE_SIZE]
    groups = (
        NavigationFeed("languages", words.by_language, tuple(_by_language(entries, words))),
        NavigationFeed("series", words.by_series, tuple(_by_series(entries, words.lang))),
        NavigationFeed("authors", words.by_author, tuple(_by_author(entries, words.lang))),
    )
    children: tuple[Feed, ...] = (
        AcquisitionFeed("new", words.new_books, tuple(newest)),
        AcquisitionFeed("all", words.all_books, entries),
        *(group for group in groups if group.children),
    )
    return NavigationFeed("root", catalogue.title.in_(catalogue.lang), children)


def walk_feeds(
    feed: NavigationFeed | AcquisitionFeed,
) -> Iterator[NavigationFeed | AcquisitionFeed]:
    """Yield a feed and all feeds below it."""
    yield feed
    if isinstance(feed, NavigationFeed):
        for child in feed.children:
            yield from walk_feeds(child)


def _by_language(entries: Iterable[FeedEntry], words: PageWords) -> Iterator[AcquisitionFeed]:
    groups: dict[str, list[FeedEntry]] = {}
    for entry in entries:
        for tag in entry.edition.facts.languages:
            groups.setdefault(tag, []).append(entry)
    for tag, group in sorted(groups.items()):
        yield AcquisitionFeed(f"languages/{tag}", language_name(tag, words.lang), tuple(group))


def _by_series(entries: Iterable[FeedEntry], lang: str) -> Iterator[AcquisitionFeed]:
    def names(entry: FeedEntry) -> Iterator[Words]:
        if entry.edition.facts.series:
            yield entry.edition.facts.series.name

    for feed in _group(entries, names, "series", lang):
        yield AcquisitionFeed(feed.name, feed.title, tuple(sorted(feed.entries, key=_position)))


def _position(entry: FeedEntry) -> tuple[float, str]:
    series = entry.edition.facts.series
    position = series.position if series else ""
    major = ".".join(position.split(".")[:2])
    return float(major) if major else float("inf"), entry.edition.facts.title_sort


def _by_author(entries: Iterable[FeedEntry], lang: str) -> Iterator[AcquisitionFeed]:
    return _group(
        entries,
        lambda entry: (author.name for author in entry.edition.facts.authors),
        "authors",
        lang,
    )


def _group(
    entries: Iterable[FeedEntry],
    names: Callable[[FeedEntry], Iterable[Words]],
    folder: str,
    lang: str,
) -> Iterator[AcquisitionFeed]:
    """Yield a feed for each name; names are one where they share a form."""
    forms: dict[str, int] = {}
    groups: list[tuple[Words, list[FeedEntry]]] = []
    for entry in entries:
        for words in names(entry):
            texts = [text for _, text in words.forms]
            number = next((forms[text] for text in texts if text in forms), len(groups))
            if number == len(groups):
                groups.append((words, []))
            for text in texts:
                forms.setdefault(text, number)
            if entry not in groups[number][1]:
                groups[number][1].append(entry)
    slugs: set[str] = set()
    for words, group in groups:
        texts = [text for _, text in words.forms]
        slug = next(filter(None, map(make_slug, (words.in_("en"), *texts))), "")
        if not slug or slug in slugs:
            slug = f"{slug}-{digest(*texts)[:8]}".lstrip("-")
        slugs.add(slug)
        yield AcquisitionFeed(f"{folder}/{slug}", words.in_(lang), tuple(group))
