"""Words as they are read, from the glyphs of a line as they are drawn: from the left."""

from __future__ import annotations

import re

from publish.text.languages import Script, script

_FROM_THE_LEFT = re.compile(r"[0-9A-Za-z\u00c0-\u024f]+(?:[.,:/’'-][0-9A-Za-z\u00c0-\u024f]+)*")
_MARK = "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]"
_MARKS_BEFORE_LETTER = re.compile(f"(?<!{_MARK})({_MARK}++)([א-ת])")


def order_drawn_words(text: str) -> str:
    """Return the text of glyphs in the order of reading, where most of its letters are Hebrew."""
    if script(text) is not Script.HEBREW:
        return text
    words = _FROM_THE_LEFT.sub(lambda match: match[0][::-1], text[::-1])
    return _MARKS_BEFORE_LETTER.sub(r"\2\1", words)
