"""The markup of a section of the text, with its running heads and what the book adds to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from functools import partial

from markupsafe import Markup

from publish.config.design import Initials
from publish.document.model import Excerpt, Inlines, Role, Section, Segment, Work
from publish.document.title_forms import choose_forms
from publish.document.walk import descend
from publish.text.dataclass import dataclass
from publish.text.languages import best_match
from publish.writers import cantillation, html
from publish.writers.html import RenderContext
from publish.writers.html.initials import mark_initials
from publish.writers.pdf.content import index_page_numbers
from publish.writers.pdf.content.column_widths import FacingColumns
from publish.writers.pdf.content.embedded_pictures import EmbeddedPictures
from publish.writers.pdf.content.facing_rows import FacingRows
from publish.writers.pdf.content.footnotes import Footnotes
from publish.writers.pdf.content.parts import PageNumbers, RenderedPart
from publish.writers.pdf.content.print_templates import keep_last_words
from publish.writers.pdf.content.print_tree import label
from publish.writers.pdf.content.running_heads import (
    SIZE,
    excerpt_head,
    languages_of_sides,
    running_head,
    shorten,
)
from publish.writers.pdf.content.spread_sides import SpreadSide, render_facing_heading


class Opening(StrEnum):
    """The lines over a section: none, the title over an untitled one, or a title block."""

    NONE = "none"
    TITLE = "title"
    TITLE_BLOCK = "title block"


@dataclass(frozen=True, slots=True)
class Ends:
    """The lines that the book adds before a section, and the imprint after the last one.

    Ruled pages face a section that ``is_faced``; one that ``has_lines`` ends with ruled lines.  A
    ``tight`` section has less room between its units, and few ruled lines at its end.  Of a text
    that ``is_alone`` in its book the end is named, and it may be tight.
    """

    opening: Opening
    imprint: bool
    is_faced: bool = False
    has_lines: bool = False
    is_alone: bool = False
    tight: bool = False


@dataclass(frozen=True, slots=True)
class TextContent:
    """A section of the text at its anchor, as it is printed; of a spread one ``side``."""

    anchor: str
    section: Section
    ends: Ends
    side: SpreadSide | None = None

    @property
    def title(self) -> Inlines:
        """The title of the section, in all its languages."""
        return self.side.title if self.side else self.section.title


@dataclass(frozen=True, slots=True)
class TextDesign:
    """The look of the sections of a book; running heads have at most ``head_ems``.

    ``initials`` are those of the theme; ``after_excerpt`` is the template that follows an excerpt.
    ``columns`` are those of originals and translations, if these face each other on one page.
    """

    head_ems: float
    initials: Initials | None
    after_excerpt: str = ""
    columns: FacingColumns | None = None


class TextRenderer:
    """Renders sections of a work by the template ``text``."""

    def __init__(
        self, work: Work, render_template: Callable[..., Markup], design: TextDesign
    ) -> None:
        self._design = design
        self._work = work
        self._render_template = render_template
        self._pictures = EmbeddedPictures(work.resources)
        self._verso_lang, self._recto_lang = languages_of_sides(work)

    def render(
        self, text: TextContent, endnotes: frozenset[str], numbers: PageNumbers
    ) -> RenderedPart:
        """Return the markup of a section with its notes, of which some are endnotes."""
        section, opening = text.section, text.ends.opening
        # Both sides of a spread have one anchor.
        is_second = text.side is not None and not text.side.is_original
        notes = Footnotes(f"{text.anchor}-facing" if is_second else text.anchor, endnotes)

        is_part = section.role is Role.PART
        columns = self._design.columns if _has_pair(section) else None

        def opening_head(node: Section) -> Markup:
            # A page that begins with this markup has no running head, and those after it have one.
            if not is_part or node is section or node.role is not Role.CHAPTER:
                return Markup("")
            return _OPENING.format(self._section_head(node.title), self.book_head)

        def head_attribute(node: Section | Excerpt) -> Markup:
            if isinstance(node, Excerpt):
                head = self.head(excerpt_head(node))
            elif node is section or opening_head(node):
                return Markup("")
            else:
                head = self._section_head(node.title)
            return _HEAD_ATTRIBUTE.format(head) if head else Markup("")

        context = RenderContext(
            self._work.lang,
            notes.render_call,
            lang_attributes=html.print_attributes,
            anchor=text.anchor,
            places=index_page_numbers.page_number_renderer(numbers),
            start_attribute=_start_style,
            picture=self._pictures.address,
            before_heading=opening_head,
            heading_attributes=head_attribute,
            segment=self._rows(columns).render if columns else None,
            segment_attributes=partial(_name_segment, text.anchor) if text.side else _no_name,
            translation_first=self._work.layout.translation_first,
            runs_on=self._work.layout.runs_on,
        )
        if self._design.after_excerpt:
            last = _last_excerpt(section) if text.ends.tight else None

            def render_after(excerpt: Excerpt) -> Markup:
                subject = self.subject(excerpt_head(excerpt))
                return self._render_template(
                    self._design.after_excerpt, subject=subject, few=excerpt is last
                )

            context = replace(context, after_excerpt=render_after)
        rendered = keep_last_words(html.render_section(section, context))
        markup = self._render_template(
            "text",
            anchor=text.anchor,
            opens=not text.title and opening is Opening.TITLE,
            title_block=opening is Opening.TITLE_BLOCK,
            closes=text.ends.imprint,
            colophon=text.ends.imprint,
            facing=text.ends.is_faced,
            rows=columns is not None,
            side=_side_class(text.side, keeps=self._work.layout.keep_segments),
            titles=self._opening_titles(text.side),
            facing_titles=self._facing_titles(text.side),
            facing_heading=render_facing_heading(section, text.side, self._work.lang),
            alone=text.ends.is_alone,
            of_part=is_part and bool(section.title),
            has_lines=text.ends.has_lines,
            few=text.ends.tight,
            tight=text.ends.tight,
            subject=self.subject(running_head(label(section.title))),
            head=self._section_head(text.title) or self.head(self._occasion()),
            section=mark_initials(rendered, self._design.initials),
            endnotes=notes.endnotes(),
        )
        return RenderedPart(markup, notes)

    @property
    def book_head(self) -> str:
        """The running head of versos: the title of the book."""
        title = self._work.meta.title
        shown = best_match(self._verso_lang, dict(title.forms)) or self._work.lang
        return self.head(title.in_(shown))

    def head(self, words: str) -> str:
        """Return words as a running head: without accents, and no longer than its line."""
        return shorten(cantillation.strip_accents(words), self._design.head_ems)

    def subject(self, words: str) -> str:
        """Return what the notes of a ruled page are about, as long as its heading can be."""
        room = self._design.head_ems * SIZE / _HEADING_SIZE - _HEADING_EMS
        return shorten(cantillation.strip_accents(words), room)

    def _rows(self, columns: FacingColumns) -> FacingRows:
        return FacingRows(columns, self._work.lang, self._work.dir, self._work.layout.keep_segments)

    def _occasion(self) -> str:
        """Return the running head of an untitled text, which faces the title of the book.

        Facing pages have that title in both languages, where it has both.
        """
        meta, lang = self._work.meta, self._recto_lang
        titles = dict(meta.title.forms)
        if best_match(lang, titles) != best_match(self._verso_lang, titles):
            return meta.title.in_(lang)
        authors = ", ".join(each.name.in_(lang) for each in meta.creators if each.role == "aut")
        series = meta.series.name.in_(lang) if meta.series else ""
        return meta.event.in_(lang) or authors or series or meta.title.in_(lang)

    def _opening_titles(self, side: SpreadSide | None) -> list[tuple[str, str]]:
        """Return the titles of the book over an untitled text, on a side those in its language."""
        titles = list(self._work.meta.title.in_order(self._work.lang))
        if side is None:
            return titles
        own = [each for each in titles if best_match(side.lang, (each[0],))]
        others = {self._verso_lang, self._recto_lang} - {side.lang}
        is_shown = any(best_match(lang, [tag for tag, _ in titles]) for lang in others)
        return own or ([] if is_shown else titles)

    def _facing_titles(self, side: SpreadSide | None) -> list[tuple[str, str]]:
        """Return the titles of the book that stand over the facing page alone."""
        if side is None or self._opening_titles(side):
            return []
        return list(self._work.meta.title.in_order(self._work.lang))

    def _section_head(self, title: Inlines) -> str:
        """Return the title of a section in the language of rectos, where it has such a form."""
        title, lang = label(title), self._work.lang
        if self._recto_lang != self._verso_lang:
            title = choose_forms(title, lang, (self._recto_lang,))
        return self.head(running_head(title))


def _has_pair(section: Section) -> bool:
    """Return whether a section has an original with its translation."""
    return any(
        isinstance(node, Segment) and node.translations and node.original.blocks
        for node in descend(section)
    )


def _side_class(side: SpreadSide | None, *, keeps: bool) -> str:
    """Return the classes of one side of spreads."""
    if side is None:
        return ""
    return f" side{' commented' if side.has_comments else ''}{' keep' if keeps else ''}"


def _no_name(_locus: str, _label: str) -> Markup:
    return Markup("")


def _name_segment(anchor: str, locus: str, _label: str) -> Markup:
    """Return the attributes by which a segment is found, and by which facing pages keep step."""
    if not locus:
        return Markup("")
    return Markup(' id="{0}-segment-{1}" data-segment="{1}"').format(anchor, locus)


def _last_excerpt(section: Section) -> Excerpt | None:
    excerpts = [node for node in descend(section) if isinstance(node, Excerpt)]
    return excerpts[-1] if excerpts else None


_HEADING_SIZE = 0.95
"""The size of the heading of a ruled page, in sizes of the text."""

_HEADING_EMS = 6.0
"""The width of the words before the subject in that heading."""

_HEAD_ATTRIBUTE = Markup(' data-head="\u2068{}\u2069"')
_OPENING = Markup(
    '<div class="heads"><div data-head="\u2068{}\u2069" data-book="\u2068{}\u2069"></div></div>'
)


def _start_style(number: int) -> Markup:
    """Return the first number of a list as a style, because the engine reads no ``start``."""
    return Markup(' style="counter-reset: list-item {}"').format(number - 1)
