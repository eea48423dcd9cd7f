"""The pair of print parts of a chapter of spreads: originals face translations."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from publish.document.model import Arrangement, Section, Segment, Work
from publish.document.sides import split_sides
from publish.document.walk import descend
from publish.writers.pdf.content.parts import PageNumbers, PrintPart, RenderedPart
from publish.writers.pdf.content.running_heads import VERSO_PAGES, languages_of_sides
from publish.writers.pdf.content.sections import PrintSection
from publish.writers.pdf.content.side_leading import Leadings
from publish.writers.pdf.content.spread_sides import SpreadSide
from publish.writers.pdf.content.text_markup import (
    Ends,
    Opening,
    TextContent,
    TextRenderer,
)


def has_originals_on_versos(work: Work) -> bool:
    """Return whether originals are on versos, the first pages of openings."""
    layout = work.layout
    if layout.original_page is None:
        return not layout.translation_first
    return layout.original_page is VERSO_PAGES[work.dir]


def is_spread(section: PrintSection, work: Work) -> bool:
    """Return whether a section of the body has originals on pages that face translations."""
    in_spreads = work.layout.arrangement is Arrangement.SPREADS
    return in_spreads and section.in_body and section.summary.has_sides


def build_spread(
    section: PrintSection, ends: Ends, work: Work, renderer: TextRenderer, leadings: Leadings
) -> PrintPart:
    """Return the part on versos, with the one opposite to it; both are without keys."""
    split = cache(lambda: split_sides(section.prepared.section, work.lang))
    verso_lang, recto_lang = languages_of_sides(work)
    original_on_verso = has_originals_on_versos(work)

    def build(lang: str, *, is_original: bool, ends: Ends) -> PrintPart:
        @cache
        def render_once(endnotes: frozenset[str]) -> RenderedPart:
            sides = split()
            own = sides.original if is_original else sides.translation
            side = SpreadSide(is_original, lang, section.prepared.section.title, _has_comments(own))
            text = TextContent(section.anchor, own, ends, side)
            return renderer.render(text, endnotes, {})

        def render(endnotes: frozenset[str], _numbers: PageNumbers) -> RenderedPart:
            return render_once(endnotes)

        return PrintPart(
            "text",
            render,
            anchor=section.anchor,
            folios=True,
            step=2,
            has_bare_opening=section.summary.has_part_page,
            leading=leadings[0 if is_original else 1],
        )

    first, last = _divide_ends(ends)
    recto = build(recto_lang, is_original=not original_on_verso, ends=last)
    verso = build(verso_lang, is_original=original_on_verso, ends=first)
    return replace(verso, opposite=recto)


def _divide_ends(ends: Ends) -> tuple[Ends, Ends]:
    """Return what stands before and after the text on versos, and on rectos."""
    plain = replace(ends, is_faced=False, has_lines=False, is_alone=False)
    opening = Opening.NONE if ends.opening is Opening.TITLE_BLOCK else ends.opening
    return replace(plain, imprint=False), replace(plain, opening=opening)


def _has_comments(section: Section) -> bool:
    segments = (node for node in descend(section) if isinstance(node, Segment))
    return any(segment.commentary for segment in segments)
