"""Themes: the style sheets, templates, fonts and pages of books."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from publish import plugins
from publish.diagnostics import Diagnostics, PublishError
from publish.diagnostics.rules import plugins as plugin_rules
from publish.diagnostics.rules import settings as rules
from publish.storage.digests import digest
from publish.storage.file_digests import digest_files
from publish.text.dataclass import dataclass
from publish.text.lengths import Trim
from publish.text.source import NOWHERE, Span
from publish.themes.page_geometry import PageGeometry, page_for
from publish.themes.templates import Templates
from publish.themes.text_file import read_theme_text
from publish.themes.theme_file import THEME_FILE, CoverColours, Face, read_theme

if TYPE_CHECKING:
    from publish.config.settings import Settings

_GROUP = "publish.themes"
_THEMES = f"*/{THEME_FILE}"
_HERE = Path(__file__).parent.parent


def own_styles() -> Path:
    """Return the folder of the themes of this package.

    In a wheel the folder is inside the package, in a checkout beside it.
    """
    inside = _HERE / "styles"
    return inside if inside.is_dir() else _HERE.parent / "styles"


@dataclass(frozen=True)
class Theme:
    """A theme in its folder; ``faces`` are the only fonts that its books use."""

    name: str
    folder: Path
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
    def is_own(self) -> bool:
        """Whether the theme is one of this package, which is tested with the program."""
        return self.folder.parent == own_styles()

    def text(self, name: str) -> str:
        """Return the contents of one of the theme's files; raise PublishError if not UTF-8."""
        return read_theme_text(self._path(name))

    def data(self, name: str) -> bytes:
        """Return the bytes of one of the theme's files."""
        return self._path(name).read_bytes()

    def _path(self, name: str) -> Path:
        """Return the path of a file; raise FileNotFoundError where it is not below the folder."""
        path = self.folder / name
        parent = os.path.realpath(path.parent)
        if not Path(parent).is_relative_to(os.path.realpath(self.folder)) or not path.is_file():
            raise FileNotFoundError(errno.ENOENT, "no such file in the folder of the theme", name)
        return path

    def state(self, *, templates: bool) -> str:
        """Return the digest of the theme's templates, or of all its files but the templates."""
        return digest(
            *(
                part
                for name, file_digest in digest_files(self.folder)
                if name.startswith("templates/") is templates
                for part in (name, file_digest)
            )
        )

    @cached_property
    def templates(self) -> Templates:
        """The templates of the theme, read when they are first used."""
        return Templates(self.folder / "templates", ours=self.is_own)


def load(name: str, folders: Iterable[Path] = (), span: Span = NOWHERE) -> Theme:
    """Return the theme ``name`` from the first of ``folders`` that has it, else one of ours.

    ``span`` is the place that asks for it.  Raises PublishError where no theme has this name, and
    with all mistakes in its ``theme.toml`` and its files.
    """
    folder = find(name, folders, span)
    tables = read_theme(folder, is_own=folder.parent == own_styles())
    return Theme(name, folder, tables.faces, tables.pages, tables.large_print, tables.cover)


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


def find(name: str, folders: Iterable[Path] = (), span: Span = NOWHERE) -> Path:
    """Return the folder of the theme ``name``: in ``folders``, ours, or of an installed package.

    Packages offer themes by entry points ``publish.themes``, which name a package with a
    ``theme.toml``.  Raises PublishError at ``span`` where no theme has this name, and where two
    packages have one.
    """
    places = tuple(folders)
    for place in places:
        if (place / name / THEME_FILE).is_file():
            return place / name
    # A name with a separator would lead out of the folder of our themes.
    own = own_styles() / (name if Path(name).name == name else "")
    entries = [entry for entry in plugins.entry_points(_GROUP) if entry.name == name]
    origins = ["publish"] * (own / THEME_FILE).is_file() + [entry.package for entry in entries]
    if len(origins) > 1:
        message = f"{' and '.join(origins)} have a theme “{name}” each"
        raise PublishError(plugin_rules.CLASH.at(span, message))
    if entries:
        return _package_folder(entries[0], span)
    if origins:
        return own
    names = {file.parent.name for place in (*places, own.parent) for file in place.glob(_THEMES)}
    names |= {entry.name for entry in plugins.entry_points(_GROUP)}
    hint = f"themes found: {', '.join(sorted(names)) or 'none'}"
    raise PublishError(rules.UNKNOWN_THEME.at(span, f"there is no theme “{name}”", hint))


def _package_folder(entry: plugins.EntryPoint, span: Span) -> Path:
    try:
        folder = entry.folder()
    except FileNotFoundError as error:
        raise PublishError(plugin_rules.NOT_LOADED.at(span, str(error))) from None
    if not (folder / THEME_FILE).is_file():
        message = f"“{entry.value}” of {entry.package} has no {THEME_FILE}"
        raise PublishError(plugin_rules.NOT_LOADED.at(span, message))
    return folder
