"""What goes into an EPUB, before anything knows how it is packed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from publish.document.model import Dir

DC = "http://purl.org/dc/elements/1.1/"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Datum:
    """One statement of the package's metadata; ``namespace`` is None for a ``meta`` element."""

    namespace: str | None
    name: str
    value: str
    attributes: Mapping[str, str] = field(default_factory=dict)


def dc(name: str, value: str, **attributes: str) -> Datum:
    """Return a Dublin Core statement."""
    return Datum(DC, name, value, attributes)


def meta(name: str, value: str, **attributes: str) -> Datum:
    """Return a statement in EPUB's own form: a property and its value."""
    return Datum(None, "meta", value, {"property": name, **attributes})


def refine(what: str, name: str, value: str, **attributes: str) -> Datum:
    """Return a statement about the statement that has the id ``what``."""
    return Datum(None, "meta", value, {"refines": f"#{what}", "property": name, **attributes})


@dataclass(frozen=True, slots=True)
class Item:
    """One file of the book; ``name`` is its path within the package's folder."""

    id: str
    name: str
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Package:
    """A whole EPUB: what is said of it, its files, and the ids of those that are read in order.

    ``outside`` are files that stand in the archive beside the package, not in its manifest.
    """

    identifier: str
    lang: str
    dir: Dir
    modified: datetime
    metadata: tuple[Datum, ...]
    items: tuple[Item, ...]
    spine: tuple[str, ...]
    outside: tuple[Item, ...] = ()
