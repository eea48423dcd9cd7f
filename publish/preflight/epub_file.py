"""An EPUB opened for its preflight: its package, its files and its documents."""

from __future__ import annotations

import posixpath
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import field
from io import BytesIO
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

from publish.diagnostics import Diagnostic, PublishError
from publish.diagnostics.rules.epub import NOT_AN_EPUB
from publish.storage.digests import digest
from publish.storage.zip_errors import ZIP_ERRORS
from publish.text.dataclass import dataclass

HTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HEADINGS = tuple(f"{HTML}h{level}" for level in range(1, 7))
XHTML, NCX = "application/xhtml+xml", "application/x-dtbncx+xml"
_OWN_PAGES = frozenset({"cover", "titlepage", "toc", "colophon"})
_SEGMENTS = "segments"
_NCX = "{http://www.daisy.org/z3986/2005/ncx/}"


@dataclass(frozen=True, slots=True)
class ContentDocument:
    """An XHTML or NCX file of an EPUB, parsed."""

    name: str
    root: ET.Element

    @property
    def body(self) -> ET.Element:
        """The body of the page, or the whole of an NCX."""
        body = self.root.find(f"{HTML}body")
        return self.root if body is None else body

    @property
    def kind(self) -> str:
        """The type of a document that the book adds (title page, contents, colophon), or empty.

        The list of segments has no type of EPUB; its class stands for one.
        """
        if any(element.get("class") == _SEGMENTS for element in self.body):
            return _SEGMENTS
        types = {element.get(TYPE) or "" for element in self.body}
        return next(iter(types & _OWN_PAGES), "")


@dataclass(frozen=True, slots=True)
class ManifestItem:
    """A line of the manifest; ``name`` is the path of the file in the archive."""

    id: str
    name: str
    media_type: str
    properties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Publication:
    """An EPUB: the package document, and the files of its archive, each read when asked for.

    ``spine`` has the names of the documents in reading order.
    """

    package: ET.Element
    package_name: str
    items: tuple[ManifestItem, ...]
    spine: tuple[str, ...]
    ncx: tuple[ContentDocument, ...]
    _archive: zipfile.ZipFile = field(repr=False)
    _data: bytes = field(repr=False)

    @property
    def names(self) -> list[str]:
        """The names of all files of the archive."""
        return self._archive.namelist()

    def list_documents(self, media_type: str) -> list[str]:
        """Return the names of the documents of a media type, in the order of the manifest."""
        return [item.name for item in self.items if item.media_type == media_type]

    def read(self, name: str) -> bytes:
        """Return the bytes of a file; raise PublishError where its data are damaged."""
        try:
            return self._archive.read(name)
        except ZIP_ERRORS as error:
            raise PublishError(unreadable(error)) from error

    def parse(self, name: str) -> ContentDocument:
        """Return a document; raise PublishError where it is not well-formed XML."""
        try:
            return ContentDocument(name, ET.fromstring(self.read(name)))
        except ET.ParseError as error:
            raise PublishError(unreadable(error)) from error

    def digest(self, name: str) -> str:
        """Return the digest of a file as the archive has it, without inflating it.

        Files of one digest have equal bytes, or are both damaged.
        """
        info = self._archive.getinfo(name)
        # The local header has extra fields of its own: APPNOTE.TXT, 4.3.7.
        lengths = self._data[info.header_offset + 26 : info.header_offset + 30]
        start = info.header_offset + 30 + sum(struct.unpack("<HH", lengths))
        stream = self._data[start : start + info.compress_size]
        facts = (info.compress_type, info.CRC, info.file_size)
        return digest(repr(facts), stream)

    def properties(self, name: str) -> list[str]:
        """Return the values of a property in the metadata of the package."""
        metas = self.package.iter(f"{OPF}meta")
        return [(each.text or "").strip() for each in metas if each.get("property") == name]


def open_publication(data: bytes) -> Publication:
    """Return the EPUB of these bytes; raise PublishError where it cannot be read."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        container = ET.fromstring(archive.read("META-INF/container.xml"))
        package = next(filter(None, (e.get("full-path") for e in container.iter())), "")
        root = ET.fromstring(archive.read(package))
        items = tuple(_items(root, posixpath.dirname(package)))
        for item in items:
            archive.getinfo(item.name)
        names = {item.id: item.name for item in items}
        spine = tuple(names[e.attrib["idref"]] for e in root.iter(f"{OPF}itemref"))
        ncx = tuple(
            ContentDocument(item.name, ET.fromstring(archive.read(item.name)))
            for item in items
            if item.media_type == NCX
        )
    except (*ZIP_ERRORS, ET.ParseError) as error:
        raise PublishError(unreadable(error)) from error
    return Publication(root, package, items, spine, ncx, archive, data)


def ncx_links(ncx: ContentDocument) -> list[str]:
    """Return the addresses of the contents of an NCX."""
    return [place for _, place in _ncx_places(ncx, "navPoint")]


def ncx_pages(ncx: ContentDocument) -> list[tuple[str, str]]:
    """Return the numbers and the addresses of the printed pages in an NCX."""
    return _ncx_places(ncx, "pageTarget")


def _ncx_places(ncx: ContentDocument, kind: str) -> list[tuple[str, str]]:
    return [
        (element.get("value") or "", content.attrib["src"])
        for element in ncx.root.iter(f"{_NCX}{kind}")
        for content in element.findall(f"{_NCX}content")
    ]


def unreadable(error: Exception) -> Diagnostic:
    """Return the diagnostic of an EPUB that cannot be read."""
    return NOT_AN_EPUB.anywhere(f"the EPUB cannot be read: {error}")


def _items(package: ET.Element, folder: str) -> Iterator[ManifestItem]:
    for item in package.iter(f"{OPF}item"):
        name = posixpath.join(folder, unquote(item.attrib["href"]))
        properties = tuple((item.get("properties") or "").split())
        yield ManifestItem(item.attrib["id"], name, item.get("media-type") or "", properties)


def resolve(name: str, href: str) -> tuple[str, str] | None:
    """Return the file and the fragment that a link on the page ``name`` leads to.

    None for a link that leads out of the book.
    """
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
    return target, unquote(parts.fragment)
