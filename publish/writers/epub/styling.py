"""The theme's style sheet and the files it names: exactly those are embedded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from publish.diagnostics import PublishError
from publish.diagnostics.rules.epub import MISSING_STYLE_FILE
from publish.themes.theme import Face, Theme
from publish.writers.epub.package import Item

NAME = "epub.css"
_ACCENTS = "epub-accents.css"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_URL = re.compile(r"""url\(\s*["']?([^"')]+?)["']?\s*\)""")
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
    """A style sheet, what it embeds, and which of the theme's faces are among that."""

    sheet: Item
    files: tuple[Item, ...]
    faces: tuple[Face, ...]


def styling(theme: Theme, *, accents: bool = False) -> Styling:
    """Return the EPUB's style sheet and every file it names.

    What a theme has for words with ``accents``, their face above all, is in a sheet of its own,
    so that no other book carries it.
    """
    css = theme.text(NAME)
    if accents and (theme.folder / _ACCENTS).is_file():
        css += theme.text(_ACCENTS)
    names = tuple(dict.fromkeys(_URL.findall(_COMMENT.sub("", css))))
    files = tuple(_file(theme, name, place) for place, name in enumerate(names, start=1))
    embedded = {PurePosixPath(name).name for name in names}
    return Styling(
        Item("style", NAME, "text/css", css.encode()),
        files,
        tuple(face for face in theme.faces if PurePosixPath(face.file).name in embedded),
    )


def _file(theme: Theme, name: str, place: int) -> Item:
    media_type = _MEDIA_TYPES.get(PurePosixPath(name).suffix)
    if media_type is None:
        known = ", ".join(_MEDIA_TYPES)
        raise PublishError(
            MISSING_STYLE_FILE.anywhere(
                f"{NAME} of the theme “{theme.name}” names “{name}”, which an EPUB cannot embed",
                f"embed one of: {known}",
            )
        )
    try:
        data = theme.data(name)
    except OSError:
        raise PublishError(
            MISSING_STYLE_FILE.anywhere(
                f"{NAME} of the theme “{theme.name}” names “{name}”, which is not there"
            )
        ) from None
    return Item(f"style-{place}", name, media_type, data)
