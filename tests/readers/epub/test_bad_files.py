"""Damaged, protected and hostile e-books are refused with a message, or harmless."""

from __future__ import annotations

import builtins
import io
import os
import socket
import urllib.request
from io import BytesIO
from zipfile import ZipFile

import pytest

from publish.diagnostics import PublishError
from publish.readers.detection import decode_file
from publish.readers.epub import documents
from publish.readers.epub.documents import MOST_CHARACTERS
from publish.readers.epub.package import MOST_DOCUMENTS
from tests.readers.epub.ebooks import (
    CONTAINER,
    archive,
    chunks,
    draft,
    epub,
    find_lost,
    lines,
    messages,
    package,
    page,
)
from tests.support.growth import is_linear

GOOD = {"a.xhtml": "<p>The gate was open.</p>"}


def refuse(data: bytes, name: str = "a.epub") -> tuple[str, str]:
    """The code and the message with which a file is refused."""
    with pytest.raises(PublishError) as caught:
        decode_file(data, name)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.hints
    return diagnostic.code, diagnostic.message


OPF = package("", "")
REFUSED = {
    "no container": ({"OEBPS/a.xhtml": page("<p>a</p>")}, "W75", "META-INF/container.xml"),
    "no package": ({"META-INF/container.xml": CONTAINER}, "W75", "OEBPS/book.opf"),
    "empty container": ({"META-INF/container.xml": "<container/>"}, "W75", "names none"),
    "no metadata": (
        {"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": "<package/>"},
        "W75",
        "no package",
    ),
    "no spine": ({"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": OPF}, "W75", "lists no"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_an_archive_that_is_no_epub_is_refused(name: str) -> None:
    files, code, words = REFUSED[name]
    own, message = refuse(archive(files))
    assert own == code
    assert words in message


def test_a_text_with_the_ending_of_an_epub_is_refused() -> None:
    assert refuse(b"The gate was open.") == ("W75", "a.epub has the ending of an EPUB and is none")


def test_a_damaged_epub_is_refused() -> None:
    data = epub(GOOD)
    assert refuse(data[: len(data) // 2])[0] == "W10"
    assert refuse(data.replace(b"PK\x05\x06", b"PK\x05\x07"))[0] == "W10"


@pytest.mark.parametrize("name", ["a.txt", "a.zip", "a.docx", "a.epub"])
def test_an_epub_is_recognised_by_its_content(name: str) -> None:
    assert draft(epub(GOOD), name).value.chunks[-1].text.text == "The gate was open."


def test_an_epub_without_its_media_type_is_read() -> None:
    buffer = BytesIO()
    with ZipFile(BytesIO(epub(GOOD))) as source, ZipFile(buffer, "w") as target:
        for name in source.namelist():
            if name != "mimetype":
                target.writestr(name, source.read(name))
    assert lines(buffer.getvalue()) == ["The gate was open."]


ENCRYPTION = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"'
    ' xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>'
    '<enc:EncryptionMethod Algorithm="{}"/><enc:CipherData><enc:CipherReference URI="OEBPS/{}"/>'
    "</enc:CipherData></enc:EncryptedData></encryption>"
)


def test_a_protected_epub_is_refused_and_one_with_obfuscated_fonts_is_read() -> None:
    aes = ENCRYPTION.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "a.xhtml")
    code, message = refuse(epub(GOOD, files={"META-INF/encryption.xml": aes}))
    assert code == "W74"
    assert "OEBPS/a.xhtml" in message
    fonts = ENCRYPTION.format("http://www.idpf.org/2008/embedding", "font.otf")
    assert lines(epub(GOOD, files={"META-INF/encryption.xml": fonts}))


def test_names_that_lead_out_of_the_archive_are_refused() -> None:
    assert refuse(epub(GOOD, files={"../a.xhtml": "x"}))[0] == "W11"
    assert refuse(epub(GOOD, files={"/etc/passwd": "x"}))[0] == "W11"


def test_addresses_that_lead_out_of_the_archive_lead_nowhere() -> None:
    item = '<item id="x{}" href="{}" media-type="application/xhtml+xml"/>'
    items = item.format(1, "../../etc/passwd") + item.format(2, "/etc/passwd")
    items += item.format(3, "http://a.example/x.xhtml") + item.format(4, "file:///etc/passwd")
    body = '<p>Warm <a href="../../../x.xhtml#n1">1</a></p><link rel="stylesheet" href="../../x"/>'
    assert lines(epub({"a.xhtml": body}, items=items)) == ["Warm 1"]


def test_an_archive_that_grows_without_bounds_is_refused() -> None:
    data = epub({"a.xhtml": "<p>" + "a" * 40_000_000 + "</p>"})
    assert refuse(data)[0] == "W11"


def test_a_book_with_too_many_characters_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_CHARACTERS <= 50_000_000
    monkeypatch.setattr(documents, "MOST_CHARACTERS", 1000)
    with pytest.raises(PublishError, match="characters"):
        decode_file(epub({"a.xhtml": "<p>a</p>", "b.xhtml": "<p>" + "b" * 1000}), "a.epub")


def test_entities_are_never_expanded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    bomb += '<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    text = page("<p>Oil &b; &x; &amp;c</p>").replace("<!DOCTYPE html>", bomb)
    data = epub({"a.xhtml": text}, metadata="<dc:title>&b;&x;</dc:title>")
    assert lines(data) == ["Oil &b; &x; &c"]
    opf = bomb.replace("html", "package") + package(
        '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>', '<itemref idref="a"/>'
    )
    files = {"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": opf, "OEBPS/a.xhtml": text}
    assert lines(archive(files)) == ["Oil &b; &x; &c"]


def test_a_document_that_is_listed_often_is_read_once() -> None:
    item = '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
    opf = package(item, '<itemref idref="a"/>' * 10_000)
    files = {"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": opf}
    assert lines(archive(files | {"OEBPS/a.xhtml": page("<p>Oil</p>")})) == ["Oil"]


def test_a_reading_order_out_of_bounds_is_refused() -> None:
    count = MOST_DOCUMENTS + 1
    item = '<item id="d{0}" href="{0}.xhtml" media-type="application/xhtml+xml"/>'
    opf = package(
        "".join(item.format(n) for n in range(count)),
        "".join(f'<itemref idref="d{n}"/>' for n in range(count)),
    )
    code, message = refuse(archive({"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": opf}))
    assert code == "W75"
    assert "documents" in message


def test_notes_that_call_one_another_are_read_once_each() -> None:
    a = '<p>Oil<a id="r" href="b.xhtml#n">1</a></p><p id="m"><a href="b.xhtml#n">1</a> loop</p>'
    b = '<p id="n"><a href="a.xhtml#r">1</a> First<a href="a.xhtml#m">2</a></p>'
    data = epub({"a.xhtml": a, "b.xhtml": b})
    assert find_lost(data) == []


@pytest.mark.long
def test_long_chains_of_notes_and_deep_elements_are_read() -> None:
    chain = '<p>Oil<a id="r0" href="#n0">1</a></p>' + "".join(
        f'{"<div>" * 100}<p id="n{n}"><a href="#r{n}">1</a> x'
        f'<a id="r{n + 1}" href="#n{n + 1}">1</a></p>{"</div>" * 100}'
        for n in range(300)
    )
    data = epub({"a.xhtml": chain, "b.xhtml": "<div>" * 10_000 + "Deep" + "</div>" * 10_000})
    assert find_lost(data) == []
    assert messages(data, "W48")


@pytest.mark.thorough
def test_the_time_is_linear_in_the_book() -> None:
    def make(count: int) -> bytes:
        pages = '<p>Oil<a id="r" href="n.xhtml#n{0}">{0}</a><i epub:type="pagebreak">{0}</i></p>'
        notes = "".join(f'<p id="n{n}"><a href="{n}.xhtml#r">{n}</a> x</p>' for n in range(count))
        own = {f"{n}.xhtml": f"<h1>Oil {n}</h1>" + pages.format(n) for n in range(count)}
        return epub(own | {"n.xhtml": f"<h1>Notes</h1>{notes}"})

    def count_chunks(count: int) -> None:
        assert len(chunks(make(count))) == 2 * count

    assert is_linear(count_chunks, 250)


def test_nothing_that_an_epub_names_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    head = '<link rel="stylesheet" href="http://a.example/x.css"/><style>@import "file:///etc/x";'
    head += '</style><script src="http://a.example/x.js"></script><base href="http://a.example/"/>'
    body = '<p>Warm</p><img src="http://a.example/x.png" alt="Far"/><img src="file:///etc/passwd"/>'
    body += '<iframe src="file:///etc/passwd"/><object data="http://a.example/o"/>'
    data = epub({"a.xhtml": page(body, head)})
    draft(data)  # modules that are loaded late are files

    def fail(*arguments: object, **_: object) -> None:
        raise AssertionError(f"opened: {arguments}")

    for module, name in (
        (builtins, "open"),
        (io, "open"),
        (os, "open"),
        (socket, "socket"),
        (socket, "create_connection"),
        (urllib.request, "urlopen"),
    ):
        monkeypatch.setattr(module, name, fail)
    texts = lines(data)
    monkeypatch.undo()
    assert texts == ["Warm", "Far"]


def test_an_epub_of_pictures_alone_is_refused() -> None:
    code, _ = refuse(epub({"a.xhtml": '<img src="a.png"/>'}))
    assert code.startswith("F")
