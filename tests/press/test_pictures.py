"""Pictures for print: in inks by their own profile, opaque, and sharp enough for their size."""

from __future__ import annotations

import base64
import io
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageCms

from publish.config.pdf_profiles import PRESETS, PdfProfile
from publish.diagnostics.rules import press_files as rules
from publish.storage.store import Store
from publish.writers.pdf.content.pictures import MAX_SIDE, decode_picture
from publish.writers.pdf.press.condition_profiles import FOLDER, separate_picture
from publish.writers.pdf.press.pixels import most_ink, to_grey
from publish.writers.pdf.press.press_file import press_pdf
from tests.support.press_samples import (
    BLACK,
    FACTS,
    X_1A,
    X_4,
    open_pdf,
    picture_object,
    press,
    sample_pdf,
    save_pdf,
)

INGRAM = PRESETS["ingram"]
RED = (220, 30, 20)
DRAW = b"q\n72 0 0 72 10 10 cm\n/i0 Do\nQ"


def gradient(size: int = 320, mode: str = "RGB") -> Image.Image:
    """Return a picture with bright and dark colours."""
    ramp = Image.linear_gradient("L").resize((size, size))
    picture = Image.merge("RGB", (ramp, ramp.rotate(90), ImageChops.multiply(ramp, ramp)))
    return picture.convert(mode)


def with_profile(picture: Image.Image, profile: bytes) -> Image.Image:
    picture.info["icc_profile"] = profile
    return picture


def print_picture(picture: Image.Image, profile: PdfProfile, **options: Any) -> Any:
    """Return the picture of a PDF after its conversion."""
    data = sample_pdf(DRAW, XObject={"i0": picture_object(picture, **options)})
    return open_pdf(press(data, profile).value).pages[0].Resources.XObject["/i0"]


def pixels(image: Any) -> Image.Image:
    """Return the pixels of a picture of a PDF: inks, where it is CMYK."""
    if image.get("/Filter") == "/DCTDecode":
        return Image.open(io.BytesIO(image.read_raw_bytes()))
    mode = "L" if image.ColorSpace == "/DeviceGray" else "CMYK"
    mode = "1" if image.BitsPerComponent == 1 else mode
    return Image.frombytes(mode, (int(image.Width), int(image.Height)), image.read_bytes())


@pytest.mark.parametrize("jpeg", [False, True])
def test_a_photograph_is_in_inks_within_the_limit(*, jpeg: bool):
    image = print_picture(gradient(), INGRAM, jpeg=jpeg)
    assert image.ColorSpace == "/DeviceCMYK"
    assert 2.2 < most_ink(pixels(image)) <= 2.4


def test_without_a_limit_it_has_more_ink():
    assert most_ink(pixels(print_picture(gradient(), PRESETS["kdp"]))) > 3


@pytest.mark.parametrize("jpeg", [False, True])
def test_a_book_in_black_has_its_photographs_in_grey(*, jpeg: bool):
    image = print_picture(Image.new("RGB", (40, 40), RED), BLACK, jpeg=jpeg)
    assert image.ColorSpace == "/DeviceGray"
    # The lightness of the red, as a grey of sRGB.
    assert pixels(image).getpixel((20, 20)) == pytest.approx(116, abs=2)


