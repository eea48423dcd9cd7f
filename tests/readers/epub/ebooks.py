"""E-books in tests: archives made of documents, and what their spine shows.

``read_spine`` shares no code with the reader: it walks the spine with ``html.parser`` and
``ElementTree`` of the standard library.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections import Counter
from collections.abc import Mapping
from html import unescape
from html.parser import HTMLParser
from io import BytesIO
from urllib.parse import unquote
from xml.etree import ElementTree

from publish.diagnostics import Effect, Outcome
from publish.diagnostics.rules import RULES
from publish.document.draft import Chunk, Draft
from publish.document.model import Excerpt, Image, Work
from publish.document.walk import descend
from publish.readers import read
from publish.readers.detection import decode_file
from tests.pipeline.test_nothing_lost import characters_of, metadata_text, words_of
from tests.readers.html.pages import work

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)
TITLE = "<dc:title>The Lamp</dc:title>"


def page(body: str, head: str = "", attributes: str = "") -> str:
    """An XHTML document."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f"<head><title>A page</title>{head}</head>\n<body{attributes}>\n{body}\n</body></html>"
    )


def package(manifest: str, spine: str, metadata: str = TITLE, turning: str = "") -> str:
    """A package document."""
    direction = f' page-progression-direction="{turning}"' if turning else ""
    return (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"'
        ' unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f' xmlns:opf="http://www.idpf.org/2007/opf">{metadata}</metadata>'
        f'<manifest>{manifest}</manifest><spine toc="ncx"{direction}>{spine}</spine></package>'
    )


def archive(files: Mapping[str, str | bytes], *, has_type: bool = True) -> bytes:
    """An archive with the files of an EPUB."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        if has_type:
            target.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for name, data in files.items():
            target.writestr(name, data)
    return buffer.getvalue()


def epub(
    documents: Mapping[str, str],
    metadata: str = TITLE,
    files: Mapping[str, str | bytes] | None = None,
    items: str = "",
    turning: str = "",
) -> bytes:
    """An EPUB of documents in order, each the content of a body or a whole document.

    A name that begins with ``-`` is not linear, one with ``nav`` is the navigation document.
    """
    manifest, spine = items, ""
    own: dict[str, str | bytes] = {"META-INF/container.xml": CONTAINER}
    for number, (name, body) in enumerate(documents.items()):
        path = name.removeprefix("-")
        properties = ' properties="nav"' if "nav" in name else ""
        kind = "application/xhtml+xml"
        manifest += f'<item id="d{number}" href="{path}" media-type="{kind}"{properties}/>'
        linear = ' linear="no"' if name.startswith("-") else ""
        spine += f'<itemref idref="d{number}"{linear}/>'
        own[f"OEBPS/{path}"] = body if body.startswith("<?xml") else page(body)
    own["OEBPS/book.opf"] = package(manifest, spine, metadata, turning)
    return archive(own | dict(files or {}))


def draft(data: bytes, name: str = "a.epub") -> Outcome[Draft]:
    """The draft of an e-book."""
    outcome = read(decode_file(data, name).value)
    assert isinstance(outcome.value, Draft)
    return Outcome(outcome.value, outcome.diagnostics)


def chunks(data: bytes) -> tuple[Chunk, ...]:
    """The chunks of an e-book, without those of its title."""
    return tuple(c for c in draft(data).value.chunks if c.part not in ("title", "subtitle"))


def lines(data: bytes) -> list[str]:
    """The texts of the chunks of an e-book, without those of its title."""
    return [chunk.text.text for chunk in chunks(data)]


def messages(data: bytes, code: str) -> list[str]:
    """The messages of a code."""
    return [each.message for each in draft(data).diagnostics if each.code == code]


class _ShownText(HTMLParser):
    """The characters of a document outside of scripts, styles and the head."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.text = ""
        self._skipped = 0
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        self._skipped += tag in ("head", "script", "style", "title")

    def handle_startendtag(self, tag: str, _attributes: object) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        self._skipped -= tag in ("head", "script", "style", "title") and self._skipped > 0

    def handle_data(self, data: str) -> None:
        self.text += "" if self._skipped else data

    def unknown_decl(self, data: str) -> None:
        if data.startswith("CDATA["):
            self.handle_data(data[6:])

    def handle_entityref(self, name: str) -> None:
        self.handle_data(unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self.handle_data(unescape(f"&#{name};"))


def read_spine(data: bytes) -> str:
    """The text of the documents in the spine of an e-book."""
    opf = "{http://www.idpf.org/2007/opf}"
    text = ""
    with zipfile.ZipFile(BytesIO(data)) as source:
        container = ElementTree.fromstring(source.read("META-INF/container.xml"))
        path = next(e.get("full-path", "") for e in container.iter() if e.get("full-path"))
        root = ElementTree.fromstring(source.read(path))  # a file of the test
        paths = {e.get("id"): e.get("href", "") for e in root.iter(f"{opf}item")}
        for item in root.iter(f"{opf}itemref"):
            name = posixpath.join(posixpath.dirname(path), unquote(paths[item.get("idref")]))
            text += _ShownText(source.read(name).decode()).text
    return text


def find_lost(data: bytes) -> list[str]:
    """The characters that an e-book shows and that are neither in its Work nor reported."""
    outcome: Outcome[Work] = work(data, "a.epub")
    source = decode_file(data, "a.epub").value
    present = Counter(characters_of(metadata_text(outcome.value.meta)))
    for node in descend(outcome.value):
        present.update(characters_of(node.alt if isinstance(node, Image) else words_of(node)))
        if isinstance(node, Excerpt):
            present.update(characters_of(node.label))
    spans = {
        span
        for diagnostic in outcome.diagnostics
        if RULES[diagnostic.code].effect is Effect.DROPPED
        for span in diagnostic.places
    }
    for span in spans:
        present.update(characters_of(source.text[span.start : span.end]))
    return sorted((Counter(characters_of(read_spine(data))) - present).elements())
