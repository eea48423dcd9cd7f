"""The lines of the texts that marks describe, and marks in hints that describe one line alone."""

from __future__ import annotations

import difflib
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from publish.diagnostics import Diagnostic, Diagnostics, Outcome, PublishError
from publish.diagnostics.rules import marks as rules
from publish.document.marks import (
    WORDS_OF_A_HINT,
    Mark,
    is_mark_hint,
    normalize,
    quote,
    without_ignorable,
)
from publish.pipeline.text_lines import MarkedText, TextLine
from publish.text.languages import isolate
from publish.text.source import Source, Span

Places = Mapping[str, tuple[Mark, ...]]
"""The marks of each file, with the ``place`` of their lines."""

_SHOWN = 5
"""The number of lines that an error about a mark quotes."""

_MOST_WORDS = 50
"""Words of a hint; a line that is not unique by then is described by its number."""

_SEARCHED = 5000
"""Lines among which near ones are looked for."""


def place_marks(marks: Iterable[Mark], sources: Sequence[Source]) -> Outcome[Places]:
    """Return the marks with their lines, by the files of the book.

    A mark that describes no line, or more than one, is an error that quotes the lines it could
    mean, and has no effect.
    """
    texts = tuple(map(MarkedText, sources))
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


def _choose(mark: Mark, texts: Sequence[MarkedText]) -> Sequence[MarkedText]:
    """Return the texts in which a mark may have its line."""
    if not mark.file:
        return texts
    chosen = [text for text in texts if mark.file in (text.name, text.source.file)]
    if not chosen:
        names = ", ".join(text.name for text in texts[:12])
        message = f"the book has no text {mark.file}"
        raise PublishError(rules.NO_LINE.at(mark.span, message, f"texts of the book: {names}"))
    return chosen


def _place(mark: Mark, texts: Sequence[MarkedText], *, is_folder: bool) -> Span:
    """Return the span of the lines of a mark; raise PublishError where it is not clear."""
    if mark.lines:
        return _place_numbers(mark, texts, is_folder=is_folder)
    matches = [(text, line) for text in texts for line in text.find(mark.line)]
    if len(matches) == 1:
        ((text, line),) = matches
        return _check_format(mark, text, line.span)
    shown = isolate(mark.line)
    quotations = [text.quote(line, with_file=is_folder) for text, line in matches[:_SHOWN]]
    if matches:
        raise PublishError(
            rules.SEVERAL_LINES.at(
                mark.span,
                f"{len(matches)} lines begin with {shown}",
                *quotations,
                f"write more of the line, or its number: {_lines_key(*matches[0], is_folder)}",
            )
        )
    near = [
        text.quote(line, with_file=is_folder) for text in texts for line in _near(mark.line, text)
    ]
    raise PublishError(
        rules.NO_LINE.at(
            mark.span,
            f"no line begins with {shown}",
            *near[:_SHOWN],
            "copy the beginning of the line from the text",
        )
    )


def _place_numbers(mark: Mark, texts: Sequence[MarkedText], *, is_folder: bool) -> Span:
    first, last = mark.lines[0], mark.lines[-1]
    wanted = normalize(mark.begins)
    spans = [(text, text.find_numbers(first, last, wanted)) for text in texts]
    matches = [(text, span) for text, span in spans if span is not None]
    if len(matches) == 1:
        return _check_format(mark, *matches[0])
    if matches:
        names = ", ".join(text.name for text, _ in matches[:_SHOWN])
        raise PublishError(
            rules.SEVERAL_LINES.at(
                mark.span,
                f"{len(matches)} texts have such a line {first}: {names}",
                f"name the text: file = {quote(matches[0][0].name)}",
            )
        )
    present = [text for text in texts if last <= text.count]
    if not present:
        longest = max((text.count for text in texts), default=0)
        raise PublishError(
            rules.NO_LINE.at(mark.span, f"there is no line {last}: the text has {longest:,} lines")
        )
    moved = [
        f"{text.quote(line, with_file=is_folder)} (lines = [{line.number}])"
        for text in texts
        for line in (text.find(mark.begins) if mark.begins else ())
    ]
    begins = f"does not begin with {isolate(mark.begins)}" if mark.begins else "is blank"
    raise PublishError(
        rules.NO_LINE.at(
            mark.span,
            f"line {first} {begins}",
            *(
                text.quote(line, with_file=is_folder)
                for text in present[:_SHOWN]
                for line in text.starting_in(first, first)[:1]
            ),
            *moved[:_SHOWN],
        )
    )


