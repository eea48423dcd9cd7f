"""Letters of texts in the order in which pages draw them, each with its place in a source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from publish.desk.words.letters import letters_with_offsets
from publish.desk.words.text_blocks import BlockRun, collect_flows
from publish.document.model import Section, TextLayout
from publish.preflight.expected_text import ExpectedRun
from publish.text.dataclass import dataclass
from publish.text.source import Source, Span

Sources = Mapping[str, Source]
"""The texts of a book by the names that spans have."""

UNKNOWN = -1
"""The offset of a letter of which only the run is known."""

NO_PAGE_NUMBERS: Mapping[str, int] = {}

_BETWEEN_BLOCKS = "\n"


@dataclass(frozen=True, slots=True)
class LetterStream:
    """Letters that are drawn one after another, each with what is known of it.

    ``places`` are those of their characters in the ``text``, ``starts`` the offsets in the file of
    their run, and ``spans`` those of their runs.  ``runs`` are all runs of the text, each of which
    begins at one of ``run_places``.
    """

    text: str = field(repr=False)
    letters: str
    places: Sequence[int] = field(repr=False)
    starts: Sequence[int] = field(repr=False)
    spans: Sequence[Span] = field(repr=False)
    runs: Sequence[ExpectedRun] = field(default=(), repr=False)
    run_places: Sequence[int] = field(default=(), repr=False)


def collect_streams(
    section: Section,
    layout: TextLayout,
    sources: Sources,
    lang: str,
    page_numbers: Mapping[str, int] = NO_PAGE_NUMBERS,
) -> tuple[LetterStream, ...]:
    """Return the streams of a section: its running text, its columns, and each of its notes.

    ``lang`` is the language around the section, ``page_numbers`` are those in an index.
    """
    flows = collect_flows(section, layout, lang, page_numbers)
    streams = (make_stream(runs, sources) for runs in flows)
    return tuple(stream for stream in streams if stream.letters)


def make_stream(runs: Iterable[ExpectedRun], sources: Sources) -> LetterStream:
    """Return the letters of runs, whose blocks are lines of the text."""
    all_runs: list[ExpectedRun] = []
    run_places: list[int] = []
    texts: list[str] = []
    letters: list[str] = []
    places: list[int] = []
    starts: list[int] = []
    spans: list[Span] = []
    length = 0
    block = None
    for run in runs:
        own_block = run.block if isinstance(run, BlockRun) else None
        if all_runs and own_block is not block:
            texts.append(_BETWEEN_BLOCKS)
            length += 1
        block = own_block
        all_runs.append(run)
        run_places.append(length)
        pairs = list(letters_with_offsets(run.text))
        if pairs:
            own = "".join(letter for letter, _ in pairs)
            letters.append(own)
            places += [length + offset for _, offset in pairs]
            starts += _offsets(own, run.span, sources)
            spans += [run.span] * len(own)
        texts.append(run.text)
        length += len(run.text)
    return LetterStream(
        "".join(texts), "".join(letters), places, starts, spans, all_runs, run_places
    )


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
