"""Languages of an edition: which passages of each segment it shows, and in which order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from publish.document.lazy_book import Chapter
from publish.document.model import Excerpt, Node, Passage, Section, Segment, direction
from publish.document.walk import descend, plain, rewrite
from publish.pipeline.editions.running_text import passages_of
from publish.pipeline.segment_numbers import number_segments
from publish.storage.serialize import serializable
from publish.storage.store import Store
from publish.text.dataclass import dataclass
from publish.text.languages import home, is_within

Langs = tuple[str, ...]
"""The languages of the passages of a segment, that of the original first."""


@serializable
@dataclass(frozen=True, slots=True)
class ChapterLanguages:
    """The languages of the segments of a chapter, and what an edition may leave out of it.

    ``segments`` are the loci of the segments that have passages in the same languages.
    ``commentaries`` is the number of segments with commentary, and ``between`` that of the blocks
    before and between segments.
    """

    title: str
    segments: tuple[tuple[Langs, tuple[str, ...]], ...] = ()
    transliterations: int = 0
    commentaries: int = 0
    between: int = 0


@dataclass(frozen=True, slots=True)
class BookLanguages:
    """The languages of the segments of a whole book, by chapters."""

    chapters: tuple[ChapterLanguages, ...]

    @property
    def groups(self) -> Counter[Langs]:
        """The numbers of segments that have passages in the same languages."""
        counts: Counter[Langs] = Counter()
        for chapter in self.chapters:
            for langs, loci in chapter.segments:
                counts[langs] += len(loci)
        return counts

    @property
    def original(self) -> str:
        """The language of most originals, empty without any."""
        return _most((langs[:1], count) for langs, count in self.groups.items())

    @property
    def translation(self) -> str:
        """The language of most first translations, empty without any."""
        return _most((langs[1:2], count) for langs, count in self.groups.items())

    @property
    def all(self) -> Langs:
        """Every language of a passage, those of originals first."""
        groups = self.groups
        originals = (langs[0] for langs in groups)
        return tuple(dict.fromkeys((*originals, *(lang for langs in groups for lang in langs))))

    def is_translated(self, lang: str) -> bool:
        """Return whether a segment has a translation in a language."""
        return any(is_within(each, lang) for langs in self.groups for each in langs[1:])

    def lacking(self, lang: str) -> tuple[tuple[str, ...], ...]:
        """Return the loci of the segments that have no passage in a language, for each chapter."""
        return tuple(
            tuple(
                sorted(
                    (
                        locus
                        for langs, loci in chapter.segments
                        for locus in loci
                        if not any(is_within(each, lang) for each in langs)
                    ),
                    key=_in_order,
                )
            )
            for chapter in self.chapters
        )


def _in_order(locus: str) -> tuple[int, str]:
    return (int(locus), "") if locus.isdecimal() else (0, locus)


def _most(counts: Iterable[tuple[Langs, int]]) -> str:
    total: Counter[str] = Counter()
    for langs, count in counts:
        for lang in langs:
            total[lang] += count
    # Of two equal ones the first in the alphabet.
    return max(sorted(total), key=total.__getitem__, default="")


def survey_chapter(chapter: Chapter, store: Store | None) -> ChapterLanguages:
    """Return the languages of a chapter, stored under its name."""

    def survey(section: Section) -> ChapterLanguages:
        return survey_section(number_segments(section))

    return chapter.facts(ChapterLanguages, survey, store, "languages of segments")


def survey_section(section: Section) -> ChapterLanguages:
    """Return the languages of a section with numbered segments."""
    groups: dict[Langs, list[str]] = {}
    transliterations = commentaries = between = 0
    for node in descend(section):
        if isinstance(node, Segment):
            langs = tuple(passage.lang for passage in passages_of(node))
            groups.setdefault(langs, []).append(node.locus)
            transliterations += node.transliteration is not None
            commentaries += bool(node.commentary)
        elif isinstance(node, Section) and any(isinstance(c, Segment) for c in node.children):
            units = Segment | Section | Excerpt
            between += sum(not isinstance(child, units) for child in node.children)
    return ChapterLanguages(
        plain(section.title),
        tuple((langs, tuple(loci)) for langs, loci in groups.items()),
        transliterations,
        commentaries,
        between,
    )


def choose_translation(langs: Sequence[str], wanted: Iterable[str]) -> int:
    """Return the place of the translation that an edition shows; 0 is the original.

    The first translation in one of the languages is shown, else the first, else the original.
    """
    translations = range(1, len(langs))
    for lang in wanted:
        for place in translations:
            if is_within(langs[place], lang):
                return place
    return min(1, len(translations))


def choose_passages(langs: Sequence[str], wanted: Sequence[str]) -> tuple[int | None, ...]:
    """Return the places of the passages in each wanted language, in order; None where none is.

    The original stands in for a missing language of the same script, and where nothing is left.
    """
    shown: list[tuple[str, int | None]] = []
    for lang in wanted:
        own = [place for place, each in enumerate(langs) if is_within(each, lang)]
        shown += [(lang, place) for place in own or (None,) if (lang, place) not in shown]
    places = [place for _, place in shown]
    if all(place is None for place in places):
        return (0,)
    for number, (lang, place) in enumerate(shown):
        if place is None and 0 not in places and home(lang) is home(langs[0]):
            places[number] = 0
    return tuple(dict.fromkeys(places))


def show_languages(section: Section, wanted: Sequence[str], *, in_columns: bool) -> Section:
    """Return a section whose segments have passages in the wanted languages, in their order.

    The original stays the original; without it the first passage takes its place.  In columns an
    empty passage keeps the place of a missing first one.
    """

    def change(node: Node) -> Node:
        if not isinstance(node, Segment):
            return node
        passages = passages_of(node)
        places = choose_passages([passage.lang for passage in passages], wanted)
        if 0 in places:
            others = tuple(passages[place] for place in places if place)
            return replace(node, translations=others)
        shown = tuple(passages[place] for place in places if place is not None)
        if in_columns and places[0] is None:
            shown = (Passage(wanted[0], direction(wanted[0]), (), span=node.span), *shown)
        return replace(node, original=shown[0], translations=shown[1:], transliteration=None)

    return rewrite(section, change)


def drop_transliterations(section: Section) -> Section:
    """Return a section whose segments have no transliteration."""
    return rewrite(
        section,
        lambda node: replace(node, transliteration=None) if isinstance(node, Segment) else node,
    )
