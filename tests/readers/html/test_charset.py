"""Encodings of pages: the byte order mark, the declaration, the content."""

from __future__ import annotations

import pytest

from publish.readers.detection import decode_file
from tests.readers.html.pages import codes, work

HEBREW = "<p>שלום עולם, זה דף בעברית</p>"


def head(charset: str) -> str:
    return (
        f'<html><head><meta http-equiv=Content-Type content="text/html; charset={charset}"></head>'
    )


@pytest.mark.parametrize(
    ("charset", "codec"),
    [
        ("windows-1255", "cp1255"),
        ("iso-8859-8-i", "cp1255"),
        ("utf-8", "utf-8"),
        ("koi8-r", "utf-8"),
        ("no-such-name", "utf-8"),
        ("windows-1255", "utf-8"),
        ("utf-8", "cp1255"),
        ("utf-8", "utf-16"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_its_bytes_are_in(charset: str, codec: str) -> None:
    outcome = decode_file((head(charset) + HEBREW).encode(codec), "a.html")
    assert "שלום עולם" in outcome.value.text


def test_a_declared_encoding_is_named() -> None:
    outcome = decode_file((head("windows-1255") + HEBREW).encode("cp1255"), "a.html")
    assert "Windows-1255, as the page says" in outcome.diagnostics[0].message


def test_a_page_with_another_ending_is_recognised() -> None:
    outcome = work(b"<!DOCTYPE html>\n<html><body><p>The gate was open.</p></body></html>", "a.txt")
    assert "W44" not in codes(outcome.diagnostics)
    assert "The gate was open." in repr(outcome.value)
    assert "DOCTYPE" not in repr(outcome.value)
