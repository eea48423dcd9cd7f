"""EbookLib 0.20 as a container: everything this project works round in it is in this module.

Our own pages, contents and NCX are plain items, so EbookLib passes their bytes on untouched; its
``EpubHtml`` parses and pretty-prints them, which puts spaces between words and loses attributes.
Each way round has a test in ``tests/epub/test_container.py`` that also runs the stock library:
when a new version of it makes that test fail, the way round can go.
"""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from ebooklib import epub

from publish.document.model import direction
from publish.writers.epub.package import Item, Package

NCX_ID = "ncx"
"""The id that EbookLib's spine refers to when the NCX is an item like any other."""

_UNIQUE = "uid"
_COMPRESSED = (".woff2", ".woff", ".jpg", ".png")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def pack(package: Package) -> bytes:
    """Return the bytes of the EPUB: the same for the same package, on any day and machine."""
    book = epub.EpubBook()
    # A new EpubBook already has a random UUID and a generator that EPUB 3 gave up.
    book.metadata = {}
    book.IDENTIFIER_ID = _UNIQUE
    book.set_identifier(package.identifier)
    book.set_direction(package.dir.value)
    for datum in package.metadata:
        book.add_metadata(datum.namespace, datum.name, datum.value, dict(datum.attributes))
    for item in package.items:
        book.add_item(_item(item))
    for item in package.outside:
        book.add_item(_item(item, manifest=False))
    book.spine = list(package.spine)

    out = BytesIO()
    _Writer(out, book, package).write()
    return out.getvalue()


def _item(item: Item, *, manifest: bool = True) -> Any:
    made = epub.EpubItem(item.id, item.name, item.media_type, item.data, manifest)
    made.properties = item.properties
    return made


class _Writer(epub.EpubWriter):  # type: ignore[misc]  # EbookLib has no types.
    """EbookLib's writer with a reproducible archive and a package that says its language."""

    def __init__(self, out: BytesIO, book: Any, package: Package) -> None:
        # EbookLib writes this time with a Z behind it, whatever its zone.
        modified = package.modified.astimezone(UTC)
        super().__init__(out, book, {"mtime": modified})
        self._package = package
        self._modified = modified

    def write(self) -> None:
        """Write the archive; the stock method opens one that stamps the hour of the build."""
        with _Archive(self.file_name, self._modified) as self.out:
            self.out.writestr("mimetype", "application/epub+zip")
            self._write_container()
            self._write_opf()
            self._write_items()

    def _write_opf_file(self, root: Any) -> None:
        """Say the package's language and direction, and no prefix that nothing uses."""
        root.set(_XML_LANG, self._package.lang)
        root.set("dir", direction(self._package.lang).value)
        root.attrib.pop("prefix", None)
        super()._write_opf_file(root)


class _Archive(zipfile.ZipFile):
    """A zip whose bytes depend on what is written into it and on nothing else."""

    def __init__(self, file: Any, modified: datetime) -> None:
        super().__init__(file, "w", zipfile.ZIP_DEFLATED)
        # A zip knows no year before 1980 nor after 2107, and counts seconds in twos.
        year = min(max(modified.year, 1980), 2107)
        rest = modified.timetuple()[1:6] if year == modified.year else (1, 1, 0, 0, 0)
        self._stamp = (year, *rest)

    def writestr(
        self,
        zinfo_or_arcname: str | zipfile.ZipInfo,
        data: Any,
        compress_type: int | None = None,  # noqa: ARG002  # decided by the file's name, below
        compresslevel: int | None = None,
    ) -> None:
        """Write one file; the mimetype comes first and, like a compressed font, is stored."""
        info = zipfile.ZipInfo(str(zinfo_or_arcname), self._stamp)
        info.create_system = 3  # Else the bytes would say on which system they were made.
        info.external_attr = 0o100644 << 16
        stored = info.filename == "mimetype" or info.filename.endswith(_COMPRESSED)
        info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
        super().writestr(info, data, compresslevel=compresslevel)
