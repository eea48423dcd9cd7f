"""Covers folded round a block of pages: what is seen on its front, its spine and its back."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops
from pypdfium2 import raw

from publish.config.booklet_options import Binding
from publish.preflight.wrap_cover import CoverGlyph, check_wrap_cover, list_glyphs, safe_areas
from publish.text.dataclass import dataclass
from publish.text.lengths import MM
from publish.writers.wrap_cover.back_areas import BackAreas
from publish.writers.wrap_cover.geometry import Area
from publish.writers.wrap_cover.sheet import CODE_PADDING
from tests.wrap_cover.sample_covers import Cover, make_cover

pytestmark = pytest.mark.slow

SETTINGS = """
title = { en = "Kuzv Quixf", he = "צבי גלעץ" }
subtitle = "Long words"
creators = [{ name = "Zoë" }]
publisher = "House"
series = { name = "Gates", position = 3 }
identifier = "978-965-90123-4-3"
"""
HEBREW = SETTINGS + 'languages = ["he", "en"]\nbinding = "right"\n'
WRAP = """
[wrap_cover]
paper = { sheet = "0.2mm" }
back = { en = "Read this.", he = "קרא (נא) זאת." }
"""


@dataclass(frozen=True)
class Block:
    """A book with its cover folded round it: the picture that is seen on each of its faces."""

    front: Image.Image
    spine: Image.Image
    back: Image.Image


def fold(cover: Cover, binding: Binding, dpi: int = 100) -> Block:
    """Return the block that a binder makes: the sheet is folded at both sides of its middle.

    Of a book that lies with its front up, the spine is at the left or at the right.
    """
    sheet = cover.draw(cover.geometry.trim, dpi)
    page, width, height = round(148 / 25.4 * dpi), sheet.width, sheet.height
    left, right = sheet.crop((0, 0, page, height)), sheet.crop((width - page, 0, width, height))
    spine = sheet.crop((page, 0, width - page, height))
    if binding is Binding.LEFT:
        return Block(front=right, spine=spine, back=left)
    return Block(front=left, spine=spine, back=right)


def share_of(picture: Image.Image, colour: tuple[int, int, int]) -> float:
    """Return the share of the pixels of a picture that have about a colour."""
    near = [
        channel.point([255 * (abs(level - wanted) < 10) for level in range(256)])
        for channel, wanted in zip(picture.split(), colour, strict=True)
    ]
    both = ImageChops.darker(ImageChops.darker(near[0], near[1]), near[2])
    return both.histogram()[255] / (picture.width * picture.height)


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Cover]:
    covers: dict[str, Cover] = {}

    def make_once(settings: str) -> Cover:
        if settings not in covers:
            covers[settings] = make_cover(tmp_path_factory.mktemp("book"), settings)
        return covers[settings]

    return make_once


def glyphs_of(cover: Cover, area: Area) -> list[CoverGlyph]:
    with pdfium.PdfDocument(cover.data) as pdf:
        glyphs = list(list_glyphs(pdf, cover.geometry))
    return [glyph for glyph in glyphs if area.contains(glyph.ink)]


def letters_of(cover: Cover, area: Area) -> set[str]:
    return {glyph.character for glyph in glyphs_of(cover, area)}


def angles_of(cover: Cover, area: Area) -> set[int]:
    """Return the angles of the lines of the glyphs in an area, in degrees to the left."""
    media, angles = cover.geometry.media, set()
    with pdfium.PdfDocument(cover.data) as pdf:
        text = pdf[0].get_textpage()
        for index in range(text.count_chars()):
            left, low, right, high = (edge / 72 * 25.4 for edge in text.get_charbox(index))
            ink = Area(left + media.x, low + media.y, right - left, high - low)
            if ink.width > 0 and area.contains(ink):
                angles.add(round(math.degrees(-raw.FPDFText_GetCharAngle(text.raw, index))) % 360)
    return angles


@pytest.mark.parametrize(
    ("settings", "binding"), [(SETTINGS, Binding.LEFT), (HEBREW, Binding.RIGHT)]
)
def test_front_and_back_face_outwards(
    make: Callable[[str], Cover], settings: str, binding: Binding
):
    block = fold(make(settings + WRAP), binding)
    # The white ground of the bar code is on the back alone, the frame of the front on the front.
    white, gold = (255, 255, 255), (0xC9, 0xA9, 0x6A)
    assert share_of(block.back, white) > 0.02
    assert share_of(block.front, white) < 0.001
    assert share_of(block.front, gold) > 0.005
    assert share_of(block.back, gold) < 0.0005
    assert share_of(block.spine, white) < 0.001


def test_the_front_is_on_the_right_of_the_spine_or_on_its_left(make: Callable[[str], Cover]):
    for settings, is_right in ((SETTINGS, True), (HEBREW, False)):
        cover = make(settings + WRAP)
        trim = cover.geometry.trim
        half = Area(trim.width / 2 if is_right else 0, 0, trim.width / 2, trim.height)
        assert {"K", "q"} & letters_of(cover, cover.geometry.front) or "ג" in letters_of(
            cover, cover.geometry.front
        )
        assert half.contains(cover.geometry.front)


@pytest.mark.parametrize(
    ("settings", "direction", "angle", "letters"),
    [
        # English begins at the head of the spine, turned to the right; Hebrew to the left.
        (SETTINGS, "down", 270, "Kf"),
        (SETTINGS, "up", 90, "fK"),
        (HEBREW, "down", 90, "צץ"),
        (HEBREW, "up", 270, "ץצ"),
    ],
)
def test_the_spine_is_read_from_its_head(
    make: Callable[[str], Cover], settings: str, direction: str, angle: int, letters: str
):
    cover = make(f'{settings}{WRAP}spine_direction = "{direction}"\n')
    spine = cover.geometry.spine
    assert angles_of(cover, spine) == {angle}
    high = {glyph.character: glyph.ink.y for glyph in glyphs_of(cover, spine)}
    assert high[letters[0]] > high[letters[1]]


@pytest.mark.parametrize("settings", [SETTINGS, HEBREW])
def test_words_of_the_spine_stand_in_its_middle(make: Callable[[str], Cover], settings: str):
    cover = make(settings + WRAP)
    spine = cover.geometry.spine
    inks = [glyph.ink for glyph in glyphs_of(cover, spine)]
    left, right = min(ink.x for ink in inks), max(ink.right for ink in inks)
    assert (left + right) / 2 == pytest.approx(spine.x + spine.width / 2, abs=0.1)
    assert left - spine.x >= 1.58
    assert spine.right - right >= 1.58


@pytest.mark.parametrize("settings", [SETTINGS, HEBREW])
def test_all_words_stand_in_the_safe_areas(make: Callable[[str], Cover], settings: str):
    cover = make(settings + WRAP)
    with pdfium.PdfDocument(cover.data) as pdf:
        glyphs = list(list_glyphs(pdf, cover.geometry))
    areas = safe_areas(cover.geometry)
    assert len(glyphs) > 60
    assert all(any(area.contains(glyph.ink, 0.05) for area in areas) for glyph in glyphs)


def test_a_long_address_leaves_the_bar_code_free(tmp_path: Path):
    settings = f'{SETTINGS}address = "https://example.org/{"abc" * 20}"\n{WRAP}'
    cover = make_cover(tmp_path, settings, size=(90 * MM, 120 * MM))
    areas = BackAreas(cover.geometry, has_code=True, foot=0)
    words = glyphs_of(cover, areas.imprint.grow(1))
    assert len(words) > 60
    # A control: they take all the width that they have.
    assert max(glyph.ink.right for glyph in words) > areas.imprint.right - 3
    assert all(glyph.ink.right < areas.code.x - CODE_PADDING for glyph in words)


def test_two_authors_stand_on_the_spine_and_a_publisher_who_is_neither(tmp_path: Path):
    names = '[{ name = "Ben Wolf" }, { name = "Zoë Quick" }]'
    cover = make_cover(tmp_path, f'title = "A"\ncreators = {names}\npublisher = "Wolf"\n{WRAP}')
    words = {
        name: "".join(glyph.character for glyph in glyphs_of(cover, area))
        for name, area in (("spine", cover.geometry.spine), ("front", cover.geometry.front))
    }
    assert "BenWolf,ZoëQuick" in words["spine"]
    assert (words["spine"].count("Wolf"), words["front"].count("Wolf")) == (2, 2)


def test_a_publisher_of_another_direction_stands_at_the_foot_of_the_spine(tmp_path: Path):
    settings = 'title = "אבג"\nlanguages = ["he"]\nbinding = "right"\npublisher = "Quick"\n'
    cover = make_cover(tmp_path, settings + WRAP)
    spine = cover.geometry.spine
    foot = [glyph.ink.y for glyph in glyphs_of(cover, spine) if glyph.character in "Quick"]
    assert len(foot) == len("Quick")
    assert max(foot) < spine.y + spine.height / 5


def test_words_over_a_fold_are_found(make: Callable[[str], Cover]):
    """A control: of a spine that is 6 mm wider, the words of the front stand over the fold."""
    cover = make(SETTINGS + WRAP)
    wider = replace(cover.geometry, page_width=cover.geometry.page_width - 24)
    codes = {each.code for each in check_wrap_cover(cover.data, wider, ("Kuzv",))}
    assert codes == {"K69"}
    missing = check_wrap_cover(cover.data, cover.geometry, ("Жук",))
    assert [each.code for each in missing] == ["P08"]


def test_marks_of_folds_are_as_far_apart_as_the_spine_is_wide(make: Callable[[str], Cover]):
    cover = make(f"{SETTINGS}{WRAP}marks = true\n")
    dpi = 1200
    strip = cover.draw(Area(100, cover.geometry.full_area.top + 1, 100, 6), dpi)
    columns = strip.convert("L").reduce((1, strip.height)).tobytes()
    dark = [place for place, level in enumerate(columns) if level < 230]
    middle = sum(dark) / len(dark)
    first, second = (
        sum(side) / len(side)
        for side in ([x for x in dark if x < middle], [x for x in dark if x > middle])
    )
    assert (second - first) / dpi * 25.4 == pytest.approx(cover.geometry.spine_width, abs=0.05)
    without = make(SETTINGS + WRAP)
    assert without.geometry.media == without.geometry.full_area


def test_equal_books_have_equal_covers(tmp_path: Path, make: Callable[[str], Cover]):
    assert make_cover(tmp_path, HEBREW + WRAP).data == make(HEBREW + WRAP).data
