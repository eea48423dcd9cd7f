"""A line is shaped to find where it ends, thrown away, and shaped again to be drawn.

To justify a line it is given wider spaces, for which Pango shapes each of its words apart
(Kozea/WeasyPrint#578).  What was shaped is kept here until the line is drawn, and how much wider
its spaces are is told beside it; who draws the line another way finds it made anew, as before.
"""

from __future__ import annotations

from functools import wraps
from typing import Any


def mend() -> None:
    """Keep each line as it was broken."""
    from weasyprint.layout import inline
    from weasyprint.text.line_break import Layout

    if not hasattr(Layout.deactivate, "__wrapped__"):
        Layout.deactivate = keeping(Layout.deactivate)
        Layout.reactivate = put_off(Layout.reactivate)
        Layout.__getattr__ = made_anew
        inline.add_word_spacing = told(inline.add_word_spacing)


def kept(layout: Any) -> tuple[Any, int] | None:
    """Return a line as it was broken, and by how much its spaces are wider, in units of Pango's."""
    from weasyprint.text.ffi import TO_UNITS, ffi, pango

    held = layout.__dict__.get("publish_layout")
    if held is None or pango.pango_layout_get_line_readonly(held, 1) != ffi.NULL:
        return None
    line = pango.pango_layout_get_line_readonly(held, 0)
    return line, int(layout.justification_spacing * TO_UNITS)


def keeping(stock: Any) -> Any:
    """Return the end of a layout's use with what Pango has of it kept."""

    @wraps(stock)
    def deactivate(self: Any) -> None:
        if self.__dict__.pop("publish_style", None) is None:
            self.__dict__.setdefault("publish_layout", self.layout)
            stock(self)

    return deactivate


def put_off(stock: Any) -> Any:
    """Return the making anew of a layout, put off until somebody asks for it."""

    @wraps(stock)
    def reactivate(self: Any, style: Any) -> None:
        self.publish_style = style

    return reactivate


def made_anew(self: Any, name: str) -> Any:
    """Make a layout anew when what Pango has of it is asked for."""
    from weasyprint.text.line_break import Layout

    if name not in {"layout", "language", "style"} or "publish_style" not in self.__dict__:
        raise AttributeError(name)
    style = self.__dict__.pop("publish_style")
    Layout.reactivate.__wrapped__(self, style)
    return getattr(self, name)


def told(stock: Any) -> Any:
    """Return the justifying of a line with the width of its spaces told to what was broken."""
    from weasyprint.formatting_structure.boxes import TextBox
    from weasyprint.layout.inline import count_expandable_spaces

    @wraps(stock)
    def add_word_spacing(context: Any, box: Any, spacing: float, x_advance: float) -> Any:
        if not isinstance(box, TextBox) or box.text != box.pango_layout.text:
            return stock(context, box, spacing, x_advance)
        extra = spacing * count_expandable_spaces(box)
        box.justification_spacing = spacing
        box.position_x += x_advance
        if extra:
            box.width += extra
            box.pango_layout = _copy(box.pango_layout)
            box.pango_layout.justification_spacing = spacing
        return x_advance + extra

    return add_word_spacing


def _copy(layout: Any) -> Any:
    """Return a layout of its own for a box, of the same line."""
    copy = layout.__class__.__new__(layout.__class__)
    copy.__dict__.update(layout.__dict__)
    return copy
