"""Tokens of an HTML document: tags, comments and characters, with their offsets.

The rules are those of browsers (https://html.spec.whatwg.org/multipage/parsing.html#tokenization),
as far as they decide which characters are text.  lxml, html5lib and selectolax give no offsets of
characters, attributes and references, and ``html.parser`` of the standard library gives the line
and column of tags alone; every character of a book keeps its place in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum, auto
from html import unescape
from typing import TypeAlias

from publish.text.dataclass import dataclass

_NAME = re.compile(r"</?([A-Za-z][^\s/>]*+)")
_ATTRIBUTE = re.compile(
    r"[\s/]*+([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>\"'][^\s>]*+)))?+"
)
_TAG_END = re.compile(r"[\s/]*+>")
_COMMENT_END = re.compile("--!?>")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,9};?|#[xX][0-9A-Fa-f]{1,6};?|[A-Za-z][A-Za-z0-9]{1,40};?)")
_MARK = re.compile("[<&]")
_SUBSET = re.compile(r"<!DOCTYPE\b[^\[>]*+\[")
_SUBSET_END = re.compile(r"\]\s*+>")
_CDATA = "<![CDATA["

_RAW_NAMES = ("script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp")
_RAW = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW_NAMES}
"""The elements in which no tag but their own end tag is one."""


class Syntax(Enum):
    """The language of a document.

    XML has empty elements (``<a/>``), CDATA sections and processing instructions; entities are
    never defined.  XHTML is XML in which the elements of HTML without content have none.
    """

    HTML = auto()
    XHTML = auto()
    XML = auto()


@dataclass(frozen=True, slots=True, eq=False)
class Characters:
    """A stretch of text from ``start`` to ``end``; ``text`` differs for a character reference."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Comment:
    """A comment, a document type or another declaration, from ``start`` to ``end``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Tag:
    """A tag from ``start`` to ``end``; its name and names of attributes are in small letters.

    ``is_empty`` is true for a tag that XML ends with a slash.
    """

    name: str
    attributes: Mapping[str, str]
    is_end: bool
    start: int
    end: int
    is_empty: bool = False


Token: TypeAlias = Characters | Comment | Tag


def find_tokens(text: str, syntax: Syntax = Syntax.HTML) -> Iterator[Token]:
    """Yield the tokens of a document in order; the time is linear in its length."""
    is_xml = syntax is not Syntax.HTML
    raw = {} if syntax is Syntax.XML else _RAW
    has_element = False
    last_end = text.rfind(">")
    last_instruction = text.rfind("?>") if is_xml else -1
    is_damaged = False  # a quotation mark is never closed: from there on each tag ends at a ``>``
    position = plain = 0
    while match := _MARK.search(text, position):
        start = match.start()
        token: Token | None = None
        if match[0] == "&":
            token = _read_reference(text, start)
        elif start < last_end:
            if is_xml:
                is_instruction = start < last_instruction and text.startswith("<?", start)
                end = text.index("?>", start) + 2 if is_instruction else 0
                token = Comment(start, end) if end else _read_section(text, start, has_element)
            token = token or _read_comment(text, start)
            if token is None and (name := _NAME.match(text, start)):
                token = None if is_damaged else _read_tag(text, name, len(text))
                is_damaged = is_damaged or token is None
                token = token or _read_tag(text, name, text.index(">", start) + 1)
        if token is None:
            position = start + 1
            continue
        if plain < start:
            yield Characters(text[plain:start], plain, start)
        yield token
        position = plain = token.end
        if not isinstance(token, Tag):
            continue
        has_element = True
        is_closed = token.is_end or (is_xml and token.is_empty)
        if token.name in raw and not is_closed:
            end_tag = raw[token.name].search(text, position)
            position = plain = end_tag.start() if end_tag else len(text)
            if token.end < position:
                yield Characters(text[token.end : position], token.end, position)
    if plain < len(text):
        yield Characters(text[plain:], plain, len(text))


def _read_reference(text: str, start: int) -> Characters | None:
    match = _REFERENCE.match(text, start)
    if match is None:
        return None
    characters = unescape(match[0])
    if characters == match[0]:
        return None
    # Some names need no semicolon, and then letters of the text may follow: ``&copyright``.
    rest = characters[1:]
    if rest and match[0].endswith(rest):
        return Characters(characters[0], start, match.end() - len(rest))
    return Characters(characters, start, match.end())


def _read_section(text: str, start: int, has_element: bool) -> Token | None:
    """Return the CDATA section, or the document type with entities, that begins at ``start``.

    None where there is neither; a document type stands before the first element.
    """
    if text.startswith(_CDATA, start):
        inner = start + len(_CDATA)
        end = text.find("]]>", inner)
        end = len(text) if end < 0 else end
        return Characters(text[inner:end], inner, min(end + 3, len(text)))
    subset = None if has_element else _SUBSET.match(text, start)
    if subset:
        closing = _SUBSET_END.search(text, subset.end())
        return Comment(start, closing.end()) if closing else None
    return None


def _read_comment(text: str, start: int) -> Comment | None:
    """Return the comment or the declaration that begins at ``start``, or None where none does."""
    following = text[start + 1 : start + 4]
    if following.startswith("!--"):
        # A comment without an end goes on to the end of the file.
        end = _COMMENT_END.search(text, start + 2)
        return Comment(start, end.end() if end else len(text))
    if following[:1] in ("!", "?") or (following[:1] == "/" and not following[1:2].isalpha()):
        return Comment(start, text.index(">", start) + 1)
    return None


def _read_tag(text: str, name: re.Match[str], limit: int) -> Tag | None:
    """Return the tag with a name; None where it has no end before ``limit``."""
    attributes: dict[str, str] = {}
    position = min(name.end(), limit - 1)
    while (end := _TAG_END.match(text, position, limit)) is None:
        attribute = _ATTRIBUTE.match(text, position, limit)
        if attribute is None:
            return None
        value = next((each for each in attribute.groups()[1:] if each is not None), "")
        attributes.setdefault(attribute[1].lower(), unescape(value) if "&" in value else value)
        position = attribute.end()
    is_end = name[0].startswith("</")
    is_empty = text[end.end() - 2] == "/"
    return Tag(name[1].lower(), attributes, is_end, name.start(), end.end(), is_empty)
