"""``:lang(he)`` of a style sheet, made to match every language in Hebrew letters of one book.

CSS selects by language, not by script: ``:lang(he)`` matches ``he-IL``, but also ``he-Latn``, and
not ``lad``.  A book in Hebrew and English keeps the style sheet of its theme as written.
https://www.w3.org/TR/selectors-4/#the-lang-pseudo
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.text.languages import in_hebrew_letters

_COMMENT = re.compile(r"(/\*.*?(?:\*/|\Z))", re.DOTALL)
_PRELUDE = re.compile(r"(?<![^{};])[^{};]++(?=\{)")
_LANG = re.compile(r":lang\(([A-Za-z0-9-]+)\)")


def select_hebrew_letters(css: str, langs: Iterable[str]) -> str:
    """Return ``css`` with the selectors of Hebrew extended to the languages ``langs`` of a book."""
    tags = tuple(dict.fromkeys(langs))
    hebrew = tuple(tag for tag in tags if in_hebrew_letters(tag))
    others = tuple(tag for tag in tags if not in_hebrew_letters(tag))

    def prelude(match: re.Match[str]) -> str:
        if ":lang(he)" not in match.group():
            return match.group()
        selected = tuple(dict.fromkeys(_LANG.findall(match.group())))
        selectors = match.group().rstrip().split(",")
        more = [
            selector.strip().replace(":lang(he)", f":lang({tag})")
            for tag in hebrew
            if not any(_covers(other, tag) for other in selected)
            for selector in selectors
            if ":lang(he)" in selector
        ]
        result = ",\n".join((",".join(selectors), *more)) + " "
        for tag in others:
            for other in selected:
                if in_hebrew_letters(other) and _covers(other, tag):
                    # In :not() a single simple selector is all that older systems read.
                    pattern = rf"(?<!:not\():lang\({other}\)"
                    result = re.sub(pattern, f":lang({other}):not(:lang({tag}))", result)
        return result

    return "".join(
        part if part.startswith("/*") else _PRELUDE.sub(prelude, part)
        for part in _COMMENT.split(css)
    )


def _covers(selected: str, tag: str) -> bool:
    """Return whether ``:lang(selected)`` matches an element in the language ``tag``."""
    return f"{tag.lower()}-".startswith(f"{selected.lower()}-")
