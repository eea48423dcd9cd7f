"""The package of an EPUB: its files, their order, and the places that it names.

https://www.w3.org/TR/epub-33/#sec-package-doc
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path
from urllib.parse import unquote

from publish.access import scheme_of
from publish.diagnostics import PublishError
from publish.diagnostics.rules import ebooks as rules
from publish.readers.archives import Archive, open_archive
from publish.readers.epub.protection import check_protection
from publish.readers.epub.xml_tree import find_all, parse_part
from publish.readers.html.tree import Element
from publish.text.dataclass import dataclass
from publish.text.source import Span

CONTAINER = "META-INF/container.xml"
MOST_DOCUMENTS = 5_000
"""Documents in the longest reading order that is read."""

_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})
_HINT = "open it in Sigil or Calibre and save it again; or take an older copy"


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the package: its path in the archive, its media type and its properties."""

    path: str
    media_type: str
    properties: frozenset[str] = frozenset()

    @property
    def is_page(self) -> bool:
        """Whether the file is a document with text."""
        return self.media_type in _PAGES


@dataclass(frozen=True, slots=True)
class SpineItem:
    """A file in the reading order; one that is not ``is_linear`` is read where a link leads."""

    item: Item
    is_linear: bool = True


@dataclass(frozen=True)
class Package:
    """An EPUB: the archive, the metadata element, the files and the reading order.

    ``guide`` are the paths of the places of EPUB 2 by their type, ``cover`` is the path of the
    picture of the cover, ``progression`` the stated direction in which pages turn.  ``is_own`` is
    true for a book that publish made.
    """

    archive: Archive
    path: str
    metadata: Element
    unique_id: str
    items: tuple[Item, ...]
    spine: tuple[SpineItem, ...]
    guide: Mapping[str, str] = field(default_factory=dict)
    cover: str = ""
    ncx: str = ""
    progression: str = ""
    is_own: bool = False


def resolve(base: str, address: str) -> tuple[str, str]:
    """Return the path in the archive and the fragment that an address in a file leads to.

    The path is empty for an address in a network, an absolute one, and one that leads out.
    """
    address, _, fragment = address.strip().partition("#")
    fragment = unquote(fragment)
    if not address:
        return base, fragment
    if scheme_of(address) or address.startswith(("/", "\\")):
        return "", fragment
    path = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(address)))
    return ("" if path.startswith("..") else path), fragment


def open_package(data: bytes, file: str) -> Package:
    """Return the package of an EPUB.

    Raises PublishError for one that is damaged, protected or out of bounds, and for a file that is
    none.
    """
    if not data.startswith(b"PK"):
        message = f"{Path(file).name} has the ending of an EPUB and is none"
        raise _error(file, message, "if it is a text, give it the ending .txt")
    archive = open_archive(data, file)
    path = _find_package(archive)
    root = next(find_all(parse_part(archive.read(path), file), "package"), None)
    metadata = next(find_all(root, "metadata"), None) if root else None
    if root is None or metadata is None:
        raise _error(file, f"“{path}” in {Path(file).name} is no package of an EPUB")
    items = dict(_read_manifest(root, path))
    spine = tuple(_read_spine(root, items))
    if not spine:
        raise _error(file, f"{Path(file).name} lists no documents to read")
    if len(spine) > MOST_DOCUMENTS:
        message = f"{Path(file).name} lists {len(spine):,} documents, and at most"
        raise _error(file, f"{message} {MOST_DOCUMENTS:,} are read")
    check_protection(archive, frozenset(each.item.path for each in spine))
    spine_element = next(find_all(root, "spine"))
    ncx = items.get(spine_element.attributes.get("toc", ""))
    return Package(
        archive,
        path,
        metadata,
        root.attributes.get("unique-identifier", ""),
        tuple(items.values()),
        spine,
        dict(_read_guide(root, path)),
        _find_cover(metadata, items),
        ncx.path if ncx else "",
        spine_element.attributes.get("page-progression-direction", ""),
        _generator(metadata) == "publish",
    )


def _error(file: str, message: str, hint: str = _HINT) -> PublishError:
    return PublishError(rules.UNREADABLE.at(Span(file, 0, 0), message, hint))


def _find_package(archive: Archive) -> str:
    """Return the path of the package document."""
    file = archive.file
    if CONTAINER not in archive:
        packages = [name for name in archive.names if name.lower().endswith(".opf")]
        if len(packages) == 1:
            return packages[0]
        raise _error(file, f"{Path(file).name} has no {CONTAINER}, which every EPUB has")
    root = parse_part(archive.read(CONTAINER), file)
    paths = [each.attributes.get("full-path", "") for each in find_all(root, "rootfile")]
    path = next((each for each in paths if each in archive), "")
    if not path:
        named = f"“{paths[0][:80]}”" if paths else "none"
        raise _error(file, f"{Path(file).name} names {named} as its package, which is not in it")
    return path


def _read_manifest(root: Element, base: str) -> Iterator[tuple[str, Item]]:
    manifest = next(find_all(root, "manifest"), None)
    for each in find_all(manifest, "item") if manifest else ():
        path, _ = resolve(base, each.attributes.get("href", ""))
        properties = frozenset(each.attributes.get("properties", "").split())
        media_type = each.attributes.get("media-type", "").strip().lower()
        if path:
            yield each.attributes.get("id", ""), Item(path, media_type, properties)


def _read_spine(root: Element, items: Mapping[str, Item]) -> Iterator[SpineItem]:
    """Yield the documents in their order, each once."""
    paths = set[str]()
    for each in find_all(root, "itemref"):
        item = items.get(each.attributes.get("idref", ""))
        if item is not None and item.path not in paths:
            paths.add(item.path)
            yield SpineItem(item, each.attributes.get("linear", "").strip().lower() != "no")


def _read_guide(root: Element, base: str) -> Iterator[tuple[str, str]]:
    for each in find_all(root, "reference"):
        path, _ = resolve(base, each.attributes.get("href", ""))
        kind = each.attributes.get("type", "").strip().lower()
        if path and kind:
            yield kind, path


def _find_cover(metadata: Element, items: Mapping[str, Item]) -> str:
    """Return the path of the picture of the cover; empty where none is named."""
    for item in items.values():
        if "cover-image" in item.properties:
            return item.path
    for each in find_all(metadata, "meta"):
        named = items.get(each.attributes.get("content", ""))
        if each.attributes.get("name") == "cover" and named is not None:
            return named.path
    return ""


def _generator(metadata: Element) -> str:
    names = (
        each.attributes.get("content", "")
        for each in find_all(metadata, "meta")
        if each.attributes.get("name") == "generator"
    )
    return next(names, "").strip()
