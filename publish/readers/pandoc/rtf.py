r"""Rich Text Format: its words by paragraph, and the file as Pandoc can read it.

Pandoc reads bytes of a code page (``\'f9``) as Latin, so that Hebrew comes out garbled, and prints
deleted text.  Here the bytes are written as Unicode (``\u1513``), and deleted and hidden text is
taken out and reported.
https://www.biblioscape.com/rtf15_spec.htm
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import field, replace

from publish.readers.pandoc.rtf_output import RtfOutput
from publish.readers.pandoc.rtf_words import (
    CHARSETS,
    DELETED,
    ENDS,
    HIDDEN,
    LEFT_OUT,
    OTHER_LOOKS,
    SHOWN,
    SKIP,
    SKIPPED,
    SPACES,
    STORIES,
)
from publish.text.dataclass import dataclass

_TOKEN = re.compile(
    rb"(?P<brace>[{}])|\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\'(?P<hex>[0-9A-Fa-f]{2})|\\(?P<symbol>[^A-Za-z'])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _State:
    """The state of a group; ``kind`` is empty for text that is shown.

    ``other_font`` and ``other_looks`` are those of Hebrew and Arabic words.
    """

    kind: str = ""
    font: int = 0
    other_font: int = -1
    is_rtl: bool = False
    fallback: int = 1
    is_hidden: bool = False
    is_deleted: bool = False
    other_looks: frozenset[str] = frozenset()


@dataclass(frozen=True)
class RtfText:
    """The words of a file: its shown paragraphs, those left out by kind, the file for Pandoc.

    Pandoc damages characters beyond U+FFFF; ``data`` has those of ``stand_ins`` in their place.
    """

    lines: tuple[str, ...]
    left_out: Mapping[str, tuple[str, ...]]
    data: bytes = field(repr=False)
    stand_ins: Mapping[str, str] = field(default_factory=dict)


def read_rtf(data: bytes) -> RtfText:
    """Return the words of a file; what is damaged in it is text."""
    reader = _Reader()
    reader.read(data)
    return reader.finish()


class _Reader:
    """The state of reading a file, token by token."""

    def __init__(self) -> None:
        self._output = RtfOutput()
        self._states: list[_State] = [_State()]
        self._lines: list[list[str]] = [[]]
        self._open_lines: list[list[str]] = []  # the lines in which notes are called
        self._left_out: dict[str, list[str]] = {}
        self._charsets: dict[int, str] = {}
        self._codepage = "cp1252"
        self._table_font = 0
        self._pending = bytearray()
        self._skip = 0
        self._high = 0
        self._is_starred = False

    def read(self, data: bytes) -> None:
        """Read a file to its end."""
        position = 0
        while match := _TOKEN.match(data, position):
            position = match.end()
            if match["hex"]:
                self._add_bytes(bytes([int(match["hex"], 16)]))
            elif match["text"]:
                self._add_bytes(match["text"])
            elif match["brace"]:
                self._flush()
                self._skip = 0
                self._read_brace(match["brace"])
            elif match["word"]:
                self._flush()
                number = int(match["number"]) if match["number"] else None
                if match["word"] == b"bin" and number and number > 0:
                    position += number
                else:
                    self._read_word(match["word"].decode("ascii"), number, match[0])
            elif match["symbol"]:
                self._read_symbol(match["symbol"], match[0])
            else:  # a line end, which ends a control word
                self._flush()
                self._output.data += b"\n"

    def finish(self) -> RtfText:
        """Return the words of the file."""
        self._flush()
        lines = ("".join(line).strip() for line in self._lines)
        left_out = {kind: tuple(texts) for kind, texts in self._left_out.items()}
        output = self._output
        return RtfText(tuple(filter(None, lines)), left_out, bytes(output.data), output.stand_ins)

    @property
    def _state(self) -> _State:
        return self._states[-1]

    def _set(self, **changes: object) -> None:
        self._states[-1] = replace(self._state, **changes)  # type: ignore[arg-type]  # by name

    # --- tokens

    def _read_brace(self, brace: bytes) -> None:
        self._output.data += brace
        self._is_starred = False
        if brace == b"{":
            self._states.append(self._state)
        elif len(self._states) > 1:
            before = self._states.pop()
            if before.kind in STORIES and self._state.kind != before.kind:
                self._lines.append(self._open_lines.pop())

    def _read_word(self, word: str, number: int | None, raw: bytes) -> None:
        is_on = number != 0
        is_starred, self._is_starred = self._is_starred, False
        if word == "u" and number is not None:
            self._add_code(number)
            return
        if self._skip > 0:
            self._skip -= 1
        self._output.data += raw if word != "uc" else b""
        if word in SHOWN:
            self._open_shown(word)
        elif word in LEFT_OUT:
            self._set(kind=LEFT_OUT[word])
        elif word in SKIPPED or (is_starred and word != "shppict"):
            self._set(kind="fonttbl" if word == "fonttbl" else SKIP)
        elif word in ENDS:
            self._end_line()
        elif word in SPACES:
            self._write(" ")
        elif word in ("v", "deleted"):
            self._set(**{"is_hidden" if word == "v" else "is_deleted": is_on})
        elif word in ("rtlch", "ltrch"):
            self._set(is_rtl=word == "rtlch")
        elif word == "plain":
            self._set(is_hidden=False, is_deleted=False, other_looks=frozenset())
        elif word in OTHER_LOOKS:
            looks = self._state.other_looks - {OTHER_LOOKS[word]}
            self._set(other_looks=looks | {OTHER_LOOKS[word]} if is_on else looks)
        elif number is not None:
            self._read_number(word, number)

    def _read_number(self, word: str, number: int) -> None:
        match word:
            case "f" if self._state.kind == "fonttbl":
                self._table_font = number
            case "f":
                self._set(font=number)
            case "af":
                self._set(other_font=number)
            case "uc":
                self._set(fallback=max(number, 0))
            case "fcharset":
                self._charsets[self._table_font] = CHARSETS.get(number, "")
            case "cpg" | "ansicpg":
                codec = _find_codec(number)
                if word == "ansicpg":
                    self._codepage = codec or self._codepage
                elif codec:
                    self._charsets[self._table_font] = codec
            case _:
                pass

    def _read_symbol(self, symbol: bytes, raw: bytes) -> None:
        if symbol in b"\\{}":
            self._add_bytes(symbol)
            return
        self._flush()
        self._output.data += raw
        if symbol == b"*":
            self._is_starred = True
        elif symbol in b"\r\n":
            self._end_line()
        elif symbol == b"~":
            self._write("\u00a0")

    # --- characters

    def _add_bytes(self, data: bytes) -> None:
        """Add characters of the code page, without those that stand for a Unicode character."""
        if self._skip > 0:
            count = min(self._skip, len(data))
            self._skip -= count
            data = data[count:]
        self._pending += data

    def _add_code(self, number: int) -> None:
        """Add a Unicode character, which may be written as two halves."""
        self._skip = self._state.fallback
        code = number % 0x10000 if number < 0x10000 else number
        if 0xD800 <= code < 0xDC00:
            self._high = code
        elif 0xDC00 <= code < 0xE000:
            if self._high:
                code = 0x10000 + ((self._high - 0xD800) << 10) + code - 0xDC00
                self._put(chr(code))
            self._high = 0
        elif code <= 0x10FFFF:
            self._put(chr(code))

    def _flush(self) -> None:
        """Add the bytes so far as characters."""
        if not self._pending:
            return
        data, self._pending = bytes(self._pending), bytearray()
        self._put(data.decode(self._find_codec(), "replace"))

    def _find_codec(self) -> str:
        """Return the code page of the font of the text, else that of the file."""
        state = self._state
        fonts = (state.other_font, state.font) if state.is_rtl else (state.font,)
        return next(filter(None, (self._charsets.get(each) for each in fonts)), self._codepage)

    @property
    def _is_left_out(self) -> bool:
        state = self._state
        return bool(state.kind and state.kind not in SHOWN) or state.is_hidden or state.is_deleted

    def _put(self, text: str) -> None:
        """Add characters to the words, and to the file for Pandoc unless they are left out."""
        self._write(text)
        if self._is_left_out and not self._state.kind:
            return
        self._output.write(text, self._state.other_looks)

    def _write(self, text: str) -> None:
        state = self._state
        kind = state.kind if state.kind not in SHOWN else ""
        if kind in (SKIP, "fonttbl"):
            return
        kind = kind or (DELETED if state.is_deleted else HIDDEN if state.is_hidden else "")
        if kind:
            self._left_out.setdefault(kind, []).append(text)
        else:
            self._lines[-1].append(text)

    # --- lines

    def _open_shown(self, word: str) -> None:
        if word in STORIES and self._state.kind != word:
            self._open_lines.append(self._lines.pop())
            self._lines.append([])
        self._set(kind=word)

    def _end_line(self) -> None:
        if not self._is_left_out:
            self._lines.append([])


def _find_codec(number: int) -> str:
    try:
        return codecs.lookup(f"cp{number}").name
    except LookupError:
        return ""
