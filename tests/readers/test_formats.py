"""Formats are recognised by the content of a file, whatever its ending."""

from __future__ import annotations

import io
import zipfile

import pytest

from publish.readers.formats import LOCKED, recognise


def archive(*names: str, media_type: str = "") -> bytes:
    """Return a ZIP archive with members of those names."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        if media_type:
            file.writestr("mimetype", media_type)
        for name in names:
            file.writestr(name, "x")
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "ending"),
    [
        (archive("[Content_Types].xml", "word/document.xml"), ".docx"),
        (archive("content.xml", media_type="application/vnd.oasis.opendocument.text"), ".odt"),
        (archive("content.xml", media_type="application/vnd.sun.xml.writer"), ".sxw"),
        (archive("content.xml", "META-INF/manifest.xml"), ".odt"),
        (archive("a.opf", media_type="application/epub+zip"), ".epub"),
        (archive("xl/workbook.xml"), ".xlsx"),
        (archive("a.txt"), ".zip"),
        (archive("[Content_Types].xml", "word/document.xml")[:-30], ".docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), ".doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), LOCKED),
        (archive("word/document2.xml"), ".docx"),
        (b"{\\rtf1\\ansi", ".rtf"),
        (b"%PDF-1.7", ".pdf"),
        (b'<?xml version="1.0"?>\n<office:document xmlns:office="x">', ".fodt"),
        (b"\xef\xbb\xbf<!-- by hand -->\n<office:document>", ".fodt"),
        (b'<?xml version="1.0"?>\n<other>', ""),
        ("\u05d0 text".encode(), ""),
        (b"", ""),
    ],
)
def test_the_content_tells_the_format(data: bytes, ending: str) -> None:
    assert recognise(data) == ending
