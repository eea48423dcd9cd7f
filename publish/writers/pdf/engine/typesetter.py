"""Stage 2: a part to its pages, through WeasyPrint, with nothing but the theme's own files."""

from __future__ import annotations

import atexit
import io
import logging
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property, lru_cache
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from publish.diagnostics import Diagnostic, Diagnostics
from publish.diagnostics.rules.pdf import ENGINE_WARNING
from publish.document.model import Work
from publish.storage.digests import digest
from publish.text.languages import direction, script_code
from publish.text.xml_characters import NOT_XML
from publish.themes.page_geometry import PageGeometry
from publish.themes.theme import Theme
from publish.themes.theme_file import PRINT_STYLES
from publish.writers.pdf.content.print_templates import render_document, render_folios
from publish.writers.pdf.engine import adapter
from publish.writers.pdf.engine.extract import apart, taken, whole
from publish.writers.pdf.engine.pagination import (
    Blocks,
    Layout,
    Made,
    Start,
    looks_ahead,
    paginated,
)
from publish.writers.pdf.objects.laid_out_pages import LaidOutPart, splice_pages
from publish.writers.pdf.objects.structure_elements import NO_STRUCTURE, PartStructure

if TYPE_CHECKING:
    from weasyprint import Document

Before = tuple[LaidOutPart, Layout]
"""A part as it was laid out before, and where its pages broke."""


class Press:
    """The engine, made ready for one theme, page, language and binding; loaded when first used.

    With ``tagged`` its pages say to which element of the text each thing on them belongs.
    """

    def __init__(
        self, work: Work, theme: Theme, page: PageGeometry, *, tagged: bool = False
    ) -> None:
        self._tagged = tagged
        self._work = work
        self._theme = theme
        self._shared = (font_faces(theme), *(theme.text(name) for name in PRINT_STYLES))
        self._pages = page_css("pages", theme, page, work)
        self._folios = page_css("folios", theme, page, work)
        # Templates show in the markup.
        self._state = theme.state(templates=False)
        own = (self._pages, self._folios, *(("tagged",) if tagged else ()))
        self._name = digest(self._state, *self._shared, *own)

    def digest(self, *of: str) -> str:
        """Return a name for what is made of these, the theme and the page, but for the programs."""
        return digest(self._name, *of)

    def document(self, body: Markup, side: str) -> str:
        """Return a document of ``body`` that begins on that side."""
        return render_document(self._work, self._theme, body, side)

    def pages(self, markup: str, before: Before | None = None) -> Before:
        """Return the pages of a document, with what the engine had to say, and where they break.

        What can be kept of the pages that it had ``before``, is kept: the result is the same.
        """
        if before and not any(map(looks_ahead, (*self._shared, self._pages))):
            earlier, layout = before
            made, document, said, structure = self._laid_out(markup, self._pages, layout)
            laid = taken(document, whole(document), said, structure)
            new = splice_pages(earlier, laid, made.first, made.end) if made.first else laid
            if new is not None:
                starts = made.starts + (layout.starts[made.end :] if made.end is not None else ())
                return new, _layout(new, made.blocks, starts)
        made, document, said, structure = self._laid_out(markup, self._pages)
        laid = taken(document, whole(document), said, structure)
        return laid, _layout(laid, made.blocks, made.starts)

    def folios(self, first: int, count: int) -> LaidOutPart:
        """Return a page for each number from ``first`` on, with nothing on it but its folio."""
        markup = self.document(render_folios(self._work, self._theme, first, count), "recto")
        _, document, said, _ = self._laid_out(markup, self._folios)
        return taken(
            document, apart(document, "folio"), said, NO_STRUCTURE if self._tagged else None
        )

    def _laid_out(
        self, markup: str, style: str, layout: Layout | None = None
    ) -> tuple[Made, Document, Diagnostics, PartStructure | None]:
        said = adapter.mend()
        with _listening() as heard:
            engine = _engine(self._state, self._shared, self._theme.folder)
            root = ET.fromstring(NOT_XML.sub("", markup))
            html = _tree(root, engine.fetcher)
            made = paginated(html, engine.fonts, engine.styles(style), layout)
            structure = PartStructure(root) if self._tagged else None
            return made, engine.document(made.pages), said + tuple(heard), structure


def _layout(laid: LaidOutPart, blocks: Blocks, starts: tuple[Start, ...]) -> Layout:
    return Layout(blocks, starts, tuple(tuple(page.note_fits) for page in laid.pages))


