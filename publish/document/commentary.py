"""Commentary between the segments of a text that runs on."""

from __future__ import annotations

from publish.document.model import Blockquote, List, Paragraph, Passage

_KINDS = (Paragraph, Passage, Blockquote, List)


def is_commentary(child: object) -> bool:
    """Return whether a node beside segments is commentary: running text that is no segment.

    Rubrics, speeches, tables and pictures belong to the text itself.
    """
    return isinstance(child, _KINDS)
