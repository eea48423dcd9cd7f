"""Roles of paragraphs by the names of their styles: those of the settings, and usual names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from publish.document.marks import MarkRole

StyleRoles = tuple[tuple[str, MarkRole], ...]
"""The roles that the settings give to styles, by their names."""

DEEPEST_CHAIN = 50
"""Styles of a chain, each based on the next, that are read; programs make some ten."""

_NAMES = {
    MarkRole.TITLE: "title|book title|כותר|שם הספר",
    MarkRole.SUBTITLE: "subtitle|כותר משנה|כותרת משנה",
    MarkRole.AUTHOR: "author|authors|byline|מחבר|שם המחבר",
    MarkRole.DATE: "date|תאריך",
    MarkRole.DEDICATION: "dedication|הקדשה",
    MarkRole.EPIGRAPH: "epigraph|מוטו",
    MarkRole.ORIGINAL: "original|original text|hebrew original|טקסט מקור|מקור עברי",
    MarkRole.TRANSLATION: "translation|translated text|תרגום",
    MarkRole.TRANSLITERATION: "transliteration|תעתיק",
    MarkRole.COMMENTARY: "commentary|פירוש|ביאור",
    MarkRole.VERSE: "verse|verse text|poem|poetry|lyrics|שיר|שירה",
    MarkRole.QUOTATION: "quote|intense quote|quotation|quotations|block text|block quote|"
    "block quotation|ציטוט|מובאה",
    MarkRole.ATTRIBUTION: "attribution|quote source|quotation source|מקור הציטוט",
    MarkRole.RUBRIC: "rubric|instruction|instructions|stage direction|הנחיה|הוראה",
}
_ROLES = {name: role for role, names in _NAMES.items() for name in names.split("|")}
"""The roles of usual names of styles, in Word, LibreOffice and the hands of editors."""

HEADINGS = {f"heading {level}": level for level in range(1, 10)} | {
    f"כותרת {level}": level for level in range(1, 10)
}
"""The levels of the styles of headings, by their names."""


_CONTENTS = re.compile(r"(?:toc |table of figures|toa heading).*|contents (?:\d+|heading)")


def is_contents(names: Sequence[str]) -> bool:
    """Return whether a style, by its own name, is that of lines of a table of contents.

    ``names`` begin with its own name, of Word (``toc 1``) or of LibreOffice (``Contents 1``).
    """
    return any(_CONTENTS.fullmatch(normalize_name(name)) for name in names[:1])


_CAPTIONS = frozenset({"caption", "illustration", "figure", "drawing", "כיתוב"})


def is_caption(names: Sequence[str]) -> bool:
    """Return whether a style, or one that it is based on, is that of captions of pictures."""
    return not _CAPTIONS.isdisjoint(map(normalize_name, names))


def find_role(names: Sequence[str], roles: Mapping[str, MarkRole]) -> tuple[MarkRole | None, bool]:
    """Return the role of a paragraph by its style and those that it is based on, or None.

    ``names`` begin with its own style.  ``roles`` are those of the settings by their normal names;
    true is returned with a role of these.
    """
    for name in map(normalize_name, names):
        if name in roles:
            return roles[name], True
        if name in HEADINGS:
            return None, False
        if name in _ROLES:
            return _ROLES[name], False
    return None, False


def normalize_name(name: str) -> str:
    """Return the name of a style as it is compared: without case, and with plain spaces."""
    return " ".join(name.replace("_", " ").replace("-", " ").split()).casefold()
