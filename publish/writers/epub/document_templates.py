"""XHTML content documents rendered from the theme's templates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from publish.document.model import Role, Work
from publish.text.xml_characters import NOT_XML
from publish.themes.markup import parse_markup
from publish.themes.theme import Theme
from publish.writers import cantillation, html
from publish.writers.epub.content_documents import (
    AddedHeading,
    ContentDocument,
    Matter,
    render_document,
)
from publish.writers.epub.index_places import IndexedPlace
from publish.writers.epub.navigation import plain_title
from publish.writers.epub.package import Item
from publish.writers.epub.pictures import name_pictures
from publish.writers.epub.styling import STYLE_SHEET
from publish.writers.epub.title_words import keep_title_words
from publish.writers.hebrew_runs import mark_hebrew
from publish.writers.html import RenderContext
from publish.writers.html.initials import mark_initials
from publish.writers.line_language import own_language
from publish.writers.strings import book_strings, order_forms

_TYPES = {Role.ACKNOWLEDGEMENTS: "acknowledgments", Role.SECTION: ""}
"""The names of roles in EPUB (https://www.w3.org/TR/epub-ssv-11/), where they differ."""

XHTML = "application/xhtml+xml"

_NO_PLACES: Mapping[str, IndexedPlace] = {}


class DocumentTemplates:
    """The theme's EPUB templates, with the variables that all of them may use.

    The sections of ``work`` are not read.
    """

    def __init__(
        self, work: Work, theme: Theme, places: Mapping[str, IndexedPlace] = _NO_PLACES
    ) -> None:
        self._work = work
        self._places = places
        self._pictures = name_pictures(work.resources)
        self._theme = theme
        self._variables: dict[str, Any] = {
            "work": work,
            "meta": work.meta,
            "own": book_strings(work.lang),
            "attributes": html.lang_attributes,
            "words": _render_line,
            "own_language": lambda line: own_language(line, work.lang),
            "forms": lambda words: order_forms(words, work),
            "style": STYLE_SHEET,
            "accents": cantillation.accents_attribute,
        }

    def render_page(
        self, name: str, title: str, properties: tuple[str, ...] = (), **variables: object
    ) -> Item:
        """Return the item of a template that makes a document of its own."""
        data = self._render(name, page_title=title, **variables)
        return Item(name, f"{name}.xhtml", XHTML, data, properties)

    def render_section(
        self,
        document: ContentDocument,
        matter: Matter,
        heading: AddedHeading | None,
        *,
        has_title_block: bool = False,
    ) -> bytes:
        """Return a document of the book's text.

        A title block has the title of the book as its heading.
        """
        heading = None if has_title_block else heading
        text, notes = render_document(document, self._work, self._places, self._pictures, heading)
        text = mark_initials(text, self._theme.design.initials)
        own_title = plain_title(document.section.title)
        return self._render(
            "section",
            page_title=own_title or self._work.meta.title.in_(self._work.lang),
            matter=matter,
            role=document.section.role if document.first else None,
            type=_TYPES.get(document.section.role, document.section.role),
            text=text,
            notes=notes,
            title_block=has_title_block,
        )

    def render_segments(self, name: str, title: str, text: Markup) -> Item:
        """Return the item of the list of segments, by the template of sections."""
        data = self._render(
            "section",
            page_title=title,
            matter=Matter.BACK,
            role="segments",
            type="",
            text=text,
            notes=Markup(""),
            title_block=False,
        )
        return Item(name, f"{name}.xhtml", XHTML, data)

    def _render(self, name: str, **variables: object) -> bytes:
        """Return a document; raise PublishError where a foreign theme gives no XML."""
        file = f"epub/{name}.xhtml.j2"
        markup = self._theme.templates.render(file, **self._variables, **variables)
        if not self._theme.is_own:
            parse_markup(NOT_XML.sub("", markup), self._theme, "epub")
        return keep_title_words(markup).encode()


def _render_line(line: str, lang: str) -> Markup:
    """Return a line of metadata with its Hebrew runs marked."""
    return html.render_inlines(mark_hebrew(line, lang), RenderContext(lang, html.omit_note))
