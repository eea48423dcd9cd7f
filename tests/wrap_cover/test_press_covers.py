"""Covers in the inks of printers: their plates, their boxes, and what a print shop says of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from publish.artifacts.press_cover import check_press_cover, write_for_press
from publish.artifacts.wrap_cover import make_wrap_cover
from publish.config.pdf_profiles import PRESETS
from publish.diagnostics import Severity
from publish.preflight.press.check import check_pdf
from tests.booklet.sample_pdfs import make_numbered_pdf
from tests.support.press_samples import needs_ghostscript, plates
from tests.wrap_cover.sample_covers import make_cover, plan_cover

PRESSES = [name for name, profile in PRESETS.items() if profile.is_for_press]
SETTINGS = """
title = { en = "The Page", he = "הדף" }
creators = [{ name = "A. Author" }]
publisher = "House"
identifier = "978-965-90123-4-3"
[wrap_cover]
paper = { sheet = "0.2mm" }
back = "Read *this*."
"""


@pytest.mark.thorough
@pytest.mark.parametrize("name", PRESSES)
def test_a_print_shop_refuses_no_cover(tmp_path: Path, name: str):
    artifact = replace(plan_cover(tmp_path, SETTINGS), profile=name)
    cover = make_wrap_cover(make_numbered_pdf(100), artifact)
    assert [each for each in cover.diagnostics if each.severity is Severity.ERROR] == []
    assert make_wrap_cover(make_numbered_pdf(100), artifact).value == cover.value
    # A control: as a file of pages the same sheet is refused, or at least doubted.
    findings = check_pdf(cover.value, PRESETS[name]).diagnostics
    assert len(findings) > len(check_press_cover(cover.value, PRESETS[name]))


def test_a_cover_in_the_colours_of_a_screen_is_refused(tmp_path: Path):
    """A control: without the inks of the press the preflight finds fault."""
    cover = make_cover(tmp_path, SETTINGS)
    faults = check_press_cover(cover.data, PRESETS["press-x1a"])
    artifact = plan_cover(tmp_path, SETTINGS)
    pressed = write_for_press(cover.data, artifact.book, PRESETS["press-x1a"])
    errors = [each for each in pressed.diagnostics if each.severity is Severity.ERROR]
    assert any(each.severity is Severity.ERROR for each in faults)
    assert errors == []


def test_dark_words_of_a_theme_are_black_ink_alone(tmp_path: Path):
    artifact = plan_cover(tmp_path, f'theme = "classroom"\n{SETTINGS}')
    pdf, profile = make_numbered_pdf(100), PRESETS["press-x1a"]
    pressed = make_wrap_cover(pdf, replace(artifact, profile=profile.name))
    assert "C44" not in {each.code for each in pressed.diagnostics}
    # A control: words in the colour of the screen are in four inks.
    on_screen = make_wrap_cover(pdf, artifact).value
    findings = write_for_press(on_screen, artifact.book, profile).diagnostics
    assert "C44" in {each.code for each in findings}


@pytest.mark.thorough
@needs_ghostscript
@pytest.mark.parametrize("colours", ["theme", "paper"])
def test_bars_are_on_the_plate_of_black_alone(tmp_path: Path, colours: str):
    settings = f'{SETTINGS}colours = "{colours}"\n'
    artifact = plan_cover(tmp_path, settings)
    cover = make_cover(tmp_path, settings)
    data = write_for_press(cover.data, artifact.book, PRESETS["press-x1a"]).value
    [inks] = plates(data, tmp_path, 144)
    per = 144 / 25.4
    back, height = cover.geometry.back, cover.geometry.page_height
    # The strip of the bars, between their quiet zones.
    box = (back.right - 52, height - 38, back.right - 19, height - 22)
    place = tuple(round(edge * per) for edge in box)
    dark = {ink: darkest(plate.crop(place)) for ink, plate in inks.items()}
    assert dark["Black"] > 250
    assert [dark[ink] for ink in ("Cyan", "Magenta", "Yellow")] == [0, 0, 0]
    # A control: the ground of the theme is in several inks.
    whole = {ink: darkest(plate) for ink, plate in inks.items()}
    assert (whole["Cyan"] > 0) is (colours == "theme")


def darkest(plate: Image.Image) -> int:
    return int(plate.getextrema()[1])
