"""A Work as XML and EPUB can hold it; whatever had to give way is reported."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any
from urllib.parse import quote, urlsplit

from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules.epub import FORBIDDEN_CHARACTER, LINK_LEFT_OUT
from publish.document import walk
from publish.document.model import Gloss, Inlines, Link, Note, Text, Work
from publish.text.source import NOWHERE, Span

# Whatever is not a Char of XML 1.0 (https://www.w3.org/TR/xml/#charsets).
_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_URL_SAFE = "%/?#[]@!$&'()*+,;=:~-._"


def prepare(work: Work) -> Outcome[Work]:
    """Return ``work`` with nothing in it that an EPUB could not hold; often the same object."""
    said: list[Diagnostic] = []

    def change(node: Any) -> Any:
        match node:
            case Link():
                return _link(node, said)
            case Gloss():
                return _gloss(node)
            case _:
                return node

    return Outcome(walk.rewrite(_legal(work, NOWHERE, said), change), tuple(said))


def _legal(value: Any, span: Span, said: list[Diagnostic]) -> Any:
    """Return ``value`` with every string in it made of characters that XML has."""
    if isinstance(value, str):
        # An enumeration is a string too, and an empty one has nothing to look for.
        if type(value) is not str or not _FORBIDDEN.search(value):
            return value
        named = " ".join(dict.fromkeys(f"U+{ord(c):04X}" for c in _FORBIDDEN.findall(value)))
        said.append(FORBIDDEN_CHARACTER.at(span, f"an EPUB cannot hold {named}; left out"))
        return _FORBIDDEN.sub(lambda found: " " if found.group().isspace() else "", value)
    if isinstance(value, tuple):
        items = tuple(_legal(item, span, said) for item in value)
        return value if all(map(_same, items, value)) else items
    names = _fields(value.__class__)
    if not names:
        return value
    here = getattr(value, "span", span)
    changed = {}
    for name in names:
        old = getattr(value, name)
        new = _legal(old, here, said)
        if new is not old:
            changed[name] = new
    return replace(value, **changed) if changed else value


@cache
def _fields(kind: type) -> tuple[str, ...]:
    """Return the names of a node's fields that may hold text: its span and its direction do not."""
    if not is_dataclass(kind):
        return ()
    return tuple(field.name for field in fields(kind) if field.name not in {"span", "dir"})


def _same(new: object, old: object) -> bool:
    return new is old


def _link(link: Link, said: list[Diagnostic]) -> Link | Inlines:
    """Return the link with its address as a URL writes it, or its words alone."""
    why = _not_a_link(link)
    if why:
        said.append(LINK_LEFT_OUT.at(link.span, f"the link to “{link.href}” {why}"))
        return link.inlines
    href = quote(link.href.strip(), safe=_URL_SAFE)
    return link if href == link.href else replace(link, href=href)


def _gloss(gloss: Gloss) -> Gloss:
    """Return the gloss with a term that holds no other: HTML has no `dfn` within a `dfn`."""

    def change(node: Any) -> Any:
        match node:
            case Gloss(term, opening, meaning, closing):
                return (*term, Text(opening), *meaning, Text(closing))
            case _:
                return node

    term = walk.rewrite(gloss.term, change)
    return gloss if term is gloss.term else replace(gloss, term=term)


def _not_a_link(link: Link) -> str:
    try:
        parts = urlsplit(link.href.strip())
    except ValueError:
        return "is not a web address"
    if parts.scheme not in _SCHEMES or not (parts.netloc or parts.path):
        return "is not a whole web address"
    if parts.scheme.startswith("http") and not parts.netloc:
        return "names no site"
    if any(isinstance(node, Link | Note) for node in walk.descend(link.inlines)):
        return "holds a note or another link"
    return ""
