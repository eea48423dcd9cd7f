"""The EPUB style sheet of a theme, with the fonts and images that it refers to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from publish.diagnostics import PublishError
from publish.diagnostics.rules.epub import MISSING_STYLE_FILE
from publish.text.dataclass import dataclass
from publish.themes.theme import Theme
from publish.themes.theme_file import Face
from publish.writers.epub.language_selectors import select_hebrew_letters
from publish.writers.epub.package import Item

STYLE_SHEET = "epub.css"
_ACCENTS_STYLE_SHEET = "epub-accents.css"
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_URL = re.compile(r"""url\(\s*+["']?([^"'()]++)["']?\s*+\)""")
_MEDIA_TYPES = {
    ".woff2": "font/woff2",
    ".woff": "font/woff",
    ".otf": "font/otf",
    ".ttf": "font/ttf",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class Styling:
    """A style sheet, the files it embeds, and the theme's faces among these."""

    sheet: Item
    files: tuple[Item, ...]
    faces: tuple[Face, ...]


def load_styling(theme: Theme, langs: Iterable[str] = (), *, accents: bool = False) -> Styling:
    """Return the EPUB style sheet of a theme and every file that it refers to.

    ``:lang(he)`` is extended to all of ``langs``, the languages of the book, in Hebrew letters.
    Rules for words with ``accents``, and their font, stand in a style sheet of their own, so that
    books without accents do not embed that font.  Raises PublishError for a missing file.
    """
    css = theme.text(STYLE_SHEET)
    if accents and (theme.folder / _ACCENTS_STYLE_SHEET).is_file():
        css += theme.text(_ACCENTS_STYLE_SHEET)
    css = select_hebrew_letters(css, langs)
    names = tuple(dict.fromkeys(map(str.rstrip, _URL.findall(_COMMENT.sub("", css)))))
    files = tuple(_load_file(theme, name, number) for number, name in enumerate(names, start=1))
    embedded = {PurePosixPath(name).name for name in names}
    return Styling(
        Item("style", STYLE_SHEET, "text/css", css.encode()),
        files,
        tuple(face for face in theme.faces if PurePosixPath(face.file).name in embedded),
    )


def _load_file(theme: Theme, name: str, number: int) -> Item:
    media_type = _MEDIA_TYPES.get(PurePosixPath(name).suffix)
    if media_type is None:
        suffixes = ", ".join(_MEDIA_TYPES)
        raise PublishError(
            MISSING_STYLE_FILE.anywhere(
                f"{STYLE_SHEET} of the theme “{theme.name}” names “{name}”, which an EPUB cannot "
                "embed",
                f"embed one of: {suffixes}",
            )
        )
    try:
        data = theme.data(name)
    except OSError:
        raise PublishError(
            MISSING_STYLE_FILE.anywhere(
                f"{STYLE_SHEET} of the theme “{theme.name}” names “{name}”, which is not in "
                "its folder"
            )
        ) from None
    return Item(f"style-{number}", name, media_type, data)
