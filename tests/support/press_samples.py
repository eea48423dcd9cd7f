"""Small PDFs in the colours of a screen, and the plates and operators of what is made of them."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections import deque
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

from publish.config.pdf_profiles import PRESETS, PdfProfile
from publish.diagnostics import Outcome
from publish.writers.pdf.press.press_facts import PressFacts
from publish.writers.pdf.press.press_file import press_pdf

FACTS = PressFacts(datetime(2026, 11, 30, 12, tzinfo=UTC))
X_1A, X_4, BLACK = (PRESETS[name] for name in ("press-x1a", "press-x4", "press"))

Box = tuple[float, float, float, float]
SHEET: Box = (-30, -30, 330, 430)
TRIM: Box = (0, 0, 300, 400)

_open: deque[pikepdf.Pdf] = deque(maxlen=8)
_PLATES = ("Cyan", "Magenta", "Yellow", "Black")

needs_ghostscript = pytest.mark.skipif(
    not shutil.which("gs"), reason="Ghostscript is not installed: no plates are made"
)


def sample_pdf(content: bytes, **resources: Mapping[str, Any]) -> bytes:
    """Return a PDF of one page, with bleed and room for marks, that draws ``content``."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(300, 400))
        page.obj.MediaBox, page.obj.TrimBox = Array(list(SHEET)), Array(list(TRIM))
        page.obj.BleedBox = Array([-8, -8, 308, 408])
        page.obj.Contents = pdf.make_stream(content)
        page.obj.Resources = Dictionary(
            {
                f"/{kind}": Dictionary({f"/{name}": _in(pdf, item) for name, item in items.items()})
                for kind, items in resources.items()
            }
        )
        pdf.docinfo["/Title"] = "The Proof"
        return save_pdf(pdf)


def _in(pdf: pikepdf.Pdf, item: Any) -> Any:
    """Return an item of resources as an object of ``pdf``; a function makes it there."""
    return item(pdf) if callable(item) else item


def save_pdf(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def picture_object(picture: Image.Image, *, jpeg: bool = False, mask: Any = None) -> Any:
    """Return the function that makes a picture an object, as WeasyPrint writes it."""

    def make(pdf: pikepdf.Pdf) -> Any:
        spaces = {"L": Name.DeviceGray, "RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK}
        head = {
            "Type": Name.XObject,
            "Subtype": Name.Image,
            "Width": picture.width,
            "Height": picture.height,
            "ColorSpace": spaces[picture.mode],
            "BitsPerComponent": 8,
        }
        if jpeg:
            out = io.BytesIO()
            picture.save(out, "JPEG", quality=95, icc_profile=picture.info.get("icc_profile"))
            image = Stream(pdf, out.getvalue(), **head, Filter=Name.DCTDecode)
            if picture.mode == "CMYK":
                image.Decode = Array([1, 0] * 4)
        else:
            image = Stream(pdf, picture.tobytes(), **head)
        if mask is not None:
            image.SMask = pdf.make_indirect(picture_object(mask)(pdf))
        return pdf.make_indirect(image)

    return make


def press(data: bytes, profile: PdfProfile) -> Outcome[bytes]:
    return press_pdf(data, profile, FACTS)


def open_pdf(data: bytes) -> pikepdf.Pdf:
    """Return a PDF, which stays open while a few more are: its objects live no longer."""
    _open.append(pikepdf.open(io.BytesIO(data)))
    return _open[-1]


def content_of(data: bytes) -> bytes:
    """Return the content streams of the first page."""
    contents = open_pdf(data).pages[0].Contents
    streams = list(contents) if isinstance(contents, Array) else [contents]
    return b"\n".join(stream.read_bytes() for stream in streams)


def plates(data: bytes, folder: Path, dpi: int = 72) -> list[dict[str, Image.Image]]:
    """Return the plates of each page by their inks: how dark each pixel is, from 0 to 255."""
    file = folder / "file.pdf"
    file.write_bytes(data)
    options = ("-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-dUseTrimBox")
    output = f"-sOutputFile={folder}/page%03d.tif"
    subprocess.run(["gs", *options, f"-r{dpi}", output, file], check=True, capture_output=True)
    with open_pdf(data) as pdf:
        count = len(pdf.pages)
    return [
        {ink: _plate(folder / f"page{number:03}({ink}).tif") for ink in _PLATES}
        for number in range(1, count + 1)
    ]


def _plate(path: Path) -> Image.Image:
    with Image.open(path) as file:
        return file.convert("L").point(lambda value: 255 - value)


def most_ink(page: Mapping[str, Image.Image]) -> int:
    """Return the most ink on one pixel of a page, in per cent."""
    pixels = zip(*(page[ink].tobytes() for ink in _PLATES), strict=True)
    return round(max(map(sum, pixels)) / 2.55)


def forbidden_items(data: bytes) -> set[str]:
    """Return what PDF/X-1a:2001 forbids and a file has: its objects and operators are walked."""
    with open_pdf(data) as pdf:
        items = chain.from_iterable(map(_walk, pdf.objects))
        entries = chain.from_iterable(map(_forbidden_entries, items))
        return set(_forbidden_operators(pdf)) | set(entries)


def _walk(item: Any) -> Iterator[Any]:
    """Yield the dictionaries of an object, and of what stands in it."""
    if isinstance(item, Dictionary | Stream):
        yield item
        values = [item[key] for key in item.keys()]  # noqa: SIM118  # pikepdf iterates pairs
    else:
        values = list(item) if isinstance(item, Array) else []
    for value in values:
        if not getattr(value, "is_indirect", False):
            yield from _walk(value)


def _forbidden_entries(item: Any) -> Iterator[str]:
    for key in ("/Group", "/Annots", "/AA", "/JS", "/OPI", "/Alternates", "/TR"):
        if key in item:
            yield key
    if "/SMask" in item and item.SMask != "/None":
        yield "/SMask"
    yield from (key for key in ("/ca", "/CA") if item.get(key, 1) != 1)
    if str(item.get("/BM", "/Normal")) != "/Normal":
        yield "/BM"
    for key in ("/ColorSpace", "/CS"):
        yield from _forbidden_spaces(item.get(key))


def _forbidden_spaces(space: Any) -> Iterator[str]:
    if isinstance(space, Dictionary):
        for each in space.as_dict().values():
            yield from _forbidden_spaces(each)
    elif isinstance(space, Array):
        yield from _forbidden_spaces(space[0])
    elif str(space) in ("/DeviceRGB", "/CalRGB", "/Lab", "/ICCBased", "/CalGray"):
        yield str(space)


def _forbidden_operators(pdf: pikepdf.Pdf) -> Iterator[str]:
    forms = [
        item
        for item in pdf.objects
        if isinstance(item, Stream) and (item.get("/Subtype") == "/Form" or "/PatternType" in item)
    ]
    for stream in (*pdf.pages, *forms):
        for operands, operator in pikepdf.parse_content_stream(stream):
            if str(operator) in ("rg", "RG", "ri"):
                yield str(operator)
            if str(operator) in ("cs", "CS"):
                yield from _forbidden_spaces(operands[0])
