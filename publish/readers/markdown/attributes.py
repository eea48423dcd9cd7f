"""Attributes of Markdown in braces: ``{#id .class key="value"}``.

https://pandoc.org/MANUAL.html#extension-attributes
"""

from __future__ import annotations

import re

from publish.readers.markdown.entities import decode_entities
from publish.text.dataclass import dataclass

_ITEM = re.compile(
    r"\s*(?:#(?P<id>[^\s{}\"]+)|\.(?P<class>[^\s{}\"=.#]+)"
    r"|(?P<key>[^\W\d_][\w:.-]*)=(?:\"(?P<quoted>(?:[^\"\\]|\\.)*+)\"|(?P<bare>[^\s{}\"]+)))",
    re.DOTALL,
)
_END = re.compile(r"\s*\}")
_ESCAPE = re.compile(r"\\([\\\"])")


@dataclass(frozen=True, slots=True)
class Attributes:
    """The attributes of an element, in the order of the text."""

    classes: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    identifier: str = ""

    def get(self, key: str, default: str = "") -> str:
        """Return the value of a key, the first where the text has several."""
        return next((value for name, value in self.values if name == key), default)

    @property
    def duplicates(self) -> tuple[tuple[str, str], ...]:
        """The values of keys that have one before."""
        keys = [key for key, _ in self.values]
        pairs = enumerate(self.values)
        return tuple(pair for index, pair in pairs if pair[0] in keys[:index])

    def __contains__(self, key: str) -> bool:
        return any(name == key for name, _ in self.values)


NO_ATTRIBUTES = Attributes()


def parse_attributes(text: str, start: int) -> tuple[Attributes, int] | None:
    """Return the attributes in braces at ``start``, and the index after them; None for none."""
    if not text.startswith("{", start):
        return None
    classes: list[str] = []
    values: list[tuple[str, str]] = []
    identifier = ""
    position = start + 1
    while match := _ITEM.match(text, position):
        position = match.end()
        if match["class"]:
            classes.append(match["class"])
        elif match["id"]:
            identifier = match["id"]
        else:
            raw = match["bare"] if match["quoted"] is None else match["quoted"]
            values.append((match["key"], decode_entities(_ESCAPE.sub(r"\1", raw))))
    end = _END.match(text, position)
    if end is None or position == start + 1:
        return None
    return Attributes(tuple(classes), tuple(values), identifier), end.end()
