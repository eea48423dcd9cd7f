"""Pictures as HTML figures."""

from __future__ import annotations

from markupsafe import Markup

from publish.document.model import Image
from publish.writers.hebrew_runs import mark_hebrew
from publish.writers.html.context import RenderContext
from publish.writers.html.inlines import render_inlines, render_line


def render_image(node: Image, context: RenderContext) -> Markup:
    """Return a picture with its caption; its description stands for bytes that are not there."""
    address = context.picture(node) if node.resource else ""
    if address:
        style = Markup(' style="width: {}%"').format(node.width) if node.width else ""
        picture = Markup('<img src="{}" alt="{}"{}/>').format(address, node.alt, style)
    else:
        # The preflight expects the description of a picture without a resource alone.
        class_name = "lost" if node.resource else "description"
        picture = render_line(class_name, mark_hebrew(node.alt, context.lang), context)
    caption = Markup("")
    if node.caption:
        inner = context.around(node.caption)
        caption = Markup("<figcaption{}>{}</figcaption>").format(
            inner.attributes, render_inlines(node.caption, inner)
        )
    return Markup("<figure{}>{}{}</figure>\n").format(context.attributes, picture, caption)