class _Engine:
    """The fonts and styles of a theme as WeasyPrint has them, read once for every part."""

    def __init__(self, sheets: tuple[str, ...], folder: Path) -> None:
        from weasyprint.text.fonts import FontConfiguration

        self.fonts = FontConfiguration()
        self.fetcher = _fetcher(folder)
        self._shared = [self._style(sheet) for sheet in sheets]
        self._own: dict[str, Any] = {}
        # The fonts are files of this process, and nothing else that holds them goes before its end.
        # One of several that share a build ends without `atexit`; it has this module.
        files = self.fonts._folder  # noqa: SLF001  # there is no other way to know it
        if several := sys.modules.get("multiprocessing.util"):
            several.Finalize(self, rmtree, (files,), {"ignore_errors": True}, exitpriority=1)
        else:
            atexit.register(rmtree, files, ignore_errors=True)

    def document(self, pages: Iterable[Any]) -> Document:
        """Return pages as a document of the engine's."""
        from weasyprint.document import Document, Page

        return Document(tuple(map(Page, pages)), None, self.fetcher, self.fonts, {}, None)

    def styles(self, own: str) -> list[Any]:
        """Return the theme's style sheets with one more, the rules of the page."""
        if own not in self._own:
            self._own[own] = self._style(own)
        return [*self._shared, self._own[own]]

    def _style(self, sheet: str) -> Any:
        from weasyprint import CSS

        return CSS(
            string=sheet, font_config=self.fonts, base_url="theme:/", url_fetcher=self.fetcher
        )


@lru_cache(maxsize=4)
def _engine(state: str, sheets: tuple[str, ...], folder: Path) -> _Engine:  # noqa: ARG001
    """Return the engine for a theme; ``state`` tells one state of its files from another."""
    # Its fonts are files that it must remove before the interpreter is half gone.
    atexit.register(_engine.cache_clear)
    return _Engine(sheets, folder)


def font_faces(theme: Theme) -> str:
    """Return the rules that bind the theme's faces to "Theme Latin" and "Theme Hebrew".

    Families of the same name as the font's own would let an installed copy of another version
    in: Fontconfig prefers the system's on a tie.
    """
    return "\n".join(
        f'@font-face {{ font-family: "Theme {face.script.title()}"; font-weight: {face.weight}; '
        f'font-style: {face.style}; src: url("theme:/{face.file}"); }}'
        for face in theme.faces
    )


def page_css(kind: str, theme: Theme, page: PageGeometry, work: Work) -> str:
    """Return the rules of the page, of ``pages`` or of ``folios``, for one size and one book.

    A part knows no numbers of pages: the folios are on sheets of their own, and nothing else is.
    """
    return theme.templates.render(
        f"print/{kind}.css.j2",
        page=page,
        dir=work.dir,
        script=script_code(work.lang),
        text_dir=direction(work.lang),
    )


def _tree(root: ET.Element, fetcher: Any) -> Any:
    """Return a WeasyPrint document of ``root``.

    Its own way in is an HTML parser, which is slow and forbids a paragraph in a note in a
    paragraph; our markup is XML, and says what it means.
    """
    from weasyprint import HTML, cssselect2

    html = HTML.__new__(HTML)
    html.base_url = "theme:/"
    html.url_fetcher = fetcher
    html.media_type = "print"
    html.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
    html.etree_element = html.wrapper_element.etree_element
    return html


def _fetcher(folder: Path) -> Any:
    """Return a fetcher that knows the theme's files and what the markup itself holds, no more."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class ThemeFile(URLFetcherResponse):  # type: ignore[misc]  # WeasyPrint has no types
        def __init__(self, url: str, path: Path) -> None:
            self.url, self.status = url, 200
            self._file_obj = io.BytesIO(path.read_bytes())

        @cached_property
        def headers(self) -> Any:
            # Nobody asks for those of a font, and what makes them is large.
            return URLFetcherResponse(self.url).headers

    class ThemeFiles(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        def __init__(self) -> None:
            # What fetches from elsewhere is made ready only for what the markup holds.
            self._fail_on_errors = False

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("data:"):
                return URLFetcher().fetch(url, headers)
            name = url.removeprefix("theme:").lstrip("/")
            path = (folder / name).resolve()
            if not url.startswith("theme:") or not path.is_relative_to(folder.resolve()):
                raise ValueError(f"{url} is not a file of the theme")
            return ThemeFile(url, path)

    return ThemeFiles()


@contextmanager
def _listening() -> Iterator[list[Diagnostic]]:
    """Collect what WeasyPrint logs as diagnostics, each once, instead of letting it print them."""
    heard: list[Diagnostic] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said = ENGINE_WARNING.anywhere(record.getMessage())
            if said not in heard:
                heard.append(said)

    logger = logging.getLogger("weasyprint")
    listener = Listener(logging.WARNING)
    spread, logger.propagate = logger.propagate, False
    others, logger.handlers = logger.handlers, [listener]
    try:
        yield heard
    finally:
        logger.handlers, logger.propagate = others, spread
