"""Leads: words before the first words of a block."""

from __future__ import annotations

from markupsafe import Markup

from publish.document.model import Inlines
from publish.text.dataclass import dataclass
from publish.writers.html.context import RenderContext
from publish.writers.html.inlines import AFTER_LABEL, render_inlines

SEGMENT_LABEL = "segment-label"
"""The class of the number of a segment."""


@dataclass(frozen=True, slots=True)
class Lead:
    """Words before the first words of a block, on the same line: a speaker, a number.

    ``after`` is a second lead that follows the first.
    """

    class_name: str
    words: Inlines
    after: Lead | None = None

    def render(self, context: RenderContext) -> Markup:
        """Return the words in a span of their own, and the space that no line may break."""
        words = render_inlines(self.words, context)
        space = AFTER_LABEL if self.class_name == SEGMENT_LABEL else Markup("\u00a0")
        own = Markup('<span class="{}">{}</span>{}').format(self.class_name, words, space)
        return own + self.after.render(context) if self.after else own
