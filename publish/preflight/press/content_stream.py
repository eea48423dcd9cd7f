"""Operations of a content stream that draw paths, pictures, forms and shadings.

ISO 32000-1, annex A has the operators.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pikepdf import Dictionary, Name, Stream

from publish.preflight.page_boxes import Box, map_box
from publish.preflight.press.colour_space import DEVICE_CMYK, DEVICE_GREY, DEVICE_RGB
from publish.preflight.press.page_marks import MarkKind, PlacedPicture, Spot
from publish.preflight.press.path import Path, visible_part
from publish.preflight.press.picture import Picture
from publish.preflight.press.stream_text import StreamText
from publish.writers.booklet.pdf_values import read_name

_UNIT: Box = (0, 0, 1, 1)
_THIN = 0.5
"""The points below which a filled area is a line."""


class ContentStream(StreamText):
    """The drawing of one content stream."""

    # --- paths

    def add_points(self, operands: Any) -> None:
        """``l``, ``c``: add points to the path."""
        self._path.add_points(self._state.matrix, tuple(map(float, operands)), begins=False)

    def begin_path(self, operands: Any) -> None:
        """``m``: begin a part of the path."""
        self._path.add_points(self._state.matrix, tuple(map(float, operands)), begins=True)

    def add_rectangle(self, operands: Any) -> None:
        """``re``: add a rectangle to the path."""
        x, y, width, height = map(float, operands)
        self._path.add_rectangle(self._state.matrix, x, y, width, height)

    def clip(self, _operands: Any) -> None:
        """``W``: clip to the path once it is painted."""
        self._path.clips = True

    def fill(self, _operands: Any) -> None:
        """``f``: fill the path."""
        self._paint(fills=True, strokes=False)

    def stroke(self, _operands: Any) -> None:
        """``S``: stroke the path."""
        self._paint(fills=False, strokes=True)

    def fill_and_stroke(self, _operands: Any) -> None:
        """``B``: fill and stroke the path."""
        self._paint(fills=True, strokes=True)

    def end_path(self, _operands: Any) -> None:
        """``n``: end the path."""
        self._paint(fills=False, strokes=False)

    def _paint(self, *, fills: bool, strokes: bool) -> None:
        path, state = self._path, self._state
        box = path.box
        self._path = Path()
        if box is None:
            return
        visible = visible_part(box, state.clip)
        if visible is not None and fills:
            thickness = min(box[2] - box[0], box[3] - box[1])
            if path.is_single and thickness < _THIN:
                self.add_mark(MarkKind.LINE, visible, thickness)
            else:
                self.add_mark(MarkKind.FILL, visible, 0)
        if visible is not None and strokes:
            width = state.line_width * state.scale
            self.add_mark(MarkKind.LINE, visible, width, is_stroke=True)
        if path.clips:
            self._set(clip=visible or (box[0], box[1], box[0], box[1]))

    # --- pictures, forms, shadings

    def draw_object(self, operands: Any) -> None:
        """``Do``: draw a picture or form."""
        source = self._resources.find("/XObject", str(operands[0]))
        if not isinstance(source, Stream):
            return
        match read_name(source.get("/Subtype")):
            case "Image":
                picture = self._walk.objects.picture_of(source, self._resources.spaces)
                self._place(picture)
            case "Form":
                if reason := self._state.describe_transparency(self._state.fill_alpha):
                    place = self._state.clip or (0, 0, 0, 0)
                    self._walk.page.transparency.append(Spot(reason, place))
                self._walk.draw_form(source, self._state, self._resources)
            case "PS":
                place = self._state.clip or (0, 0, 0, 0)
                self._walk.page.oddities.append(Spot("PostScript", place))

    def draw_inline(self, operands: Any) -> None:
        """``BI``: draw a picture in the content stream."""
        inline = operands[0]
        name = inline.colorspace if not inline.image_mask else None
        is_stencil = bool(inline.image_mask)
        self._place(
            Picture(
                (0, 0),
                int(inline.width),
                int(inline.height),
                1 if is_stencil else int(inline.bits_per_component or 8),
                self._resources.space(Name(name)) if isinstance(name, str) else DEVICE_GREY,
                is_stencil=is_stencil,
            )
        )

    def _place(self, picture: Picture) -> None:
        state = self._state
        box = visible_part(map_box(state.matrix, _UNIT), state.clip)
        if box is None:
            return
        if picture.has_soft_mask:
            self._walk.page.transparency.append(Spot("a picture with a soft mask", box))
        elif reason := state.describe_transparency(state.fill_alpha):
            self._walk.page.transparency.append(Spot(reason, box))
        a, b, c, d, _, _ = state.matrix
        across, up = (a * a + b * b) ** 0.5, (c * c + d * d) ** 0.5
        resolution = 72 * min(picture.width / (across or 1), picture.height / (up or 1))
        placed = PlacedPicture(picture, box, resolution, state.fill)
        self._walk.page.pictures.append(placed)

    def shade(self, operands: Any) -> None:
        """``sh``: fill the clip with a smooth shading."""
        shading = self._resources.find("/Shading", str(operands[0]))
        box = self._state.clip
        if isinstance(shading, Dictionary | Stream) and box is not None:
            if reason := self._state.describe_transparency(self._state.fill_alpha):
                self._walk.page.transparency.append(Spot(reason, box))
            self.add_shades(shading, box)


def _number(name: str) -> Callable[[ContentStream, Any], None]:
    return lambda stream, operands: stream.set_number(name, operands)


def _device(target: str, name: str) -> Callable[[ContentStream, Any], None]:
    spaces = {"/DeviceGray": DEVICE_GREY, "/DeviceRGB": DEVICE_RGB, "/DeviceCMYK": DEVICE_CMYK}
    return lambda stream, operands: stream.set_device(target, spaces[name], name, operands)


def _colour(target: str) -> Callable[[ContentStream, Any], None]:
    return lambda stream, operands: stream.set_colour(target, operands)


OPERATIONS: Mapping[str, Callable[[ContentStream, Any], None]] = {
    "q": ContentStream.save,
    "Q": ContentStream.restore,
    "cm": ContentStream.transform,
    "w": _number("line_width"),
    "gs": ContentStream.set_parameters,
    "g": _device("fill", "/DeviceGray"),
    "G": _device("stroke", "/DeviceGray"),
    "rg": _device("fill", "/DeviceRGB"),
    "RG": _device("stroke", "/DeviceRGB"),
    "k": _device("fill", "/DeviceCMYK"),
    "K": _device("stroke", "/DeviceCMYK"),
    "cs": lambda stream, operands: stream.set_space("fill", operands),
    "CS": lambda stream, operands: stream.set_space("stroke", operands),
    **dict.fromkeys(("sc", "scn"), _colour("fill")),
    **dict.fromkeys(("SC", "SCN"), _colour("stroke")),
    "BT": ContentStream.begin_text,
    "Tf": ContentStream.set_font,
    "Tm": ContentStream.set_text_matrix,
    "Td": ContentStream.move_line,
    "TD": ContentStream.move_line_with_leading,
    "T*": ContentStream.next_line,
    "Tc": _number("spacing"),
    "Tw": _number("word_spacing"),
    "TL": _number("leading"),
    "Ts": _number("rise"),
    "Tz": ContentStream.set_stretch,
    "Tr": ContentStream.set_mode,
    "Tj": ContentStream.show,
    "TJ": ContentStream.show_adjusted,
    "'": ContentStream.show_next,
    '"': ContentStream.show_spaced,
    "m": ContentStream.begin_path,
    **dict.fromkeys(("l", "c", "v", "y"), ContentStream.add_points),
    "re": ContentStream.add_rectangle,
    **dict.fromkeys(("W", "W*"), ContentStream.clip),
    **dict.fromkeys(("f", "F", "f*"), ContentStream.fill),
    **dict.fromkeys(("S", "s"), ContentStream.stroke),
    **dict.fromkeys(("B", "B*", "b", "b*"), ContentStream.fill_and_stroke),
    "n": ContentStream.end_path,
    "Do": ContentStream.draw_object,
    "INLINE IMAGE": ContentStream.draw_inline,
    "sh": ContentStream.shade,
}
