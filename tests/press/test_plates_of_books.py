"""Plates of whole books by Ghostscript: text on the black plate alone, ink within the limit."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from publish.config.design import Accent, Design
from publish.config.pdf_profiles import PRESETS, PdfProfile
from publish.config.settings import Settings
from publish.document.model import Image as Picture
from publish.document.model import Resource, Work
from publish.storage.digests import digest
from publish.themes import theme as themes
from publish.themes.theme_search import list_themes
from publish.writers import pdf
from publish.writers.pdf.press.condition_profiles import FOLDER
from tests.pdf.accessible_books import list_books, read_book
from tests.pdf.conftest import book, chapter, hebrew, para
from tests.support.press_samples import (
    X_1A,
    forbidden_items,
    most_ink,
    needs_ghostscript,
    open_pdf,
    plates,
    press,
    sample_pdf,
    save_pdf,
)

pytestmark = [pytest.mark.slow, needs_ghostscript]

COLOURS = ("Cyan", "Magenta", "Yellow")
PROFILES = [each for each in PRESETS.values() if each.is_for_press]


def is_blank(plate: Image.Image) -> bool:
    return plate.getextrema() == (0, 0)


def write(work: Work, profile: PdfProfile, theme: Any = None, **options: Any) -> bytes:
    chosen = theme or themes.load("classic")
    return pdf.write(work, chosen, pdf.PdfOptions(profile=profile, **options)).value


def with_pictures() -> Work:
    """Return a book with a photograph, and a picture of dark colours in its own inks."""
    ramp = Image.linear_gradient("L").resize((600, 400))
    photograph = Image.merge("RGB", (ramp, ramp.rotate(180), ramp.point(lambda n: n // 2)))
    dark = Image.new("CMYK", (600, 400), (240, 230, 220, 250))
    resources = []
    for picture in (photograph, dark):
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=95)
        resources.append(Resource(digest(out.getvalue()), "image/jpeg", out.getvalue()))
    pictures = [
        Picture(f"{number}.jpg", resource=resource.digest)
        for number, resource in enumerate(resources)
    ]
    text = para("The sign ☙ and ", hebrew("דיו"), " on one line.")
    return replace(book(chapter("Ink", text, *pictures)), resources=tuple(resources))


@pytest.mark.thorough
@pytest.mark.parametrize("theme", list_themes())
@pytest.mark.parametrize("name", list_books())
def test_the_text_of_a_book_is_on_the_black_plate_alone(name: str, theme: str, tmp_path: Path):
    work, options = read_book(list_books()[name])
    data = write(work, PRESETS["offset"], themes.load(theme), **options)
    pages = plates(data, tmp_path)
    assert all(is_blank(page[ink]) for page in pages for ink in COLOURS)
    assert any(not is_blank(page["Black"]) for page in pages)
    assert forbidden_items(data) == set()


@pytest.mark.parametrize("profile", PROFILES, ids=lambda each: each.name)
def test_pictures_have_no_more_ink_than_the_limit(profile: PdfProfile, tmp_path: Path):
    pages = plates(write(with_pictures(), profile), tmp_path)
    most = max(map(most_ink, pages))
    assert most <= (profile.ink_limit or 400)
    assert most > (90 if profile.grey_pictures else 0.9 * (profile.ink_limit or 300))


def test_without_the_limit_the_picture_has_more_ink(tmp_path: Path):
    """A control: the limit of a press is that of its profile."""
    pages = plates(write(with_pictures(), PRESETS["kdp"]), tmp_path)
    assert max(map(most_ink, pages)) > 350


def test_a_colour_of_the_design_is_in_inks_and_the_text_beside_it_black(tmp_path: Path):
    design = Design(accent=Accent("#8b1a1a", in_print=True))
    theme = themes.load_for(Settings(design=design))
    work = book(chapter("Ink", para("The scribe wrote. " * 20)))
    pages = plates(write(work, X_1A, theme), tmp_path)
    assert any(not is_blank(page["Magenta"]) for page in pages)
    in_black = plates(write(work, PRESETS["press"], theme), tmp_path)
    assert all(is_blank(page[ink]) for page in in_black for ink in COLOURS)


def test_a_registration_mark_is_on_all_plates(tmp_path: Path):
    data = press(sample_pdf(b""), PRESETS["offset"]).value
    with open_pdf(data) as file:
        file.pages[0].obj.TrimBox = file.pages[0].obj.MediaBox
        (page,) = plates(save_pdf(file), tmp_path)
    first, *others = (page[ink].tobytes() for ink in (*COLOURS, "Black"))
    assert any(first)
    assert all(each == first for each in others)


class TestTheStockVariant:
    """Controls: the PDF/X-1a of the layout engine by itself fails the same checks."""

    STYLE = """
    @color-profile device-cmyk { src: url(%s); components: cyan, magenta, yellow, black }
    @page { size: a6; marks: crop cross; bleed: 5mm }
    p { color: device-cmyk(0 0 0 1) } em { opacity: .5 }
    """

    def stock(self) -> bytes:
        from weasyprint import HTML

        style = self.STYLE % (FOLDER / "FOGRA39L_coated.icc").as_uri()
        text = "<p>The scribe <em>wrote</em> <a href='https://example.org'>here</a>."
        data = HTML(string=f"<style>{style}</style>{text}").write_pdf(pdf_variant="pdf/x-1a")
        assert isinstance(data, bytes)
        return data

    def test_it_has_what_the_variant_forbids(self):
        assert forbidden_items(self.stock()) >= {"rg", "RG", "/Annots", "/Group", "/CA"}

    def test_its_link_is_on_four_plates(self, tmp_path: Path):
        (page,) = plates(self.stock(), tmp_path)
        assert not all(is_blank(page[ink]) for ink in COLOURS)

    def test_its_condition_has_no_registered_name(self):
        intents = open_pdf(self.stock()).Root.get("/OutputIntents", [])
        names = [str(each.OutputConditionIdentifier) for each in intents]
        assert "FOGRA39" not in names
