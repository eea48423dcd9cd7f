"""Stretches of text by the kinds of scripts for which styles have looks of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

WESTERN, ASIAN, COMPLEX = range(3)
"""The kinds of scripts, in the order of the looks of ``styles.Look``."""

_COMPLEX = "\u0590-\u109f\u1780-\u17ff\ufb1d-\ufdff\ufe70-\ufefe"
_ASIAN = "\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
_LETTERS = re.compile(rf"([{_COMPLEX}]+)|([{_ASIAN}]+)|[^\W\d_{_COMPLEX}{_ASIAN}]+")


def split_by_script(text: str, before: int | None) -> Iterator[tuple[str, int]]:
    """Yield the stretches of a text, each with the kind of its script.

    Spaces, digits and punctuation are of the script before them, at the beginning of that after
    them.  ``before`` is the kind of the letters before the text, None where no letter is there.
    """
    start = 0
    script = before
    for match in _LETTERS.finditer(text):
        own = COMPLEX if match[1] else ASIAN if match[2] else WESTERN
        if script is not None and own != script:
            if match.start() > start:
                yield text[start : match.start()], script
            start = match.start()
        script = own
    if start < len(text):
        yield text[start:], WESTERN if script is None else script
