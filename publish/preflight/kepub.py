"""Check of an EPUB for Kobo, which has the text and the files of the EPUB of the book."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree as ET

from publish.diagnostics import Diagnostic, Diagnostics
from publish.diagnostics.rules.epub import TEXT_DIFFERS
from publish.preflight.epub_file import HTML


def check_kepub(kepub: bytes, epub: bytes) -> Diagnostics:
    """Return an error for each file whose text or elements are not those of the EPUB."""
    with zipfile.ZipFile(BytesIO(kepub)) as copy, zipfile.ZipFile(BytesIO(epub)) as original:
        if copy.namelist() != original.namelist():
            return (TEXT_DIFFERS.anywhere("the EPUB for Kobo lacks files of the EPUB"),)
        return tuple(_compare(copy, original))


def _compare(copy: zipfile.ZipFile, original: zipfile.ZipFile) -> Iterator[Diagnostic]:
    for name in original.namelist():
        ours, theirs = copy.read(name), original.read(name)
        if name.endswith(".xhtml"):
            is_same = _contents(ours) == _contents(theirs)
        else:
            is_same = ours == theirs
        if not is_same:
            yield TEXT_DIFFERS.anywhere(f"{name} differs in the EPUB for Kobo")


def _contents(document: bytes) -> tuple[str, list[tuple[str, tuple[tuple[str, str], ...]]]]:
    """Return the text of the body, and its elements without those of Kobo, in reading order."""
    body = ET.fromstring(document).find(f"{HTML}body")
    if body is None:
        return "", []
    elements = [
        (element.tag, tuple(sorted(element.attrib.items())))
        for element in body.iter()
        if not _is_of_kobo(element)
    ]
    return "".join(body.itertext()), elements


def _is_of_kobo(element: ET.Element) -> bool:
    return element.get("class") == "koboSpan" or element.get("id") in ("book-columns", "book-inner")
