"""Comments of a Word file, which are reported and not printed."""

from __future__ import annotations

from collections.abc import Iterator

from publish.readers.word.fields import is_shown
from publish.readers.word.graphics import ALTERNATE, TEXT_PATH, choose
from publish.readers.word.names import AUTHOR, DRAWING, ID, MATH, W
from publish.readers.xml_parts import Element
from publish.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: its author and its words."""

    author: str
    text: str


def read_comments(root: Element | None) -> dict[str, Comment]:
    """Return the comments of a part by their identifiers."""
    comments: dict[str, Comment] = {}
    for each in root.iterfind(f"{W}comment") if root is not None else ():
        words = " ".join(map(text_of, each.iter(f"{W}p")))
        comments[each.get(ID, "")] = Comment(each.get(AUTHOR, ""), words)
    return comments


_TEXTS = frozenset({f"{W}t", f"{W}delText", f"{MATH}t", f"{DRAWING}t"})
_INSTRUCTION = f"{W}instrText"
_SPACES = frozenset({f"{W}tab", f"{W}br", f"{W}cr", f"{W}p"})


def text_of(element: Element) -> str:
    """Return the characters of an element, deleted ones included, with spaces for breaks."""
    return " ".join("".join(words_of(element)).split())


def words_of(element: Element) -> Iterator[str]:
    """Yield the characters of an element; of alternative contents those that are read."""
    if element.tag in _TEXTS:
        yield element.text or ""
        return
    if element.tag == _INSTRUCTION and is_shown(element.text or ""):
        yield f"{element.text} "
    if element.tag == TEXT_PATH:
        yield element.get("string", "")
    if element.tag in _SPACES:
        yield " "
    for child in choose(element) if element.tag == ALTERNATE else element:
        yield from words_of(child)
