"""The release of an EPUB: a file whose ``dcterms:modified`` moves when its content does.

Identifier and modification date together tell releases apart
(https://www.w3.org/TR/epub-33/#sec-metadata-last-modified).
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from publish.storage.zip_errors import ZIP_ERRORS
from publish.writers.epub.container import pack
from publish.writers.epub.package import Package

_MODIFIED = re.compile(
    r'<meta property="dcterms:modified">(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)</meta>'
)
_IDENTIFIER = re.compile(r'<dc:identifier id="uid">([^<]+)</dc:identifier>')
_PACKAGE_FILE = "EPUB/content.opf"
_LARGEST_PACKAGE = 2**26
"""Bytes of a package document that is read; a book of 100,000 chapters has less."""


@dataclass(frozen=True, slots=True)
class ReleaseIdentifier:
    """The identifier of a book and the date of the last change, which tell its releases apart."""

    book: str
    modified: datetime


def pack_release(
    package: Package, previous: bytes | None, last_change: Callable[[], datetime]
) -> bytes:
    """Return the bytes of an EPUB with the date of ``previous``, if that has the same content.

    Otherwise the date is ``last_change()``, or now where the previous date is not before it.
    """
    release = read_release_identifier(previous) if previous else None
    before = release.modified if release else None
    if previous and before and _has_items(previous, package):
        data = pack(package, before)
        if _checksums(data) == _checksums(previous):
            return data
    date = last_change()
    if before and date <= before:
        date = max(datetime.now(UTC).replace(microsecond=0), before + timedelta(seconds=1))
    return pack(package, date)


def read_release_identifier(data: bytes) -> ReleaseIdentifier | None:
    """Return the release identifier of an EPUB of this program; None where none is readable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.getinfo(_PACKAGE_FILE).file_size > _LARGEST_PACKAGE:
                return None
            text = archive.read(_PACKAGE_FILE).decode()
    except ZIP_ERRORS:
        return None
    identifier, modified = _IDENTIFIER.search(text), _MODIFIED.search(text)
    if identifier is None or modified is None:
        return None
    return ReleaseIdentifier(html.unescape(identifier[1]), datetime.fromisoformat(modified[1]))


def _has_items(data: bytes, package: Package) -> bool:
    """Return whether an EPUB has each item of ``package`` with the same bytes."""
    names = {f"EPUB/{item.name}": item.checksum for item in package.items}
    return names.items() <= _checksums(data).items()


def _checksums(data: bytes) -> dict[str, int]:
    """Return the checksum of each file of an archive by its name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: info.CRC for info in archive.infolist()}
