"""The few words that a book itself says, in the languages it can say them in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from publish.document.model import Dir, direction


@dataclass(frozen=True, slots=True)
class Wording:
    """The book's own words in one language; ``roles`` go before a creator's name."""

    lang: str
    contents: str
    title_page: str
    beginning: str
    colophon: str
    landmarks: str
    notes: str
    your_notes: str
    note: str
    back: str
    untitled: str
    accessibility: str
    roles: Mapping[str, str] = field(repr=False)

    @property
    def dir(self) -> Dir:
        """The direction in which these words are written."""
        return direction(self.lang)


_ENGLISH = Wording(
    lang="en",
    contents="Contents",
    title_page="Title page",
    beginning="Beginning of the text",
    colophon="Colophon",
    landmarks="Landmarks",
    notes="Notes",
    your_notes="My notes",
    note="Note {}",
    back="Note {}: back to the text",
    untitled="Untitled",
    accessibility=(
        "Text only, in reading order, with headings and a table of contents. Every passage says "
        "its language and its direction. Nothing depends on colour, and the text can be enlarged "
        "and restyled."
    ),
    roles={
        "trl": "Translated by",
        "edt": "Edited by",
        "com": "Compiled by",
        "ann": "Annotated by",
        "cmm": "With a commentary by",
        "aui": "With an introduction by",
    },
)
_HEBREW = Wording(
    lang="he",
    contents="תוכן העניינים",
    title_page="שער",
    beginning="תחילת הטקסט",
    colophon="קולופון",
    landmarks="ציוני דרך",
    notes="הערות",
    your_notes="רשימות",
    note="הערה {}",
    back="הערה {}: חזרה לטקסט",
    untitled="ללא שם",
    accessibility=(
        "טקסט בלבד, לפי סדר הקריאה, עם כותרות ותוכן עניינים. לכל קטע מצוינים שפתו וכיוונו. "
        "דבר אינו תלוי בצבע, ואפשר להגדיל את הטקסט ולשנות את עיצובו."
    ),
    roles={
        "trl": "תרגום:",
        "edt": "עריכה:",
        "com": "ליקוט:",
        "ann": "הערות:",
        "cmm": "ביאור:",
        "aui": "הקדמה:",
    },
)


def wording(lang: str) -> Wording:
    """Return the book's own words for ``lang``, in English where we have no others."""
    return _HEBREW if lang.partition("-")[0] == "he" else _ENGLISH
