"""The panels of a wrap cover: front, back, spine and bar code, each laid out as a page.

A panel whose words take more than one page does not fit its area.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from publish.diagnostics import Diagnostics
from publish.document.model import Work
from publish.storage.store import Store
from publish.text.dataclass import dataclass
from publish.text.lengths import Trim, millimetres
from publish.text.source import NOWHERE
from publish.themes.fallback_fonts import Fallback
from publish.themes.page_geometry import PageGeometry, css_length
from publish.themes.theme import Theme
from publish.writers.pdf.content import font_coverage
from publish.writers.pdf.content.footnotes import Footnotes
from publish.writers.pdf.content.parts import PageNumbers, PrintPart, RenderedPart
from publish.writers.pdf.content.template_variables import head_variables
from publish.writers.pdf.engine.typesetter import Typesetter
from publish.writers.pdf.layout.bound_book import BoundBook
from publish.writers.pdf.layout.layout_store import LayoutStore
from publish.writers.pdf.layout.page_numbers import number_pages
from publish.writers.pdf.layout.part_layouts import PartLayouts
from publish.writers.pdf.output.file_options import FileOptions
from publish.writers.pdf.output.pdf_file import write_pdf_file
from publish.writers.wrap_cover.geometry import Area
from publish.writers.wrap_cover.options import CoverContent

_NO_MARGIN = css_length(0)


@dataclass(frozen=True, slots=True)
class SetPanel:
    """A panel as a PDF of one page, or of several where its words do not fit."""

    data: bytes
    pages: int

    @property
    def fits(self) -> bool:
        """Whether all words stand on one page."""
        return self.pages == 1


@dataclass(frozen=True, slots=True)
class PanelSetter:
    """Sets the templates of a theme as panels of the cover of one book, in an ink."""

    work: Work
    theme: Theme
    ink: str
    store: Store
    fallback: Fallback | None = None

    def set_panel(self, name: str, page: PageGeometry, **variables: Any) -> SetPanel:
        """Return the panel of the template ``wrap-NAME``, on a page."""
        markup = Markup(  # templates escape their variables
            self.theme.templates.render(
                f"print/wrap-{name}.html.j2",
                **{**head_variables(self.work), "ink": self.ink, **variables},
            )
        )

        def render(_endnotes: frozenset[str], _numbers: PageNumbers) -> RenderedPart:
            return RenderedPart(markup, Footnotes(name))

        typesetter = Typesetter(self.work, self.theme, page, self.fallback)
        layouts = PartLayouts(typesetter, LayoutStore(self.store))
        laid_out = number_pages((PrintPart(name, render),), layouts, page)
        bound = (BoundBook(laid_out, self.theme),)
        data = write_pdf_file(bound, self.work, self.store, FileOptions()).value
        [placed] = laid_out.parts
        return SetPanel(data, len(placed.layout.pages))


def panel_page(area: Area, size: float, leading: float) -> PageGeometry:
    """Return a page without margins that fills an area, with type of a size in millimetres."""
    return PageGeometry(
        width=css_length(area.width),
        height=css_length(area.height),
        top=_NO_MARGIN,
        inner=_NO_MARGIN,
        outer=_NO_MARGIN,
        size=css_length(size),
        leading=css_length(leading),
        lines=max(1, math.floor(area.height / leading + 0.01)),
    )


def front_page(content: CoverContent, theme: Theme) -> PageGeometry:
    """Return the page of the front: that of the theme for books of this size."""
    geometry = content.geometry
    trim = Trim(round(geometry.page_width, 3), round(geometry.page_height, 3))
    return theme.page(trim, large_print=content.is_large)


def scale_page(page: PageGeometry, area: Area, share: float) -> PageGeometry:
    """Return the page of an area with type in a share of the size of another page."""
    return panel_page(area, millimetres(page.size) * share, millimetres(page.leading) * share)


def shrink_type(page: PageGeometry, share: float) -> PageGeometry:
    """Return a page with type in a share of its size; its margins stay, and it has more lines."""
    size, leading = millimetres(page.size) * share, millimetres(page.leading) * share
    lines = math.floor(page.lines / share)
    return replace(page, size=css_length(size), leading=css_length(leading), lines=lines)


def list_words(work: Work, content: CoverContent) -> Iterator[str]:
    """Yield the texts that stand on every cover: those of the front, and of the back."""
    meta = work.meta
    if content.options.picture is None:
        names = (creator.name for creator in meta.creators)
        for words in (meta.title, meta.subtitle, meta.event, meta.event_theme, *names):
            yield from (form for _, form in words.forms)
    for each in content.back:
        yield each.markup.striptags()
    yield content.isbn


def _list_texts(work: Work, content: CoverContent) -> Iterator[str]:
    """Yield all texts that may stand on a cover."""
    yield from font_coverage.metadata_texts(work.meta)
    for each in content.back:
        yield each.markup.striptags()
    yield from (form for _, form in content.options.spine_text.forms)


def find_fallback(
    work: Work, content: CoverContent, theme: Theme
) -> tuple[Fallback | None, Diagnostics]:
    """Return the fonts for characters that the theme lacks, with their diagnostics."""
    texts = ((NOWHERE, text) for text in _list_texts(work, content))
    missing = font_coverage.find_missing(texts, theme)
    return font_coverage.choose_fallback(missing), font_coverage.describe_missing(missing, theme)
