"""The letters of a section in the order in which pages draw them, each with its source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from publish.config.metadata_keys import METADATA_KEYS
from publish.desk.words.letters import letters_with_offsets
from publish.document.model import Section, TextLayout
from publish.document.walk import descend
from publish.preflight.expected_text import ExpectedRun, ExpectedText, collect_inlines, collect_text
from publish.text.dataclass import dataclass
from publish.text.source import Source, Span

Sources = Mapping[str, Source]
"""The texts of a book by the names that spans have."""

UNKNOWN = -1
"""The offset of a letter of which only the run is known."""


@dataclass(frozen=True, slots=True)
class LetterStream:
    """Letters that are drawn one after another, each with what is known of it.

    ``places`` are those of their characters in the ``text``, ``starts`` the offsets in the file of
    their run, and ``runs`` the numbers of its span in ``spans``.
    """

    text: str = field(repr=False)
    letters: str
    places: Sequence[int] = field(repr=False)
    starts: Sequence[int] = field(repr=False)
    runs: Sequence[int] = field(repr=False)
    spans: Sequence[Span] = field(repr=False)


def collect_streams(
    section: Section, layout: TextLayout, sources: Sources
) -> tuple[LetterStream, ...]:
    """Return the streams of a section: its running text, its columns, and each of its notes."""
    text = collect_text([section], layout)
    streams = (_stream(runs, sources) for runs in _lists(text))
    return tuple(stream for stream in streams if stream.letters)


_METADATA = re.compile(rf"^[ \t]*(?:{'|'.join(METADATA_KEYS)})[ \t]*=.*$", re.MULTILINE)
_STRING = re.compile(r'"([^"\\]+)"')


def find_strings(toml: Iterable[Source]) -> Iterator[Span]:
    """Yield the spans of titles, names and other metadata in settings, which title pages show."""
    for source in toml:
        for line in _METADATA.finditer(source.text):
            for match in _STRING.finditer(source.text, line.start(), line.end()):
                yield Span(source.file, *match.span(1))


def title_streams(
    sections: Iterable[Section], lines: Sequence[Span], sources: Sources
) -> list[LetterStream]:
    """Return the streams of pages without a section: lines of the title page, and all titles.

    The lines stand on the half-title, the title page and over the text, the titles in contents.
    """
    runs = [[ExpectedRun(sources[line.file].text[line.start : line.end], line)] for line in lines]
    titles = (node for node in descend(tuple(sections)) if isinstance(node, Section))
    runs = 3 * runs + [collect_inlines(each.title, each.span) for each in titles if each.title]
    return [_stream(each, sources) for each in runs]


def has_place(section: Section, file: str, offset: int) -> bool:
    """Return whether a text of a section comes from a place of a file."""
    spans = (run.span for runs in _lists(collect_text([section])) for run in runs)
    return any(span.file == file and span.start <= offset < span.end for span in spans)


def _lists(text: ExpectedText) -> Iterator[Sequence[ExpectedRun]]:
    yield text.running
    yield text.originals
    yield text.translations
    yield text.transliterations
    yield text.further
    yield from text.notes


def _stream(runs: Iterable[ExpectedRun], sources: Sources) -> LetterStream:
    texts: list[str] = []
    letters: list[str] = []
    places: list[int] = []
    starts: list[int] = []
    numbers: list[int] = []
    spans: list[Span] = []
    length = 0
    for run in runs:
        pairs = list(letters_with_offsets(run.text))
        own = "".join(letter for letter, _ in pairs)
        if own:
            letters.append(own)
            places += [length + offset for _, offset in pairs]
            starts += _offsets(own, run.span, sources)
            numbers += [len(spans)] * len(own)
            spans.append(run.span)
        texts.append(run.text)
        length += len(run.text)
    return LetterStream("".join(texts), "".join(letters), places, starts, numbers, spans)


def _offsets(letters: str, span: Span, sources: Sources) -> Sequence[int]:
    """Return the offset in the source of each letter of a run, or UNKNOWN.

    They are known where the source has the same letters in the same or in reverse order, or some
    more in one place: a line between two that were joined.
    """
    source = sources.get(span.file)
    if source is None:
        return [UNKNOWN] * len(letters)
    pairs = list(letters_with_offsets(source.text[span.start : span.end]))
    text = "".join(letter for letter, _ in pairs)
    offsets = [span.start + offset for _, offset in pairs]
    if text == letters:
        return offsets
    if text[::-1] == letters:
        return offsets[::-1]
    if len(text) < len(letters):
        return [UNKNOWN] * len(letters)
    first = _common(letters, text)
    rest = len(letters) - first
    if text.endswith(letters[first:]):
        return offsets[:first] + offsets[len(offsets) - rest :]
    return [UNKNOWN] * len(letters)


def _common(first: str, second: str) -> int:
    """Return the number of equal characters at the beginning of both."""
    pairs = zip(first, second, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(first), len(second)))
