"""The few words that the PDF itself says, in the languages it can say them in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from publish.model import Dir, direction


@dataclass(frozen=True, slots=True)
class Wording:
    """The book's own words in one language; ``roles`` go before a creator's name."""

    lang: str
    contents: str
    notes: str
    your_notes: str
    colophon: str
    roles: Mapping[str, str] = field(repr=False)

    @property
    def dir(self) -> Dir:
        """The direction in which these words are written."""
        return direction(self.lang)


_ENGLISH = Wording(
    lang="en",
    contents="Contents",
    notes="Notes",
    your_notes="My notes",
    colophon="Colophon",
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
    notes="הערות",
    your_notes="רשימות",
    colophon="קולופון",
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
