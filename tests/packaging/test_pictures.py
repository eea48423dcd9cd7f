"""The pictures of the documentation are those that the program makes now."""

from __future__ import annotations

import importlib.util
import re
import sys
from types import ModuleType
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from tests.conftest import ROOT

ADVICE = "run `make pictures`, and look at what has changed"

PAGES = ("gallery", "desk", "night-before", "covers", "press", "programme-books", "verses")

MOST_DIFFERENCE = 1.5
"""The mean difference of a channel, of 255: a line that is elsewhere gives more."""


def _load_tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


tool = _load_tool("pictures")
README = {picture.name: picture for picture in tool.README}
GALLERY = {picture.name: picture for picture in tool.GALLERY}
DESK = {picture.name: picture for picture in _load_tool("pictures_desk").DESK}
PRESS = {picture.name: picture for picture in _load_tool("pictures_press").PRESS}
PRINTER = {picture.name: picture for picture in _load_tool("pictures_printer").PRINTER}
BINDS = {picture.name: picture for picture in _load_tool("pictures_binds").BINDS}
COVERS = {picture.name: picture for picture in _load_tool("pictures_covers").COVERS}
VERSES = {picture.name: picture for picture in _load_tool("pictures_verses").VERSES}


def difference(first: Image.Image, second: Image.Image) -> float:
    """Return the mean difference of two pictures, which a shift of less than a pixel leaves low."""
    if first.size != second.size:
        return 255.0
    soft = [each.convert("RGB").filter(ImageFilter.BoxBlur(1)) for each in (first, second)]
    return max(ImageStat.Stat(ImageChops.difference(*soft)).mean)


def check_is_current(picture: Any) -> None:
    """Fail if the file of a picture is not what the program draws."""
    with Image.open(picture.file) as image:
        if picture.needs_chromium:
            assert image.text[tool.PAGE] == picture.page_digest(), ADVICE
            return
        distance = difference(image, picture.draw())
    assert distance < MOST_DIFFERENCE, f"{picture.file} differs by {distance:.1f}: {ADVICE}"


ALL = README | GALLERY | DESK | PRINTER | PRESS | COVERS | BINDS | VERSES


@pytest.mark.parametrize("name", ALL)
def test_a_picture_is_of_the_text_and_settings_of_today(name: str) -> None:
    picture = ALL[name]
    with Image.open(picture.file) as image:
        assert image.text[tool.INPUTS] == picture.inputs(), ADVICE


@pytest.mark.thorough
@pytest.mark.parametrize("name", README)
def test_a_picture_of_the_readme_is_what_the_program_makes(name: str) -> None:
    check_is_current(README[name])


@pytest.mark.thorough
@pytest.mark.parametrize("name", PRINTER)
def test_a_picture_of_the_printer_is_what_the_program_makes(name: str) -> None:
    check_is_current(PRINTER[name])


@pytest.mark.thorough
@pytest.mark.parametrize("name", [*PRESS, *COVERS, *BINDS])
def test_a_picture_of_the_press_is_what_the_program_makes(name: str) -> None:
    check_is_current((PRESS | COVERS | BINDS)[name])


@pytest.mark.parametrize("name", VERSES)
def test_the_proof_sheet_is_what_the_program_makes(name: str) -> None:
    check_is_current(VERSES[name])


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.parametrize("name", GALLERY)
def test_a_picture_of_the_gallery_is_what_the_program_makes(name: str) -> None:
    check_is_current(GALLERY[name])


def test_a_line_that_is_elsewhere_is_a_difference() -> None:
    with Image.open(README["lesson"].file) as image:
        page = image.convert("RGB")
    moved = page.copy()
    moved.paste(page.crop((0, 200, page.width, 400)), (0, 207))
    assert difference(page, page) == 0
    assert difference(page, moved) > MOST_DIFFERENCE


def test_the_pages_show_every_picture_and_no_other() -> None:
    shown = {
        name
        for page in (ROOT / "README.md", *(ROOT / "docs" / f"{name}.md" for name in PAGES))
        for name in re.findall(r"pictures/([\w/-]+)\.png", page.read_text("utf-8"))
    }
    assert shown - {"booklet-folding"} == set(ALL)
    files = (ROOT / "docs" / "pictures" / "gallery").glob("*.png")
    assert {f"gallery/{file.stem}" for file in files} == set(GALLERY)


def test_the_gallery_is_small() -> None:
    folder = ROOT / "docs" / "pictures" / "gallery"
    assert sum(file.stat().st_size for file in folder.iterdir()) < 2 * 2**20
