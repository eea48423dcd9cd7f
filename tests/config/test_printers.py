"""The profiles of printers: presets, the tables of a workspace, and names that do not exist."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.artifacts import plan
from publish.config import find_workspace
from publish.config.pdf_profiles import (
    FOGRA39,
    PRESETS,
    Colours,
    GutterStep,
    OutputCondition,
    PageRange,
    PdfProfile,
    PdfVariant,
    Resolution,
)
from publish.config.printer_table import OTHER_PARTS, inspect_printers
from publish.config.profiles import find_profile, list_profiles
from publish.config.settings import Settings
from publish.diagnostics import PublishError
from publish.text.lengths import Trim
from publish.text.source import Source

EVERY_KEY = """
[printers.jerusalem]
base = "offset"
variant = "PDF/X-4"
trim = { width = "140mm", height = "210mm" }
bleed = "5mm"
always_bleeds = true
inner_bleed = false
marks = true
mark_offset = "6mm"
gutter = [{ pages = 200, width = "15mm" }, { pages = 600, width = "20mm" }]
outer_margin = "12mm"
safe_area = "7mm"
ink_limit = 300
colours = "cmyk"
overprint_black = false
condition = { identifier = "FOGRA47", name = "Uncoated paper", icc = "uncoated.icc" }
resolution = { pictures = 350, line_art = 2400 }
grey_pictures = true
links = true
even_pages = false
single_pages = false
page_range = { least = 32, most = 800 }
"""


def read(text: str, folder: Path = Path()) -> tuple[dict[str, PdfProfile], list[str]]:
    """Return the profiles of a workspace by name, and its errors with their lines."""
    source = Source("publish.toml", text)
    outcome = inspect_printers(source, folder)
    errors = [
        f"{source.position(each.span.start).line}: {each.message} {' '.join(each.hints)}"
        for each in outcome.diagnostics
    ]
    return {profile.name: profile for profile in outcome.value}, errors


def test_a_table_sets_every_value_of_a_profile(tmp_path: Path) -> None:
    (tmp_path / "uncoated.icc").write_bytes(b"a profile")
    profiles, errors = read(EVERY_KEY, tmp_path)
    assert errors == []
    assert profiles["jerusalem"] == PdfProfile(
        "jerusalem",
        variant=PdfVariant.X_4,
        trim=Trim(140, 210),
        bleed=5.0,
        always_bleeds=True,
        inner_bleed=False,
        marks=True,
        mark_offset=6.0,
        gutter=(GutterStep(200, 15.0), GutterStep(600, 20.0)),
        outer_margin=12.0,
        safe_area=7.0,
        ink_limit=300,
        colours=Colours.CMYK,
        condition=OutputCondition("FOGRA47", "Uncoated paper", icc=tmp_path / "uncoated.icc"),
        resolution=Resolution(350, 2400),
        grey_pictures=True,
        page_range=PageRange(32, 800),
    )


def test_a_printer_differs_from_its_base_in_its_own_keys_alone() -> None:
    profiles, errors = read('[printers.a]\nbase = "kdp"\nsafe_area = "8mm"\n[printers.b]\n')
    assert errors == []
    assert (profiles["a"].gutter, profiles["a"].safe_area) == (PRESETS["kdp"].gutter, 8.0)
    assert profiles["b"].variant is PRESETS["press"].variant


def test_values_have_short_forms() -> None:
    profiles, errors = read(
        '[printers.a]\ncondition = "FOGRA39"\ngutter = "15mm"\nresolution = 400\nink_limit = false'
    )
    assert errors == []
    assert profiles["a"].condition == FOGRA39
    assert [profiles["a"].gutter_for(pages) for pages in (8, 800)] == [15, 15]
    assert profiles["a"].resolution == Resolution(400, 1200)
    assert profiles["a"].ink_limit is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("printers = 3", "1: `printers` takes tables: [printers.NAME], then"),
        ("[printers]\nhaifa = 3", "`haifa` of [printers] takes a table: [printers.haifa], then"),
        ('[printers.a]\nbase = "offst"', "2: `base` of [printers.a] takes one of press,"),
        ('[printers.a]\nbase = "offst"', "did you mean “offset”?"),
        ('[printers.a]\nbase = "screen"', "not “screen”"),
        ('[printers.a]\nbleed = "3"', "2: `bleed` of [printers.a] takes a length from 0 to 20 mm"),
        ('[printers.a]\nbleed = "40mm"', "a length from 0 to 20 mm"),
        ("[printers.a]\nblead = 3", "2: there is no key `blead` did you mean `bleed`?"),
        ("[printers.a]\nink_limit = 20", "takes per cent of ink from 100 to 400"),
        ('[printers.a]\ncolours = "rgb"', "takes one of black, cmyk, not “rgb”"),
        ('[printers.a]\nvariant = "PDF/A-2u"', "takes one of none, PDF/X-1a:2001, PDF/X-4"),
        (
            '[printers.a]\ngutter = [{ pages = 9, width = "9mm" }, { pages = 9, width = "12mm" }]',
            "2: `gutter` of [printers.a] takes steps of more and more pages, not the number 9",
        ),
        ("[printers.a]\ngutter = [{ pages = 300 }]", "`gutter` of [printers.a] takes a length"),
        ('[printers.a]\ngutter = "80mm"', "takes a length from 0 to 60 mm"),
        ("[printers.a]\npage_range = { least = 9, most = 8 }", "the fewest and the most pages"),
        ('[printers.a]\ncondition = { icc = "a.icc" }', "takes a printing condition: “FOGRA39”"),
        (
            '[printers.a]\n[printers.b]\ncondition = { identifier = "FOGRA47", icc = "a.icc" }',
            "3: there is no ICC profile a.icc beside publish.toml",
        ),
        (
            '[printers.a]\nbase = "kdp"\nvariant = "PDF/X-1a:2001"',
            "3: [printers.a] has no `condition`, and a PDF/X-1a:2001 names one",
        ),
        ("[printers.a]\ncondition = false", "2: [printers.a] has no `condition`"),
        ("[printers.kdp]\nmarks = true", "“kdp” has a meaning already"),
        ("[printers.booklet-a4]\nmarks = true", "“booklet-a4” has a meaning already"),
        ("[printers.facing]\nmarks = true", "“facing” has a meaning already"),
        ('[printers."../a"]\nmarks = true', "it is a part of the names of files"),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, message: str) -> None:
    _, errors = read(text)
    assert any(message.replace("“FOGRA39”", '"FOGRA39"') in error for error in errors), errors


def test_no_printer_has_the_name_of_an_edition_without_commentary_or_of_a_reprint() -> None:
    names = {*plan._COMMENTARY_SUFFIXES.values(), "changes", "errata"}
    assert set(OTHER_PARTS) == names
    for name in names:
        _, (error,) = read(f"[printers.{name}]\nmarks = true")
        assert f"“{name}” has a meaning already" in error


def test_a_workspace_offers_its_printers_to_every_book(tmp_path: Path) -> None:
    (tmp_path / "publish.toml").write_text('[printers.haifa]\nbase = "offset"\n')
    settings = find_workspace(tmp_path).defaults
    assert find_profile(settings, "haifa").marks
    assert [profile.name for profile in list_profiles(settings)] == [*PRESETS, "haifa"]


def test_an_unknown_profile_names_the_known_ones() -> None:
    with pytest.raises(PublishError) as error:
        find_profile(Settings(), "ingarm")
    (diagnostic,) = error.value.diagnostics
    assert (diagnostic.code, diagnostic.message) == ("S08", "there is no profile “ingarm”")
    near, names, own = diagnostic.hints
    assert near == "did you mean “ingram”?"
    assert names == f"profiles: {', '.join(PRESETS)}"
    assert "[printers.NAME]" in own


@pytest.mark.parametrize(
    ("pages", "inches"),
    [(24, 0.375), (150, 0.375), (151, 0.5), (300, 0.5), (301, 0.625), (501, 0.75), (828, 0.875)],
)
def test_the_gutter_of_kdp_grows_with_the_pages(pages: int, inches: float) -> None:
    assert PRESETS["kdp"].gutter_for(pages) == pytest.approx(inches * 25.4)


def test_a_profile_without_a_table_has_no_gutter() -> None:
    assert PRESETS["offset"].gutter_for(900) == 0


def test_every_preset_for_a_press_says_what_a_press_asks() -> None:
    presses = [profile for profile in PRESETS.values() if profile.is_for_press]
    assert [each.name for each in presses] == [
        *("press", "press-x1a", "press-x4", "ingram", "kdp", "offset")
    ]
    for profile in presses:
        assert (profile.bleed, profile.safe_area) > (0, 0)
        assert profile.resolution
        assert not profile.links
        assert profile.condition or not profile.variant.is_pdf_x
