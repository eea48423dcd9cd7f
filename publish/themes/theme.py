"""Themes: the style sheets, templates, fonts and pages of books."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from publish.diagnostics import Diagnostics, PublishError
from publish.diagnostics.rules import settings as rules
from publish.storage.digests import digest
from publish.storage.file_digests import digest_file, digest_files
from publish.text.dataclass import dataclass
from publish.text.lengths import Trim
from publish.text.source import NOWHERE, Source, Span
from publish.themes.page_geometry import PageGeometry, page_for
from publish.themes.templates import Templates
from publish.themes.text_file import read_theme_text
from publish.themes.theme_file import CoverColours, Face, ThemeTables, read_theme
from publish.themes.theme_search import find_layers, own_styles

if TYPE_CHECKING:
    from publish.config.settings import Settings


@dataclass(frozen=True)
class Theme:
    """A theme; ``faces`` are the only fonts that its books use.

    ``layers`` are its folder and those of the themes that it is based on, in this order.  A file
    of a layer hides that of the layers below it, but style sheets follow those of the layers below.
    """

    name: str
    layers: tuple[Path, ...]
    faces: tuple[Face, ...]
    pages: Mapping[str, PageGeometry] = field(default_factory=dict)
    large_print: Mapping[str, PageGeometry] = field(default_factory=dict)
    cover: CoverColours = CoverColours()

    def page(
        self, size: str | Trim, *, large_print: bool = False, span: Span = NOWHERE
    ) -> PageGeometry:
        """Return the page of that name, or a page of that size in the proportions of the theme.

        Raises PublishError at ``span`` where the theme has none.
        """
        pages = self.large_print if large_print else self.pages
        if isinstance(size, Trim) and pages:
            return page_for(size, tuple(pages.values()))
        if isinstance(size, str) and size in pages:
            return pages[size]
        kind = "large-print page" if large_print else "page"
        raise PublishError(
            rules.UNKNOWN_VALUE.at(
                span,
                f"the theme “{self.name}” has no {kind} “{size}”",
                f"{kind}s of the theme: {', '.join(pages) or 'none'}",
            )
        )

    @property
    def folder(self) -> Path:
        """The folder of the theme itself."""
        return self.layers[0]

    @property
    def is_own(self) -> bool:
        """Whether the theme is one of this package, which is tested with the program."""
        return self.folder.parent == own_styles()

    def style_sheets(self, name: str) -> tuple[Source, ...]:
        """Return the style sheets of that name, those of the base first.

        Raises PublishError where one is not UTF-8.
        """
        paths = (layer / name for layer in reversed(self.layers))
        return tuple(Source(str(path), read_theme_text(path)) for path in paths if path.is_file())

    def data(self, name: str) -> bytes:
        """Return the bytes of one of the theme's files."""
        return self.path(name).read_bytes()

    def path(self, name: str) -> Path:
        """Return the path of a file; raise FileNotFoundError where it is below no layer."""
        for layer in self.layers:
            path = layer / name
            parent = os.path.realpath(path.parent)
            if Path(parent).is_relative_to(os.path.realpath(layer)) and path.is_file():
                return path
        raise FileNotFoundError(errno.ENOENT, "no such file in the folder of the theme", name)

    def state(self, *, templates: bool) -> str:
        """Return the digest of the theme's templates, or of all its files but the templates."""
        files = (
            (f"{number}/{name}", file_digest)
            for number, layer in enumerate(self.layers)
            for name, file_digest in digest_files(layer)
            if name.startswith("templates/") is templates
        )
        faces = () if templates else self.faces
        fonts = ((repr(face), digest_file(str(face.path))) for face in faces)
        return digest(*(part for pair in (*files, *fonts) for part in pair))

    @cached_property
    def templates(self) -> Templates:
        """The templates of the theme, read when they are first used."""
        return Templates(self.layers, ours=self.is_own)


def load(name: str, folders: Iterable[Path] = (), span: Span = NOWHERE) -> Theme:
    """Return the theme ``name`` from the first of ``folders`` that has it, else one of ours.

    ``span`` is the place that asks for it.  Raises PublishError where no theme has this name, and
    with all mistakes in its ``theme.toml`` and its files.
    """
    layers = find_layers(name, folders, span)
    tables: ThemeTables | None = None
    for layer in reversed(layers):
        tables = read_theme(layer, tables, is_own=layer.parent == own_styles())
    assert tables is not None  # a theme has at least its own folder
    return Theme(name, layers, tables.faces, tables.pages, tables.large_print, tables.cover)


def load_for(settings: Settings, folders: Iterable[Path] = ()) -> Theme:
    """Return the theme that settings ask for, which has their page.

    Raises PublishError as ``load`` does, and where the theme has no page of that name.
    """
    theme = load(settings.theme, folders, settings.span_of("theme"))
    theme.page(settings.page, span=settings.span_of("page"))
    return theme


def check_for(settings: Settings, folders: Iterable[Path] = ()) -> Diagnostics:
    """Return the mistakes in the theme that settings ask for, in its templates too.

    The templates of our own themes are tested with the program, and are not read here.
    """
    try:
        theme = load_for(settings, folders)
    except PublishError as error:
        return error.diagnostics
    if theme.is_own:
        return ()
    try:
        return theme.templates.check()
    except PublishError as error:
        return error.diagnostics
