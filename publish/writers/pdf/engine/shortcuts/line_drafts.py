"""To find where a line ends, six lines of text are shaped.

The draft of a line is text for an em in a quarter of its width, about two lines.  Pango shapes it
whole, and then each line that it breaks it into.  Then the first line is broken once more with the
next word and without the space after that, and at last it is shaped alone (Kozea/WeasyPrint#578).
A line is broken at the last place that fits, so that a draft that ends with the first letter of the
second word of the next line is as good; and a word that is wider than what is left of a line by
more than a kern need not be tried.
"""

from __future__ import annotations

import re
from functools import wraps
from typing import Any

_MORE = 10
"""Characters beyond the fullest line of a style: two words."""

_LEAST = 40
"""Characters that stock drafts have when they are worth being made shorter."""

_KERN = 0.125
"""Of an em: with the space between two words, more than kerning can take from a line."""

_SECOND_WORD = re.compile(r" (?=[^\W\d_])")
"""The space before a word, whose first letter tells which way what is before it runs."""

_CONTROLS = re.compile("[\t\n\v\f\x85\xad\u2028-\u202e\u2066-\u2069]")
"""What breaks a line by itself, hangs a hyphen on it, or turns text that is far from it."""


def mend() -> None:
    """Draft little more than a line, and try no word that cannot fit."""
    from weasyprint.text import line_break

    if not hasattr(line_break.create_layout, "__wrapped__"):
        line_break.split_first_line = drafted(line_break.split_first_line)
        line_break.create_layout = remembered(line_break.create_layout)
        line_break.Layout.set_text = if_it_may_fit(line_break.Layout.set_text)


def drafted(stock: Any) -> Any:
    """Return the breaking of a line with what comes after the next words left out of account."""

    @wraps(stock)
    def split_first_line(
        text: str, style: Any, context: Any, width: float | None, *more: Any, **others: Any
    ) -> Any:
        size = style["font_size"]
        if len(text) <= _LEAST or not size or width is None or not 0 < width < _WIDE:
            return stock(text, style, context, width, *more, **others)
        # How long the stock draft is, in its own words.
        most = int(width / size * 4)
        if most < _LEAST or style["white_space"] != "normal":
            return stock(text, style, context, width, *more, **others)
        reach = style.__dict__.get("publish_reach", 0)
        guess = int(width * reach) + _MORE
        second = _SECOND_WORD.search(text, guess, most) if reach and guess < most else None
        if second and not _CONTROLS.search(text, 0, second.end() + 1):
            start = text[: second.end() + 1]
            line = stock(start, style, context, width, *more, **others)
            # The next word must be whole, and that a line can end after it as plain as before.
            if line[2] is not None and start.encode().find(b" ", line[2] + 1) > 0:
                return line
        line = stock(text, style, context, width, *more, **others)
        if line[2] is not None:
            style.__dict__["publish_reach"] = max(reach, len(line[0].text) / width)
        return line

    return split_first_line


_WIDE = 2**20


def remembered(stock: Any) -> Any:
    """Return the making of a layout, with the text of one of several lines kept as its draft."""

    @wraps(stock)
    def create_layout(text: str, *given: Any) -> Any:
        layout = stock(text, *given)
        # It is asked for its first line next, and has it then.
        _, end = layout.get_first_line()
        if end is not None:
            layout.__dict__["publish_draft"] = text, end
        return layout

    return create_layout


def if_it_may_fit(stock: Any) -> Any:
    """Return the setting of a layout's text, but for one that breaks where its draft does."""

    @wraps(stock)
    def set_text(layout: Any, text: str, justify: bool = False) -> None:
        if "publish_draft" in layout.__dict__:
            draft, end = layout.__dict__["publish_draft"]
            beyond = len(text.encode()) - end
            if (
                beyond > 0
                and len(text) < len(draft)
                and draft.startswith(text)
                and _breaks_alike(layout, text, beyond)
            ):
                return
            del layout.__dict__["publish_draft"]
        stock(layout, text, justify)

    return set_text


def _breaks_alike(layout: Any, text: str, beyond: int) -> bool:
    """Tell whether what goes beyond the first line of a draft does not fit on it for certain."""
    from weasyprint.text.ffi import FROM_UNITS, ffi, pango
    from weasyprint.text.line_break import line_size

    style, width = layout.style, layout.max_width
    first = pango.pango_layout_get_line_readonly(layout.layout, 0)
    second = pango.pango_layout_get_line_readonly(layout.layout, 1)
    if (
        width is None
        or not second.runs
        or style["letter_spacing"] != "normal"
        or style["word_spacing"]
        or _CONTROLS.search(text)
    ):
        return False
    run = second.runs[0]
    if run.next or beyond > run.data.item.length:
        return False
    used, _ = line_size(first, style)
    glyphs = run.data.glyphs
    places = ffi.unpack(glyphs.log_clusters, glyphs.num_glyphs)
    word = sum(
        glyphs.glyphs[number].geometry.width
        for number, place in enumerate(places)
        if place < beyond
    )
    return bool(used <= width < used + word * FROM_UNITS - _KERN * style["font_size"])
