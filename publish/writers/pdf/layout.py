"""Stage 2: parts to laid-out pages, through WeasyPrint, with nothing but the theme's own files."""

from __future__ import annotations

import logging
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from publish.diagnostics import Diagnostic, Outcome
from publish.model import Work, direction
from publish.rules.pdf import ENGINE_WARNING, NOTE_TOO_LONG
from publish.theme import Page, Theme
from publish.writers.pdf import upstream
from publish.writers.pdf.parts import document, parts

if TYPE_CHECKING:
    from weasyprint import Document

STYLES = ("common.css", "print.css")

MOST_OF_A_PAGE = 0.8
"""A note higher than this leaves no room for the line that calls it."""

# Whatever is not a Char of XML 1.0 (https://www.w3.org/TR/xml/#charsets). No font has it either,
# so it has been reported by then.
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def laid_out(work: Work, theme: Theme, page: Page) -> Outcome[Document]:
    """Return the pages of ``work``, every note on the page of its call.

    A note that no page can hold is told after the text of its part, and said.
    """
    mended = upstream.mend()
    ends: frozenset[str] = frozenset()
    while True:
        made = parts(work, theme, ends)
        laid = lay_out(document(work, theme, made), theme, page, work)
        placed = dict(notes_placed(laid.value))
        absent = [
            n for part in made for n in part.notes.places if n not in placed and n not in ends
        ]
        # One that is too long drives away those that come after it, which then are absent too.
        moved = [note for note, fits in placed.items() if not fits] or absent
        if not moved:
            break
        # Laying out again costs as much as the first time, but such notes are rare.
        ends |= frozenset(moved)
    spans = {note: span for part in made for note, span in part.notes.places.items()}
    long = tuple(
        NOTE_TOO_LONG.at(span, "the note is longer than a page; it follows its chapter")
        for note, span in spans.items()
        if note in ends
    )
    return Outcome(laid.value, mended + long + laid.diagnostics)


def lay_out(markup: str, theme: Theme, page: Page, work: Work) -> Outcome[Document]:
    """Return ``markup`` laid out on pages of that size, and what the engine had to say."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    fetcher = _fetcher(theme)
    sheets = [
        font_faces(theme),
        *(theme.text(name) for name in STYLES),
        pages_css(theme, page, work),
    ]
    with _listening() as heard:
        root = ET.fromstring(_NOT_XML.sub("", markup))
        styles = [
            CSS(string=sheet, font_config=fonts, base_url="theme:/", url_fetcher=fetcher)
            for sheet in sheets
        ]
        laid = _tree(root, fetcher).render(font_config=fonts, stylesheets=styles)
    return Outcome(laid, tuple(heard))


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


def pages_css(theme: Theme, page: Page, work: Work) -> str:
    """Return the rules of the page for one size, one binding and one language."""
    return theme.templates.get_template("print/pages.css.j2").render(
        page=page, dir=work.dir, lang=work.lang, text_dir=direction(work.lang)
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


def _fetcher(theme: Theme) -> Any:
    """Return a fetcher that knows the theme's files and nothing else: no network, no system."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class ThemeFiles(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002  # its signature
            name = url.removeprefix("theme:").lstrip("/")
            path = (theme.folder / name).resolve()
            if not url.startswith("theme:") or not path.is_relative_to(theme.folder.resolve()):
                raise ValueError(f"{url} is not a file of the theme")
            return URLFetcherResponse(url, path.read_bytes())

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


# --- notes on their pages


def notes_placed(laid: Document) -> Iterator[tuple[str, bool]]:
    """Yield the id of each note at the foot of a page, and whether it leaves room for some text."""
    from weasyprint.formatting_structure.boxes import FootnoteAreaBox

    for page in laid.pages:
        box = page._page_box  # noqa: SLF001  # a Page shows its boxes in no other way
        for area in box.children:
            if isinstance(area, FootnoteAreaBox):
                for note in area.children:
                    yield note.element.get("id"), note.height < MOST_OF_A_PAGE * box.height
