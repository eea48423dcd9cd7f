"""Comments of a Word file, which are reported and not printed."""

from __future__ import annotations

from publish.readers.word.names import AUTHOR, ID, W
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


_TEXTS = frozenset({f"{W}t", f"{W}delText"})
_SPACES = frozenset({f"{W}tab", f"{W}br", f"{W}cr", f"{W}p"})


def text_of(element: Element) -> str:
    """Return the characters of an element, deleted ones included, with spaces for breaks."""
    parts: list[str] = []
    for each in element.iter():
        if each.tag in _TEXTS:
            parts.append(each.text or "")
        elif each.tag in _SPACES:
            parts.append(" ")
    return " ".join("".join(parts).split())
