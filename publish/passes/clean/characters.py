"""Invisible characters, unusual spaces, and line breaks inside a line."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import Enum

from publish.diagnostics import Diagnostic, Diagnostics, Outcome
from publish.diagnostics.rules import text as rules
from publish.diagnostics.rules.readers import INVISIBLE_CALL
from publish.document.draft import Chunk, Draft, Part
from publish.passes.clean.direction_marks import DIRECTION_MARK, OVERRIDE, isolate_marked
from publish.text.hebrew import MARKS
from publish.text.invisible import INVISIBLE
from publish.text.languages import script
from publish.text.patterns import late_pattern
from publish.text.source import Span, Traced, join

# A joiner stays between letters and marks, where it tells a consonantal vav from a vowel or holds a
# mark apart, and between the parts of an emoji.
_BESIDE_JOINER = f"[^\\W\\d_]|[{MARKS}]|[\u2190-\u2bff\U0001f000-\U0001faff]"
_STRAY_JOINER = late_pattern(
    f"(?<!{_BESIDE_JOINER})[\u200c\u200d]+|[\u200c\u200d]+(?!{_BESIDE_JOINER})"
)
_VARIATION_SELECTOR = late_pattern("[\ufe0e\ufe0f]")
_LINE_BREAK = late_pattern("[\x0b\x0c\x85\u2028\u2029]")
_AROUND_LINE_BREAK = late_pattern("(?<!\\s)[^\\S\n]*+\n\\s*+")
_SPACES = late_pattern("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# The tab of a word processor after the mark of a list item separates no columns.
_TAB_AFTER_LIST_MARK = late_pattern(
    r"(?m)(?<=^)([(\[]?(?:\d{1,3}|[A-Za-z\u05d0-\u05ea]{1,2}|[ivxIVX]+)[.)\]]|[^\w\s\"'“”„«»(\[]|o|\uf0b7)"
    r"[ \t]*\t[ \t]*"
)
_AROUND_TAB = late_pattern(r"(?<! ) ++\t *+|\t ++")
_SPACES_IN_CELL = late_pattern("  +")
_AROUND_FEED_IN_CELL = late_pattern(r"(?:(?<! ) ++)?\n *+")
_NO_TABS = " \n\v\f"
_ROWS = frozenset({Part.ROW, Part.HEADER_ROW})
_SPACE_RUNS = late_pattern("  +| *\t[ \t]*")

# Any character that the pass looks at: most lines have none, and one search tells them.
_CHANGED = late_pattern(
    "[\x00-\x1f\x7f-\xa0\u00ad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000"
    "\ufe0e\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]|  "
)

_NAMES = {
    "\x0b": "LINE TABULATION",
    "\x0c": "FORM FEED",
    "\x85": "NEXT LINE",
}
"""The names of the control characters that end a line; Unicode gives them none."""


def clean_characters(draft: Draft, *, is_visual: bool = False) -> Outcome[Draft]:
    """Return the draft with ordinary spaces, and without invisible characters.

    A vertical tab, a form feed or another line separator inside a line is a line feed, a line break
    of the author.  A direction mark that changes the order of its line becomes an isolate; in a
    text in visual order, which is reversed afterwards, all marks are removed.
    """
    report = _Report()
    chunks = tuple(_clean_chunks(draft.chunks, report, is_visual=is_visual))
    return Outcome(replace(draft, chunks=chunks), report.diagnostics())


def _clean_chunks(chunks: Iterable[Chunk], report: _Report, *, is_visual: bool) -> Iterator[Chunk]:
    """Yield the chunks that have text, with the bodies of their notes."""
    for raw in chunks:
        chunk = _show_calls(raw, report) if raw.calls else raw
        is_row = chunk.part in _ROWS
        text = _strip_row(chunk.text) if is_row else chunk.text.strip()
        text = _clean_line(text, report, is_visual=is_visual, is_row=is_row)
        same = text.text == chunk.text.text and script(text.text) is chunk.script
        own = chunk if same else chunk.with_text(text)
        if own.calls:
            calls = tuple(
                replace(call, body=tuple(_clean_chunks(call.body, report, is_visual=is_visual)))
                for call in own.calls
            )
            own = replace(own, calls=calls)
        if text or chunk.part is Part.IMAGE:
            yield own


def _show_calls(chunk: Chunk, report: _Report) -> Chunk:
    """Return the chunk with an asterisk for each call of a note that has no visible character."""
    text = chunk.text
    calls = list(chunk.calls)
    for index, call in reversed(list(enumerate(calls))):
        mark = text.text[call.start : call.end]
        if INVISIBLE.sub("", DIRECTION_MARK.sub("", mark)).strip():
            continue
        report.invisible_calls.append(text.span(call.start, call.end))
        sign = text.put(call.start, "*")
        text = join([text.cut(0, call.start), sign, text.cut(call.end)])
        shift = 1 - (call.end - call.start)
        calls[index] = replace(call, end=call.start + 1, numeral="*")
        calls[index + 1 :] = [
            replace(each, start=each.start + shift, end=each.end + shift)
            for each in calls[index + 1 :]
        ]
    if text is chunk.text:
        return chunk
    return replace(chunk.with_text(text), calls=tuple(calls))


def _strip_row(text: Traced) -> Traced:
    """Return the text of a row without white space at its ends; tabs stand around empty cells."""
    bare = text.text.strip(_NO_TABS)
    start = len(text.text) - len(text.text.lstrip(_NO_TABS))
    return text.cut(start, start + len(bare))


def _clean_line(text: Traced, report: _Report, *, is_visual: bool, is_row: bool = False) -> Traced:
    if not _CHANGED.search(text.text):
        return text
    text = report.replace(text, _LINE_BREAK, _Action.LINE_BREAK)
    text = report.replace(text, INVISIBLE, _Action.DROPPED)
    text = report.replace(text, _SPACES, _Action.SPACE)
    text = text.sub(_VARIATION_SELECTOR, lambda _: "")
    text = report.replace(text, _STRAY_JOINER, _Action.DROPPED)
    if DIRECTION_MARK.search(text.text):
        text = _clean_marks(text, report, is_visual=is_visual)
    if is_row:
        text = text.sub(_AROUND_TAB, lambda _: "\t").sub(_SPACES_IN_CELL, lambda _: " ")
        return text.sub(_AROUND_FEED_IN_CELL, lambda _: "\n")
    text = text.sub(_TAB_AFTER_LIST_MARK, lambda match: f"{match[1]} ")
    text = text.sub(_SPACE_RUNS, lambda match: "\t" if "\t" in match[0] else " ")
    return text.sub(_AROUND_LINE_BREAK, lambda _: "\n").strip()


def _clean_marks(text: Traced, report: _Report, *, is_visual: bool) -> Traced:
    """Return a text with isolates in place of direction marks that have an effect."""
    isolated = text if is_visual else _join_lines(map(isolate_marked, _split_lines(text)))
    if is_visual or not DIRECTION_MARK.search(isolated.text):
        return report.replace(text, DIRECTION_MARK, _Action.DROPPED)
    report.replace(text, OVERRIDE, _Action.DROPPED)
    return isolated


def _split_lines(text: Traced) -> list[Traced]:
    ends = [match.start() for match in re.finditer("\n", text.text)]
    return [
        text.cut(a, b) for a, b in zip([0, *(e + 1 for e in ends)], [*ends, len(text)], strict=True)
    ]


def _join_lines(lines: Iterable[Traced]) -> Traced:
    parts: list[Traced] = []
    for line in lines:
        parts += [parts[-1].put(len(parts[-1]), "\n"), line] if parts else [line]
    return join(parts)


class _Action(Enum):
    """The change to a character: its words in a message, and the text that replaces it."""

    DROPPED = ("dropped", "", rules.DROPPED_CHARACTER)
    SPACE = ("made a space", " ", rules.REPLACED_CHARACTER)
    LINE_BREAK = ("made a line break", "\n", rules.REPLACED_CHARACTER)


class _Report:
    """The changes to the characters of a file, by action and character."""

    def __init__(self) -> None:
        self._places: dict[tuple[_Action, str], list[Span]] = defaultdict(list)
        self.invisible_calls: list[Span] = []

    def replace(self, text: Traced, pattern: re.Pattern[str], action: _Action) -> Traced:
        """Return the text with each match replaced, and record the places."""
        if not pattern.search(text.text):
            return text
        for match in pattern.finditer(text.text):
            for index in range(*match.span()):
                self._places[action, text.text[index]].append(text.span(index, index + 1))
        _, replacement, _ = action.value
        return text.sub(pattern, lambda _: replacement)

    def diagnostics(self) -> Diagnostics:
        """Return one diagnostic for each kind of character, with all its places."""
        calls = sorted(self.invisible_calls, key=lambda span: span.start)
        message = "the mark of a note is invisible; an asterisk is printed for it"
        return (
            *(
                self._diagnostic(action, character, spans)
                for (action, character), spans in self._places.items()
            ),
            *(INVISIBLE_CALL.at(span, message, also=calls[1:]) for span in calls[:1]),
        )

    @staticmethod
    def _diagnostic(action: _Action, character: str, spans: list[Span]) -> Diagnostic:
        words, replacement, rule = action.value
        count = f" in {len(spans)} places" if spans[1:] else ""
        message = f"{_name(character)} {words}{count}"
        diagnostic = rule.at(spans[0], message, also=spans[1:])
        # A line feed in place of the character would begin a paragraph.
        return diagnostic if action is _Action.LINE_BREAK else diagnostic.with_fix(replacement)


def _name(character: str) -> str:
    name = _NAMES.get(character) or unicodedata.name(character, "CONTROL CHARACTER")
    return f"U+{ord(character):04X} {name}"
