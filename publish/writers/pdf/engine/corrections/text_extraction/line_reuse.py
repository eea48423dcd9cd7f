"""Lines as they were shaped when they were broken, reused when they are drawn.

WeasyPrint shapes a line to find its end, discards the result and shapes the line again to draw it;
to justify it, it gives it wider spaces, for which Pango shapes each of its words by itself
(Kozea/WeasyPrint#578).  Here the first result is held until the line is drawn, with the width to be
added to its spaces.  A function that draws the line in another way has it shaped again, as before.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from publish.writers.pdf.engine.interface.replacements import Replacement


def replacements() -> tuple[Replacement, ...]:
    """Return the replacements that hold the layout of a line from its breaking to its drawing."""
    from weasyprint.layout import inline
    from weasyprint.text.line_break import Layout

    justify = add_spacing(inline.add_word_spacing)
    return (
        Replacement(Layout, "deactivate", hold_layout(Layout.deactivate)),
        Replacement(Layout, "reactivate", defer_layout(Layout.reactivate)),
        Replacement(Layout, "__getattr__", make_layout(Layout.reactivate)),
        Replacement(inline, "add_word_spacing", justify),
    )


def first_layout(layout: Any) -> tuple[Any, int] | None:
    """Return a line as it was broken, and the width to add to each space, in units of Pango."""
    from weasyprint.text.ffi import TO_UNITS, ffi, pango

    held = layout.__dict__.get("publish_layout")
    if held is None or pango.pango_layout_get_line_readonly(held, 1) != ffi.NULL:
        return None
    line = pango.pango_layout_get_line_readonly(held, 0)
    return line, int(layout.justification_spacing * TO_UNITS)


def hold_layout(stock: Any) -> Any:
    """Return ``Layout.deactivate`` with Pango's layout held."""

    @wraps(stock)
    def deactivate(self: Any) -> None:
        if self.__dict__.pop("publish_style", None) is None:
            self.__dict__.setdefault("publish_layout", self.layout)
            stock(self)

    return deactivate


def defer_layout(stock: Any) -> Any:
    """Return ``Layout.reactivate`` deferred until an attribute of Pango's layout is read."""

    @wraps(stock)
    def reactivate(self: Any, style: Any) -> None:
        self.publish_style = style

    return reactivate


def make_layout(reactivate: Any) -> Any:
    """Return ``__getattr__`` that makes the layout again when an attribute of it is read."""

    def read_attribute(self: Any, name: str) -> Any:
        if name not in {"layout", "language", "style"} or "publish_style" not in self.__dict__:
            raise AttributeError(name)
        style = self.__dict__.pop("publish_style")
        reactivate(self, style)
        return getattr(self, name)

    return read_attribute


def add_spacing(stock: Any) -> Any:
    """Return ``add_word_spacing`` with the width of the spaces noted beside the first layout."""
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
    """Return a copy of a layout, so that each box may change its own."""
    copy = layout.__class__.__new__(layout.__class__)
    copy.__dict__.update(layout.__dict__)
    return copy
