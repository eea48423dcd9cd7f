"""Stage 2: a part laid out on pages by WeasyPrint, with the files of the theme alone."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from markupsafe import Markup

from publish.config.pdf_profiles import PRESETS, SCREEN, PdfProfile
from publish.diagnostics import PublishError
from publish.diagnostics.rules.themes import HIDDEN_TEXT
from publish.document.model import Work
from publish.document.printed_pages import PageFlow
from publish.storage.digests import digest
from publish.text.languages import direction, script_code
from publish.text.source import Span
from publish.text.xml_characters import NOT_XML
from publish.themes.fallback_fonts import Fallback, fallback_state
from publish.themes.markup import parse_markup
from publish.themes.page_geometry import PageGeometry, css_length
from publish.themes.theme import Theme
from publish.themes.theme_file import PRINT_STYLES
from publish.writers.pdf.content.print_templates import render_document, render_folios
from publish.writers.pdf.engine import adapter
from publish.writers.pdf.engine.extract import RenderedPages, extract, single_blocks, whole_pages
from publish.writers.pdf.engine.page_breaks import PageBreaks, PartBlocks, looks_ahead
from publish.writers.pdf.engine.pagination import Pagination, paginate
from publish.writers.pdf.engine.spread_breaks import Pair, SpreadBreaks, SpreadStart
from publish.writers.pdf.engine.spread_pages import extract_spreads, splice_spreads
from publish.writers.pdf.engine.spread_pagination import SpreadPagination, paginate_spreads
from publish.writers.pdf.engine.theme_resources import (
    FACE_URL,
    ThemeFiles,
    ThemeResources,
    load_resources,
)
from publish.writers.pdf.objects.laid_out_pages import LaidOutPart, splice_pages
from publish.writers.pdf.objects.structure_elements import NO_STRUCTURE, PartStructure

TypesetPart = tuple[LaidOutPart, PageBreaks]
"""A part on its pages, and its page breaks."""

TypesetSpreads = tuple[Pair[LaidOutPart], SpreadBreaks]
"""Two parts on facing pages, and their page breaks."""


class Typesetter:
    """WeasyPrint with one theme, page, language and binding; imported when first used.

    ``fallback`` are the fonts for characters that the theme lacks.  The pages of a tagged
    ``profile`` refer to the elements of the text's structure.
    """

    def __init__(
        self,
        work: Work,
        theme: Theme,
        page: PageGeometry,
        fallback: Fallback | None = None,
        profile: PdfProfile = PRESETS[SCREEN],
    ) -> None:
        self._tagged = tagged = profile.is_tagged
        self._work = work
        self._theme = theme
        fallback_sheets = (fallback.style_sheet,) if fallback else ()
        self._has_fallback = fallback is not None
        self._shared = (font_faces(theme), *fallback_sheets, *theme.print_sheets())
        self._pages = page_css("pages", theme, page, work) + css_of_bleed(profile)
        self._folios = page_css("folios", theme, page, work)
        # The markup shows the state of the templates.
        self._state = theme.state(templates=False) + (fallback_state() if fallback else "")
        own = (self._pages, self._folios, *(("tagged",) if tagged else ()))
        self.folio = work.layout.folio
        self._leading = page.leading
        self._name = digest(self._state, *self._shared, *own)

    def digest(self, *inputs: str) -> str:
        """Return the digest of these inputs, the theme and the page; programs are not in it."""
        return digest(self._name, *inputs)

    def document(self, body: Markup, side: str, growth: int = 0) -> str:
        """Return a document of ``body`` that begins on that side, recto or verso.

        Its leading is larger by ``growth`` per cent.
        """
        leading = f"calc({self._leading} * {100 + growth} / 100)" if growth else ""
        return render_document(self._work, self._theme, body, side, leading)

    def typeset(
        self,
        markup: str,
        earlier: TypesetPart | None = None,
        hold: tuple[PageFlow, ...] = (),
    ) -> TypesetPart:
        """Return the pages of a document, their diagnostics and page breaks.

        Pages of an earlier layout of the part are reused where the result is the same.  Breaks of
        the pages to ``hold`` are kept as long as the text allows.
        """
        if earlier and not any(map(looks_ahead, (*self._shared, self._pages))):
            before, breaks = earlier
            new, part = self._lay_out(markup, breaks, hold)
            spliced = splice_pages(before, part, new.first, new.end) if new.first else part
            if spliced is not None:
                starts = new.starts + (breaks.starts[new.end :] if new.end is not None else ())
                return spliced, PageBreaks(new.blocks, starts, _notes(spliced))
        new, part = self._lay_out(markup, hold=hold)
        return part, PageBreaks(new.blocks, new.starts, _notes(part))

    def typeset_spreads(
        self, markups: Pair[str], earlier: TypesetSpreads | None = None
    ) -> TypesetSpreads:
        """Return the facing pages of two documents, the one of versos first, and their breaks.

        Pages of an earlier layout are reused where the result is the same.
        """
        if earlier and not any(map(looks_ahead, (*self._shared, self._pages))):
            before, breaks = earlier
            new, parts = self._lay_out_spreads(markups, breaks)
            spliced = splice_spreads(before, parts, new) if new.first else parts
            if spliced is not None:
                end = len(breaks.starts) if new.end is None else new.end
                starts = new.starts + breaks.starts[end:]
                reaches = new.reaches + breaks.reaches[end:]
                return spliced, _spread_breaks(spliced, new.blocks, starts, reaches)
        new, parts = self._lay_out_spreads(markups)
        return parts, _spread_breaks(parts, new.blocks, new.starts, new.reaches)

    def typeset_folios(self, first: int, count: int) -> LaidOutPart:
        """Return a page for each number from ``first`` on, with nothing but its folio."""
        markup = self.document(render_folios(self._work, self._theme, first, count), "recto")
        with adapter.session() as session:
            pagination, _ = self._paginate(markup, self._folios)
            diagnostics = session.diagnostics
            pages = RenderedPages(pagination.pages)
            structure = NO_STRUCTURE if self._tagged else None
            part = extract(pages, single_blocks(pages, "folio"), diagnostics, structure)
        if len(part.pages) != count:
            sheet = self._theme.folder / PRINT_STYLES[-1]
            message = f"the theme “{self._theme.name}” draws {len(part.pages)} of {count} folios"
            hint = "a rule of print.css hides their blocks or takes them from their pages"
            raise PublishError(HIDDEN_TEXT.at(Span(str(sheet), 0, 0), message, hint))
        return part

    def _lay_out(
        self,
        markup: str,
        breaks: PageBreaks | None = None,
        hold: tuple[PageFlow, ...] = (),
    ) -> tuple[Pagination, LaidOutPart]:
        with adapter.session() as session:
            pagination, root = self._paginate(markup, self._pages, breaks, hold)
            # Messages of the drawing repeat the diagnostics of missing glyphs.
            diagnostics = session.diagnostics
            structure = PartStructure(root) if self._tagged else None
            pages = RenderedPages(pagination.pages)
            return pagination, extract(pages, whole_pages(pages), diagnostics, structure)

    def _lay_out_spreads(
        self, markups: Pair[str], breaks: SpreadBreaks | None = None
    ) -> tuple[SpreadPagination, Pair[LaidOutPart]]:
        with adapter.session() as session:
            resources = self._load_resources()
            trees = [self._parse(markup) for markup in markups]
            verso, recto = map(resources.tree, trees)
            sheets = resources.sheets(self._pages)
            pagination = paginate_spreads((verso, recto), resources.fonts, sheets, breaks)
            structures = [PartStructure(tree) if self._tagged else None for tree in trees]
            parts = extract_spreads(pagination, session.diagnostics, structures)
            return pagination, parts

    def _paginate(
        self,
        markup: str,
        sheet: str,
        breaks: PageBreaks | None = None,
        hold: tuple[PageFlow, ...] = (),
    ) -> tuple[Pagination, ET.Element]:
        resources, root = self._load_resources(), self._parse(markup)
        html = resources.tree(root)
        return paginate(html, resources.fonts, resources.sheets(sheet), breaks, hold), root

    def _load_resources(self) -> ThemeResources:
        files = ThemeFiles(self._theme.layers, tuple(face.path for face in self._theme.faces))
        return load_resources(self._state, self._shared, files, has_fallback=self._has_fallback)

    def _parse(self, markup: str) -> ET.Element:
        return parse_markup(NOT_XML.sub("", markup), self._theme)


def _spread_breaks(
    parts: Pair[LaidOutPart],
    blocks: Pair[PartBlocks],
    starts: tuple[SpreadStart, ...],
    reaches: tuple[Pair[int], ...],
) -> SpreadBreaks:
    verso, recto = parts
    return SpreadBreaks(blocks, starts, reaches, (_notes(verso), _notes(recto)))


def _notes(part: LaidOutPart) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(page.note_fits) for page in part.pages)


def font_faces(theme: Theme) -> str:
    """Return the style sheet that binds the theme's faces to "Theme Latin" and "Theme Hebrew".

    With the font's own family name Fontconfig would prefer an installed copy, of another version.
    """
    return "\n".join(
        f'@font-face {{ font-family: "Theme {face.script.title()}"; font-weight: {face.weight}; '
        f'font-style: {face.style}; src: url("{FACE_URL}{number}/{face.path.name}"); }}'
        for number, face in enumerate(theme.faces)
    )


def css_of_bleed(profile: PdfProfile) -> str:
    """Return the style sheet of the bleed, which themes do not change; empty for none."""
    if not profile.bleed:
        return ""
    edge = f"@page {{ bleed: {css_length(profile.bleed)} !important; }}"
    if profile.inner_bleed:
        return edge
    spine = "@page :{} {{ bleed-{}: 0mm !important; }}"
    return edge + spine.format("left", "right") + spine.format("right", "left")


def page_css(kind: str, theme: Theme, page: PageGeometry, work: Work) -> str:
    """Return the style sheet of ``pages`` or of ``folios``, for one page size and one book.

    A part does not depend on page numbers: folios are on pages of their own.
    """
    return theme.templates.render(
        f"print/{kind}.css.j2",
        page=page,
        dir=work.dir,
        script=script_code(work.lang),
        text_dir=direction(work.lang),
    )
