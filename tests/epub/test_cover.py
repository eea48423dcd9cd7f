"""The cover of an EPUB: drawn or given, described, and listed where each client looks for it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from publish.document.lazy_book import split_chapters
from publish.document.model import Creator, Meta, Words, Work
from publish.storage.store import Store
from publish.themes.theme import Theme
from publish.writers import epub
from publish.writers.epub.cover import EpubCover, GivenPicture, make_cover, plan_cover
from publish.writers.epub.cover.drawing import CoverLine, CoverPlan, draw_cover
from publish.writers.epub.options import EpubOptions

from .conftest import MODIFIED

OPF = "{http://www.idpf.org/2007/opf}"
READ = Callable[[bytes], dict[str, bytes]]
META = Meta(
    title=Words((("en", "The Scribe"), ("he", "הַסּוֹפֵר"))),
    creators=(Creator(Words((("en", "Miriam Sofer"),))),),
)


def make(theme: Theme, picture: GivenPicture | None = None, meta: Meta = META) -> EpubCover:
    return make_cover(meta, "en", theme, picture, Store()).value


def open_image(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def picture(folder: Path, size: tuple[int, int], name: str = "given.png") -> GivenPicture:
    path = folder / name
    Image.new("RGB", size, "#aa3311").save(path)
    return GivenPicture(path)


def ink_of(line: CoverLine, theme: Theme) -> tuple[int, int, int, int]:
    """Return the box of what a cover with that line alone has beyond an empty cover."""
    from PIL import ImageChops

    images = [
        open_image(draw_cover(plan, theme)).convert("RGB")
        for plan in (CoverPlan(), CoverPlan(foot=(line,)))
    ]
    return ImageChops.difference(*images).getbbox() or (0, 0, 0, 0)


def test_a_cover_has_the_size_that_shops_ask_for(classic: Theme) -> None:
    cover = make(classic)
    image = open_image(cover.data)
    assert (image.size, image.format, cover.media_type) == ((1600, 2560), "PNG", "image/png")
    assert len(cover.data) < 60_000


def test_two_drawings_are_equal(classic: Theme) -> None:
    assert make(classic).data == make(classic).data


def test_a_cover_is_drawn_once_for_a_store(
    classic: Theme, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first = make_cover(META, "en", classic, None, Store(tmp_path)).value
    monkeypatch.setattr("publish.writers.epub.cover.drawing.draw_cover", None)
    assert make_cover(META, "en", classic, None, Store(tmp_path)).value == first


def test_another_title_gives_another_cover(classic: Theme) -> None:
    other = Meta(title=Words((("en", "The Nakdan"),)), creators=META.creators)
    assert make(classic, meta=other).data != make(classic).data


def test_a_cover_says_title_creators_series_and_publisher(lesson: Work) -> None:
    plan = plan_cover(lesson.meta, "en")
    lines = [line for part in (plan.head, plan.names, plan.people, plan.foot) for line in part]
    assert [(line.lang, line.text) for line in lines] == [
        ("en", "How Hebrew Books Are Made · 3"),
        ("en", "The Scribe and the Nakdan"),
        ("he", "הסופר והנקדן"),
        ("en", "A lesson for two voices"),
        ("en", "Miriam Sofer"),
        ("he", "מרים סופר"),
        ("en", "Translated by"),
        ("en", "David Levi"),
        ("en", "The Proof Press"),
    ]


@pytest.mark.parametrize("words", ["A", "The Scribe and the Nakdan", "W" * 300, "word " * 400])
def test_a_line_stays_inside_the_frame(words: str, classic: Theme) -> None:
    left, top, right, bottom = ink_of(CoverLine(words, "en", (176, 34), 4), classic)
    assert left > 108
    assert right < 1600 - 108
    assert top > 108
    assert bottom < 2560 - 108


def test_people_who_do_not_fit_are_left_out(classic: Theme) -> None:
    """The last lines stand clear of the foot: a band over the publisher is empty."""
    title = CoverLine("A long title of many words " * 4, "en", (176, 72), 4)
    name = CoverLine("Miriam Sofer", "en", (80, 48), above=1.2)
    foot = CoverLine("A House", "en", (50, 34))
    plan = CoverPlan(names=(title, title), people=(name,) * 20, foot=(foot,))
    image = open_image(draw_cover(plan, classic)).convert("RGB")
    top = 2560 - int(1.9 * 108) - 61
    assert len(image.crop((200, top - 60, 1400, top)).getcolors() or ()) == 1
    assert len(image.crop((200, top, 1400, top + 61)).getcolors() or ()) > 1


def test_hebrew_begins_at_the_right(classic: Theme) -> None:
    """Raqm orders the letters: the lamed, the only high letter, is drawn at the right."""
    from PIL import ImageChops

    empty = open_image(draw_cover(CoverPlan(), classic)).convert("L")
    line = CoverLine("לחחחחחחחח", "he", (150, 150))
    cover = open_image(draw_cover(CoverPlan(foot=(line,)), classic)).convert("L")
    ink = ImageChops.difference(empty, cover)
    left, top, right, _ = ink.getbbox() or (0, 0, 0, 0)
    summit = ink.crop((left, top, right, top + 10)).getbbox() or (0, 0, 0, 0)
    assert summit[0] > (right - left) * 0.8


def test_the_description_is_in_the_language_of_the_book(classic: Theme) -> None:
    assert make(classic).alt == "Cover: The Scribe, Miriam Sofer"
    hebrew = make_cover(META, "he", classic, None, Store()).value
    assert hebrew.alt == "כריכה: הַסּוֹפֵר, Miriam Sofer"


def test_an_upright_picture_is_the_cover_itself(classic: Theme, tmp_path: Path) -> None:
    photograph = picture(tmp_path, (1000, 1600))
    cover = make(classic, photograph)
    assert open_image(cover.data).convert("RGB").getcolors() == [
        (cover_pixels(cover), (0xAA, 0x33, 0x11))
    ]
    described = GivenPicture(photograph.path, Words((("en", "A red sheet"),)))
    assert make(classic, described).alt == "A red sheet"


def cover_pixels(cover: EpubCover) -> int:
    width, height = open_image(cover.data).size
    return width * height


def test_a_logo_is_drawn_within_the_cover(classic: Theme, tmp_path: Path) -> None:
    image = open_image(make(classic, picture(tmp_path, (500, 300))).data).convert("RGB")
    assert image.size == (1600, 2560)
    colours = {colour: count for count, colour in image.getcolors(2**24) or ()}
    assert colours[0xAA, 0x33, 0x11] > 500 * 300


@pytest.mark.parametrize(("size", "codes"), [((400, 640), ["E13"]), ((1000, 1600), [])])
def test_a_small_cover_is_a_warning(
    size: tuple[int, int], codes: list[str], classic: Theme, tmp_path: Path
) -> None:
    outcome = make_cover(META, "en", classic, picture(tmp_path, size), Store())
    assert [diagnostic.code for diagnostic in outcome.diagnostics] == codes


def test_a_jpeg_stays_one(classic: Theme, tmp_path: Path) -> None:
    cover = make(classic, picture(tmp_path, (1000, 1600), "given.jpg"))
    assert (cover.media_type, cover.file) == ("image/jpeg", "cover.jpg")


def test_without_raqm_the_cover_has_no_words_and_a_warning_says_so(
    classic: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publish.writers.epub.cover.drawing.can_set_words", lambda: False)
    outcome = make_cover(META, "en", classic, None, Store())
    assert [diagnostic.code for diagnostic in outcome.diagnostics] == ["E14"]
    assert outcome.value.data == draw_cover(CoverPlan(), classic)


def test_each_client_finds_the_cover(lesson: Work, classic: Theme, read_files: READ) -> None:
    cover = make(classic)
    data = epub.write(lesson, classic, EpubOptions(cover=cover), modified=MODIFIED).value
    files = read_files(data)
    package = ET.fromstring(files["EPUB/content.opf"])
    (item,) = (e for e in package.iter(f"{OPF}item") if e.get("properties") == "cover-image")
    assert files[f"EPUB/{item.get('href')}"] == cover.data
    assert [e.get("content") for e in package.iter() if e.get("name") == "cover"] == [
        item.get("id")
    ]
    guide = {e.get("type"): e.get("href") for e in package.iter(f"{OPF}reference")}
    assert guide["cover"] == "cover.xhtml"
    assert next(package.iter(f"{OPF}itemref")).get("idref") == "cover"
    nav = files["EPUB/nav.xhtml"].decode()
    assert '<a epub:type="cover" href="cover.xhtml">Cover</a>' in nav
    page = ET.fromstring(files["EPUB/cover.xhtml"])
    (image,) = page.iter("{http://www.w3.org/1999/xhtml}img")
    assert (image.get("src"), image.get("alt")) == (item.get("href"), cover.alt)
    assert image.get("role") == "doc-cover"


def test_a_cover_is_an_access_mode_beside_the_text(lesson: Work, classic: Theme) -> None:
    options = EpubOptions(cover=make(classic))
    entries = epub.compose(split_chapters(lesson), classic, options).value.metadata
    properties = [(e.attributes.get("property"), e.value) for e in entries]
    assert ("schema:accessMode", "visual") in properties
    assert ("schema:accessModeSufficient", "textual") in properties
    assert ("schema:accessibilityFeature", "alternativeText") in properties
