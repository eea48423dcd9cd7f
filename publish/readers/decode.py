"""Decoding of bytes to a Source; an encoding other than UTF-8 is reported."""

from __future__ import annotations

import codecs
import re

from publish.diagnostics import Diagnostic, Diagnostics, Outcome, PublishError
from publish.diagnostics.rules import files
from publish.readers import encodings
from publish.readers.bounds import check_lines
from publish.readers.mojibake import Damage, DamageFinder, find_damage
from publish.text.invisible import show_invisible
from publish.text.source import Source, Span

# The mark of UTF-16 is the beginning of that of UTF-32.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_CONTROLS = bytes(set(range(1, 32)) - set(b"\t\n\r\f\v\x1a\x1b\x08"))
_SIGNATURES = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xd0\xcf\x11\xe0")
# Letters of two bytes and characters of three and four, as UTF-8 has them.
_UTF8_CHARACTER = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|(?:[\xe1-\xec\xee\xef][\x80-\xbf]|\xe0[\xa0-\xbf]|\xed[\x80-\x9f])"
    rb"[\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{3}"
)
_HIGH_BYTES = bytes(range(0x80, 0x100))
# First bytes of characters in UTF-16: of Latin letters, Russian and Hebrew; 0x20 is punctuation.
_WIDE_BLOCKS = b"\x00\x01\x04\x05"
_ALL_BUT_BLOCKS = bytes(set(range(256)) - set(_WIDE_BLOCKS))
_CODECS = {name: codec for codec, name in encodings.NAMES.items()}
_NAMES_OF_ICONV = {name: codec.upper() for name, codec in _CODECS.items()}
_NAMES_OF_ICONV["Mac Roman"] = "MACINTOSH"
_MOST_PLACES = 50
_SAVE_AS_UTF8 = "open it where it looks right and save it as UTF-8"


def encode(source: Source) -> bytes:
    """Return the bytes of the file of ``source``, in its encoding, byte order mark included."""
    if source.container is not None:
        return source.container.data
    marks = {encoding: mark for mark, encoding in _MARKS}
    mark = marks.get(source.encoding, b"") if source.has_mark else b""
    return mark + source.text.encode(_CODECS.get(source.encoding, source.encoding))


def decode(data: bytes, file: str, find: DamageFinder = find_damage) -> Outcome[Source]:
    """Return the text of ``data``, with a warning where its encoding was guessed.

    ``find`` returns the damage of a text.
    Raises PublishError for an empty file, a file that is no text, bytes that fit no encoding, a
    text that another program decoded wrongly, and one of too many lines.
    """
    start = Span(file, 0, 0)
    if not data.strip(b" \t\r\n\x00") or data in {mark for mark, _ in _MARKS}:
        raise PublishError(
            files.EMPTY.at(start, "the file is empty", "paste the text into it, then try again")
        )
    outcome = _decode(data, file)
    source = outcome.value
    if "\0" in source.text:
        line = source.text.count("\n", 0, source.text.index("\0")) + 1
        raise _binary(start, f"this is not a text file: line {line} has the character U+0000")
    check_lines(source.text, file)
    return Outcome(source, outcome.diagnostics + _check_damage(source, find))


def _decode(data: bytes, file: str) -> Outcome[Source]:
    start = Span(file, 0, 0)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            # After the mark of UTF-32 a whole number of characters of four bytes follows.
            if encoding.startswith("utf-32") and len(data) % 4:
                continue
            return _decode_strictly(data.removeprefix(mark), file, encoding)
    if encoding := _find_wide(data):
        if len(data) % (4 if "32" in encoding else 2):
            raise _unknown(start, f"the file looks like {encoding.upper()}, but its end is cut off")
        return _guess(data, file, encoding, encoding.upper())
    if _is_binary(data):
        raise _binary(start, "this is not a text file")
    try:
        return Outcome(Source(file, data.decode("utf-8")))
    except UnicodeDecodeError as error:
        place = _describe_bad_byte(data, error.start)
        if _is_mostly_utf8(data):
            message = f"{place}; most of the rest is UTF-8"
            hint = "a character is damaged or cut off there: write it again"
            raise PublishError(files.UNKNOWN_ENCODING.at(start, message, hint)) from None
    codec = encodings.recognise(data)
    if codec is None:
        raise _unknown(start, f"{place}, and the encoding of the file could not be recognised")
    return _guess(data, file, codec, encodings.NAMES[codec])


def _decode_strictly(data: bytes, file: str, encoding: str) -> Outcome[Source]:
    start = Span(file, 0, 0)
    try:
        source = Source(file, data.decode(encoding), encoding, has_mark=True)
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding, "replace").count("\n") + 1
        raise _unknown(
            start,
            f"the file says that it is {encoding.upper()}, but line {line} has bytes that are not",
        ) from error
    if encoding == "utf-8":
        return Outcome(source)
    diagnostic = files.DECLARED_ENCODING.at(start, f"read as {encoding.upper()}")
    return Outcome(source, (diagnostic,))


def _guess(data: bytes, file: str, codec: str, name: str) -> Outcome[Source]:
    diagnostic = files.OTHER_ENCODING.at(
        Span(file, 0, 0),
        f"the file is not UTF-8; its encoding, {name}, is a guess",
        "look at a few words of the book; if they are wrong, save the file as UTF-8",
    )
    return Outcome(Source(file, data.decode(codec), name), (diagnostic,))


