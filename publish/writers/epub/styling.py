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
from publish.writers.epub.language_selectors import select_languages
from publish.writers.epub.package import Item

STYLE_SHEET = "epub.css"
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


def load_styling(
    theme: Theme, langs: Iterable[str] = (), *, accents: bool = False, columns: bool = False
) -> Styling:
    """Return the EPUB style sheet of a theme and every file that it refers to.

    Selectors of Hebrew and English are extended to the languages ``langs`` of the book.
    Rules for words with ``accents``, and their font, stand in a style sheet of their own, so that
    books without accents do not embed that font; rules for ``columns`` do so, too.  Raises
    PublishError for a missing file.
    """
    css = theme.epub_sheet(accents=accents, columns=columns)
    css = select_languages(css, langs)
    plain = _COMMENT.sub("", css)
    faces = tuple(face for face in theme.faces if _role(face) in plain)
    rules, fonts = _embed_faces(faces)
    for face in faces:
        css = css.replace(_role(face), f'"{face.family}"')
    names = tuple(dict.fromkeys(map(str.rstrip, _URL.findall(plain))))
    first = len(fonts) + 1
    files = tuple(_load_file(theme, name, number) for number, name in enumerate(names, first))
    named = {PurePosixPath(name).name for name in names}
    return Styling(
        Item("style", STYLE_SHEET, "text/css", (rules + css).encode()),
        (*fonts, *files),
        (*faces, *(face for face in theme.faces if PurePosixPath(face.file).name in named)),
    )


def _role(face: Face) -> str:
    """Return the name by which style sheets call all faces of a script: ``"Theme Hebrew"``."""
    return f'"Theme {face.script.title()}"'


def _embed_faces(faces: Iterable[Face]) -> tuple[str, tuple[Item, ...]]:
    """Return the rules that name the files of the faces, and these files."""
    rules: list[str] = []
    items: list[Item] = []
    for number, face in enumerate(faces, start=1):
        name = f"fonts/{face.path.name}"
        if any(item.name == name for item in items):
            name = f"fonts/{number}-{face.path.name}"
        style = f"\n  font-style: {face.style};" if face.style != "normal" else ""
        rules.append(
            f'@font-face {{\n  font-family: "{face.family}";\n'
            f'  font-weight: {face.weight};{style}\n  src: url("{name}");\n}}\n\n'
        )
        items.append(Item(f"style-{number}", name, _media_type(name), face.path.read_bytes()))
    return "".join(rules), tuple(items)


def _media_type(name: str) -> str:
    """Return the media type of a font, by the ending of its file."""
    return _MEDIA_TYPES.get(PurePosixPath(name).suffix.lower(), "font/ttf")


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
