"""The files of an imported book: Markdown, the settings beside it, and its pictures."""

from __future__ import annotations

import os
import re
from collections.abc import Container, Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from publish.artifacts.file_marks import TOML_MARK
from publish.config import Book
from publish.config.book_names import BOOK_FILE, is_file
from publish.config.metadata_keys import METADATA_KEYS, express_metadata
from publish.config.settings import parse_settings
from publish.config.toml_file import load_toml
from publish.config.toml_writer import write_toml
from publish.config.workspace import WORKSPACE_FILE
from publish.document.metadata import Meta
from publish.document.model import Image, Node, Work
from publish.document.walk import descend, rewrite
from publish.pipeline.assemble import assemble
from publish.text.dataclass import dataclass
from publish.text.invisible import printable
from publish.writers.markdown import write_markdown

READING_KEYS = frozenset(
    {"files", "mark", "shape", "translation", "lines", "order", "markup", "styles"}
)
"""The keys of settings by which a text is read, of which Markdown needs none."""

_ENDINGS = {"image/jpeg": ".jpg", "image/tiff": ".tif", "image/x-portable-pixmap": ".ppm"}
_NO_META = Meta()
_COLON_FIRST = re.compile(r"[^/]*:")


@dataclass(frozen=True, slots=True)
class MarkdownSet:
    """The files of an imported book by their contents, and the Work that they are.

    ``pictures`` are the files in the folder of pictures, by their names.
    """

    markdown: str
    toml: str
    pictures: Mapping[str, bytes]
    work: Work


def picture_folder(path: Path) -> Path:
    """Return the folder of the pictures of a Markdown file: ``NAME-pictures`` beside it."""
    return path.with_name(f"{path.stem}-pictures")


def compose_markdown(work: Work, book: Book, path: Path) -> MarkdownSet:
    """Return the files that stand for an assembled book, if its Markdown will lie at ``path``.

    Metadata stands in the settings where these say it exactly, else in the Markdown; that of a
    chapter in a folder book always stands there, because the settings of chapters are not read.
    """
    files = _PictureFiles(picture_folder(path))
    work, addresses = _name_pictures(work, files)
    table = _own_settings(book)
    cover = book.settings.cover
    if cover and cover.image and "cover" in table:
        name = files.add("cover", cover.image.suffix, cover.image.read_bytes())
        table["cover"] = {**table["cover"], "image": f"{files.folder.name}/{name}"}
    if _is_chapter(path, book):
        table = {key: value for key, value in table.items() if key not in METADATA_KEYS}
        stated = work.meta
    else:
        table, stated = _divide_metadata(work, table, book)
    source = book.folder or book.texts[0]
    mark = f"{TOML_MARK} from {printable(source.name)}: the settings of {printable(path.name)}.\n"
    markdown = write_markdown(work, stated, addresses)
    return MarkdownSet(markdown, mark + write_toml(table), files.contents, work)


# --- pictures


class _PictureFiles:
    """The pictures of a book by the names of their files, of which none has another content."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.contents: dict[str, bytes] = {}
        self._number = 0

    def add(self, stem: str, ending: str, data: bytes) -> str:
        """Return the name of a picture; a number is added to one that another picture has."""
        names = (f"{stem}{number or ''}{ending}" for number in count())
        name = next(name for name in names if self._is_free(name, data))
        self.contents[name] = data
        return name

    def add_next(self, ending: str, data: bytes, others: Container[str]) -> str:
        """Return the address of the next picture in a text, which is none of ``others``."""
        start = "./" if _COLON_FIRST.match(self.folder.name) else ""
        while True:
            self._number += 1
            name = f"{self._number}{ending}"
            address = f"{start}{self.folder.name}/{name}"
            if address not in others and self._is_free(name, data):
                self.contents[name] = data
                return address

    def _is_free(self, name: str, data: bytes) -> bool:
        path = self.folder / name
        if name in self.contents:
            return False
        return not os.path.lexists(path) or (path.is_file() and path.read_bytes() == data)


def _name_pictures(work: Work, files: _PictureFiles) -> tuple[Work, dict[str, str]]:
    """Return a Work whose pictures are files, and the addresses of these by their digests.

    Bytes that no ``Image`` shows are left out.
    """
    resources = {resource.digest: resource for resource in work.resources}
    images = [node for node in descend(work) if isinstance(node, Image)]
    shown = dict.fromkeys(image.resource for image in images if image.resource in resources)
    others = {image.address for image in images if image.resource not in resources}
    addresses: dict[str, str] = {}
    for digest in shown:
        resource = resources[digest]
        ending = _ENDINGS.get(resource.media_type, f".{resource.media_type.rpartition('/')[2]}")
        addresses[digest] = files.add_next(ending, resource.data, others)

    def change(node: Node) -> Node:
        if isinstance(node, Image) and node.resource in addresses:
            return replace(node, address=addresses[node.resource])
        return node

    own = tuple(resources[digest] for digest in shown)
    return replace(rewrite(work, change), resources=own), addresses


# --- settings and metadata


def _own_settings(book: Book) -> dict[str, Any]:
    """Return the settings beside a book, without those by which its text is read."""
    of_all = str(book.workspace.root / WORKSPACE_FILE)
    own = [source for source in book.settings.toml if source.file != of_all]
    table = load_toml(own[-1]) if own else {}
    return {key: value for key, value in table.items() if key not in READING_KEYS}


def _is_chapter(path: Path, book: Book) -> bool:
    """Return whether the folder of a file is that of a folder book."""
    folder = Path(os.path.realpath(path.parent))
    is_in_sources = folder.parent == Path(os.path.realpath(book.workspace.sources))
    return is_in_sources or is_file(folder / BOOK_FILE)


def _divide_metadata(work: Work, table: dict[str, Any], book: Book) -> tuple[dict[str, Any], Meta]:
    """Return the settings with the metadata that they state exactly, and the metadata left.

    Each trial assembles the Work as it will be read; a field that comes out otherwise moves from
    the settings into the text.
    """
    defaults = book.workspace.defaults
    meta = work.meta
    table = express_metadata(meta, parse_settings(table, defaults)) | table
    while True:
        without: dict[str, Any] = {k: getattr(_NO_META, k) for k in METADATA_KEYS if k in table}
        stated = replace(meta, **without)
        settings = parse_settings(table, defaults)
        trial = assemble((replace(work, meta=stated),), settings, book.name).value.meta
        wrong = [key for key in METADATA_KEYS if key in table]
        wrong = [key for key in wrong if getattr(trial, key) != getattr(meta, key)]
        if not wrong:
            return table, stated
        table = {key: value for key, value in table.items() if key not in wrong}
