"""Formats of files, recognised by their content; and those that are not read, with a way out."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

from publish.diagnostics import PublishError
from publish.diagnostics.rules import files, office
from publish.text.dataclass import dataclass
from publish.text.source import Span

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MEMBERS = {
    "word/document.xml": ".docx",
    "xl/workbook.xml": ".xlsx",
    "ppt/presentation.xml": ".pptx",
    "Index/Document.iwa": ".pages",
    "META-INF/container.xml": ".epub",
}
"""The files in a ZIP archive that tell the format of the whole."""

_MEDIA_TYPES = {
    b"application/vnd.oasis.opendocument.text": ".odt",
    b"application/vnd.oasis.opendocument.text-template": ".odt",
    b"application/vnd.oasis.opendocument.text-master": ".odt",
    b"application/vnd.oasis.opendocument.text-web": ".odt",
    b"application/vnd.oasis.opendocument.spreadsheet": ".ods",
    b"application/vnd.oasis.opendocument.presentation": ".odp",
    b"application/vnd.oasis.opendocument.graphics": ".odg",
    b"application/vnd.sun.xml.writer": ".sxw",
    b"application/epub+zip": ".epub",
}
"""The formats that a ZIP archive names in its first file, ``mimetype``."""

_TYPES = "[Content_Types].xml"
_MOST_TYPES = 2**20
_WORD_TYPE = re.compile(
    rb"wordprocessingml\.(?:document|template)\.main|ms-word\.(?:document|template)\.macroEnabled"
)
"""The type of the text in the list of the types of parts, whatever its name is."""

_WORD_DOCUMENT = re.compile(r"word/document\d*\.xml")
_OPENDOCUMENT_PARTS = frozenset({"content.xml", "META-INF/manifest.xml"})
_FLAT_OPENDOCUMENT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]{0,500}-->\s*)?<office:document[\s>]"
)
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]{0,500}-->\s*)?<(?:!doctype\s+html|html)[\s>]",
    re.IGNORECASE,
)
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class _Unread:
    """A format that is not read: its name with an article, and what to do."""

    name: str
    hint: str


LOCKED = "password"
"""The answer of ``recognise`` for a file that is encrypted, of whatever format it is."""

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream of an encrypted Word file in its container, which is that of old Word files."""

_UNLOCK = "open it with its password in Word or LibreOffice, remove the password, and save it"
_COPY = "open it in its own program, copy the text, and paste that into a .txt file"
_SAVE_AS_DOCX = "open it in Word or LibreOffice and save it as Word document (.docx)"
_SAVE_AS_ODT = "open it in LibreOffice and save it as ODF text document (.odt)"
_UNREAD = {
    ".doc": _Unread("a file of Word 97 to 2003", _SAVE_AS_DOCX),
    ".sxw": _Unread("a text of OpenOffice 1", _SAVE_AS_ODT),
    ".ods": _Unread("an OpenDocument spreadsheet", _COPY),
    ".odp": _Unread("an OpenDocument presentation", _COPY),
    ".odg": _Unread("an OpenDocument drawing", _COPY),
    ".xlsx": _Unread("a spreadsheet", _COPY),
    ".pptx": _Unread("a presentation", _COPY),
    ".pages": _Unread("a file of Pages", "export it as Word document (.docx)"),
    ".zip": _Unread("an archive", "unpack it, and name the text in it"),
    ".pdf": _Unread("a PDF", _COPY),
}


def unread_error(ending: str, file: str) -> PublishError:
    """Return the error about a file of a format that no reader has, by its ``recognise`` ending."""
    if ending == LOCKED:
        message = f"{Path(file).name} is encrypted with a password"
        return PublishError(office.LOCKED.at(Span(file, 0, 0), message, _UNLOCK))
    unread = _UNREAD[ending]
    message = f"{Path(file).name} is {unread.name}, which is not read"
    return PublishError(files.BINARY.at(Span(file, 0, 0), message, unread.hint))


def recognise(data: bytes) -> str:
    """Return the usual ending of the format of a file; empty where its content is any text."""
    if data.startswith(_ZIP):
        return _recognise_archive(data)
    if data.startswith(_OLE):
        return LOCKED if _ENCRYPTED in data else ".doc"
    if data.startswith(b"{\\rtf"):
        return ".rtf"
    if data.startswith(b"%PDF-"):
        return ".pdf"
    if _FLAT_OPENDOCUMENT.match(data[:_HEAD]):
        return ".fodt"
    return ".html" if _PAGE.match(data[:_HEAD]) else ""


def _recognise_archive(data: bytes) -> str:
    import zipfile

    from publish.storage.zip_errors import ZIP_ERRORS

    types = b""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            if _TYPES in names:
                with archive.open(_TYPES) as member:
                    types = member.read(_MOST_TYPES)
    except ZIP_ERRORS:
        names = set()  # a damaged archive may still say by its first file what it is
    for name, ending in _MEMBERS.items():
        if name in names:
            return ending
    if any(map(_WORD_DOCUMENT.fullmatch, names)) or _WORD_TYPE.search(types):
        return ".docx"
    # The file ``mimetype`` comes first and is stored without compression.
    # https://docs.oasis-open.org/office/OpenDocument/v1.3/part2-packages/
    if data[30:38] == b"mimetype":
        media_type = re.match(rb"[\w.+/-]+", data[38:120])
        if media_type and media_type[0].removesuffix(b"PK") in _MEDIA_TYPES:
            return _MEDIA_TYPES[media_type[0].removesuffix(b"PK")]
    if b"word/document.xml" in data:
        return ".docx"
    if names >= _OPENDOCUMENT_PARTS:
        return ".odt"
    return ".zip"
