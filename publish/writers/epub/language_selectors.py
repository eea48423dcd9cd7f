"""Selectors of Hebrew and English of a style sheet, made to match all languages of one book.

CSS selects by language, not by script: ``:lang(he)`` matches ``he-IL``, but also ``he-Latn``, and
not ``lad``.  Languages in Hebrew letters are set as Hebrew is, those in letters of Europe as
English is.  A book in Hebrew and English keeps the style sheet of its theme as written.
https://www.w3.org/TR/selectors-4/#the-lang-pseudo
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.text.languages import in_hebrew_letters, script_code

_COMMENT = re.compile(r"(/\*.*?(?:\*/|\Z))", re.DOTALL)
_PRELUDE = re.compile(r"(?<![^{};])[^{};]++(?=\{)")
_LANG = re.compile(r":lang\(([A-Za-z0-9-]+)\)")
_SELECTED = re.compile(r"(?<!:not\():lang\(([A-Za-z0-9-]+)\)")
_EUROPEAN = frozenset({"Latn", "Cyrl", "Grek"})
"""The scripts of languages that are set as English is."""


def select_languages(css: str, langs: Iterable[str]) -> str:
    """Return ``css`` with the selectors of Hebrew and English extended to the languages ``langs``.

    ``langs`` are the languages of a book.
    """
    tags = tuple(dict.fromkeys(langs))
    hebrew = tuple(tag for tag in tags if in_hebrew_letters(tag))
    european = tuple(
        tag for tag in tags if script_code(tag) in _EUROPEAN and not _covers("en", tag)
    )
    others = tuple(tag for tag in tags if not in_hebrew_letters(tag))

    def prelude(match: re.Match[str]) -> str:
        result = match.group()
        if ":lang(he)" in result:
            selected = tuple(dict.fromkeys(_LANG.findall(result)))
            result = _extend(result, "he", hebrew)
            for tag in others:
                for other in selected:
                    if in_hebrew_letters(other) and _covers(other, tag):
                        # In :not() a single simple selector is all that older systems read.
                        pattern = rf"(?<!:not\():lang\({other}\)"
                        result = re.sub(pattern, f":lang({other}):not(:lang({tag}))", result)
        return _extend(result, "en", european) if ":lang(en)" in result else result

    return "".join(
        part if part.startswith("/*") else _PRELUDE.sub(prelude, part)
        for part in _COMMENT.split(css)
    )


def _extend(prelude: str, model: str, tags: Iterable[str]) -> str:
    """Return the selectors of a rule with those of ``model`` repeated for other languages."""
    is_hebrew = in_hebrew_letters(model)
    selected = [tag for tag in _SELECTED.findall(prelude) if in_hebrew_letters(tag) is is_hebrew]
    selectors = prelude.rstrip().split(",")
    more = [
        selector.strip().replace(f":lang({model})", f":lang({tag})")
        for tag in tags
        if not any(_covers(other, tag) for other in selected)
        for selector in selectors
        if f":lang({model})" in selector
    ]
    return ",\n".join((",".join(selectors), *more)) + " " if more else prelude


def _covers(selected: str, tag: str) -> bool:
    """Return whether ``:lang(selected)`` matches an element in the language ``tag``."""
    return f"{tag.lower()}-".startswith(f"{selected.lower()}-")
