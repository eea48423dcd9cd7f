"""The parts of an OpenDocument text: an archive with files, or one flat file of XML."""

from __future__ import annotations

import base64
import binascii
import posixpath
import re
from pathlib import Path
from urllib.parse import unquote

from publish.diagnostics import PublishError
from publish.diagnostics.rules import office as rules
from publish.readers.archives import MOST_BYTES_OF_MEMBER, Archive, open_archive
from publish.readers.formats import LOCKED, unread_error
from publish.readers.opendocument.names import OFFICE
from publish.readers.xml_parts import Element, parse_xml
from publish.text.source import Span

_ZIP = b"PK"
_XML = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\x00]*<")
_BINARY = re.compile(rb"(<office:binary-data>)([^<]*)(?=</office:binary-data>)")
_MANIFEST = "META-INF/manifest.xml"
_ENCRYPTION = b"encryption-data"
_ENCRYPTED_WHOLE = "encrypted-package"
_KINDS = {
    "spreadsheet": "an OpenDocument spreadsheet",
    "presentation": "an OpenDocument presentation",
    "drawing": "an OpenDocument drawing",
    "chart": "an OpenDocument chart",
    "image": "an OpenDocument image",
    "database": "an OpenDocument database",
}
_OPEN_AGAIN = "open it in LibreOffice and save it again; or take an older copy"


class Package:
    """An OpenDocument text: its text, its styles and its properties, and the files in it.

    ``content``, ``styles`` and ``properties`` are one element in a flat file.
    """

    def __init__(self, file: str, data: bytes) -> None:
        self.file = file
        self._binaries: list[bytes] = []
        self.archive: Archive | None = None
        if data.startswith(_ZIP):
            self.archive = _open_unlocked(data, file)
            self.content = self._find_content()
            self.styles = self.parse("styles.xml")
            self.properties = self.parse("meta.xml")
        else:
            self.content = self.styles = self.properties = self._parse_flat(data)
        self.text = self._find_text()

    def _find_content(self) -> Element:
        content = self.parse("content.xml")
        if content is None:
            message = f"{Path(self.file).name} has no document in it"
            raise PublishError(rules.NO_DOCUMENT.at(Span(self.file, 0, 0), message, _OPEN_AGAIN))
        return content

    def _parse_flat(self, data: bytes) -> Element:
        name = Path(self.file).name
        start = Span(self.file, 0, 0)
        if len(data) > MOST_BYTES_OF_MEMBER:
            message = f"{name} has {len(data) // 1_000_000:,} MB, more than any text"
            raise PublishError(rules.UNSAFE.at(start, message))
        root = self._parse(data, "") if _XML.match(data) else None
        if root is None or root.tag != f"{OFFICE}document":
            message = f"{name} has the ending of an OpenDocument text and is none"
            hint = "if it is a text, give it the ending .txt; else save it again in LibreOffice"
            raise PublishError(rules.NO_DOCUMENT.at(start, message, hint))
        return root

    def _find_text(self) -> Element:
        """Return the element with the paragraphs; raise PublishError where there is none."""
        text = self.content.find(f"{OFFICE}body/{OFFICE}text")
        if text is not None:
            return text
        kinds = (
            _KINDS.get(str(each.tag).rpartition("}")[2])
            for each in self.content.iterfind(f"{OFFICE}body/*")
        )
        kind = next(filter(None, kinds), "")
        name = Path(self.file).name
        message = f"{name} is {kind}, which is not read" if kind else f"{name} has no text in it"
        hint = "copy the text from it, and paste that into a .txt file" if kind else _OPEN_AGAIN
        raise PublishError(rules.NO_DOCUMENT.at(Span(self.file, 0, 0), message, hint))

    def parse(self, part: str) -> Element | None:
        """Return the root of a part that is XML, or None where the file has no such part."""
        data = self.find_file(part)
        return self._parse(data, part) if data is not None else None

    def _parse(self, data: bytes, part: str) -> Element:
        """Return the root of XML without its pictures, of which any may have many megabytes."""

        def take(match: re.Match[bytes]) -> bytes:
            self._binaries.append(match[2])
            return b"%s%d" % (match[1], len(self._binaries) - 1)

        return parse_xml(_BINARY.sub(take, data), self.file, part)

    def find_file(self, name: str) -> bytes | None:
        """Return the bytes of a file in the archive, None where it has none of the name."""
        if self.archive is None:
            return None
        for each in (name, unquote(name)):
            if each in self.archive:
                return self.archive.read(each)
        return None

    def decode_binary(self, text: str) -> bytes:
        """Return the bytes of an ``office:binary-data``; none where they are damaged."""
        is_number = text.isascii() and text.isdecimal() and int(text[:9]) < len(self._binaries)
        data = self._binaries[int(text[:9])] if is_number else text.encode()
        try:
            return base64.b64decode(data)
        except (binascii.Error, ValueError):
            return b""


def normalize_reference(address: str) -> str:
    """Return the name of a file in the archive by its address; empty for one outside of it."""
    name = posixpath.normpath(address) if address and ":" not in address else ""
    return "" if name.startswith(("/", "..", "#")) or name == "." else name


def _open_unlocked(data: bytes, file: str) -> Archive:
    """Return the archive of a file; raise PublishError for one that is damaged or encrypted."""
    archive = open_archive(data, file)
    manifest = archive.read(_MANIFEST) if _MANIFEST in archive else b""
    if _ENCRYPTION in manifest or _ENCRYPTED_WHOLE in archive:
        raise unread_error(LOCKED, file)
    return archive
