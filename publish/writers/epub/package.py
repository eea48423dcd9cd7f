"""The contents of an EPUB package: metadata, files and reading order, before it is packed."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import field

from publish.document.model import Dir
from publish.storage.serialize import serializable
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


@serializable
@dataclass(frozen=True, slots=True)
class Deflated:
    """The content of a file as an archive has it: deflated, with its checksum and its size."""

    stream: bytes
    checksum: int
    size: int


def deflate(data: bytes) -> Deflated:
    """Return a content deflated as ``zipfile`` does it (https://www.rfc-editor.org/rfc/rfc1951)."""
    compressor = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return Deflated(compressor.compress(data) + compressor.flush(), zlib.crc32(data), len(data))


def inflate(content: Deflated) -> bytes:
    """Return the bytes of a deflated content."""
    return zlib.decompress(content.stream, wbits=-zlib.MAX_WBITS)


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the EPUB; ``name`` is its path within the package's folder."""

    id: str
    name: str
    media_type: str
    data: bytes | Deflated
    properties: tuple[str, ...] = ()

    @property
    def content(self) -> bytes:
        """The bytes of the file."""
        return inflate(self.data) if isinstance(self.data, Deflated) else self.data

    @property
    def checksum(self) -> int:
        """The checksum of the content, as archives have it."""
        return self.data.checksum if isinstance(self.data, Deflated) else zlib.crc32(self.data)


@dataclass(frozen=True, slots=True)
class Package:
    """An EPUB package: metadata, manifest items, and the ids of the spine in reading order.

    ``texts`` are the names of the documents of each section of the Work.  ``outside`` are files of
    the container that are not in the manifest, ``guide`` the (type, title, file) of the places that
    EPUB 2 readers look for.
    """

    identifier: str
    lang: str
    dir: Dir
    metadata: tuple[MetadataEntry, ...]
    items: tuple[Item, ...]
    spine: tuple[str, ...]
    texts: tuple[tuple[str, ...], ...] = ()
    outside: tuple[Item, ...] = ()
    guide: tuple[tuple[str, str, str], ...] = ()
