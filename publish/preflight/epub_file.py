"""An EPUB opened for its preflight: its package, its files and its parsed documents."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import field
from io import BytesIO
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

from publish.text.dataclass import dataclass

HTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HEADINGS = tuple(f"{HTML}h{level}" for level in range(1, 7))
XHTML, NCX_TYPE = "application/xhtml+xml", "application/x-dtbncx+xml"
_OWN_PAGES = frozenset({"cover", "titlepage", "toc", "colophon"})
_SEGMENTS = "segments"


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
    """An EPUB: the package document, the names and bytes of its files, and its documents.

    ``spine`` has the names of the documents in reading order.
    """

    package: ET.Element
    package_name: str
    names: tuple[str, ...]
    data: Mapping[str, bytes] = field(repr=False)
    items: tuple[ManifestItem, ...]
    pages: tuple[ContentDocument, ...]
    spine: tuple[str, ...]
    ncx: tuple[ContentDocument, ...]

    def in_spine_order(self, kind: str) -> list[ContentDocument]:
        """Return the documents of a type in the order of the spine."""
        by_name = {page.name: page for page in self.pages}
        ordered = (by_name[name] for name in self.spine if name in by_name)
        return [page for page in ordered if page.kind == kind]

    def properties(self, name: str) -> list[str]:
        """Return the values of a property in the metadata of the package."""
        metas = self.package.iter(f"{OPF}meta")
        return [(each.text or "").strip() for each in metas if each.get("property") == name]


def open_publication(data: bytes) -> Publication:
    """Return the EPUB of these bytes.

    Raises BadZipFile, ParseError, KeyError or UnicodeDecodeError where it cannot be read.
    """
    with zipfile.ZipFile(BytesIO(data)) as archive:
        container = ET.fromstring(archive.read("META-INF/container.xml"))
        package = next(e.attrib["full-path"] for e in container.iter() if "full-path" in e.attrib)
        root = ET.fromstring(archive.read(package))
        items = tuple(_items(root, posixpath.dirname(package)))
        contents = {item.name: archive.read(item.name) for item in items}
        names = {item.id: item.name for item in items}
        return Publication(
            root,
            package,
            tuple(archive.namelist()),
            contents,
            items,
            pages=_parse(items, contents, XHTML),
            spine=tuple(names[e.attrib["idref"]] for e in root.iter(f"{OPF}itemref")),
            ncx=_parse(items, contents, NCX_TYPE),
        )


def _items(package: ET.Element, folder: str) -> Iterator[ManifestItem]:
    for item in package.iter(f"{OPF}item"):
        name = posixpath.join(folder, unquote(item.attrib["href"]))
        properties = tuple((item.get("properties") or "").split())
        yield ManifestItem(item.attrib["id"], name, item.get("media-type") or "", properties)


def _parse(
    items: tuple[ManifestItem, ...], contents: Mapping[str, bytes], media_type: str
) -> tuple[ContentDocument, ...]:
    return tuple(
        ContentDocument(item.name, ET.fromstring(contents[item.name]))
        for item in items
        if item.media_type == media_type
    )


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
