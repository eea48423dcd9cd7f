"""Decoding of bytes to a Source; an encoding other than UTF-8 is reported."""

from __future__ import annotations

import codecs

from publish.diagnostics import Outcome, PublishError
from publish.diagnostics.rules import files
from publish.text.source import Source, Span

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Encodings that programs of Hebrew and English editors have written in the last thirty years.
_LEGACY = ("cp1255", "iso8859_8", "cp1252")
_NAMES = {"cp1255": "Windows-1255", "iso8859_8": "ISO-8859-8", "cp1252": "Windows-1252"}

_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1a\x1b\x08"))


def encode(source: Source) -> bytes:
    """Return the text of ``source`` in the encoding its bytes were in, byte order mark included."""
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    legacy = {name: codec for codec, name in _NAMES.items()}
    bom = mark.get(source.encoding, codecs.BOM_UTF8 if source.has_mark else b"")
    return bom + source.text.encode(legacy.get(source.encoding, source.encoding))


def decode(data: bytes, file: str) -> Outcome[Source]:
    """Return the text of ``data``; raise PublishError where its encoding is not certain."""
    start = Span(file, 0, 0)
    if not data.strip(b" \t\r\n\x00") or data in {mark for mark, _ in _MARKS}:
        raise PublishError(
            files.EMPTY.at(start, "the file is empty", "paste the text into it, then try again")
        )
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data.removeprefix(mark), file, encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data, file)
    if _is_binary(data):
        raise _binary(start)
    return Outcome(Source(file, text))


def _strict(data: bytes, file: str, encoding: str) -> Outcome[Source]:
    start = Span(file, 0, 0)
    try:
        source = Source(file, data.decode(encoding), encoding, has_mark=True)
    except UnicodeDecodeError as error:
        raise PublishError(
            files.UNKNOWN_ENCODING.at(
                start,
                f"the file says that it is {encoding.upper()}, but byte {error.start} is not",
                "open it where it looks right and save it as UTF-8",
            )
        ) from error
    if encoding == "utf-8":
        return Outcome(source)
    diagnostic = files.OTHER_ENCODING.at(start, f"read as {encoding.upper()}")
    return Outcome(source, (diagnostic,))


def _legacy(data: bytes, file: str) -> Outcome[Source]:
    start = Span(file, 0, 0)
    if _is_binary(data):
        raise _binary(start)
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=list(_LEGACY), preemptive_behaviour=False).best()
    if best is None:
        raise PublishError(
            files.UNKNOWN_ENCODING.at(
                start,
                "the file is not UTF-8, and its encoding could not be recognised",
                "open it where it looks right and save it as UTF-8",
            )
        )
    name = _NAMES.get(best.encoding, best.encoding)
    diagnostic = files.OTHER_ENCODING.at(
        start, f"read as {name}", "if the words are wrong, save the file as UTF-8"
    )
    return Outcome(Source(file, data.decode(best.encoding), name), (diagnostic,))


def _is_binary(data: bytes) -> bool:
    sample = data[:65536]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return data.startswith((b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xd0\xcf\x11\xe0")) or (
        controls > len(sample) // 200
    )


def _binary(start: Span) -> PublishError:
    return PublishError(
        files.BINARY.at(
            start,
            "this is not a text file",
            "open it in its own program, copy the text, and paste that into a .txt file",
        )
    )
