"""Texts that pages repeat outside of their sections: titles, names and dates, with their sources.

Title pages, imprints, contents and running heads show them.  A text is recognized by its letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from publish.config import Settings
from publish.config.metadata_keys import METADATA_KEYS
from publish.config.toml_strings import find_value, list_strings
from publish.desk.words.letters import letters_of
from publish.desk.words.line_roles import find_title_lines
from publish.desk.words.text_letters import LetterStream, Sources, make_stream
from publish.document.model import Excerpt, Meta, Section
from publish.document.walk import descend
from publish.preflight.expected_text import ExpectedRun, collect_inlines
from publish.text.source import NOWHERE, Span
from publish.writers.pdf.content.running_heads import excerpt_head
from publish.writers.pdf.content.table_of_contents import source_title

_PRINTED_KEYS = frozenset({*METADATA_KEYS, "address", "address_label"})
"""Keys of settings whose texts are printed."""

_FIRST_LINES = 100
"""The lines of a text among which its metadata stands."""

_LEAST = 3
"""Letters of the shortest text that is looked for within a longer one."""


def list_titles_of_book(
    settings: Settings | None, meta: Meta, sources: Sources, texts: Sources
) -> list[LetterStream]:
    """Return the texts of title pages: those of settings, then lines of a single text.

    ``sources`` has the settings too, under the names that ``settings.toml`` has.
    """
    if settings is None:
        return []
    runs = [
        ExpectedRun(each.text, each.span)
        for source in settings.toml
        for each in list_strings(source)
        if each.key in _PRINTED_KEYS
    ]
    if meta.date:
        dates = (find_value(source, "date") for source in settings.toml)
        runs += [ExpectedRun(meta.date.given, span) for span in dates if span]
    lines = find_title_lines(texts, settings) or tuple(_find_metadata(meta, texts))
    for line in lines:
        runs.append(ExpectedRun(sources[line.file].text[line.start : line.end], line))
    titles = (make_stream([run], sources) for run in runs)
    return [title for title in titles if title.letters]


def _find_metadata(meta: Meta, texts: Sources) -> Iterator[Span]:
    """Yield the first lines of a single text that have a title or a name of its metadata.

    Formats with a structure of their own state them in a line that is no part of the text.
    """
    if len(texts) != 1:
        return
    (source,) = texts.values()
    words = (meta.title, meta.subtitle, meta.event, *(each.name for each in meta.creators))
    wanted = [letters_of(form) for each in words for _, form in each.forms]
    for line in islice(source.lines(), _FIRST_LINES):
        letters = letters_of(line.text)
        contained = [each for each in wanted if each and each in letters]
        if contained:
            wanted = [each for each in wanted if each not in contained]
            yield line.span()


def list_titles(sections: Iterable[Section], sources: Sources) -> list[LetterStream]:
    """Return the titles in sections, and those of the sources of excerpts."""
    titles: list[LetterStream] = []
    for node in descend(tuple(sections)):
        if isinstance(node, Section) and node.title:
            titles.append(make_stream(collect_inlines(node.title, node.span), sources))
        elif isinstance(node, Excerpt):
            titles += _titles_of_excerpt(node, sources)
    return [title for title in titles if title.letters]


def _titles_of_excerpt(excerpt: Excerpt, sources: Sources) -> Iterator[LetterStream]:
    """Yield the title of the source of an excerpt, and as contents and running heads have it."""
    runs = collect_inlines(source_title(excerpt), excerpt.span)
    title = make_stream(runs, sources)
    yield title
    mark = ExpectedRun(excerpt_head(excerpt).partition(" ")[0], NOWHERE)
    yield make_stream([mark, *runs], sources)
    author = letters_of(excerpt.citation.author or "")
    heading = make_stream(collect_inlines(excerpt.heading, excerpt.span), sources)
    start = heading.letters.find(author)
    if author and start >= 0:
        yield _join(_cut(heading, start, len(author)), title)


def _cut(stream: LetterStream, start: int, size: int) -> LetterStream:
    """Return some of the letters of a stream."""
    own = slice(start, start + size)
    first, last = stream.places[start], stream.places[start + size - 1]
    return LetterStream(
        stream.text[first : last + 1],
        stream.letters[own],
        [place - first for place in stream.places[own]],
        stream.starts[own],
        stream.spans[own],
    )


def _join(first: LetterStream, second: LetterStream) -> LetterStream:
    """Return the letters of two streams, with a space between them."""
    length = len(first.text) + 1
    return LetterStream(
        f"{first.text} {second.text}",
        first.letters + second.letters,
        [*first.places, *(length + place for place in second.places)],
        [*first.starts, *second.starts],
        [*first.spans, *second.spans],
    )


class TitleTexts:
    """Known texts, which are looked for by their letters; the first of equal ones counts."""

    def __init__(self, texts: Sequence[LetterStream]) -> None:
        self._by_letters: dict[str, LetterStream] = {}
        for text in texts:
            self._by_letters.setdefault(text.letters, text)
        self._texts = texts
        longest_first = sorted(self._by_letters.values(), key=lambda each: -len(each.letters))
        self._parts = [each for each in longest_first if len(each.letters) >= _LEAST]

    def trace(self, stream: LetterStream) -> LetterStream:
        """Return a stream whose letters have the places of the texts that its blocks repeat."""
        starts, spans = list(stream.starts), list(stream.spans)
        for first, end in _blocks(stream):
            letters = stream.letters[first:end]
            for place, start, text in self._find(letters, stream, first):
                size = min(len(text.letters) - start, len(letters) - place)
                own = slice(first + place, first + place + size)
                starts[own] = text.starts[start : start + size]
                spans[own] = text.spans[start : start + size]
            # The rest of a line, such as the number after a series, leads to the line.
            traced = next((each for each in spans[first:end] if each is not NOWHERE), NOWHERE)
            for index in range(first, end):
                spans[index] = traced if spans[index] is NOWHERE else spans[index]
        return replace(stream, starts=starts, spans=spans)

    def _find(
        self, letters: str, stream: LetterStream, first: int
    ) -> Iterator[tuple[int, int, LetterStream]]:
        """Yield the texts in a block: the place there, the place in the text, and the text."""
        if whole := self._by_letters.get(letters):
            yield 0, 0, whole
            return
        covered = [False] * len(letters)
        for text in self._parts:
            size = len(text.letters)
            place = letters.find(text.letters)
            while place >= 0:
                is_free = not any(covered[place : place + size])
                if is_free and _is_whole(stream, first + place, size):
                    covered[place : place + size] = [True] * size
                    yield place, 0, text
                    break
                place = letters.find(text.letters, place + 1)
        if not any(covered) and len(letters) >= _LEAST:
            wider = (text for text in self._parts if letters in text.letters)
            for text in wider:
                start = text.letters.find(letters)
                if _is_whole(text, start, len(letters)):
                    yield 0, start, text
                    return

    def equal_place(self, word: Span) -> Span | None:
        """Return the word that is printed instead of an equal one: the title in settings."""
        for text in self._texts:
            chosen = self._by_letters[text.letters]
            if chosen is text or not text.spans or text.spans[0].file != word.file:
                continue
            for index, start in enumerate(text.starts):
                if word.start <= start < word.end and chosen.starts[index] >= 0:
                    place = chosen.starts[index]
                    return Span(chosen.spans[index].file, place, place + 1)
        return None


def _blocks(stream: LetterStream) -> Iterator[tuple[int, int]]:
    """Yield the first letter and the end of each line of a stream."""
    first = 0
    for index in range(1, len(stream.letters) + 1):
        is_end = index == len(stream.letters)
        if is_end or "\n" in stream.text[stream.places[index - 1] : stream.places[index]]:
            yield first, index
            first = index


def _is_whole(stream: LetterStream, start: int, size: int) -> bool:
    """Return whether letters are whole words of the text of a stream."""
    first, last = stream.places[start], stream.places[start + size - 1]
    before = stream.text[first - 1] if first else " "
    after = stream.text[last + 1] if last + 1 < len(stream.text) else " "
    return not (before.isalnum() or after.isalnum())
