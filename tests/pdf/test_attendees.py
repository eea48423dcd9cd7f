"""Attendee pages: cover, note pages, QR code; also pictures, trims and large print."""

from __future__ import annotations

import base64
import io
import re
import struct
import subprocess
import sys
import zlib
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
import segno
from PIL import Image, ImageCms

from publish.config.attendees import (
    LONGEST_ADDRESS,
    Address,
    Attendees,
    Cover,
    NotesPages,
    NotesPlace,
)
from publish.diagnostics import PublishError
from publish.document.model import Words, Work
from publish.text.lengths import Trim, millimetres
from publish.themes.theme import Theme
from publish.writers import pdf
from publish.writers.pdf.content.attendee_pages import (
    AttendeePages,
    build_attendee_pages,
    draw_qr_code,
)
from publish.writers.pdf.content.pictures import MAX_SIDE, load_picture

from .conftest import PdfView, parts

ADDRESS = Address("https://example.org/gates?lesson=5", Words((("en", "Listen"), ("he", "להאזנה"))))


def part_names(work: Work, theme: Theme, attendees: Attendees) -> list[str]:
    return [
        part.name for part in parts(work, theme, build_attendee_pages(attendees, theme.page("a5")))
    ]


def test_attendee_pages_are_made_only_on_request(lesson: Work, classic: Theme):
    assert part_names(lesson, classic, Attendees()) == ["title", "imprint", "text"]


def test_a_cover_replaces_the_title_page_of_a_handout_only(
    lesson: Work, prose: Work, classic: Theme
):
    with_cover = Attendees(cover=Cover())
    assert part_names(lesson, classic, with_cover) == ["cover", "imprint", "text"]
    assert part_names(prose, classic, with_cover)[:3] == ["cover", "title", "imprint"]


def test_a_cover_shows_the_title_in_both_scripts_and_the_event(handout: Work, classic: Theme):
    cover = parts(handout, classic, AttendeePages(cover=True))[0].markup
    assert 'class="picture"' not in cover
    for words in ("The Proof", "ההגהה", "Days of Type", "May 2025", "Selected excerpts"):
        assert words in cover


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (NotesPlace.END, ["text", "text", "text", "notes", "colophon", "address"]),
        (NotesPlace.EACH, ["text", "notes"] * 3 + ["colophon", "address"]),
    ],
)
def test_note_pages_follow_each_chapter_or_the_last_one(
    place: NotesPlace, expected: list[str], prose: Work, classic: Theme
):
    attendees = Attendees(notes=NotesPages(place), address=ADDRESS)
    assert part_names(prose, classic, attendees)[3:] == expected


def test_ruled_lines_follow_each_excerpt_of_a_handout(handout: Work, classic: Theme):
    pages = build_attendee_pages(
        Attendees(notes=NotesPages(NotesPlace.EACH, 2)), classic.page("a5")
    )
    text = parts(handout, classic, pages)[-1]
    assert text.name == "text"
    assert str(text.markup).count('<div class="ruled">') == 6 * 2
    assert str(text.markup).count('</section>\n<div class="ruled">') == 6


# --- the code


def modules(image: Image.Image, count: int) -> list[list[bool]]:
    """Return which of the ``count`` × ``count`` modules of a QR code are dark."""
    step = image.width / count
    return [
        [image.getpixel((int((x + 0.5) * step), int((y + 0.5) * step))) < 128 for x in range(count)]
        for y in range(count)
    ]


