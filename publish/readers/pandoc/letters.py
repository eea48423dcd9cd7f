"""Comparison of the letters of a file with those that Pandoc reads.

Nothing here knows how Pandoc reads a format.  Of a text with commands, the lines without any sign
of one are compared whole, and of other lines the words in other scripts than the Latin one, in
which no command is written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from publish.readers.html.tokens import Characters, Syntax
from publish.readers.html.tree import Element, parse_document
from publish.text.dataclass import dataclass

_SIGNS = re.compile(r"[\\{}\[\]|=_*<>~^$%&`@#+/\"]|^\s*[:.]|::")
_LABEL = re.compile(r"\A\s*+(?:[a-z]{0,3}\d{0,3}[.)]|[-•])\s+")
_OTHER_WORDS = re.compile(r"[\u0370-\u1fff\u2c00-\ufaff\ufb1d-\ufffd]+")
_CALL = re.compile(r"\s*[\[(]?\d{1,4}[\])]?\s*")
_ABOUT = frozenset({"binary", "description", "info", "articleinfo", "bookinfo", "stylesheet"})


@dataclass(frozen=True, slots=True)
class FileLine:
    """A stretch of a file that has to be in its text: its place and its words."""

    place: str
    words: str


def squeeze(text: str) -> str:
    """Return the letters, marks and digits of a text."""
    normal = unicodedata.normalize("NFC", text)
    return "".join(c for c in normal if unicodedata.category(c)[0] in "LMN")


def list_lines(text: str) -> Iterator[FileLine]:
    """Yield the stretches of a text with commands that are certain to be words."""
    for number, line in enumerate(text.split("\n"), 1):
        place = f"line {number}"
        if not _SIGNS.search(line):
            yield FileLine(place, _LABEL.sub("", line))
        else:
            yield from (FileLine(place, word) for word in _OTHER_WORDS.findall(line))


def list_elements(text: str) -> Iterator[FileLine]:
    """Yield the words of the elements of an XML file."""
    starts = [match.end() for match in re.finditer("\n", text)]
    stack: list[Element | Characters] = [parse_document(text, Syntax.XML).root]
    line = 0
    while stack:
        node = stack.pop()
        if isinstance(node, Characters):
            while line < len(starts) and starts[line] <= node.start:
                line += 1
            if not _CALL.fullmatch(node.text):
                yield FileLine(f"line {line + 1}", node.text)
        elif node.name.rpartition(":")[2] not in _ABOUT:
            inner = [c for c in node.children if isinstance(c, Element | Characters)]
            stack += reversed(inner)


def find_lost(lines: Iterable[FileLine], shown: str) -> list[FileLine]:
    """Return the lines whose letters are not in ``shown``, which has letters alone."""
    lost: list[FileLine] = []
    position = 0
    for line in lines:
        words = squeeze(line.words)
        place = shown.find(words, position)
        place = place if place >= 0 else shown.find(words)
        if place >= 0:
            position = place
        else:
            lost.append(line)
    return lost


def text_of_tree(tree: Mapping[str, Any]) -> str:
    """Return the letters of a tree of Pandoc: those of its text, then those of its notes."""
    texts: list[str] = []
    notes: list[Any] = [[tree.get("blocks", []), tree.get("meta", {})]]
    while notes:
        _collect(notes.pop(0), texts, notes)
    return squeeze("".join(texts))


def _collect(root: Any, texts: list[str], notes: list[Any]) -> None:
    stack = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, Mapping):
            kind = node.get("t")
            content: Any = node.get("c")
            if kind is None:
                stack += reversed(list(node.values()))
            elif kind == "Str":
                texts.append(str(content))
            elif kind in ("Code", "CodeBlock", "Math"):
                texts.append(str(content[-1]))
            elif kind == "Note":
                notes.append(content)
            else:
                stack.append(content)
        elif isinstance(node, Sequence) and not isinstance(node, str):
            stack += reversed(node)
