"""For every box it is asked what is behind it and how its corners are round, mostly for nothing.

Seven properties of each box of each page are looked at after they are laid out
(Kozea/WeasyPrint#578).  Where a style has no background, no image for its border, no shadow and no
round corners, none of its boxes has.
"""

from __future__ import annotations

from functools import wraps
from operator import itemgetter
from typing import Any

_RADII = tuple(
    f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left")
)
_values = itemgetter(
    *_RADII,
    *("border_image_source", "mask_border_source", "box_shadow"),
    *("visibility", "background_image", "background_color", "color"),
)


def mend() -> None:
    """Ask of a style once whether there is anything to it."""
    from weasyprint.layout import background

    if not hasattr(background.layout_box_backgrounds, "__wrapped__"):
        background.layout_box_backgrounds = asked_once(background.layout_box_backgrounds)


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


def _plain(style: Any) -> bool:
    values = _values(style)
    known, plain = style.__dict__.get("publish_plain", (None, False))
    # A style may have been changed in place: what it has now is what counts.
    if known != values:
        plain = _nothing_in(style)
        style.__dict__["publish_plain"] = (values, plain)
    return bool(plain)


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
