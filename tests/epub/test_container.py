"""Workarounds for EbookLib; each test has a control that runs the unmodified library.

A failing control says that the library has changed and the workaround can be removed.
"""

from __future__ import annotations

import re
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from typing import Any

import pytest
from ebooklib import epub

from publish.document.model import Dir
from publish.writers.epub.container import pack
from publish.writers.epub.package import Item, Package, dc

PAGE = (
    b'<html xmlns="http://www.w3.org/1999/xhtml"><body dir="rtl">'
    b"<p>a <b>b</b><i>c</i></p></body></html>"
)
MODIFIED = datetime(2025, 5, 20, 9, 30, 14, tzinfo=timezone(timedelta(hours=3)))
PACKAGE = Package(
    identifier="urn:uuid:0d7e7c1e-1111-5222-8333-444455556666",
    lang="he",
    dir=Dir.RTL,
    metadata=(dc("title", "ספר", id="main"), dc("language", "he")),
    items=(
        Item("one", "one.xhtml", "application/xhtml+xml", PAGE),
        Item("ncx", "toc.ncx", "application/x-dtbncx+xml", b"<ncx/>"),
        Item("face", "face.woff2", "font/woff2", b"0" * 500),
    ),
    spine=("one",),
    outside=(Item("x", "META-INF/x.xml", "application/xml", b"<x/>"),),
)


def read_archive(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(data))


def stock() -> bytes:
    """Return the same book, made by the unmodified EbookLib."""
    book = epub.EpubBook()
    book.set_title("ספר")
    book.set_language("he")
    book.set_direction("rtl")
    page = epub.EpubHtml(uid="one", file_name="one.xhtml", content=PAGE.decode())
    book.add_item(page)
    book.spine = ["one"]
    out = BytesIO()
    epub.write_epub(out, book, {"mtime": MODIFIED})
    return out.getvalue()


def opf(data: bytes) -> str:
    return read_archive(data).read("EPUB/content.opf").decode()


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return a function that moves the clock forward by a day."""

    def move() -> None:
        now = time.localtime(time.time() + 86_400)
        monkeypatch.setattr(time, "localtime", lambda *_: now)

    return move


def test_the_same_package_gives_the_same_bytes_on_another_day(later: Callable[[], None]) -> None:
    first, stock_first = pack(PACKAGE, MODIFIED), stock()
    later()
    assert pack(PACKAGE, MODIFIED) == first
    assert stock() != stock_first


def test_the_bytes_do_not_depend_on_the_system() -> None:
    infos = read_archive(pack(PACKAGE, MODIFIED)).infolist()
    assert {(i.create_system, i.external_attr >> 16, i.date_time) for i in infos} == {
        (3, 0o100644, (2025, 5, 20, 6, 30, 14))
    }


@pytest.mark.parametrize(("year", "expected"), [(1970, 1980), (2500, 2107)])
def test_a_year_outside_the_range_of_zip_becomes_the_nearest(year: int, expected: int) -> None:
    data = pack(PACKAGE, datetime(year, 6, 1, tzinfo=UTC))
    assert read_archive(data).infolist()[0].date_time[0] == expected
    assert f">{year}-06-01T00:00:00Z<" in opf(data)


def test_the_mimetype_comes_first_and_is_stored() -> None:
    first, *rest = read_archive(pack(PACKAGE, MODIFIED)).infolist()
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    stored = {i.filename for i in rest if i.compress_type == zipfile.ZIP_STORED}
    assert stored == {"EPUB/face.woff2"}, "a compressed font gains nothing from a second squeeze"


def test_a_content_document_is_packed_unchanged() -> None:
    assert read_archive(pack(PACKAGE, MODIFIED)).read("EPUB/one.xhtml") == PAGE
    assert b'dir="rtl"' not in read_archive(stock()).read("EPUB/one.xhtml")


def test_the_package_has_no_random_identifier() -> None:
    assert re.findall(r"<dc:identifier.*?</dc:identifier>", opf(pack(PACKAGE, MODIFIED))) == [
        f'<dc:identifier id="uid">{PACKAGE.identifier}</dc:identifier>'
    ]
    assert opf(stock()) != opf(stock())


def test_the_package_has_no_generator() -> None:
    assert "generator" not in opf(pack(PACKAGE, MODIFIED))
    assert "generator" in opf(stock())


def test_the_package_has_language_direction_and_no_unused_prefix() -> None:
    (ours,) = re.findall(r"<package.*?>", opf(pack(PACKAGE, MODIFIED)))
    assert 'xml:lang="he"' in ours
    assert 'dir="rtl"' in ours
    assert "prefix" not in ours
    (theirs,) = re.findall(r"<package.*?>", opf(stock()))
    assert "xml:lang" not in theirs
    assert "prefix" in theirs


def test_the_modified_time_is_converted_to_utc() -> None:
    assert "2025-05-20T06:30:14Z" in opf(pack(PACKAGE, MODIFIED))
    assert "2025-05-20T09:30:14Z" in opf(stock())


def test_the_spine_has_direction_and_ncx() -> None:
    (spine,) = re.findall(r"<spine.*?>", opf(pack(PACKAGE, MODIFIED)))
    assert 'page-progression-direction="rtl"' in spine
    assert 'toc="ncx"' in spine


def test_a_file_outside_the_package_is_not_in_its_manifest() -> None:
    data = pack(PACKAGE, MODIFIED)
    assert "META-INF/x.xml" in read_archive(data).namelist()
    assert "x.xml" not in opf(data)


def test_metadata_with_forbidden_characters_is_lost_by_ebooklib() -> None:
    """The reason why ``prepare_for_epub`` removes forbidden characters."""

    def opf_with_publisher(value: str) -> Any:
        return opf(pack(replace(PACKAGE, metadata=(dc("publisher", value),)), MODIFIED))

    assert "Press</dc:publisher>" in opf_with_publisher("Press")
    assert "Press</dc:publisher>" not in opf_with_publisher("\x01Press")
