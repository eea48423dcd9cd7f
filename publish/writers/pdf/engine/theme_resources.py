"""The fonts, style sheets and files of a theme as WeasyPrint objects."""

from __future__ import annotations

import atexit
import io
import os
import sys
import weakref
import xml.etree.ElementTree as ET
from functools import cached_property, lru_cache
from pathlib import Path
from shutil import rmtree
from typing import Any

from publish.access import Refusal, find_inside, read_inside, scheme_of
from publish.storage.temporary_folder import create_temporary_folder
from publish.text.dataclass import dataclass
from publish.themes.fallback_fonts import URL as FALLBACK_URL
from publish.themes.fallback_fonts import fallback_folder
from publish.writers.pdf.engine.shortcuts.ffi_cache import declare

BASE_URL = "theme:/"
FACE_URL = "theme:/faces/"
"""The beginning of the URL of a face, which goes on with its number and the name of its file."""


@dataclass(frozen=True, slots=True)
class ThemeFiles:
    """The folders in which the files of a theme are looked for, and the files of its faces."""

    layers: tuple[Path, ...]
    faces: tuple[Path, ...]

    def path(self, url: str) -> Path:
        """Return the file of a URL; raise ValueError for one that is not of the theme."""
        if url.startswith(FACE_URL):
            number, _, name = url.removeprefix(FACE_URL).partition("/")
            if number.isdecimal() and int(number) < len(self.faces):
                path = self.faces[int(number)]
                if path.name == name:
                    return path
        name = url.removeprefix("theme:").lstrip("/")
        paths = [find_inside(layer / name, (layer,)) for layer in self.layers]
        inside = [path for path in paths if path is not None]
        if scheme_of(url) != "theme" or not inside:
            raise ValueError(f"{url} is not a file of the theme")
        return next((path for path in inside if path.is_file()), inside[0])


class ThemeResources:
    """The fonts and style sheets of a theme, read once for every part."""

    def __init__(self, sheets: tuple[str, ...], files: ThemeFiles, *, has_fallback: bool) -> None:
        from weasyprint.text.fonts import FontConfiguration

        self.fonts = FontConfiguration()
        # WeasyPrint's own folder would stay after a kill: no process knows whose it is.
        self._files, lock = create_temporary_folder()
        self.fonts._folder = self._files  # noqa: SLF001  # no public name
        if lock is not None:
            weakref.finalize(self.fonts, os.close, lock)
        if has_fallback:
            _leave_out_system_fonts(self.fonts)
        self.fetcher = _fetcher(files)
        self._shared = [self._parse(sheet) for sheet in sheets]
        self._of_pages: dict[str, Any] = {}
        # The fonts are files of this process, and every other object that refers to them lives to
        # its end.  A forked worker, in which this module is loaded, ends without `atexit`.
        if multiprocessing := sys.modules.get("multiprocessing.util"):
            multiprocessing.Finalize(
                self, rmtree, (self._files,), {"ignore_errors": True}, exitpriority=1
            )
        else:
            atexit.register(rmtree, self._files, ignore_errors=True)

    def sheets(self, of_pages: str) -> list[Any]:
        """Return the theme's style sheets and that of the pages."""
        if of_pages not in self._of_pages:
            self._of_pages[of_pages] = self._parse(of_pages)
        return [*self._shared, self._of_pages[of_pages]]

    def tree(self, root: ET.Element) -> Any:
        """Return an ``HTML`` object of WeasyPrint for an element tree.

        WeasyPrint's own constructor runs an HTML parser, which is slow and forbids a paragraph in a
        note in a paragraph; this program's markup is XML.
        """
        from weasyprint import HTML, cssselect2

        html = HTML.__new__(HTML)
        html.base_url = BASE_URL
        html.url_fetcher = self.fetcher
        html.media_type = "print"
        html.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        html.etree_element = html.wrapper_element.etree_element
        return html

    def _parse(self, sheet: str) -> Any:
        from weasyprint import CSS

        try:
            return CSS(
                string=sheet, font_config=self.fonts, base_url=BASE_URL, url_fetcher=self.fetcher
            )
        except OSError as error:  # a full disk; an unreadable font is a message of WeasyPrint
            raise OSError(error.errno, error.strerror, str(self._files)) from error


@lru_cache(maxsize=4)
def load_resources(
    state: str,  # noqa: ARG001  # part of the key: the state of the theme's files
    sheets: tuple[str, ...],
    files: ThemeFiles,
    *,
    has_fallback: bool = False,
) -> ThemeResources:
    """Return the resources of the theme of ``files``; ``state`` identifies its files' contents.

    With ``has_fallback`` the sheets name the fallback fonts, and fonts of the system are left out.
    """
    # The fonts are files, to be removed before the interpreter is finalized.
    atexit.register(load_resources.cache_clear)
    return ThemeResources(sheets, files, has_fallback=has_fallback)


def _leave_out_system_fonts(fonts: Any) -> None:
    """Give a font configuration the rules of the system, and none of its fonts.

    A character that the theme lacks is then drawn in a fallback font; else a font of the system
    would go before them, and Pango would look for one with coloured emoji.
    """
    from weasyprint.text.ffi import ffi, fontconfig, pangoft2

    declare()
    config = fontconfig.FcConfigCreate()
    fontconfig.FcConfigParseAndLoad(config, ffi.NULL, True)
    font_map = ffi.cast("PangoFcFontMap *", fonts.font_map)
    pangoft2.pango_fc_font_map_set_config(font_map, config)
    # The font map has its own reference.
    fontconfig.FcConfigDestroy(config)
    fonts._config = config  # noqa: SLF001  # no public name


def _fetcher(files: ThemeFiles) -> Any:
    """Return a fetcher of the theme's files and of data URLs; all other URLs are errors."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class ThemeFile(URLFetcherResponse):  # type: ignore[misc]  # WeasyPrint has no types
        def __init__(self, url: str, path: Path) -> None:
            self.url, self.status = url, 200
            try:
                data = read_inside(path, (path.parent,))
            except Refusal as refusal:
                raise ValueError(f"{url} {refusal}") from None
            self._file_obj = io.BytesIO(data)

        @cached_property
        def headers(self) -> Any:
            # Fonts are read without headers, and the module that makes headers is large.
            return URLFetcherResponse(self.url).headers

    class ThemeFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        def __init__(self) -> None:
            # Without the base class's connection handlers, which only remote URLs need.
            self._fail_on_errors = False

        def fetch(self, url: str, headers: Any = None) -> Any:
            if scheme_of(url) == "data":
                return URLFetcher().fetch(url, headers)
            if url.startswith(FALLBACK_URL):
                return ThemeFile(url, fallback_folder() / url.removeprefix(FALLBACK_URL))
            return ThemeFile(url, files.path(url))

    return ThemeFetcher()
