"""For every box it is asked what is behind it and how its corners are round, mostly for nothing.

Seven properties of each box of each page are looked at after they are laid out
(Kozea/WeasyPrint#578).  Where a style has no background, no image for its border, no shadow and no
round corners, none of its boxes has.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from publish.writers.pdf.upstream.known_styles import known

_RADII = tuple(
    f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left")
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
