"""Bytes of a picture are read if they are a whole picture of a known format and size."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from publish.access import Reason, Refusal
from publish.access.picture_data import FORMATS, check_picture


def picture(file_format: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    """Return a picture of one colour."""
    data = io.BytesIO()
    Image.new("RGB", size, (20, 60, 90)).save(data, file_format)
    return data.getvalue()


def png_header(width: int, height: int) -> bytes:
    """Return a PNG that says it has a size, and has no pixels."""

    def part(name: bytes, data: bytes) -> bytes:
        check = zlib.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", header) + part(b"IDAT", b"") + part(b"IEND", b"")


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_picture_has_a_media_type(file_format: str) -> None:
    assert check_picture(picture(file_format)).startswith("image/")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.UNREADABLE),
        (b"no picture", Reason.UNREADABLE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Reason.UNREADABLE),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", Reason.UNREADABLE),
        (picture()[:60], Reason.UNREADABLE),
        (picture("JPEG", (400, 300))[:-200], Reason.UNREADABLE),
        (picture("GIF")[:-20], Reason.UNREADABLE),
        (png_header(10_001, 10_000), Reason.TOO_LARGE),
        (png_header(2_000_000_000, 2_000_000_000), Reason.TOO_LARGE),
    ],
)
def test_bytes_that_are_no_whole_picture_are_refused(data: bytes, reason: Reason) -> None:
    with pytest.raises(Refusal) as refusal:
        check_picture(data)
    assert refusal.value.reason is reason
