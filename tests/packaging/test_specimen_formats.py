"""The lesson of the gallery in three formats: files of today, and one Work."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops

import publish
from publish.document.model import Work
from tests.conftest import ROOT
from tests.readers.test_same_work import without_anchors
from tests.support.specimen_formats import FORMATS, WRITERS

PICTURES = ROOT / "docs" / "pictures" / "gallery"


def read(name: str) -> Work:
    return without_anchors(publish.read(FORMATS / name).value)


@pytest.mark.parametrize("name", WRITERS)
def test_a_file_is_what_its_writer_makes(name: str) -> None:
    advice = "run `python -m tests.support.specimen_formats`"
    assert (FORMATS / name).read_bytes() == WRITERS[name](), advice


def test_the_formats_are_one_work() -> None:
    word, page, sefaria = map(read, WRITERS)
    assert word == page
    assert (word.body, word.lang) == (sefaria.body, sefaria.lang)
    assert word.meta.title == sefaria.meta.title


def test_the_pictures_of_the_formats_are_the_same() -> None:
    first, *others = [
        Image.open(PICTURES / f"from-{name}.png").convert("RGB")
        for name in ("word", "page", "sefaria")
    ]
    assert [ImageChops.difference(first, each).getbbox() for each in others] == [None, None]
