"""Inlines of the document model as Markdown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import assert_never

from publish.document.model import (
    Citation,
    Emphasis,
    Foreign,
    Gloss,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Milestone,
    Note,
    NoteKind,
    Paragraph,
    Quote,
    SmallCaps,
    Strong,
    Styled,
    Subscript,
    Superscript,
    Text,
    Underline,
)
from publish.document.walk import descend
from publish.text.languages import Dir, direction
from publish.writers.markdown.escapes import (
    escape_start,
    escape_text,
    format_attributes,
    format_target,
    is_plain_start,
    protect_bang,
    protect_first,
    protect_last,
)

_EXTERNAL = re.compile(r"(?:https?|mailto|ftp|tel):\S*", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_EDGE = "\n"
LINE_BREAK_TAG = "<br>"
"""The sign of a line break in a place that is one line of Markdown: a heading, a cell."""

_SIGNS = {Emphasis: "*", Strong: "**"}
_CLASSES: dict[type[Styled], str] = {
    Emphasis: "emphasis",
    Strong: "strong",
    Underline: "underline",
    SmallCaps: "smallcaps",
    Superscript: "superscript",
    Subscript: "subscript",
}


@dataclass(frozen=True)
class CalledNote:
    """A note that a text calls, its label, and the sign of line breaks where it is called.

    ``is_inner`` is true of a note that a note calls, whose body is a div: Pandoc drops others.
    """

    label: str
    note: Note
    line_break: str
    is_inner: bool

    @property
    def begins_with_words(self) -> bool:
        """Whether the body can begin in the line of its label."""
        return isinstance(self.note.blocks[0], Paragraph)


@dataclass
class Notes:
    """The notes that a text calls, in the order of their calls; labels are their numbers."""

    _notes: list[CalledNote] = field(default_factory=list)

    def add(self, note: Note, line_break: str, *, is_inner: bool) -> str:
        """Return the label of a note, whose body follows later."""
        label = str(len(self._notes) + 1)
        self._notes.append(CalledNote(label, note, line_break, is_inner))
        return label

    def __iter__(self) -> Iterator[CalledNote]:
        number = 0
        while number < len(self._notes):
            number += 1
            yield self._notes[number - 1]


@dataclass(frozen=True)
class InlineWriter:
    """The writing of inlines; ``line_break`` is the sign of a line break.

    Pandoc drops line breaks that are no tags in notes that a heading or a cell calls, too.
    """

    notes: Notes
    line_break: str = "\\\n"
    is_cell: bool = False
    is_in_note: bool = False

    def block(self, inlines: Inlines, *, begins_line: bool = True) -> str:
        """Return the text of a block; in a heading its start is not that of a line."""
        text = self.write(inlines, _EDGE if begins_line else " ", _EDGE)
        return text if begins_line else protect_first(text)

    def write(self, inlines: Inlines, before: str = "[", after: str = "]") -> str:
        """Return inlines between two characters; at the edge of a block these are line feeds."""
        nodes = merge_texts(inlines)
        result = ""
        for index, node in enumerate(nodes):
            following = nodes[index + 1] if index + 1 < len(nodes) else None
            previous = result[-1:] or before
            if isinstance(node, Text):
                follows = nodes[index - 1] if index else None
                result += self._text(node.text, previous, follows, following, after)
            elif isinstance(node, LineBreak):
                result += self._break(following, after)
            else:
                result += self._node(node, previous, self._first_sign(following, after))
        return result

    def _break(self, following: Inline | None, after: str) -> str:
        """Return the sign of a line break, a tag where a new line would begin a block.

        The end of a block is cut, so that a backslash there would stand alone; and Pandoc drops
        the backslash before a sign at the start of a line.
        """
        if following is None and after == _EDGE:
            return LINE_BREAK_TAG
        begins_block = isinstance(following, Text) and not is_plain_start(following.text)
        return LINE_BREAK_TAG if begins_block else self.line_break

    @staticmethod
    def _first_sign(node: Inline | None, after: str) -> str:
        """Return the character that follows a node, as far as emphasis depends on it."""
        match node:
            case None:
                return after
            case Text(text):
                return text[0]
            case LineBreak():
                return "\\"
            case Emphasis() | Strong():
                return "*"
            case _:
                return "["

    def _text(
        self, text: str, previous: str, follows: Inline | None, following: Inline | None, after: str
    ) -> str:
        result = escape_text(text)
        if self.is_cell:
            result = result.replace("|", "\\|")
        if follows is not None and result[0] in "(:" and previous != _EDGE:
            result = f"\\{result}"
        if following is not None:
            result = protect_bang(result)
        is_last = isinstance(following, LineBreak) or (following is None and after == _EDGE)
        if is_last:
            result = protect_last(result)
        return escape_start(result) if previous == _EDGE else result

    def _node(  # noqa: PLR0912  # a branch for each kind of inline
        self, node: Inline, before: str, after: str
    ) -> str:
        match node:
            case Text() | LineBreak():
                raise AssertionError
            case Styled():
                return self._style(node, before, after)
            case Foreign(lang, dir_, inlines):
                return self._span(inlines, "", language(lang, dir_))
            case Quote():
                return self._quote(node)
            case Gloss():
                return self._gloss(node)
            case Citation(_, inlines, inferred=True):
                return self.write(inlines)
            case Citation(target, inlines, anchor):
                values = [("work", target.work)]
                if target.locus:
                    values.append(("locus", ":".join(map(_escape_colons, target.locus))))
                return self._span(inlines, "citation", [*values, *_anchor(anchor)])
            case Link(href, inlines):
                has_link = any(isinstance(each, Link) for each in descend(inlines))
                if has_link or not _EXTERNAL.fullmatch(href):
                    return self._span(inlines, "link", [("href", href)])
                return f"[{self.write(inlines)}]({format_target(href)})"
            case Milestone(kind, label):
                inlines = (Text(label),) if label else ()
                return self._span(inlines, "milestone", [("kind", kind.value)])
            case Note():
                return self._note(node)
            case _:
                assert_never(node)

    def _span(self, inlines: Inlines, name: str, values: Iterable[tuple[str, str]] = ()) -> str:
        return f"[{self.write(inlines)}]{format_attributes(name, values)}"

    def _style(self, node: Styled, before: str, after: str) -> str:
        """Return a styled node with signs where these cannot be taken for others."""
        name = _CLASSES[type(node)]
        sign = _SIGNS.get(type(node), "")
        if sign and _is_border(before) and _is_border(after) and _has_words_at_edges(node):
            return f"{sign}{self.write(node.inlines, '*', '*')}{sign}"
        match node:
            case Superscript((Text(text),)) if _WORD.fullmatch(text) and before not in "[^~":
                return f"^{text}^" if after not in "^~" else self._span(node.inlines, name)
            case Subscript((Text(text),)) if _WORD.fullmatch(text) and before not in "[^~":
                return f"~{text}~" if after not in "^~" else self._span(node.inlines, name)
            case _:
                return self._span(node.inlines, name)

    def _quote(self, node: Quote) -> str:
        has_marks = len(node.open) == len(node.close) == 1
        if has_marks and not node.open.isalnum() and not node.close.isalnum():
            return self._span((Text(node.open), *node.inlines, Text(node.close)), "quote")
        return self._span(node.inlines, "quote", [("open", node.open), ("close", node.close)])

    def _gloss(self, node: Gloss) -> str:
        # The marks stand between spans: a bracket or a colon after one would be read with it.
        opening, closing = (
            self._text(mark, "}", LineBreak(), Quote("", "", ()), "]") if mark else ""
            for mark in (node.open, node.close)
        )
        term, meaning = self._span(node.term, "term"), self._span(node.meaning, "meaning")
        attributes = format_attributes("gloss", _anchor(node.anchor))
        return f"[{term}{opening}{meaning}{closing}]{attributes}"

    def _note(self, node: Note) -> str:
        values = [("kind", node.kind.value)] if node.kind is not NoteKind.EDITORIAL else []
        values += [("series", node.series)] if node.series else []
        call = (Text(node.call),) if node.call else ()
        if not node.blocks:
            return self._span(call, "note", values)
        label = self.notes.add(node, self.line_break, is_inner=self.is_in_note)
        if self.is_in_note:
            return self._span(call, "note", [("name", label), *values])
        values[:0] = [("call", node.call)] if node.call != label else []
        return f"[[^{label}]]{format_attributes('note', values)}" if values else f"[^{label}]"


def language(lang: str, dir_: Dir) -> list[tuple[str, str]]:
    """Return the attributes of a language; a direction from left to right is stated if unusual."""
    values = [("lang", lang)]
    is_usual = dir_ is direction(lang)
    return values if is_usual and dir_ is Dir.LTR else [*values, ("dir", dir_.value)]


def merge_texts(inlines: Inlines) -> list[Inline]:
    """Return inlines with texts that touch as one, without empty ones."""
    result: list[Inline] = []
    for node in inlines:
        last = result[-1] if result else None
        if isinstance(node, Text) and isinstance(last, Text):
            result[-1] = Text(last.text + node.text)
        elif not isinstance(node, Text) or node.text:
            result.append(node)
    return result


def _anchor(anchor: str) -> list[tuple[str, str]]:
    return [("anchor", anchor)] if anchor else []


def _escape_colons(part: str) -> str:
    return part.replace("\\", "\\\\").replace(":", "\\:")


def _has_words_at_edges(node: Styled) -> bool:
    nodes = merge_texts(node.inlines)
    first, last = (nodes[0], nodes[-1]) if nodes else (None, None)
    if not isinstance(first, Text) or not isinstance(last, Text):
        return False
    return not (_is_sign(first.text[0]) or _is_sign(last.text[-1]))


def _is_sign(character: str) -> bool:
    """Return whether emphasis cannot begin or end beside a character within it."""
    return character.isspace() or unicodedata.category(character)[0] in "PS"


def _is_border(character: str) -> bool:
    """Return whether emphasis can begin after a character, and end before it."""
    return character not in "*_\\" and _is_sign(character)
