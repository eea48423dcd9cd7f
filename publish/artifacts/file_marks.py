"""Marks by which this program recognises the files that it made."""

from __future__ import annotations

import mmap
import re
import zipfile
from contextlib import suppress
from pathlib import Path

from publish.storage.zip_errors import ZIP_ERRORS

FIRST_BYTES = {
    ".pdf": (0, b"%PDF-"),
    ".epub": (30, b"mimetypeapplication/epub+zip"),
    ".azw3": (60, b"BOOKMOBI"),
    **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), (0, b"PK\x03\x04")),
}
"""The bytes that show the kind of a file, and their offset, by its ending.

https://www.w3.org/TR/epub-33/#app-media-type
"""

_HTML_MARK = b'<meta name="generator" content="publish">'
_PDF_MARKS = (b"/Producer(publish)", b"<pdf:Producer>publish</pdf:Producer>")
_AZW3_MARK = b"\x00\x00\x00\x6c\x00\x00\x00\x0fpublish"
_EPUB_MARK = re.compile(rb"""<meta\b(?=[^>]*\bname="generator")[^>]*\bcontent="publish""")
_EARLIER_EPUB = {"EPUB/colophon.xhtml", "META-INF/com.apple.ibooks.display-options.xml"}
"""Files that all EPUBs of earlier versions have, which named no generator."""

TOML_MARK = "# Made by `publish import`"
"""The beginning of the settings that stand beside imported Markdown."""

RECORD_MARK = '{"publish-printed": '
"""The beginning of the record of what was printed of a book."""

_LARGEST = 2**20
"""Bytes of the largest package document that is searched; ours have a few thousand."""


def is_of_kind(path: Path) -> bool:
    """Return whether the first bytes of a file are those that its ending promises."""
    offset, expected = FIRST_BYTES[path.suffix.lower()]
    with path.open("rb") as stream:
        stream.seek(offset)
        return stream.read(len(expected)) == expected


def has_mark(path: Path, mark: bytes) -> bool:
    """Return whether a file has a mark in its first kilobyte; an empty mark is none."""
    if not mark:
        return False
    with path.open("rb") as stream:
        return mark in stream.read(1024)


def has_own_mark(path: Path) -> bool:
    """Return whether a file that is not empty says that this program made it.

    Markdown says nothing of itself; the settings beside it do.
    """
    match path.suffix.lower():
        case ".pdf":
            return is_of_kind(path) and (_has_pdf_mark(path) or _is_own_booklet(path))
        case ".epub":
            return is_of_kind(path) and _is_own_epub(path)
        case ".azw3":
            return is_of_kind(path) and _has_azw3_mark(path)
        case ".html":
            return has_mark(path, _HTML_MARK)
        case ".json":
            with path.open("rb") as stream:
                return stream.read(len(RECORD_MARK)) == RECORD_MARK.encode()
        case ".toml":
            return _has_toml_mark(path)
        case ".md" | ".markdown":
            return _has_toml_mark(path.with_suffix(".toml"))
        case _:
            return False


def _has_toml_mark(path: Path) -> bool:
    with suppress(OSError), path.open("rb") as stream:
        mark = TOML_MARK.encode()
        return stream.read(len(mark)) == mark
    return False


def _has_pdf_mark(path: Path) -> bool:
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return any(data.find(mark) >= 0 for mark in _PDF_MARKS)


def _has_azw3_mark(path: Path) -> bool:
    """Return whether the contributor of an AZW3, its record 108, is this program."""
    with path.open("rb") as stream:
        return _AZW3_MARK in stream.read(_LARGEST)


def _is_own_booklet(path: Path) -> bool:
    """Return whether a PDF is a booklet or a proof of this program.

    Those of earlier versions name no producer, which nearly every other program does.
    """
    import pikepdf

    try:
        with pikepdf.open(path) as pdf:
            producer = pdf.docinfo.get("/Producer")
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, RuntimeError):
        return False
    return str(producer) == "publish" if producer is not None else ".booklet-" in path.name


def _is_own_epub(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            if set(archive.namelist()) >= _EARLIER_EPUB:
                return True
            packages = [each for each in archive.infolist() if each.filename.endswith(".opf")]
            return any(
                each.file_size <= _LARGEST and _EPUB_MARK.search(archive.read(each))
                for each in packages[:4]
            )
    except ZIP_ERRORS:
        return False