def _check_format(mark: Mark, text: MarkedText, span: Span) -> Span:
    """Return the span; raise PublishError where the format of the text leaves marks no effect."""
    if not text.has_roles:
        return span
    message = f"a mark has no effect in {text.name}: its format says what each part is"
    raise PublishError(rules.NO_EFFECT.at(mark.span, message, "change the text itself"))


def _lines_key(text: MarkedText, line: TextLine, is_folder: bool) -> str:
    file = f" and file = {quote(text.name)}" if is_folder else ""
    return f"lines = [{line.number}]{file}"


def _near(beginning: str, text: MarkedText) -> list[TextLine]:
    """Return the lines that have the words, else those that are spelt like them."""
    wanted = normalize(beginning).casefold()
    lines = text.lines[:_SEARCHED]
    matches = [line for line in lines if wanted in line.normal_form.casefold()]
    if matches:
        return matches
    starts = {line.normal_form[: len(wanted)].casefold(): line for line in reversed(lines)}
    return [starts[each] for each in difflib.get_close_matches(wanted, starts, 3, 0.7)]


# --- hints


def complete_hints(diagnostics: Iterable[Diagnostic], sources: Sequence[Source]) -> Diagnostics:
    """Return diagnostics whose hints are marks of one line of the book alone.

    The lines are described as ``describe_line`` does.
    """
    texts = {source.file: MarkedText(source) for source in sources}

    def complete(diagnostic: Diagnostic) -> Diagnostic:
        text = texts.get(diagnostic.span.file)
        if text is None or not any(map(is_mark_hint, diagnostic.hints)):
            return diagnostic
        hints = tuple(
            _complete(hint, text, diagnostic.span, is_folder=len(texts) > 1)
            if is_mark_hint(hint)
            else hint
            for hint in diagnostic.hints
            if not (is_mark_hint(hint) and text.has_roles)
        )
        return replace(diagnostic, hints=hints)

    return tuple(map(complete, diagnostics))


def _complete(hint: str, text: MarkedText, span: Span, *, is_folder: bool) -> str:
    """Return the TOML of a mark that describes the line at ``span`` alone, or the nearest to it."""
    ((mark,),) = tomllib.loads(hint).values()
    beginning = str(mark.get("line", ""))
    if not beginning:
        return hint
    lines = text.find(beginning)
    if not lines:
        return hint
    line = _nearest(lines, span)
    role = f'as = "{mark["as"]}"' + (f'\nlang = "{mark["lang"]}"' if "lang" in mark else "")
    return f"[[mark]]\n{describe_line(text, line, is_folder=is_folder)}{role}"


def describe_line(text: MarkedText, line: TextLine, *, is_folder: bool) -> str:
    """Return the lines of TOML by which a mark describes one line of a text alone.

    The first words of the line; where other lines begin so too, more words, and for equal lines
    the number of the line.  In a folder book they name the file.
    """
    words = without_ignorable(line.text.text).split()
    file = f"file = {quote(text.name)}\n" if is_folder else ""
    for count in range(WORDS_OF_A_HINT, min(len(words) + WORDS_OF_A_HINT, _MOST_WORDS)):
        start = " ".join(words[:count])
        if text.find(start) == (line,):
            return f"{file}line = {quote(start)}\n"
    start = " ".join(words[:WORDS_OF_A_HINT])
    begins = f"begins = {quote(start)}\n" if start else ""
    return f"{file}lines = [{line.number}]\n{begins}"


def _nearest(lines: Sequence[TextLine], span: Span) -> TextLine:
    """Return the first of ascending lines that begins in ``span``, or the nearest to it."""
    place = bisect_left(lines, span.start, key=lambda line: line.span.end)
    if place < len(lines) and lines[place].span.start < max(span.end, span.start + 1):
        return lines[place]
    beside = lines[max(place - 1, 0) : place + 1]
    return min(beside, key=lambda each: max(span.start - each.span.end, each.span.start - span.end))
