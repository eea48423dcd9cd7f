"""Decoding of a web page: by its byte order mark, its declaration, or else as any text."""

from __future__ import annotations

import codecs
import re

from publish.diagnostics import Outcome
from publish.diagnostics.rules import files
from publish.readers.bounds import check_tags
from publish.readers.decode import decode
from publish.readers.encodings import NAMES
from publish.text.source import Source, Span

_HEAD = 4096
_DECLARED = re.compile(
    rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})|"
    rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{1,40})",
    re.IGNORECASE,
)
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE)
# Browsers read these names as other encodings: https://encoding.spec.whatwg.org/#names-and-labels
_WIDER = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "windows-1252": "cp1252",
    "iso-8859-8": "cp1255",
    "iso-8859-8-i": "cp1255",
    "iso-8859-8-e": "cp1255",
    "logical": "cp1255",
    "visual": "cp1255",
    "windows-1255": "cp1255",
    "x-mac-hebrew": "",
}


def decode_page(data: bytes, file: str) -> Outcome[Source]:
    """Return the text of a page.

    Raises PublishError as ``decode`` does, and for a page of too many tags.
    """
    outcome = _decode_page(data, file)
    check_tags(outcome.value.text, file)
    return outcome


def _decode_page(data: bytes, file: str) -> Outcome[Source]:
    codec = "" if data.startswith(_MARKS) else _read_codec(data)
    if not codec or codec == "utf-8":
        return decode(data, file)
    try:
        text = data.decode(codec)
    except (UnicodeDecodeError, ValueError):
        return decode(data, file)
    try:
        data.decode("ascii")
        return decode(data, file)
    except UnicodeDecodeError:
        pass
    try:  # pages were converted to UTF-8 without a change of their declaration
        data.decode("utf-8")
        return decode(data, file)
    except UnicodeDecodeError:
        pass
    name = NAMES.get(codec, codec)
    message = f"read as {name}, as the page says"
    return Outcome(
        Source(file, text, name), (files.DECLARED_ENCODING.at(Span(file, 0, 0), message),)
    )


def _read_codec(data: bytes) -> str:
    """Return the codec of the encoding that a page declares; empty where it is unknown."""
    match = _DECLARED.search(data[:_HEAD])
    return find_codec((match[1] or match[2]).decode("ascii")) if match else ""


def find_codec(name: str) -> str:
    """Return the codec of an encoding that a file declares; empty where it is unknown."""
    name = name.strip().lower()
    if name in _WIDER:
        return _WIDER[name]
    try:
        info = codecs.lookup(name) if name else None
    except LookupError:
        return ""
    is_text = info is not None and getattr(info, "_is_text_encoding", True)
    return info.name if info is not None and is_text else ""
