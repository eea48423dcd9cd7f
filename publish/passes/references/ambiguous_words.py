"""Hebrew words that are also numbers: ``לא`` is 31 and "not"."""

from __future__ import annotations

import re

WORDS = frozenset("לא לב לה לו מה כה נא נח פה צו קח עד עז יד רב רע שם שב תם שד צד קל חי של".split())
"""Two-letter numbers that are common words when written without gershayim."""

_GOES_ON = re.compile(r"\s[א-ת]")


def may_be_word(match: re.Match[str], group: str) -> bool:
    """Return whether a number is a word as well, and more words follow: ``פרק לא נלמד``."""
    return match[group] in WORDS and _GOES_ON.match(match.string, match.end(group)) is not None