def _find_wide(data: bytes) -> str:
    """Return the encoding of UTF-16 or UTF-32 without a byte order mark; empty where it is not.

    The first bytes of its characters are zero or the numbers of a few blocks, most of which are
    control characters in other encodings.  Bytes after the last whole character do not count.
    """
    if not data.translate(None, _ALL_BUT_BLOCKS):
        return ""
    for encoding, width in (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2)):
        whole = data[: len(data) // width * width]
        bytes_ = [whole[place::width] for place in range(width)]
        if encoding.endswith("le"):
            bytes_.reverse()
        high, low = bytes_[-2], bytes_[-1]
        zeros = b"".join(bytes_[:-2])
        controls = len(high) - len(high.translate(None, _WIDE_BLOCKS))
        outside = len(high.translate(None, _WIDE_BLOCKS + b"\x20"))
        if (
            zeros.count(0) * 10 >= len(zeros) * 9
            and outside * 10 <= len(high)
            and controls * 2 >= len(high) > 0
            and low.count(0) * 10 <= len(low)
        ):
            try:
                whole.decode(encoding)
            except UnicodeDecodeError:
                continue
            return encoding
    return ""


def _is_mostly_utf8(data: bytes) -> bool:
    """Return whether most bytes outside ASCII are whole characters of UTF-8."""
    valid = sum(map(len, _UTF8_CHARACTER.findall(data)))
    high = len(data) - len(data.translate(None, _HIGH_BYTES))
    return valid >= 8 and valid * 10 >= high * 9


def _is_binary(data: bytes) -> bool:
    sample = data[:65536]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return data.startswith(_SIGNATURES) or controls > len(sample) // 200


# --- a text that was decoded wrongly before


def _check_damage(source: Source, find: DamageFinder) -> Diagnostics:
    """Return a warning about a few characters decoded wrongly; raise PublishError for many."""
    damage = find(source.text)
    if damage is None:
        return ()
    if damage.right == "UTF-8" and source.encoding in encodings.NAMES.values():
        line = source.text.count("\n", 0, damage.places[0][0]) + 1
        raise _unknown(
            Span(source.file, *damage.places[0]),
            f"the file is in two encodings: {source.encoding}, and UTF-8 in line {line}",
        )
    diagnostic = _describe(damage, source)
    if damage.is_certain:
        raise PublishError(diagnostic)
    return (diagnostic,)


def _describe(damage: Damage, source: Source) -> Diagnostic:
    spans = [Span(source.file, *place) for place in damage.places[:_MOST_PLACES]]
    word = show_invisible(damage.before)
    if damage.wrong:
        wrong = ", and then as ".join(reversed(damage.wrong))
        after = show_invisible(damage.after)
        cause = f"{damage.right} was read as {wrong}, so that “{after}” became “{word}”"
    else:
        cause = f"it has control characters in place of letters, as in “{word}”"
    rule = files.WRONGLY_DECODED if damage.is_certain else files.PERHAPS_DECODED_WRONGLY
    message = "this text was decoded wrongly" if damage.is_certain else "this looks wrongly decoded"
    hints = (*_command(damage, source), "copy the text again from where it looks right")
    return rule.at(spans[0], f"{message}: {cause}", *hints, also=spans[1:])


def _command(damage: Damage, source: Source) -> tuple[str, ...]:
    """Return a hint with the command that undoes the damage of a whole text, where one does."""
    if not damage.is_certain or not damage.wrong or source.encoding != "utf-8":
        return ()
    text, right = source.text, _CODECS.get(damage.right, "utf-8")
    commands: list[str] = []
    for index, wrong in enumerate(damage.wrong):
        is_last = index == len(damage.wrong) - 1
        for name in dict.fromkeys((wrong, "ISO-8859-1")):
            try:
                data = text.encode(_CODECS.get(name, name))
                text = data.decode(right if is_last else "utf-8")
            except UnicodeError:
                continue
            commands.append(f"iconv -f UTF-8 -t {_NAMES_OF_ICONV.get(name, name)}")
            break
        else:
            return ()
    commands[0] += f" {source.file}"
    if damage.right != "UTF-8":
        commands.append(f"iconv -f {_NAMES_OF_ICONV[damage.right]} -t UTF-8")
    return (f"`{' | '.join(commands)} > mended.txt` writes the text as it was",)


# --- errors


def _unknown(start: Span, message: str) -> PublishError:
    return PublishError(files.UNKNOWN_ENCODING.at(start, message, _SAVE_AS_UTF8))


def _describe_bad_byte(data: bytes, position: int) -> str:
    """Return the message of the first byte that is not UTF-8, with its line and its column.

    Columns are counted in characters, from 1.
    """
    line_start = max(data.rfind(b"\n", 0, position), data.rfind(b"\r", 0, position)) + 1
    breaks = data[:line_start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    column = len(data[line_start:position].decode("utf-8")) + 1
    return (
        f"line {breaks.count(10) + 1}, column {column}, has a byte that is not UTF-8 "
        f"(0x{data[position]:02X})"
    )


def _binary(start: Span, message: str) -> PublishError:
    return PublishError(
        files.BINARY.at(
            start,
            message,
            "open it in its own program, copy the text, and paste that into a .txt file",
        )
    )
