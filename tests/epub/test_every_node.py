"""Tests of EPUBs of a book that has every node of the model, in both base directions."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest

from publish.document.model import Segment, Work
from publish.document.walk import rewrite
from publish.preflight.epub import check_epub
from publish.themes.theme import Theme
from publish.writers import epub
from tests.support.every_node import book_with_every_node

from .conftest import MODIFIED

_H = "{http://www.w3.org/1999/xhtml}"
_TYPE = "{http://www.idpf.org/2007/ops}type"


@pytest.fixture(scope="module", params=["en", "he"])
def work(request: pytest.FixtureRequest) -> Work:
    return book_with_every_node(request.param)


def elements(pages: dict[str, ET.Element], tag: str, class_name: str = "") -> list[ET.Element]:
    return [
        element
        for page in pages.values()
        for element in page.iter(f"{_H}{tag}")
        if not class_name or class_name in (element.get("class") or "").split()
    ]


def test_the_preflight_proves_every_node(work: Work, make_epub: Callable[[Work], bytes]):
    assert check_epub(make_epub(work), work) == ()


def test_the_preflight_finds_a_lost_number_of_a_verse(
    work: Work, make_epub: Callable[[Work], bytes]
):
    def change(node: object) -> object:
        return replace(node, number="7") if isinstance(node, Segment) else node

    assert check_epub(make_epub(rewrite(work, change)), work)


def test_a_picture_is_in_the_book_and_a_lost_one_is_described(work: Work, classic: Theme):
    result = epub.write(work, classic, modified=MODIFIED)
    with zipfile.ZipFile(BytesIO(result.value)) as archive:
        (name,) = (name for name in archive.namelist() if "/pictures/" in name)
        assert archive.read(name) == work.resources[0].data
    assert result.diagnostics == ()


def test_each_chapter_of_a_part_is_a_file_under_it_in_the_contents(
    work: Work, pages: Callable[[Work], dict[str, ET.Element]]
):
    book = pages(work)
    (tree,) = (nav for nav in elements(book, "nav") if nav.get("id") == "toc")
    lines = tree.findall(f"./{_H}ol/{_H}li")
    counts = [len(line.findall(f"./{_H}ol/{_H}li")) for line in lines]
    # The preface, two parts with two chapters and one, acknowledgements, colophon.
    assert counts == [0, 2, 1, 0, 0]
    types = [element.get(_TYPE) for element in elements(book, "section") if element.get(_TYPE)]
    assert types[1:-1] == [
        *("dedication", "epigraph", "preface"),
        *("part", "chapter", "chapter", "part", "chapter", "acknowledgments"),
    ]


def test_headings_descend_by_one_level_from_part_to_section(
    work: Work, pages: Callable[[Work], dict[str, ET.Element]]
):
    tags = [
        element.tag.removeprefix(_H)
        for name, page in sorted(pages(work).items())
        if name[0].isdecimal()
        for element in page.iter()
        if element.tag[-2:] in {"h1", "h2", "h3", "h4", "h5"}
    ]
    assert tags == ["h1", "h1", "h2", "h3", "h4", "h5", "h2", "h3", "h3", "h3", "h1", "h2", "h1"]


def test_a_header_row_names_the_columns(work: Work, pages: Callable[[Work], dict[str, ET.Element]]):
    table, other = elements(pages(work), "table")
    assert {table.get("dir"), other.get("dir")} == {"ltr", "rtl"}
    for each in (table, other):
        assert [cell.get("scope") for cell in each.findall(f"{_H}thead/{_H}tr/{_H}th")] == [
            "col"
        ] * 4
        assert [cell.get("colspan") for cell in each.iter(f"{_H}td")][-1] == "4"
