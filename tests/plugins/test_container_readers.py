"""Readers of files that are no text but contain one, with pictures and metadata."""

from __future__ import annotations

import json

import pytest

from tests.plugins.packages import Site, package

pytestmark = pytest.mark.slow

BOXES = """
from publish.diagnostics import Outcome, PublishError
from publish.diagnostics.rules.files import BINARY, OTHER_ENCODING
from publish.document.draft import Chunk, Draft, Part, chunk
from publish.document.metadata import Creator, Meta, Words
from publish.document.model import Resource
from publish.readers import Reader
from publish.text.languages import Script
from publish.text.source import Container, Source, Span

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c63680000008200815577cd720000000049454e44ae426082"
)


def decode(data, file):
    if not data.startswith(b"BOX"):
        raise PublishError(BINARY.at(Span(file, 0, 0), "this is no box"))
    text = data[4:].decode()
    lines = text.split("\\n")
    starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
    places = tuple((start, f"paragraph {n}") for n, start in enumerate(starts, 1))
    return Outcome(Source(file, text, container=Container(data, PNG), places=places))


def read(source, translation="before"):
    lines = [line for line in source.lines() if line.text.strip()]
    chunks = [chunk(line, 1) for line in lines]
    picture = Chunk(lines[-1], Script.LATIN, 1, Part.IMAGE, label=lines[-1].put(0, "media/1.png"))
    pictures = (("media/1.png", Resource("abc", "image/png", source.container.content)),)
    meta = Meta(Words((("en", "Of Boxes"),)), rights="All rights are free.")
    notice = OTHER_ENCODING.at(lines[0].span(), f"the translation stands {translation}")
    return Outcome(Draft(source.file, (*chunks, picture), None, True, pictures, meta), (notice,))


READER = Reader("boxes", read, decode=decode, reads=("translation",))
"""

TEXT = b"BOX\nA line with *stars* that\nends here, \xd7\x90\xd7\x95\xd7\xa8.\nA box (n. 5 in [12.\n"


@pytest.fixture
def boxes(site: Site) -> Site:
    """A site with the reader of boxes."""
    site.install(package("readers", ".box", "boxes:READER", BOXES))
    (site.workspace / "sources").mkdir(exist_ok=True)
    (site.workspace / "sources" / "a.box").write_bytes(TEXT)
    return site


def test_messages_name_the_place_in_the_container(boxes: Site) -> None:
    result = boxes.run("check", "a")
    assert "--> sources/a.box: paragraph 1\n" in result.stderr
    assert "\n | \u2068A line" in result.stderr or "\n | A line" in result.stderr
    notices = json.loads(boxes.run("check", "a", "--format", "json").stdout)["diagnostics"]
    assert [d["place"] for d in notices if d["code"] == "F05"] == ["paragraph 1"]


def test_a_formatted_paragraph_is_taken_as_it_stands(boxes: Site) -> None:
    tree = boxes.run("show", "a").stdout
    assert "A line with *stars* that" in tree
    assert "that ends here" not in tree


def test_the_reader_gets_the_settings_that_it_reads(boxes: Site) -> None:
    boxes.write("sources/a.toml", 'translation = "after"\n')
    assert "the translation stands after" in boxes.run("check", "a").stderr


@pytest.mark.thorough
def test_pictures_and_metadata_of_the_file_are_those_of_the_book(boxes: Site) -> None:
    work = json.loads(boxes.run("show", "a", "--format", "json").stdout)
    assert work["meta"]["rights"] == "All rights are free."
    assert '"resource": "abc"' in json.dumps(work)
    assert boxes.run("epub", "a").returncode == 0


@pytest.mark.thorough
def test_a_container_of_other_looks_makes_the_chapter_anew(boxes: Site) -> None:
    for name in ("1", "2"):
        path = boxes.workspace / "sources" / "book" / f"{name}.box"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(TEXT)
    assert boxes.run("epub", "book").returncode == 0
    path.write_bytes(TEXT + b"More.\n")
    edited = boxes.run("epub", "book")
    data = (boxes.workspace / "output" / "book" / "book.epub").read_bytes()
    assert boxes.run("clean").returncode == 0
    assert boxes.run("epub", "book", "--force").stderr == edited.stderr
    assert (boxes.workspace / "output" / "book" / "book.epub").read_bytes() == data


def test_corrections_are_not_written_into_a_container(boxes: Site) -> None:
    path = boxes.workspace / "sources" / "a.box"
    path.write_bytes(TEXT + "Odd\u200b words.\n".encode())
    before = path.read_bytes()
    result = boxes.run("check", "a", "--fix")
    assert "error[W01]" in result.stderr
    assert path.read_bytes() == before


def test_a_damaged_container_is_refused_by_its_reader(boxes: Site) -> None:
    (boxes.workspace / "sources" / "a.box").write_bytes(b"a box")
    result = boxes.run("check", "a")
    assert result.returncode == 1
    assert "this is no box" in result.stderr
