"""The EPUB of a view, made in memory: documents in reading order, and files."""

from __future__ import annotations

import html
import io
import re
import threading
import zipfile
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from functools import partial
from posixpath import dirname, join
from typing import TYPE_CHECKING, Any

from publish.config.options import Format
from publish.desk.view_making import plan_view
from publish.diagnostics import PublishError, Severity, stops
from publish.storage.cache_paths import book_store
from publish.storage.digests import digest
from publish.text.dataclass import dataclass
from publish.themes import theme as themes

if TYPE_CHECKING:
    from publish.config import Book
    from publish.desk.views import LaidOutView, View, ViewKey

_REMEMBERED = 3
"""EPUBs that are remembered, the newest."""

_CONTAINER = "META-INF/container.xml"
_BODY = b'<body epub:type="bodymatter"'
_TITLE = re.compile(r"<title[^<>]*>([^<]*)</title>")
_NAMES = {
    "container": "urn:oasis:names:tc:opendocument:xmlns:container",
    "opf": "http://www.idpf.org/2007/opf",
}


@dataclass(frozen=True, slots=True)
class EpubFile:
    """A file of an EPUB, with the media type that its package states."""

    data: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class EpubView:
    """An EPUB under the digest of its bytes; ``documents`` are names and titles in reading order.

    ``files`` are those of its package by their names in the archive; there are no others.
    """

    name: str
    documents: tuple[tuple[str, str], ...]
    files: Mapping[str, EpubFile]

    @property
    def start(self) -> int:
        """The number of the document, from 0, with which the text begins."""
        texts = (_BODY in self.files[name].data for name, _ in self.documents)
        return next((number for number, is_body in enumerate(texts) if is_body), 0)


class EpubShelf:
    """The EPUBs of views, each made when it is first asked for.

    ``lock`` is held meanwhile: chapters come from the store, which one thread may use at a time.
    """

    def __init__(self, lock: threading.Lock) -> None:
        self._lock = lock
        self._made_from: dict[ViewKey, tuple[View, str]] = {}
        self._epubs: OrderedDict[str, EpubView] = OrderedDict()

    def epub(self, view: View) -> EpubView:
        """Return the EPUB of a view; raise PublishError where none can be made."""
        assert view.book  # the caller asks
        with self._lock:
            earlier, name = self._made_from.get(view.key, (None, ""))
            if earlier is not view or name not in self._epubs:
                epub = open_epub(make_epub(view.key, view.book, view.laid_out))
                name = epub.name
                self._made_from[view.key] = view, name
                self._epubs[name] = epub
                while len(self._epubs) > _REMEMBERED:
                    self._epubs.popitem(last=False)
            self._epubs.move_to_end(name)
            return self._epubs[name]

    def file(self, epub: str, name: str) -> EpubFile | None:
        """Return a file of an EPUB that is remembered, by its name in the package."""
        remembered = self._epubs.get(epub)
        return remembered.files.get(name) if remembered else None


def make_epub(key: ViewKey, book: Book, laid_out: LaidOutView | None) -> bytes:
    """Return the EPUB of a view, with the numbers of its printed pages."""
    from publish.artifacts.related_files import print_of
    from publish.artifacts.release_date import last_change
    from publish.artifacts.render import Release, Resources, render
    from publish.document.printed_pages import NOT_PRINTED, PrintedPages
    from publish.pipeline.incremental import read_by_chapters

    artifact = plan_view(key, book, Format.EPUB)
    store = book_store(book.workspace.output)
    with store.bundle(f"desk {artifact.path}"):
        reading = read_by_chapters(artifact.book, store)
        _raise_errors(reading.diagnostics)
        pages = NOT_PRINTED
        if laid_out:
            pages = PrintedPages(print_of(artifact).path.name, laid_out.document.pages)
        theme = themes.load_for(artifact.book.settings, book.themes)
        release = Release(partial(last_change, ()))
        resources = Resources(theme, release, store, jobs=1, printed=pages)
        rendering = render(reading.value.book, artifact, resources)
    _raise_errors(rendering.diagnostics)
    return rendering.value.data


def _raise_errors(diagnostics: Any) -> None:
    if stops(diagnostics):
        raise PublishError(*(each for each in diagnostics if each.severity is Severity.ERROR))


def open_epub(data: bytes) -> EpubView:
    """Return an EPUB of this program as its documents and files."""
    from publish.readers.xml_parts import parse_xml

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        container = parse_xml(archive.read(_CONTAINER), "", _CONTAINER)
        package = container.find(".//container:rootfile", _NAMES).get("full-path")
        root = parse_xml(archive.read(package), "", package)
        items = {item.get("id"): item for item in root.iterfind(".//opf:item", _NAMES)}
        place = partial(join, dirname(package))
        files = {
            place(item.get("href")): EpubFile(
                archive.read(place(item.get("href"))), item.get("media-type")
            )
            for item in items.values()
        }
    spine = [place(items[each.get("idref")].get("href")) for each in _spine(root)]
    return EpubView(
        digest("an EPUB", data), tuple((each, _title_of(files[each])) for each in spine), files
    )


def _spine(root: Any) -> Iterator[Any]:
    yield from root.iterfind(".//opf:itemref", _NAMES)


def _title_of(file: EpubFile) -> str:
    match = _TITLE.search(file.data.decode("utf-8", "replace"))
    return html.unescape(match[1]).strip() if match else ""