@pytest.mark.slow
def test_the_printed_qr_code_is_that_of_the_address(lesson: Work, classic: Theme):
    import pymupdf

    data = pdf.write(lesson, classic, pdf.PdfOptions(attendees=Attendees(address=ADDRESS))).value
    page = pymupdf.open(stream=data)[-1]
    assert page.get_images() == []
    (code_path,) = [path for path in page.get_drawings() if path["rect"].width > 50]
    expected = segno.make(ADDRESS.ascii_url, error="m", micro=False, boost_error=False)
    dark = [[bool(module) for module in row] for row in expected.matrix]
    # The lines are as thick as a module is high, and a path ends in the middle of its line.
    half = code_path["rect"].width / len(dark) / 2
    area = code_path["rect"] + (0, -half, 0, half)
    pixels = page.get_pixmap(dpi=600, clip=area, colorspace="gray", annots=False)
    scan = Image.frombytes("L", (pixels.width, pixels.height), pixels.samples)
    assert modules(scan, len(dark)) == dark
    control = segno.make(ADDRESS.ascii_url + "x", error="m", micro=False, boost_error=False)
    assert dark != [[bool(module) for module in row] for row in control.matrix]


@pytest.mark.slow
def test_the_address_is_printed_under_its_code_and_linked(lesson: Work, classic: Theme):
    document = PdfView(
        pdf.write(lesson, classic, pdf.PdfOptions(attendees=Attendees(address=ADDRESS))).value
    )
    last = document.text(len(document))
    assert "Listen" in last
    assert ADDRESS.url in last
    links = [annotation.A.URI for annotation in document.file.pages[-1].Annots]
    assert links == [ADDRESS.ascii_url]


@pytest.mark.slow
def test_a_label_with_a_character_that_the_theme_lacks_is_an_error(lesson: Work, classic: Theme):
    unprintable = Address(ADDRESS.url, Words((("en", "聽 Listen"),)))
    outcome = pdf.write(lesson, classic, pdf.PdfOptions(attendees=Attendees(address=unprintable)))
    assert [each.code for each in outcome.diagnostics] == ["P01"]
    assert (
        pdf.write(lesson, classic, pdf.PdfOptions(attendees=Attendees(address=ADDRESS))).diagnostics
        == ()
    )


def test_the_longest_address_makes_a_readable_code():
    longest = Address("https://example.org/".ljust(LONGEST_ADDRESS, "x"))
    assert 'viewBox="0 0 77 77"' in draw_qr_code(longest)
    assert 36 / 77 > 0.45
    assert 'viewBox="0 0 81 81"' in draw_qr_code(Address(longest.url + "x"))


# --- the picture


def save(path: Path, image: Image.Image, **options: object) -> Path:
    image.save(path, **options)
    return path


def test_a_small_picture_is_embedded_unchanged(tmp_path: Path):
    path = save(tmp_path / "logo.png", Image.new("RGBA", (300, 200), (200, 30, 40, 0)))
    kind, _, data = load_picture(path).address.partition(",")
    assert kind == "data:image/png;base64"
    assert base64.b64decode(data) == path.read_bytes()


