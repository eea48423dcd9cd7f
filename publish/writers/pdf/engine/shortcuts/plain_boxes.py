"""For every box it is asked what is behind and around it, mostly for nothing.

Seven properties of each box of each page are looked at after they are laid out, and a dozen more
when they are drawn (Kozea/WeasyPrint#578).  Where a style has no background, no image for its
border, no shadow, no round corners and no outline, none of its boxes has.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from publish.writers.pdf.engine.patching import everywhere
from publish.writers.pdf.engine.shortcuts.style_memo import known

_RADII = tuple(
    f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left")
)


def mend() -> None:
    """Ask of a style once whether there is anything to it."""
    from weasyprint.draw import border
    from weasyprint.layout import background

    if not hasattr(background.layout_box_backgrounds, "__wrapped__"):
        background.layout_box_backgrounds = asked_once(background.layout_box_backgrounds)
        everywhere("draw_border", unless_bare(border.draw_border))
        everywhere("draw_outline", where_there_are_any(border.draw_outline))


def asked_once(stock: Any) -> Any:
    """Return the layout of backgrounds with plain boxes passed over."""
    from weasyprint.formatting_structure.boxes import Box

    square = dict.fromkeys(_RADII, (0, 0))

    @wraps(stock)
    def layout_box_backgrounds(page: Any, box: Any, *more: Any, **others: Any) -> None:
        # What stands for a box is none; the page itself is painted to its edge.
        if others or box is page or not isinstance(box, Box) or not _plain(box.style):
            stock(page, box, *more, **others)
            return
        box.__dict__.update(square)
        for child in box.all_children():
            layout_box_backgrounds(page, child, *more)
        box.background = None

    return layout_box_backgrounds


def unless_bare(stock: Any) -> Any:
    """Return the drawing of a border, of a box that has one."""

    @wraps(stock)
    def draw_border(stream: Any, box: Any) -> None:
        if (
            box.border_top_width
            or box.border_right_width
            or box.border_bottom_width
            or box.border_left_width
            or _ruled(box.style)
        ):
            stock(stream, box)

    return draw_border


def where_there_are_any(stock: Any) -> Any:
    """Return the drawing of the outlines of a box and of what is in it."""
    from weasyprint.formatting_structure.boxes import Box

    @wraps(stock)
    def draw_outline(stream: Any, box: Any) -> None:
        if _outlined(box.style):
            stock(stream, box)
            return
        for child in box.children:
            if isinstance(child, Box):
                draw_outline(stream, child)

    return draw_outline


def _ruled(style: Any) -> bool:
    about = known(style)
    if "ruled" not in about:
        columns = (style["column_width"], style["column_count"])
        about["ruled"] = columns != ("auto", "auto") or style["border_image_source"][0] != "none"
    return bool(about["ruled"])


def _outlined(style: Any) -> bool:
    about = known(style)
    if "outlined" not in about:
        about["outlined"] = bool(style["outline_width"])
    return bool(about["outlined"])


def _plain(style: Any) -> bool:
    about = known(style)
    if "plain" not in about:
        about["plain"] = _nothing_in(style)
    return bool(about["plain"])


def _nothing_in(style: Any) -> bool:
    from weasyprint.draw.color import get_color

    seen = style["visibility"] != "hidden"
    return not (
        any((0, "px") not in style[radius] for radius in _RADII)
        or style["border_image_source"][0] != "none"
        or style["mask_border_source"][0] != "none"
        or style["box_shadow"]
        or (seen and any(kind == "url" or image for kind, image in style["background_image"]))
        or (seen and get_color(style, "background_color").alpha)
    )
