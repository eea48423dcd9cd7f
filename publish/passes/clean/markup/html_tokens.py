"""Tokens of HTML in a line: tags, comments and character references, with their offsets.

https://html.spec.whatwg.org/multipage/syntax.html.  ``html.parser`` of the standard library gives
no offsets of attributes and references, and every character of a book keeps its place in the file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum, auto
from html import unescape
from html.entities import html5

from publish.readers.html.elements import BLOCKS, INLINE, UNPRINTED, VOID
from publish.text.dataclass import dataclass

_KNOWN = frozenset({*INLINE, *BLOCKS, *VOID, *UNPRINTED})

_WITHOUT_VALUE = (
    *("allowfullscreen", "async", "autofocus", "autoplay", "checked", "compact", "contenteditable"),
    *("controls", "default", "defer", "disabled", "download", "hidden", "inert", "ismap"),
    *("itemscope", "loop", "multiple", "muted", "nohref", "noresize", "noshade", "novalidate"),
    *("nowrap", "open", "playsinline", "readonly", "required", "reversed", "selected", "alt"),
    r"data-[^\s\"'<>/=]+",
)
"""The attributes that may stand without a value
(https://html.spec.whatwg.org/multipage/indices.html#attributes-3).

Other words in angle brackets are words of the text: ``<a man who sings>``.
"""

_ATTRIBUTE = (
    r"(?:[A-Za-z_:@][^\s\"'<>/=]*\s*=\s*(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]+)"
    rf"|(?i:{'|'.join(_WITHOUT_VALUE)})(?=[\s/>]))"
)
_TOKEN = re.compile(
    r"(?P<comment><!--)|(?P<comment_end>-->)|(?P<doctype><![Dd][Oo][Cc][^<>]*>)"
    rf"|<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<attributes>(?:\s+{_ATTRIBUTE})*)\s*/?>"
    r"|(?P<reference>&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)"
)
_VALUE = re.compile(
    r"(?<![^\s\"'<>/=])([^\s\"'<>/=]++)\s*+=\s*+"
    r"(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+))"
)


class TokenKind(Enum):
    """The kind of a token."""

    START = auto()
    END = auto()
    COMMENT = auto()
    COMMENT_END = auto()
    DOCTYPE = auto()
    REFERENCE = auto()
    UNKNOWN = auto()
    """A tag of no element that this module knows."""


@dataclass(frozen=True, slots=True)
class Token:
    """Characters ``start`` to ``end`` of a line; ``name`` is that of an element, in lower case.

    ``text`` is the character of a reference.  ``attributes`` are the offsets of the values.
    """

    kind: TokenKind
    start: int
    end: int
    name: str = ""
    text: str = ""
    attributes: tuple[tuple[str, tuple[int, int]], ...] = ()

    def find(self, name: str) -> tuple[int, int] | None:
        """Return the offsets of the value of an attribute, or None."""
        return dict(self.attributes).get(name)


def find_tokens(line: str) -> Iterator[Token]:
    """Yield the tokens of a line in order."""
    if "<" not in line and "&" not in line and "-->" not in line:
        return
    for match in _TOKEN.finditer(line):
        start, end = match.span()
        name = (match["name"] or "").lower()
        if match["comment"]:
            yield Token(TokenKind.COMMENT, start, end)
        elif match["comment_end"]:
            yield Token(TokenKind.COMMENT_END, start, end)
        elif match["doctype"]:
            yield Token(TokenKind.DOCTYPE, start, end)
        elif match["reference"]:
            if (text := _decode(match["reference"])) is not None:
                yield Token(TokenKind.REFERENCE, start, end, text=text)
        elif name not in _KNOWN:
            yield Token(TokenKind.UNKNOWN, start, end, name)
        elif match["end"]:
            yield Token(TokenKind.END, start, end, name)
        else:
            attributes = tuple(_find_attributes(line, *match.span("attributes")))
            yield Token(TokenKind.START, start, end, name, attributes=attributes)


def _find_attributes(line: str, start: int, end: int) -> Iterator[tuple[str, tuple[int, int]]]:
    for match in _VALUE.finditer(line, start, end):
        group = next(number for number in (2, 3, 4) if match[number] is not None)
        yield match[1].lower(), match.span(group)


def _decode(reference: str) -> str | None:
    """Return the characters of a reference as a book prints them; None where it is unknown."""
    if not reference.startswith("&#") and reference[1:] not in html5:
        return None
    return "".join(map(_clean, unescape(reference)))


def _clean(character: str) -> str:
    """Return a space for any space, and nothing for an invisible character."""
    if character.isspace() or unicodedata.category(character) == "Zs":
        return " "
    is_invisible = unicodedata.category(character) in ("Cc", "Cf", "Cs", "Cn")
    return "" if is_invisible and character not in "\u200c\u200d" else character
