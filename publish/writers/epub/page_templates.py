"""Pages from the theme's templates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from publish.document.model import Work
from publish.themes.theme import Theme
from publish.writers import cantillation, html
from publish.writers.epub.content_documents import Page, render
from publish.writers.epub.hebrew_runs import marked
from publish.writers.epub.metadata import forms
from publish.writers.epub.navigation import Entry, no_note
from publish.writers.epub.package import Item
from publish.writers.epub.styling import NAME
from publish.writers.html import Context
from publish.writers.strings import wording

_XHTML = "application/xhtml+xml"


class Press:
    """Makes the pages of one book; what every template may use is named here."""

    def __init__(self, work: Work, theme: Theme, homes: Mapping[str, str]) -> None:
        self._work = work
        self._homes = homes
        self._templates = theme.templates
        self._common: dict[str, Any] = {
            "work": work,
            "meta": work.meta,
            "own": wording(work.lang),
            "attributes": html.attributes,
            "words": _words,
            "forms": lambda given: forms(given, work.lang),
            "style": NAME,
            "accents": cantillation.attribute,
        }

    def page(self, name: str, title: str, properties: tuple[str, ...] = (), **more: object) -> Item:
        """Return one of the pages that every book has."""
        data = self._render(name, page_title=title, **more)
        return Item(name, f"{name}.xhtml", _XHTML, data, properties)

    def chapter(self, page: Page) -> Item:
        """Return a page of the book's text."""
        text, notes = render(page, self._work, self._homes)
        title = Entry(page.section.title, page.name).plain() or self._work.meta.title.in_(
            self._work.lang
        )
        data = self._render(
            "section",
            page_title=title,
            matter=page.matter,
            role=page.section.role if page.first else None,
            text=text,
            notes=notes,
        )
        return Item(page.id, page.name, _XHTML, data)

    def _render(self, template: str, **more: object) -> bytes:
        made = self._templates.get_template(f"epub/{template}.xhtml.j2")
        return made.render({**self._common, **more}).encode()


def _words(line: str, lang: str) -> Markup:
    """Return a line of metadata with the Hebrew in it marked, where it is not Hebrew itself."""
    return html.inlines(marked(line, lang), Context(lang, no_note))
