"""The lines of the texts that marks describe, and marks in hints that describe one line alone."""

from __future__ import annotations

import difflib
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import PurePath

from publish.diagnostics import Diagnostic, Diagnostics, Outcome, PublishError
from publish.diagnostics.rules import marks as rules
from publish.document.marks import (
    WORDS_OF_A_HINT,
    LineIndex,
    Mark,
    is_mark_hint,
    normalize,
    quote,
    without_ignorable,
)
from publish.text.dataclass import dataclass
from publish.text.languages import isolate
from publish.text.source import Source, Span

Places = Mapping[str, tuple[Mark, ...]]
"""The marks of each file, with the ``place`` of their lines."""

_SHOWN = 5
"""The number of lines that an error about a mark quotes."""

_LONGEST = 70
"""Characters of a quoted line."""

_MOST_WORDS = 50
"""Words of a hint; a line that is not unique by then is described by its number."""

_SEARCHED = 5000
"""Lines among which near ones are looked for."""


@dataclass(frozen=True)
class _Text:
    """A source and its lines as marks are compared with them."""

    source: Source

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines, normalized."""
        return tuple(normalize(line.text) for line in self.source.lines())

    @cached_property
    def index(self) -> LineIndex:
        """The index of the lines."""
        return LineIndex(self.lines)

    @property
    def name(self) -> str:
        """The name of the file."""
        return PurePath(self.source.file).name

    def quote(self, number: int, *, with_file: bool) -> str:
        """Return a line with its number, for a message."""
        line = self.source.line(number).strip()
        shown = line if len(line) <= _LONGEST else line[:_LONGEST].rstrip() + "…"
        place = f"{self.name}, line {number}" if with_file else f"line {number}"
        return f"{place}: {isolate(shown)}"

    def span(self, first: int, last: int) -> Span:
        """Return the span of lines by their numbers, from 1."""
        start = self.source.offset(first, 1)
        return Span(
            self.source.file, start, self.source.offset(last, 1) + len(self.source.line(last))
        )


def place_marks(marks: Iterable[Mark], sources: Sequence[Source]) -> Outcome[Places]:
    """Return the marks with their lines, by the files of the book.

    A mark that describes no line, or more than one, is an error that quotes the lines it could
    mean, and has no effect.
    """
    texts = tuple(map(_Text, sources))
    places: dict[str, tuple[Mark, ...]] = {}
    errors: list[Diagnostic] = []
    for mark in marks:
        try:
            place = _place(mark, _choose(mark, texts), is_folder=len(texts) > 1)
        except PublishError as error:
            errors += error.diagnostics
        else:
            file = place.file
            places[file] = (*places.get(file, ()), replace(mark, place=place))
    return Outcome(places, tuple(errors))


def _choose(mark: Mark, texts: Sequence[_Text]) -> Sequence[_Text]:
    """Return the texts in which a mark may have its line."""
    if not mark.file:
        return texts
    chosen = [text for text in texts if mark.file in (text.name, text.source.file)]
    if not chosen:
        names = ", ".join(text.name for text in texts[:12])
        message = f"the book has no text {mark.file}"
        raise PublishError(rules.NO_LINE.at(mark.span, message, f"texts of the book: {names}"))
    return chosen


def _place(mark: Mark, texts: Sequence[_Text], *, is_folder: bool) -> Span:
    """Return the span of the lines of a mark; raise PublishError where it is not clear."""
    if mark.lines:
        return _place_numbers(mark, texts, is_folder=is_folder)
    matches = [(text, index + 1) for text in texts for index in text.index.find(mark.line)]
    if len(matches) == 1:
        ((text, number),) = matches
        return text.span(number, number)
    shown = isolate(mark.line)
    quotations = [text.quote(n, with_file=is_folder) for text, n in matches[:_SHOWN]]
    if matches:
        raise PublishError(
            rules.SEVERAL_LINES.at(
                mark.span,
                f"{len(matches)} lines begin with {shown}",
                *quotations,
                f"write more of the line, or its number: {_lines_key(matches[0], is_folder)}",
            )
        )
    near = [text.quote(n, with_file=is_folder) for text in texts for n in _near(mark.line, text)]
    raise PublishError(
        rules.NO_LINE.at(
            mark.span,
            f"no line begins with {shown}",
            *near[:_SHOWN],
            "copy the beginning of the line from the text",
        )
    )


def _place_numbers(mark: Mark, texts: Sequence[_Text], *, is_folder: bool) -> Span:
    first, last = mark.lines[0], mark.lines[-1]
    wanted = normalize(mark.begins)
    matches = [
        text
        for text in texts
        if last <= len(text.lines) and text.lines[first - 1] and _begins(text, first, wanted)
    ]
    if len(matches) == 1:
        return matches[0].span(first, last)
    if matches:
        names = ", ".join(text.name for text in matches[:_SHOWN])
        raise PublishError(
            rules.SEVERAL_LINES.at(
                mark.span,
                f"{len(matches)} texts have such a line {first}: {names}",
                f"name the text: file = {quote(matches[0].name)}",
            )
        )
    present = [text for text in texts if last <= len(text.lines)]
    if not present:
        longest = max((len(text.lines) for text in texts), default=0)
        raise PublishError(
            rules.NO_LINE.at(mark.span, f"there is no line {last}: the text has {longest:,} lines")
        )
    moved = [
        f"{text.quote(index + 1, with_file=is_folder)} (lines = [{index + 1}])"
        for text in texts
        for index in (text.index.find(mark.begins) if mark.begins else ())
    ]
    begins = f"does not begin with {isolate(mark.begins)}" if mark.begins else "is blank"
    raise PublishError(
        rules.NO_LINE.at(
            mark.span,
            f"line {first} {begins}",
            *(text.quote(first, with_file=is_folder) for text in present[:_SHOWN]),
            *moved[:_SHOWN],
        )
    )


def _begins(text: _Text, number: int, wanted: str) -> bool:
    return text.lines[number - 1].startswith(wanted)


def _lines_key(match: tuple[_Text, int], is_folder: bool) -> str:
    text, number = match
    file = f" and file = {quote(text.name)}" if is_folder else ""
    return f"lines = [{number}]{file}"


def _near(beginning: str, text: _Text) -> list[int]:
    """Return the numbers of lines that have the words, else of those that are spelt like them."""
    wanted = normalize(beginning).casefold()
    lines = text.lines[:_SEARCHED]
    numbers = [n for n, line in enumerate(lines, 1) if wanted in line.casefold()]
    if numbers:
        return numbers
    starts = {line[: len(wanted)].casefold(): n for n, line in reversed([*enumerate(lines, 1)])}
    return [starts[each] for each in difflib.get_close_matches(wanted, starts, 3, 0.7)]


# --- hints


def complete_hints(diagnostics: Iterable[Diagnostic], sources: Sequence[Source]) -> Diagnostics:
    """Return diagnostics whose hints are marks of one line of the book alone.

    A hint begins with the first words of its line; where other lines begin so too, it has more
    words, and for equal lines the number of the line.  In a folder book it names the file.
    """
    texts: dict[str, _Text] = {source.file: _Text(source) for source in sources}

    def complete(diagnostic: Diagnostic) -> Diagnostic:
        text = texts.get(diagnostic.span.file)
        if text is None or not any(map(is_mark_hint, diagnostic.hints)):
            return diagnostic
        hints = tuple(
            _complete(hint, text, diagnostic.span, is_folder=len(texts) > 1)
            if is_mark_hint(hint)
            else hint
            for hint in diagnostic.hints
        )
        return replace(diagnostic, hints=hints)

    return tuple(map(complete, diagnostics))


def _complete(hint: str, text: _Text, span: Span, *, is_folder: bool) -> str:
    """Return the TOML of a mark that describes the line at ``span`` alone, or the nearest to it."""
    ((mark,),) = tomllib.loads(hint).values()
    beginning = str(mark.get("line", ""))
    if not beginning:
        return hint
    first = text.source.position(span.start).line
    last = text.source.position(max(span.start, span.end - 1)).line
    indices = text.index.find(beginning)
    if not indices:
        return hint
    number = _nearest(indices, first - 1, last - 1) + 1
    words = without_ignorable(text.source.line(number)).split()
    file = f"file = {quote(text.name)}\n" if is_folder else ""
    role = f'as = "{mark["as"]}"' + (f'\nlang = "{mark["lang"]}"' if "lang" in mark else "")
    for count in range(WORDS_OF_A_HINT, min(len(words) + WORDS_OF_A_HINT, _MOST_WORDS)):
        line = " ".join(words[:count])
        if text.index.find(line) == (number - 1,):
            return f"[[mark]]\n{file}line = {quote(line)}\n{role}"
    line = " ".join(words[:WORDS_OF_A_HINT])
    return f"[[mark]]\n{file}lines = [{number}]\nbegins = {quote(line)}\n{role}"


def _nearest(indices: Sequence[int], first: int, last: int) -> int:
    """Return the first of ascending indices from ``first`` to ``last``, or the nearest to these."""
    place = bisect_left(indices, first)
    if place < len(indices) and indices[place] <= last:
        return indices[place]
    beside = indices[max(place - 1, 0) : place + 1]
    return min(beside, key=lambda each: max(first - each, each - last))
