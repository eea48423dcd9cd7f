"""Content streams in the inks of a press (ISO 32000-1, 8.4 to 8.10).

Only the operators of colours, of graphics states and of objects are read; texts and paths are
passed over as bytes, so that a page takes about as long as its compression.  Each operation is a
line of its own, as the preflight reads them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import field
from functools import cache

from pikepdf import Matrix

from publish.text.dataclass import dataclass
from publish.writers.pdf.press.graphics_state import GraphicsState, Paint, new_state
from publish.writers.pdf.press.inks import BLACK, Ink, Inks, of_grey, tint

_TOKEN = re.compile(
    rb"\((?:[^()\\]|\\[\s\S]|\((?:[^()\\]|\\[\s\S])*\))*\)"
    rb"|(?<![^\s\])>])(rg|RG|g|G|k|K|cs|CS|sc|SC|scn|SCN|sh|gs|Do|q|Q|cm)(?![^\s/\[(<])"
)
"""A literal string, or an operator that is read."""

_NAME = re.compile(rb"/([^\s/\[\]()<>{}%]*)\s+\Z")
_MOST_OPERANDS = 400
"""Bytes before an operator in which its operands are."""

_COLOUR_OPERANDS = {b"g": 1, b"rg": 3, b"k": 4}

OVERPRINTS = {f"Press{fill}{line}": (fill == "O", line == "O") for fill in "OK" for line in "OK"}
"""Graphics states by name: whether shapes and lines print over the inks under them.

