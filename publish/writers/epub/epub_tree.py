"""Content restricted to what XML and EPUB allow, with diagnostics for the changes."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit

from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules.epub import FORBIDDEN_CHARACTER, LINK_LEFT_OUT
from publish.document import walk
from publish.document.model import Gloss, Inlines, Link, Note, Section, Text, Work
from publish.text.source import NOWHERE, Span
from publish.text.xml_characters import NOT_XML

T = TypeVar("T", Work, Section)

_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_URL_SAFE = "%/?#[]@!$&'()*+,;=:~-._"


def prepare_for_epub(value: T) -> Outcome[T]:
    """Return a Work or a section without what an EPUB cannot hold; often the same object."""
    diagnostics: list[Diagnostic] = []

    def change(node: Any) -> Any:
        match node:
            case Link():
                return _restrict_link(node, diagnostics)
            case Gloss():
                return _flatten_term(node)
            case _:
                return node

    legal: T = _strip_forbidden(value, NOWHERE, diagnostics)
    return Outcome(walk.rewrite(legal, change), tuple(diagnostics))


def _strip_forbidden(value: Any, span: Span, diagnostics: list[Diagnostic]) -> Any:
    """Return ``value`` with every string in it reduced to characters of XML."""
    if isinstance(value, str):
        # StrEnum members are strings, too, and hold none of these characters.
        if type(value) is not str or not NOT_XML.search(value):
            return value
        codes = " ".join(dict.fromkeys(f"U+{ord(c):04X}" for c in NOT_XML.findall(value)))
        message = f"an EPUB cannot hold {codes}; left out"
        diagnostics.append(FORBIDDEN_CHARACTER.at(span, message))
        return NOT_XML.sub(lambda match: " " if match.group().isspace() else "", value)
    if isinstance(value, tuple):
        items = tuple(_strip_forbidden(item, span, diagnostics) for item in value)
        return value if all(new is old for new, old in zip(items, value, strict=True)) else items
    names = _text_fields(value.__class__)
    if not names:
        return value
    own_span = getattr(value, "span", span)
    changes = {}
    for name in names:
        old = getattr(value, name)
        new = _strip_forbidden(old, own_span, diagnostics)
        if new is not old:
            changes[name] = new
    return replace(value, **changes) if changes else value


@cache
def _text_fields(kind: type) -> tuple[str, ...]:
    """Return the names of the fields of a node class that may hold text."""
    if not is_dataclass(kind):
        return ()
    return tuple(field.name for field in fields(kind) if field.name not in {"span", "dir"})


def _restrict_link(link: Link, diagnostics: list[Diagnostic]) -> Link | Inlines:
    """Return the link with a percent-encoded URL, or its words if an EPUB cannot link there."""
    fault = _link_fault(link)
    if fault:
        message = f"the link to “{link.href}” {fault}"
        diagnostics.append(LINK_LEFT_OUT.at(link.span, message))
        return link.inlines
    href = quote(link.href.strip(), safe=_URL_SAFE)
    return link if href == link.href else replace(link, href=href)


def _link_fault(link: Link) -> str:
    try:
        parts = urlsplit(link.href.strip())
    except ValueError:
        return "is not a web address"
    if parts.scheme not in _SCHEMES or not (parts.netloc or parts.path):
        return "is not a whole web address"
    if parts.scheme.startswith("http") and not parts.netloc:
        return "names no site"
    if not walk.plain(link.inlines).strip():
        return "has no words"
    if any(isinstance(node, Link | Note) for node in walk.descend(link.inlines)):
        return "holds a note or another link"
    return ""


def _flatten_term(gloss: Gloss) -> Gloss:
    """Return the gloss with no gloss in its term: HTML forbids a ``dfn`` within a ``dfn``."""

    def change(node: Any) -> Any:
        match node:
            case Gloss(term, opening, meaning, closing):
                return (*term, Text(opening), *meaning, Text(closing))
            case _:
                return node

    term = walk.rewrite(gloss.term, change)
    return gloss if term is gloss.term else replace(gloss, term=term)
