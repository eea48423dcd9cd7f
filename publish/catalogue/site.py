"""The site of a library: a mapping of paths to contents, made of the catalogue and a theme."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from publish.catalogue.atom import make_atom_feeds
from publish.catalogue.file_states import read_states
from publish.catalogue.model import Catalogue, PublishedBook
from publish.catalogue.opds2 import make_json_feeds
from publish.catalogue.pages import PageWriter
from publish.catalogue.site_files import RenderingKeys, SiteFile
from publish.catalogue.site_paths import (
    ASSETS,
    CHECKSUMS,
    SCRIPT,
    STYLE_SHEET,
    book_folder,
    cover_path,
    thumbnail_path,
)
from publish.storage.own_files import own_styles
from publish.storage.start_cache import start_cache
from publish.themes.templates import Templates
from publish.themes.text_file import read_theme_text
from publish.themes.theme import Theme
from publish.themes.theme_file import Face

_FACES = {"latin": "Theme Latin", "hebrew": "Theme Hebrew"}
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)\s*", re.DOTALL)


def make_site(catalogue: Catalogue, theme: Theme) -> dict[str, SiteFile]:
    """Return the files of the library by their paths, without the archive of everything."""
    layers = _with_base(theme)
    templates = Templates(layers, ours=theme.is_own)
    files: dict[str, SiteFile] = {}
    for book in catalogue.books:
        files |= _book_files(book)
    keys = RenderingKeys(catalogue, read_states(layers).digest())
    files |= PageWriter(catalogue, templates, keys).pages()
    files |= make_atom_feeds(catalogue, keys)
    files |= make_json_feeds(catalogue, keys)
    files |= _assets(theme, layers)
    files[CHECKSUMS] = _checksums(catalogue)
    return files


def _with_base(theme: Theme) -> tuple[Path, ...]:
    """Return the layers of a theme; the templates of a theme without any are those of ours."""
    base = own_styles() / "classic"
    return theme.layers if base in theme.layers else (*theme.layers, base)


def _book_files(book: PublishedBook) -> dict[str, SiteFile]:
    files: dict[str, SiteFile] = {file.name: file for file in book.files}
    if book.cover:
        for path, picture in (
            (cover_path(book), book.cover.full),
            (thumbnail_path(book), book.cover.thumbnail),
        ):
            if path:
                files[path[0]] = picture
    for former in book.former_slugs:
        for file in book.files:
            suffix = PurePosixPath(file.name).name.removeprefix(book.slug)
            files[f"{book_folder(former)}/{former}{suffix}"] = file
    return files


def _checksums(catalogue: Catalogue) -> bytes:
    """Return the sums of the files of all books, as ``sha256sum --check`` reads them."""
    lines = (f"{file.sha256}  {file.name}\n" for book in catalogue.books for file in book.files)
    return "".join(sorted(lines, key=lambda line: line[64:])).encode()


def _assets(theme: Theme, layers: tuple[Path, ...]) -> Mapping[str, SiteFile]:
    """Return the style sheet, the script, and the fonts that the style sheet names."""
    sheets = [
        read_theme_text(layer / "library.css")
        for layer in reversed(layers)
        if (layer / "library.css").is_file()
    ]
    css = "".join(sheets)
    plain = _COMMENT.sub("", css)
    faces = [face for face in theme.faces if _is_used(face, plain)]
    files: dict[str, SiteFile] = {}
    rules = []
    for face in faces:
        name = f"fonts/{face.path.stem}.woff2"
        files[f"{ASSETS}/{name}"] = _compress(face)
        rules.append(
            f'@font-face {{\n  font-family: "{face.family}";\n  font-weight: {face.weight};\n'
            f'  font-style: {face.style};\n  font-display: swap;\n  src: url("{name}");\n}}\n\n'
        )
        for licence in sorted(face.path.parent.glob("*OFL*.txt")):
            if face.path.stem.partition("-")[0] in licence.name:
                files[f"{ASSETS}/fonts/{licence.name}"] = licence.read_bytes()
    families = {face.script: face.family for face in reversed(faces)}
    for script, role in _FACES.items():
        css = css.replace(f'"{role}"', f'"{families[script]}"' if script in families else "serif")
    files[STYLE_SHEET] = ("".join(rules) + css).encode()
    script_file = next(p for layer in layers if (p := layer / "library.js").is_file())
    files[SCRIPT] = read_theme_text(script_file).encode()
    return files


def _is_used(face: Face, css: str) -> bool:
    """Return whether the pages use a face: regular, italic and semi-bold ones of both scripts."""
    is_plain = face.style == "normal" or face.weight == 400
    return face.script in _FACES and f'"{_FACES[face.script]}"' in css and is_plain


def _compress(face: Face) -> bytes:
    """Return a font as WOFF2 (https://www.w3.org/TR/WOFF2/), a third of its size."""
    data = face.path.read_bytes()
    store = start_cache()
    key = store.key("library-font", data)
    font = store.get(key, bytes, remember=False)
    if font is None:
        font = _to_woff2(data)
        store.put(key, font, remember=False)
    return font


def _to_woff2(data: bytes) -> bytes:
    from io import BytesIO

    from fontTools.ttLib import TTFont

    out = BytesIO()
    with TTFont(BytesIO(data), recalcTimestamp=False) as font:
        font.flavor = "woff2"
        font.save(out, reorderTables=False)
    return out.getvalue()