They are added to the resources of the streams that use them.
"""
_NO_OVERPRINT = "PressKK"


@dataclass(frozen=True, slots=True)
class StreamResources:
    """The facts about its resources on which the conversion of a stream depends.

    ``opacities`` are those that graphics states set, by name: of shapes and of lines.  Nothing is
    left of the states that are ``dropped``; ``masked`` are the states and patterns that lose a mask
    or a blend mode.  ``spaces`` are the colour spaces that become inks: their number of components,
    and the function of these.
    """

    opacities: Mapping[str, tuple[float | None, float | None]]
    dropped: frozenset[str]
    masked: frozenset[str]
    spaces: Mapping[str, tuple[int, Callable[..., Ink]]]


@dataclass(slots=True)
class ContentConverter:
    """Converts content streams one after the other, as one stream whose ``state`` goes on.

    ``draw`` takes the name of each external object and the state in which it is drawn, and returns
    its name in the new stream.  ``overprints``: pure black prints over other inks.  ``flattens``:
    opacity becomes the colour that it has on white paper.
    """

    inks: Inks
    resources: StreamResources
    draw: Callable[[str, GraphicsState], str]
    overprints: bool = False
    flattens: bool = False
    state: GraphicsState = field(default_factory=new_state)
    uses_overprint: bool = False
    loses_transparency: bool = False
    prints_colours: bool = False
    _saved: list[GraphicsState] = field(default_factory=list)

    def convert(self, data: bytes) -> bytes:
        """Return a content stream in inks; the same bytes if there is nothing to change."""
        pieces: list[bytes] = []
        done = end = 0
        for match in _TOKEN.finditer(data):
            operator = match[1]
            if operator is None:
                continue
            before = data[max(end, match.start() - _MOST_OPERANDS) : match.start()]
            end = match.end()
            written = self._follow(operator, before)
            if written is None:
                continue
            length, new = written
            start = match.start() - length
            if new != data[start:end]:
                pieces += (data[done:start], b"\n", new)
                done = end
        return b"".join((*pieces, data[done:])) if pieces else data

    def _follow(self, operator: bytes, before: bytes) -> tuple[int, bytes] | None:
        """Follow an operator; return the length of its operands, and the bytes in their place.

        None where operands and operator stay as they are.
        """
        match operator:
            case b"q":
                self._saved.append(self.state.copy())
                return None
            case b"Q":
                self.state = self._saved.pop() if self._saved else self.state
                return None
            case b"cm":
                numbers = _find_numbers(before, 6)
                if numbers:
                    self.state.matrix = Matrix(*numbers[1]) @ self.state.matrix
                return None
            case _ if named := _NAME.search(before):
                new = self._follow_name(operator, named[1].decode("latin-1"))
                return None if new is None else (len(named[0]), new)
            case b"sc" | b"SC" | b"scn" | b"SCN":
                paint = self._paint(operator)
                count, ink_of = self.resources.spaces.get(paint.space, (0, self.inks.of_rgb))
            case b"rg" | b"RG" | b"g" | b"G" | b"k" | b"K":
                paint = self._paint(operator)
                count, ink_of = self._device_space(operator)
                paint.space = ""
            case _:
                return None
        numbers = _find_numbers(before, count) if count else None
        if numbers is None:
            return None
        return numbers[0], self._write(paint, ink_of(*numbers[1]))

    def _device_space(self, operator: bytes) -> tuple[int, Callable[..., Ink]]:
        kind = operator.lower()
        functions: dict[bytes, Callable[..., Ink]]
        functions = {b"g": of_grey, b"rg": self.inks.of_rgb, b"k": self.inks.of_cmyk}
        return _COLOUR_OPERANDS[kind], functions[kind]

    def _paint(self, operator: bytes) -> Paint:
        return self.state.stroke if operator.isupper() else self.state.fill

    def _follow_name(self, operator: bytes, name: str) -> bytes | None:
        match operator:
            case b"gs":
                return self._set_graphics_state(name)
            case b"Do":
                return self._draw_object(name)
            case b"sh" | b"scn" | b"SCN":
                # Shadings and patterns keep the colours that they have where they are opaque.
                is_pale = self.flattens and self.state.opacity(self._paint(operator)) < 1
                self.loses_transparency |= is_pale or name in self.resources.masked
                return None
            case _:
                paint = self._paint(operator)
                paint.space = name
                if name in self.resources.spaces:
                    return b""
                paint.ink = None
                overprint = self._set_overprint()
                return overprint + b"/%b %b" % (name.encode("latin-1"), operator)

    def _write(self, paint: Paint, ink: Ink) -> bytes:
        """Return the operators that set an ink; remember it."""
        paint.ink = ink
        self.prints_colours |= any(ink[:3])
        is_line = paint is self.state.stroke
        new = tint(ink, self.state.opacity(paint)) if self.flattens else ink
        return self._set_overprint() + _operators(new, is_line=is_line, in_cmyk=self.overprints)

    def _set_overprint(self) -> bytes:
        """Return the operator by which the present colours print over others, or do not."""
        if not self.overprints:
            return b""
        flags = map(self._overprint_flag, (self.state.fill, self.state.stroke))
        name = f"Press{''.join(flags)}"
        if name == (self.state.overprint or _NO_OVERPRINT):
            return b""
        self.state.overprint = name
        self.uses_overprint = True
        return b"/%b gs\n" % name.encode()

    def _set_graphics_state(self, name: str) -> bytes | None:
        self.loses_transparency |= name in self.resources.masked
        pieces = [] if name in self.resources.dropped else [b"/%b gs" % name.encode("latin-1")]
        count = len(pieces)
        opacities = self.resources.opacities.get(name, (None, None))
        for paint, opacity in zip((self.state.fill, self.state.stroke), opacities, strict=True):
            if opacity is not None and opacity != paint.opacity:
                paint.opacity = opacity
                if self.flattens and paint.ink is not None:
                    pieces.append(self._write(paint, paint.ink))
        pieces.append(self._set_overprint().rstrip())
        new = b"\n".join(filter(None, pieces))
        return None if count and new == pieces[0] else new

    def _draw_object(self, name: str) -> bytes | None:
        new = self.draw(name, self.state).encode("latin-1")
        if self.state.overprint in ("", _NO_OVERPRINT):
            return None if new == name.encode("latin-1") else b"/%b Do" % new
        return b"q\n/%b gs\n/%b Do\nQ" % (_NO_OVERPRINT.encode(), new)

    def _overprint_flag(self, paint: Paint) -> str:
        return "O" if paint.ink == BLACK and self.state.opacity(paint) == 1 else "K"


def _operators(ink: Ink, *, is_line: bool, in_cmyk: bool) -> bytes:
    """Return the operator of an ink; black ink alone is a grey, but for pure black ``in_cmyk``.

    CMYK alone prints over other inks without taking them away (ISO 32000-1, 8.6.7).
    """
    *colours, black = ink
    if any(colours) or (in_cmyk and ink == BLACK):
        return b"%b %b" % (b" ".join(map(_number, ink)), b"K" if is_line else b"k")
    return b"%b %b" % (_number(1 - black), b"G" if is_line else b"g")


def _number(value: float) -> bytes:
    return f"{value:.4f}".rstrip("0").rstrip(".").encode()


@cache
def _numbers_at_end(count: int) -> re.Pattern[bytes]:
    return re.compile(rb"(?:[-+.\d]+\s+){%d}\Z" % count)


def _find_numbers(before: bytes, count: int) -> tuple[int, tuple[float, ...]] | None:
    """Return the length of the last numbers before an operator, and these; None without them."""
    numbers = _numbers_at_end(count).search(before)
    return numbers and (len(numbers[0]), tuple(map(float, numbers[0].split())))
