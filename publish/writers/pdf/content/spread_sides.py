"""A side of a chapter of spreads, and the heading that stands on the facing page alone."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from publish.document.model import Inlines, Section
from publish.text.dataclass import dataclass
from publish.writers import html
from publish.writers.html import RenderContext
from publish.writers.pdf.content.print_tree import label


@dataclass(frozen=True, slots=True)
class SpreadSide:
    """A side of a chapter of spreads, that of originals or of translations, with its language.

    ``title`` is that of the chapter, in all its languages; commentary stands on this side if it
    ``has_comments``.
    """

    is_original: bool
    lang: str
    title: Inlines
    has_comments: bool


def render_facing_heading(section: Section, side: SpreadSide | None, lang: str) -> Markup:
    """Return the heading of a chapter in a book of ``lang``, if its side has none of its own.

    The style sheet leaves the room of the heading empty, so that both texts begin as low.
    """
    if side is None or section.title:
        return Markup("")
    context = RenderContext(lang, html.omit_note, lang_attributes=html.print_attributes)
    return html.render_heading(replace(section, title=label(side.title)), context)
