"""The names of the font families that a colophon lists."""

from __future__ import annotations

from collections.abc import Iterable

from publish.document.metadata import Meta
from publish.text.dataclass import dataclass
from publish.text.languages import HEBREW, LATIN
from publish.themes.theme import Theme
from publish.writers import cantillation
from publish.writers.pdf.content.font_coverage import metadata_texts
from publish.writers.pdf.content.sections import PrintSection


@dataclass(frozen=True, slots=True)
class FontFamilies:
    """The names of the font families of a book, for Latin and for Hebrew."""

    latin: tuple[str, ...] = ()
    hebrew: tuple[str, ...] = ()


def join_families(books: Iterable[FontFamilies]) -> FontFamilies:
    """Return the font families of several books, each once."""
    families = tuple(books)
    return FontFamilies(
        tuple(dict.fromkeys(name for each in families for name in each.latin)),
        tuple(dict.fromkeys(name for each in families for name in each.hebrew)),
    )


def families_with_letters(
    theme: Theme, meta: Meta, sections: Iterable[PrintSection]
) -> FontFamilies:
    """Return the font families in which the book has letters."""
    texts = (*metadata_texts(meta), *(section.summary.characters for section in sections))
    latin = ["latin"] if any(map(LATIN.search, texts)) else []
    hebrew = ["hebrew"] if any(map(HEBREW.search, texts)) else []
    if any(map(cantillation.needs_font, texts)):
        hebrew.append("cantillation")
    return FontFamilies(_family_names(theme, latin), _family_names(theme, hebrew))


def _family_names(theme: Theme, scripts: Iterable[str]) -> tuple[str, ...]:
    faces = (face for script in scripts for face in theme.faces if face.script == script)
    return tuple(dict.fromkeys(face.family for face in faces))