@pytest.mark.parametrize("name", ["photo.jpg", "photo.png", "photo.tiff"])
def test_a_large_picture_is_reduced(name: str, tmp_path: Path):
    path = save(tmp_path / name, Image.new("RGB", (MAX_SIDE * 2, MAX_SIDE), "red"))
    assert open_picture(load_picture(path).address).size == (MAX_SIDE, MAX_SIDE // 2)


def test_a_picture_is_rotated_by_its_exif_orientation(tmp_path: Path):
    exif = Image.Exif()
    exif[0x0112] = 6  # rotated by 90°
    path = save(tmp_path / "photo.jpg", Image.new("RGB", (40, 20)), exif=exif)
    assert open_picture(load_picture(path).address).size == (20, 40)


def test_a_large_rotated_picture_is_reduced_and_upright(tmp_path: Path):
    side = 3 * MAX_SIDE
    image = Image.new("L", (side, side // 3), 0)
    image.paste(255, (0, 0, side // 3, side // 3))  # white on the left
    exif = Image.Exif()
    exif[0x0112] = 6  # shown upright by a quarter turn to the right
    image.save(path := tmp_path / "turned.png", exif=exif)
    result = open_picture(load_picture(path).address)
    assert result.size[1] == MAX_SIDE
    assert [result.getpixel((400, y)) for y in (100, MAX_SIDE - 100)] == [255, 0]


def test_the_colours_of_a_picture_are_those_of_its_profile(tmp_path: Path):
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # In this profile, which does not call itself sRGB, red and blue are exchanged.
    other = srgb.replace(b"sRGB", b"mine").replace(b"s\0R\0G\0B", b"m\0i\0n\0e")
    other = other.replace(b"rXYZ", b"tXYZ").replace(b"bXYZ", b"rXYZ").replace(b"tXYZ", b"bXYZ")
    for profile, red in ((srgb, True), (other, False), (b"none", True)):
        for mode in ("RGB", "RGBA"):
            image = Image.new(mode, (40, 20), (200, 30, 20))
            path = save(tmp_path / "photo.png", image, icc_profile=profile)
            pixel = open_picture(load_picture(path).address).getpixel((5, 5))
            assert (pixel[0] > pixel[2]) == red
            assert len(pixel) == len(mode)


def test_transparent_pixels_give_no_colour_to_a_reduced_edge(tmp_path: Path):
    image = Image.new("RGBA", (4 * MAX_SIDE, 40), (0, 255, 0, 0))
    image.paste((255, 0, 0, 255), (0, 0, 5003, 40))
    image.save(path := tmp_path / "edge.png")
    result = open_picture(load_picture(path).address)
    assert result.mode == "RGBA"
    assert all(green == 0 for *_, (_, green, _, alpha) in result.getcolors() if alpha)


PEAK = r"""
import re, sys
from pathlib import Path
from publish.writers.pdf.content.pictures import load_picture
load_picture(Path(sys.argv[1]))
(peak,) = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
print(int(peak) // 1024)
"""
"""A program that prints the peak of its memory in MiB.

``ru_maxrss`` would begin at that of the process that starts it, see getrusage(2).
"""


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize(("mode", "most"), [("P", 350), ("RGBA", 650)])
def test_a_picture_of_the_largest_size_takes_no_more_memory_than_documented(
    mode: str, most: int, tmp_path: Path
):
    image = Image.new(mode, (9999, 9999))
    if mode == "P":
        image.putpalette([200, 10, 3] * 256)
    image.save(path := tmp_path / "large.png", compress_level=1)
    command = [sys.executable, "-c", PEAK, str(path)]
    assert int(subprocess.run(command, capture_output=True, check=True).stdout) < most


def open_picture(address: str) -> Image.Image:
    data = base64.b64decode(address.partition(",")[2])
    return Image.open(io.BytesIO(data))


def load_error(path: Path) -> tuple[str, str]:
    with pytest.raises(PublishError) as error:
        load_picture(path)
    (diagnostic,) = error.value.diagnostics
    return diagnostic.code, diagnostic.message


def header(width: int, height: int) -> bytes:
    """Return a PNG of that size without pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    about = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", about) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [12_000, 50_000])
def test_a_huge_picture_is_refused_without_decoding(side: int, tmp_path: Path):
    (tmp_path / "huge.png").write_bytes(header(side, side))
    code, message = load_error(tmp_path / "huge.png")
    assert code == "S10"
    assert "huge.png" in message


def test_a_drawing_or_a_damaged_picture_is_refused(tmp_path: Path):
    (tmp_path / "logo.svg").write_text("<svg/>")
    assert load_error(tmp_path / "logo.svg") == (
        "S09",
        "logo.svg is not a picture that can be read",
    )
    whole = save(tmp_path / "half.jpg", Image.effect_noise((400, 400), 50)).read_bytes()
    (tmp_path / "half.jpg").write_bytes(whole[: len(whole) // 2])
    import weasyprint  # noqa: F401  # WeasyPrint lets Pillow accept truncated pictures

    assert load_error(tmp_path / "half.jpg") == ("S09", "half.jpg cannot be read: it is damaged")


# --- pages of other sizes


@pytest.mark.parametrize("size", [(90, 120), (105, 148), (170, 240), (210, 210), (420, 600)])
@pytest.mark.parametrize("large", [False, True])
def test_a_page_of_any_trim_has_a_readable_measure(
    size: tuple[int, int], large: bool, classic: Theme
):
    page = classic.page(Trim(*size), large_print=large)
    width, height, inner, outer, top, type_size, leading = (
        millimetres(length)
        for length in (
            page.width, page.height, page.inner, page.outer, page.top, page.size, page.leading,
        )
    )  # fmt: skip
    designed = classic.large_print if large else classic.pages
    sizes = [millimetres(each.size) for each in designed.values()]
    assert (width, height) == size
    assert min(sizes) - 0.01 <= type_size <= max(sizes) + 0.01
    assert width - inner - outer <= 30 * type_size
    assert min(inner, outer) >= 12
    assert height - top - page.lines * leading >= 15


def test_a_trim_with_the_size_of_a_named_page_equals_that_page(classic: Theme):
    by_name = classic.page("a5")
    by_size = classic.page(Trim(148, 210))
    assert by_size.lines == by_name.lines
    for length in ("top", "inner", "outer", "size", "leading"):
        expected = millimetres(getattr(by_name, length))
        assert millimetres(getattr(by_size, length)) == pytest.approx(expected, abs=0.002)


# --- large print


@pytest.mark.slow
def test_large_print_has_no_small_letters_no_italics_and_no_hyphens(handout: Work, classic: Theme):
    import pymupdf

    data = pdf.write(handout, classic, pdf.PdfOptions(large_print=True)).value
    spans = [
        span
        for page in pymupdf.open(stream=data)
        for block in page.get_text("dict")["blocks"]
        for line in block.get("lines", ())
        for span in line["spans"]
        if span["text"].strip()
    ]
    assert min(span["size"] for span in spans) >= 16
    assert not [span for span in spans if "Italic" in span["font"]]
    assert not [span for span in spans if span["text"].rstrip().endswith(("\u2010", "-"))]
    control = pymupdf.open(stream=pdf.write(handout, classic).value)
    assert "Italic" in str(control.get_page_fonts(len(control) - 1))


@pytest.mark.thorough
def test_large_print_has_the_whole_text(lesson: Work, classic: Theme):
    large, regular = (
        " ".join(words for _, words in PdfView(outcome.value).texts())
        for outcome in (
            pdf.write(lesson, classic, pdf.PdfOptions(large_print=True)),
            pdf.write(lesson, classic),
        )
    )
    assert all(f"Segment {n} says" in large for n in range(1, 25))
    points_and_letters = Counter(re.findall("[\u0591-\u05f4]", regular))
    assert points_and_letters.total() > 1000
    assert Counter(re.findall("[\u0591-\u05f4]", large)) == points_and_letters


def test_a_theme_without_large_print_pages_is_an_error(classic: Theme):
    with pytest.raises(PublishError, match="no large-print page “a5”"):
        replace(classic, large_print={}).page("a5", large_print=True)


@pytest.mark.thorough
@pytest.mark.parametrize("size", [(100, 150), (148, 210), (210, 297)])
@pytest.mark.parametrize("large", [False, True])
def test_a_cover_is_one_page_with_its_picture_on_it(
    size: tuple[int, int], large: bool, lesson: Work, classic: Theme, tmp_path: Path
):
    import pymupdf

    logo = save(tmp_path / "logo.png", Image.new("RGB", (900, 600), "red"))
    outcome = pdf.write(
        lesson,
        classic,
        pdf.PdfOptions(page=Trim(*size), large_print=large, attendees=Attendees(Cover(logo))),
    )
    cover, imprint = pymupdf.open(stream=outcome.value)[:2]
    assert "ההגהה"[::-1] in cover.get_text() or "ההגהה" in cover.get_text()
    assert "publish" in imprint.get_text()
    pixels = cover.get_pixmap(dpi=50)
    red = [n for n in range(0, len(pixels.samples), 3) if pixels.samples[n : n + 3] == b"\xff\0\0"]
    assert len(red) > 100
