"""Elements of XML as markup, with names and addresses that XML allows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from markupsafe import Markup, escape

Attributes = Mapping[str, str | None]
"""Attributes of an element by their names; those without a value are left out."""

EMPTY = Markup()
_NONE: Attributes = {}

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A character that no document has: https://www.w3.org/TR/xml/#charsets"""

_LINE_ENDS = str.maketrans({"\r": Markup("&#13;")})
"""A parser reads a bare U+000D as U+000A."""

_UNSAFE_IN_NAME = re.compile(r"[^A-Za-z0-9.-]")
_ADDRESS_SIGNS = "%/:?@!$&'()*+,;=~"
"""The signs that an address has as they are, beside letters and digits (RFC 3986)."""

_BARE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_SCHEME = re.compile("[A-Za-z][A-Za-z0-9+.-]*:")


def element(
    name: str, content: Iterable[Markup] | Markup, attributes: Attributes = _NONE
) -> Markup:
    """Return an element with its content."""
    inner = content if isinstance(content, Markup) else EMPTY.join(content)
    if not inner:
        return Markup(f"<{name}{format_attributes(attributes)}/>")
    return Markup(f"<{name}{format_attributes(attributes)}>{inner}</{name}>")


def text(value: str) -> Markup:
    """Return characters as the content of an element."""
    return Markup(str(escape(_ILLEGAL.sub("", value))).translate(_LINE_ENDS))


def line(content: Markup) -> Markup:
    """Return markup that begins a line of the file, where white space counts not."""
    return Markup("\n") + content if content else content


def make_name(value: str) -> str:
    """Return a text as a part of a name of XML; different texts are different names."""
    return _UNSAFE_IN_NAME.sub(lambda match: f"_{ord(match.group()):x}_", value)


def make_word(value: str) -> str:
    """Return a text as a word of TEI, which has letters, digits, signs and no spaces.

    https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-teidata.word.html
    """
    return "".join(c if unicodedata.category(c)[0] in "LNPS" else "_" for c in value)


def make_address(value: str) -> str:
    """Return an address in the form of RFC 3986; other characters are written by their codes."""
    address, mark, fragment = _ILLEGAL.sub("", value).partition("#")
    parts = [_BARE_PERCENT.sub("%25", quote(each, _ADDRESS_SIGNS)) for each in (address, fragment)]
    if not _SCHEME.match(parts[0]):
        parts[0] = parts[0].replace(":", "%3A")
    return mark.join(parts) if mark else parts[0]


def format_attributes(attributes: Attributes) -> Markup:
    """Return attributes as they stand in a tag."""
    return EMPTY.join(
        Markup(f' {name}="{_attribute(value)}"')
        for name, value in attributes.items()
        if value is not None
    )


def _attribute(value: str) -> Markup:
    """Return the value of an attribute, whose white space a parser makes spaces."""
    return escape(" ".join(_ILLEGAL.sub("", value).split()))