def test_the_profile_of_a_photograph_decides_its_inks():
    """A profile in which the numbers of red are another colour."""
    plain = Image.new("RGB", (40, 40), RED)
    swapped = swap_red_and_blue(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    first = pixels(print_picture(plain, X_1A, jpeg=True)).getpixel((20, 20))
    other = with_profile(plain.copy(), swapped)
    second = pixels(print_picture(other, X_1A, jpeg=True)).getpixel((20, 20))
    assert first[0] < first[2] - 100
    assert second[0] > second[2] + 100


def swap_red_and_blue(profile: bytes) -> bytes:
    return profile.replace(b"rXYZ", b"tXYZ").replace(b"bXYZ", b"rXYZ").replace(b"tXYZ", b"bXYZ")


def test_transparency_is_flattened_on_white_and_leaves_the_ground_free():
    mask = Image.new("L", (40, 40), 128)
    mask.paste(0, (0, 0, 20, 40))
    image = print_picture(Image.new("RGB", (40, 40), RED), X_1A, mask=mask)
    opaque = print_picture(Image.new("RGB", (40, 40), RED), X_1A)
    assert "/SMask" not in image
    assert 0 < sum(pixels(image).getpixel((30, 20))) < sum(pixels(opaque).getpixel((30, 20)))
    assert sum(pixels(image).getpixel((10, 20))) == 0
    stencil = Image.frombytes("1", (40, 40), image.Mask.read_bytes())
    assert (stencil.getpixel((10, 20)), stencil.getpixel((30, 20))) == (255, 0)


def test_transparency_stays_where_the_variant_has_it():
    mask = Image.new("L", (40, 40), 128)
    image = print_picture(Image.new("RGB", (40, 40), RED), X_4, mask=mask)
    assert image.SMask.ColorSpace == "/DeviceGray"
    assert image.ColorSpace == "/DeviceCMYK"


def test_inks_of_a_jpeg_are_not_inverted():
    inks = (200, 40, 10, 5)
    picture = Image.new("CMYK", (40, 40), inks)
    same = print_picture(picture, X_1A, jpeg=True)
    assert same.Decode == pikepdf.Array([1, 0] * 4)
    assert pixels(same).getpixel((20, 20)) == pytest.approx(inks, abs=3)
    grey = pixels(print_picture(picture, BLACK, jpeg=True)).getpixel((20, 20))
    # As light as these inks on coated paper; the inverse of them is black.
    assert grey == pytest.approx(135, abs=4)


def test_inks_of_a_large_jpeg_that_are_not_inverted_stay_as_they_are():
    inks = (200, 40, 10, 5)
    inverted = tuple(255 - ink for ink in inks)
    for written, has_marker in ((inks, True), (inverted, False)):
        Image.new("CMYK", (MAX_SIDE + 100, 8), written).save(out := io.BytesIO(), "JPEG")
        jpeg = out.getvalue() if has_marker else without_marker(out.getvalue())
        address = decode_picture(jpeg, "inks.jpg").address
        with Image.open(io.BytesIO(base64.b64decode(address.partition(",")[2]))) as picture:
            assert picture.width == MAX_SIDE
            assert picture.getpixel((9, 3)) == pytest.approx(inks, abs=4)


def test_greys_of_sixteen_bits_have_eight():
    deep = Image.linear_gradient("L").convert("I").point(lambda shade: shade * 257).convert("I;16")
    deep.save(out := io.BytesIO(), "PNG")
    address = decode_picture(out.getvalue(), "scan.png").address
    with Image.open(io.BytesIO(base64.b64decode(address.partition(",")[2]))) as picture:
        assert picture.mode == "L"
        assert picture.tobytes() == Image.linear_gradient("L").tobytes()


def without_marker(jpeg: bytes) -> bytes:
    """Return a JPEG without the segment by which programs of Adobe say that inks are inverted."""
    start = jpeg.index(b"\xff\xee")
    length = int.from_bytes(jpeg[start + 2 : start + 4])
    return jpeg[:start] + jpeg[start + 2 + length :]


@pytest.mark.parametrize("mode", ["RGB", "CMYK"])
@pytest.mark.parametrize("profile", [BLACK, X_1A], ids=lambda each: each.name)
def test_a_damaged_profile_of_a_picture_is_none(profile: PdfProfile, mode: str):
    icc = (FOLDER / "FOGRA39L_coated.icc").read_bytes()
    damaged = with_profile(gradient(64, mode), icc[:16] + f"{mode:4}".encode() + icc[20:400])
    pictures = (print_picture(each, profile, jpeg=True) for each in (damaged, gradient(64, mode)))
    first, second = (pixels(each).tobytes() for each in pictures)
    assert first == second


def test_a_jpeg_whose_inks_are_within_the_limit_stays_the_same_bytes():
    picture = Image.new("CMYK", (40, 40), (100, 40, 10, 5))
    data = sample_pdf(DRAW, XObject={"i0": picture_object(picture, jpeg=True)})
    before = open_pdf(data).pages[0].Resources.XObject["/i0"].read_raw_bytes()
    after = open_pdf(press(data, X_1A).value).pages[0].Resources.XObject["/i0"].read_raw_bytes()
    assert before == after


def test_black_ink_alone_stays_black_in_a_book_in_black():
    picture = Image.new("CMYK", (40, 40), (0, 0, 0, 255))
    assert pixels(print_picture(picture, BLACK)).getpixel((20, 20)) == 0


def test_a_picture_without_colours_is_in_black_ink_alone():
    grey = print_picture(Image.merge("RGB", [Image.linear_gradient("L")] * 3), X_1A)
    assert grey.ColorSpace == "/DeviceGray"
    assert pixels(grey).tobytes() == Image.linear_gradient("L").tobytes()


def test_the_grey_of_inks_has_no_steps():
    """All inks of a press in the place of one are as light as before, and so is their grey."""
    ramp = Image.linear_gradient("L").convert("RGB")
    profile = (FOLDER / "FOGRA39L_coated.icc").read_bytes()
    grey = to_grey(separate_picture(ramp, profile), profile).resize((1, 256)).tobytes()
    assert all(0 <= light - dark <= 3 for dark, light in pairwise(grey))
    assert (grey[0], grey[-1]) == (0, 255)


def test_black_ink_alone_is_black_in_the_grey_of_inks():
    picture = Image.new("CMYK", (1, 1), (0, 0, 0, 200))
    assert to_grey(picture, (FOLDER / "FOGRA39L_coated.icc").read_bytes()).tobytes() == b"\x37"


def test_inks_with_the_profile_of_another_paper_are_converted():
    own = (FOLDER / "FOGRA39L_coated.icc").read_bytes()
    other = own[:-1] + bytes([own[-1] ^ 1])
    inks = (200, 40, 10, 5)
    picture = Image.new("CMYK", (40, 40), inks)
    same = print_picture(with_profile(picture.copy(), own), X_1A, jpeg=True)
    assert pixels(same).getpixel((20, 20)) == pytest.approx(inks, abs=3)
    converted = print_picture(with_profile(picture.copy(), other), X_1A, jpeg=True)
    assert pixels(converted).getpixel((20, 20)) != pytest.approx(inks, abs=3)


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_line_art_has_one_bit_for_each_pixel(mode: str):
    picture = Image.new(mode, (40, 40), "white")
    picture.paste("black", (0, 0, 20, 40))
    image = print_picture(picture, X_1A)
    assert image.BitsPerComponent == 1
    assert (pixels(image).getpixel((5, 5)), pixels(image).getpixel((30, 5))) == (0, 255)


def test_greyscale_is_a_choice():
    grey = replace(X_1A, grey_pictures=True)
    assert print_picture(gradient(), grey).ColorSpace == "/DeviceGray"
    assert print_picture(gradient(), X_1A).ColorSpace == "/DeviceCMYK"


def test_a_picture_in_the_store_is_not_converted_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    mask = Image.linear_gradient("L").resize((320, 320))
    data = sample_pdf(DRAW, XObject={"i0": picture_object(gradient(), mask=mask)})
    store = Store(tmp_path)
    first = press_pdf(data, X_1A, FACTS, store).value
    assert first == press(data, X_1A).value
    other = press_pdf(data, PRESETS["ingram"], FACTS, store).value
    path = "publish.writers.pdf.press.picture_objects.decode_picture"
    monkeypatch.setattr(path, lambda _: pytest.fail("the picture is decoded again"))
    assert press_pdf(data, X_1A, FACTS, store).value == first
    assert press_pdf(data, PRESETS["ingram"], FACTS, store).value == other != first


def test_a_picture_of_low_resolution_is_named_with_its_page():
    data = sample_pdf(DRAW, XObject={"i0": picture_object(gradient(100))})
    (diagnostic,) = press(data, X_1A).diagnostics
    assert diagnostic.code == rules.LOW_RESOLUTION.code
    assert "page 1" in diagnostic.message
    assert "100 dots an inch" in diagnostic.message
    assert not press(
        sample_pdf(DRAW, XObject={"i0": picture_object(gradient(300))}), X_1A
    ).diagnostics


def test_a_pale_picture_of_low_resolution_is_named_with_each_of_its_pages():
    resources = {
        "XObject": {"i0": picture_object(gradient(64))},
        "ExtGState": {"a50": pikepdf.Dictionary(ca=0.5)},
    }
    with open_pdf(sample_pdf(b"/a50 gs\n" + DRAW, **resources)) as file:
        file.add_blank_page()
        shared = file.make_indirect(file.pages[0].obj.Resources)
        for page in file.pages:
            page.obj.Resources = shared
        file.pages[1].obj.Contents = file.make_stream(b"/a50 gs\n" + DRAW)
        (diagnostic,) = press(save_pdf(file), X_1A).diagnostics
    assert diagnostic.code == rules.LOW_RESOLUTION.code
    assert "pages 1, 2 " in diagnostic.message


def test_the_resolution_is_that_at_the_printed_size():
    small = DRAW.replace(b"72 0 0 72", b"24 0 0 24")
    data = sample_pdf(small, XObject={"i0": picture_object(gradient(100))})
    assert not press(data, X_1A).diagnostics


def test_line_art_needs_more_dots():
    art = Image.new("L", (400, 400), 255)
    art.paste(0, (0, 0, 200, 400))
    data = sample_pdf(DRAW, XObject={"i0": picture_object(art)})
    (diagnostic,) = press(data, X_1A).diagnostics
    assert "asks for 1200" in diagnostic.message
