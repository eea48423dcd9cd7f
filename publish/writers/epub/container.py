"""The EPUB container, packed by EbookLib 0.20; the only module that imports EbookLib.

The content documents, the navigation document and the NCX are added as plain items, so that
EbookLib passes their bytes on unchanged; its ``EpubHtml`` parses and pretty-prints them, which adds
spaces between words and loses attributes.  Each workaround has a test in
``tests/epub/test_container.py`` with a control that runs the unmodified library; a failing control
says that the workaround can be removed.
"""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from ebooklib import epub

from publish.document.model import direction
from publish.writers.epub.package import Deflated, Item, Package

_UNIQUE_ID = "uid"
_STORED_SUFFIXES = (".woff2", ".woff", ".jpg", ".png")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def pack(package: Package, modified: datetime) -> bytes:
    """Return the bytes of the EPUB; equal arguments give equal bytes on every day and machine."""
    book = epub.EpubBook()
    # A new EpubBook has a random UUID and a generator element that EPUB 3 does not know.
    book.metadata = {}
    book.IDENTIFIER_ID = _UNIQUE_ID
    book.set_identifier(package.identifier)
    book.set_direction(package.dir.value)
    for entry in package.metadata:
        book.add_metadata(entry.namespace, entry.name, entry.value, dict(entry.attributes))
    items = {item.id: _epub_item(item) for item in package.items}
    for item in items.values():
        book.add_item(item)
    for item in package.outside:
        book.add_item(_epub_item(item, manifest=False))
    # EbookLib looks for each id among all items.
    book.spine = [items[name] for name in package.spine]
    book.guide = [
        {"type": kind, "title": title, "href": file} for kind, title, file in package.guide
    ]

    out = BytesIO()
    _Writer(out, book, package, modified).write()
    return out.getvalue()


def _epub_item(item: Item, *, manifest: bool = True) -> Any:
    epub_item = epub.EpubItem(item.id, item.name, item.media_type, item.data, manifest)
    epub_item.properties = item.properties
    return epub_item


class _Writer(epub.EpubWriter):  # type: ignore[misc]  # EbookLib has no types.
    """EbookLib's writer with a reproducible archive, and a package with language and direction."""

    def __init__(self, out: BytesIO, book: Any, package: Package, modified: datetime) -> None:
        # EbookLib writes this time with a Z suffix, whatever its zone.
        self._modified = modified.astimezone(UTC)
        super().__init__(out, book, {"mtime": self._modified})
        self._package = package

    def write(self) -> None:
        """Write the archive; the stock method opens one with the time of the build."""
        with _Archive(self.file_name, self._modified) as self.out:
            self.out.writestr("mimetype", "application/epub+zip")
            self._write_container()
            self._write_opf()
            self._write_items()

    def _write_opf_file(self, root: Any) -> None:
        """Set the package's language and direction, and remove an unused prefix."""
        root.set(_XML_LANG, self._package.lang)
        root.set("dir", direction(self._package.lang).value)
        root.attrib.pop("prefix", None)
        super()._write_opf_file(root)


class _Archive(zipfile.ZipFile):
    """A zip archive whose bytes depend on the files and their time alone."""

    def __init__(self, file: Any, modified: datetime) -> None:
        super().__init__(file, "w", zipfile.ZIP_DEFLATED)
        # Zip times have years from 1980 to 2107 and count seconds in twos.
        year = min(max(modified.year, 1980), 2107)
        rest = modified.timetuple()[1:6] if year == modified.year else (1, 1, 0, 0, 0)
        self._date_time = (year, *rest)

    def writestr(
        self,
        zinfo_or_arcname: str | zipfile.ZipInfo,
        data: Any,
        compress_type: int | None = None,  # noqa: ARG002  # decided by the name of the file, below
        compresslevel: int | None = None,
    ) -> None:
        """Write a file; the mimetype and files that are compressed already are stored.

        The mimetype has to come first (https://www.w3.org/TR/epub-33/#sec-zip-container-mime).
        """
        info = zipfile.ZipInfo(str(zinfo_or_arcname), self._date_time)
        info.create_system = 3  # Unix; the default names the system of the build
        info.external_attr = 0o100644 << 16
        if isinstance(data, Deflated):
            self._write_deflated(info, data)
            return
        stored = info.filename == "mimetype" or info.filename.endswith(_STORED_SUFFIXES)
        info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
        super().writestr(info, data, compresslevel=compresslevel)

    def _write_deflated(self, info: zipfile.ZipInfo, content: Deflated) -> None:
        """Write a content that is deflated already, as ``writestr`` would write it.

        ``zipfile`` has no function for it (https://github.com/python/cpython/issues/113924).
        """
        info.compress_type = zipfile.ZIP_DEFLATED
        info.CRC, info.file_size = content.checksum, content.size
        info.compress_size = len(content.stream)
        assert self.fp is not None
        info.header_offset = self.fp.tell()
        self.fp.write(info.FileHeader())
        self.fp.write(content.stream)
        self.start_dir = self.fp.tell()
        self.filelist.append(info)
        self.NameToInfo[info.filename] = info
