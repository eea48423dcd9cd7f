"""Bytes are read rightly, or not at all; whatever is not UTF-8 is said aloud."""

import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.diagnostics import PublishError
from publish.readers.decode import decode

HEBREW = "בראשית ברא אלהים את השמים ואת הארץ, והארץ היתה תהו ובהו וחשך על פני תהום."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (HEBREW.encode(), "utf-8"),
        (codecs.BOM_UTF8 + HEBREW.encode(), "utf-8"),
        (HEBREW.encode("utf-16"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + HEBREW.encode("utf-16-be"), "utf-16-be"),
        (HEBREW.encode("cp1255"), "Windows-1255"),
        (HEBREW.encode("iso8859_8"), "Windows-1255"),  # its letters are those of ISO-8859-8
    ],
)
def test_hebrew_is_read_in_each_encoding_editors_use(data: bytes, encoding: str) -> None:
    outcome = decode(data, "a.txt")
    assert outcome.value.text == HEBREW
    assert outcome.value.encoding == encoding


def test_an_encoding_that_is_not_utf_8_is_told() -> None:
    assert [d.code for d in decode(HEBREW.encode("cp1255"), "a.txt").diagnostics] == ["F05"]
    assert decode(HEBREW.encode(), "a.txt").diagnostics == ()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "F02"),
        (b" \r\n\t\n", "F02"),
        (codecs.BOM_UTF8, "F02"),
        (b"%PDF-1.7\n%\xe2\xe3", "F03"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "F03"),
        (b"PK\x03\x04" + b"\x00" * 40, "F03"),
        (bytes(range(256)) * 8, "F03"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a", "F04"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(data: bytes, code: str) -> None:
    with pytest.raises(PublishError) as refused:
        decode(data, "a.txt")
    assert [d.code for d in refused.value.diagnostics] == [code]
    assert refused.value.diagnostics[0].span.file == "a.txt"


@given(st.binary(max_size=200))
def test_random_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(PublishError):
        decode(data, "a.txt")
