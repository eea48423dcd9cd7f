"""The document model as HTML that is also well-formed XML, shared by the EPUB and PDF writers.

Every block states its language and direction, because reading systems and layout engines do not
inherit them reliably and EPUB forbids stating the direction in CSS
(https://www.w3.org/TR/epub-33/#sec-css-req).  Notes and index places differ between the two
writers and are rendered by functions in the ``RenderContext``.
"""

from publish.writers.html.blocks import render_blocks, render_sides
from publish.writers.html.context import (
    WORD_JOINER,
    NoteRenderer,
    PlaceRenderer,
    RenderContext,
    join_markup,
    lang_attributes,
    omit_note,
    print_attributes,
)
from publish.writers.html.inlines import render_inlines, render_text
from publish.writers.html.sections import (
    child_anchors,
    excerpt_mark,
    render_children,
    render_heading,
    render_section,
    title_language,
)

__all__ = [
    "WORD_JOINER",
    "NoteRenderer",
    "PlaceRenderer",
    "RenderContext",
    "child_anchors",
    "excerpt_mark",
    "join_markup",
    "lang_attributes",
    "omit_note",
    "print_attributes",
    "render_blocks",
    "render_children",
    "render_heading",
    "render_inlines",
    "render_section",
    "render_sides",
    "render_text",
    "title_language",
]
