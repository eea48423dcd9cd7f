"""The contents of an EPUB package: metadata, files and reading order, before it is packed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from publish.document.model import Dir
from publish.text.dataclass import dataclass

DC = "http://purl.org/dc/elements/1.1/"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class MetadataEntry:
    """A metadata element of the package; ``namespace`` is None for ``meta`` and ``link``."""

    namespace: str | None
    name: str
    value: str
    attributes: Mapping[str, str] = field(default_factory=dict)


def dc(name: str, value: str, **attributes: str) -> MetadataEntry:
    """Return a Dublin Core element (https://www.w3.org/TR/epub-33/#sec-opf-dcmes-hd)."""
    return MetadataEntry(DC, name, value, attributes)


def meta(name: str, value: str, **attributes: str) -> MetadataEntry:
    """Return a ``meta`` element with a property (https://www.w3.org/TR/epub-33/#sec-meta-elem)."""
    return MetadataEntry(None, "meta", value, {"property": name, **attributes})


def legacy_meta(name: str, content: str) -> MetadataEntry:
    """Return a ``meta`` element of EPUB 2, which programs read that do not know EPUB 3."""
    return MetadataEntry(None, "meta", "", {"name": name, "content": content})


def link(target_id: str, relation: str, address: str) -> MetadataEntry:
    """Return a ``link`` from an element of the metadata to a document about it."""
    attributes = {"refines": f"#{target_id}", "rel": relation, "href": address}
    return MetadataEntry(None, "link", "", attributes)


def refine(target_id: str, name: str, value: str, **attributes: str) -> MetadataEntry:
    """Return a ``meta`` element that refines the element with the id ``target_id``."""
    refinement = {"refines": f"#{target_id}", "property": name, **attributes}
    return MetadataEntry(None, "meta", value, refinement)


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the EPUB; ``name`` is its path within the package's folder."""

    id: str
    name: str
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Package:
    """An EPUB package: metadata, manifest items, and the ids of the spine in reading order.

    ``outside`` are files of the container that are not in the manifest, ``guide`` the (type, title,
    file) of the places that EPUB 2 readers look for.
    """

    identifier: str
    lang: str
    dir: Dir
    metadata: tuple[MetadataEntry, ...]
    items: tuple[Item, ...]
    spine: tuple[str, ...]
    outside: tuple[Item, ...] = ()
    guide: tuple[tuple[str, str, str], ...] = ()
