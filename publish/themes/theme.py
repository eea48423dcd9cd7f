"""Themes: the style sheets, templates, fonts and pages of books."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, fields, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from publish.access import find_inside
from publish.config.colours import screen_shade
from publish.config.design import Design, FaceFamilies, Initials, Margins
from publish.diagnostics import Diagnostics, PublishError
from publish.diagnostics.rules import settings as rules
from publish.plugins import name_packages
from publish.storage.digests import digest
from publish.storage.file_digests import digest_file, digest_files
from publish.storage.own_files import own_styles
from publish.text.dataclass import dataclass
from publish.text.lengths import Trim
from publish.text.source import NOWHERE, Source, Span
from publish.themes.page_geometry import STANDARD_SIZES, PageGeometry, page_for
from publish.themes.templates import Templates
from publish.themes.text_file import read_theme_text
from publish.themes.theme_file import (
    EPUB_STYLES,
    PRINT_STYLES,
    CoverColours,
    Face,
    ThemeTables,
    read_theme,
)
from publish.themes.theme_search import find_layers, list_themes

if TYPE_CHECKING:
    from publish.config.settings import Settings

ACCENTS_STYLE = "epub-accents.css"
"""The style sheet of EPUBs for words with cantillation."""

COLUMNS_STYLE = "epub-columns.css"
"""The style sheet of EPUBs for segments whose texts stand side by side."""

_ACCENT = "var(--accent)"
"""The colour of the accent in style sheets, replaced where they are read."""


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
    design: Design = Design()

    def page(
        self, size: str | Trim, *, large_print: bool = False, span: Span = NOWHERE
    ) -> PageGeometry:
        """Return the page of that name, or a page of that size in the proportions of the theme.

        Raises PublishError at ``span`` where the theme has none, and where the text has no room in
        the margins of the design.
        """
        pages = self.large_print if large_print else self.pages
        if isinstance(size, str) and size in pages:
            return self._design_page(pages[size], span)
        trim = STANDARD_SIZES.get(size) if isinstance(size, str) else size
        if trim and pages:
            return self._design_page(page_for(trim, tuple(pages.values())), span)
        kind = "large-print page" if large_print else "page"
        raise PublishError(
            rules.UNKNOWN_VALUE.at(
                span,
                f"the theme “{self.name}” has no {kind} “{size}”",
                f"{kind}s of the theme: {', '.join(_list_names(pages)) or 'none'}",
            )
        )

    @property
    def page_names(self) -> Sequence[str]:
        """The names of the pages of the theme."""
        return _list_names(self.pages)

    def _design_page(self, page: PageGeometry, span: Span) -> PageGeometry:
        if (self.design.size, self.design.margins) == (None, Margins()):
            return page
        from publish.themes.design import design_page

        return design_page(page, self.design, span)

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

    def print_sheets(self) -> Iterator[str]:
        """Yield the style sheets of print, with those that the design asks for."""
        accent = self.design.accent
        in_print = accent is not None and accent.in_print
        names = [*PRINT_STYLES, *self._design_sheets("print"), *["print-accent.css"] * in_print]
        for sheet in chain.from_iterable(map(self.style_sheets, names)):
            yield sheet.text.replace(_ACCENT, accent.colour) if accent else sheet.text

    def epub_sheet(self, *, accents: bool, columns: bool = False) -> str:
        """Return the style sheet of EPUBs, with rules for ``accents`` and ``columns`` if asked for.

        Rules and ornaments have a shade of the accent that stands out on any ground.
        """
        names = [*EPUB_STYLES, *[COLUMNS_STYLE] * columns, *[ACCENTS_STYLE] * accents]
        names += self._design_sheets("epub")
        names += ["epub-latin.css"] * (self.design.faces.latin is not None)
        accent = self.design.accent
        names += ["epub-accent.css"] * (accent is not None)
        css = "".join(sheet.text for name in names for sheet in self.style_sheets(name))
        return css.replace(_ACCENT, screen_shade(accent.colour)) if accent else css

    def _design_sheets(self, kind: str) -> Iterator[str]:
        """Yield the names of the style sheets for the design: ``print-ornaments.css``."""
        if self.design.ornaments:
            yield f"{kind}-ornaments.css"
        if kind == "print" and self.design.initials is Initials.DROP:
            yield "print-initial-word.css"  # of which a drop is a larger one
        if self.has_initials:
            yield f"{kind}-initial-{self.design.initials}.css"

    @property
    def has_initials(self) -> bool:
        """Whether texts begin with a word or a letter that is set larger."""
        return self.design.initials not in {None, Initials.NONE}

    def data(self, name: str) -> bytes:
        """Return the bytes of one of the theme's files."""
        return self.path(name).read_bytes()

    def path(self, name: str) -> Path:
        """Return the path of a file; raise FileNotFoundError where it is below no layer."""
        for layer in self.layers:
            path = layer / name
            if find_inside(path.parent, (layer,)) and path.is_file():
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


def _list_names(pages: Mapping[str, PageGeometry]) -> Sequence[str]:
    """Return the names of designed pages, and of those that are made after them."""
    return [*pages, *(name for name in STANDARD_SIZES if pages and name not in pages)]


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
    return Theme(name, layers, **{each.name: getattr(tables, each.name) for each in fields(tables)})


def load_for(settings: Settings, folders: Iterable[Path] = ()) -> Theme:
    """Return the theme that settings ask for, which has their page.

    Raises PublishError as ``load`` does, and where the theme has no page of that name.
    """
    places = tuple(folders)
    theme = load(settings.theme, places, settings.span_of("theme"))
    if settings.design != Design():
        theme = _apply_design(theme, settings, places)
    theme.page(settings.page, span=settings.span_of("page"))
    return theme


def _apply_design(theme: Theme, settings: Settings, folders: tuple[Path, ...]) -> Theme:
    """Return the theme with the choices of settings over its own."""
    from publish.themes.design import choose_faces, colour_cover, fit_size

    own, design = theme.design, settings.design
    chosen = replace(
        design,
        initials=own.initials if design.initials is None else design.initials,
        ornaments=own.ornaments if design.ornaments is None else design.ornaments,
    )
    if design.faces != FaceFamilies():
        span = settings.span_of("design")
        offered = (face for name in list_themes(folders) for face in _faces_of(name, folders))
        faces = choose_faces(theme.faces, design, offered, span)
        theme = replace(
            theme,
            faces=faces,
            pages={n: fit_size(page, theme.faces, faces) for n, page in theme.pages.items()},
            large_print={
                n: fit_size(page, theme.faces, faces) for n, page in theme.large_print.items()
            },
        )
    cover = colour_cover(theme.cover, design.accent) if design.accent else theme.cover
    return replace(theme, design=chosen, cover=cover)


def _faces_of(name: str, folders: tuple[Path, ...]) -> tuple[Face, ...]:
    """Return the faces of a theme; none where the theme has mistakes."""
    try:
        return load(name, folders).faces
    except PublishError:
        return ()


def check_for(settings: Settings, folders: Iterable[Path] = ()) -> Diagnostics:
    """Return the mistakes in the theme that settings ask for, in its templates too.

    The templates of our own themes are tested with the program, and are not read here.
    """
    try:
        theme = load_for(settings, folders)
    except PublishError as error:
        return name_packages(error.diagnostics)
    if theme.is_own:
        return ()
    try:
        return name_packages(theme.templates.check())
    except PublishError as error:
        return name_packages(error.diagnostics)
