"""The indexes pass: a glossary, an index of sources and an index of references."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publish.diagnostics import Outcome
from publish.document.model import Index, Role, Section, Text, Work
from publish.text.languages import primary

_ROLES = {"glossary": Role.GLOSSARY, "sources": Role.INDEX, "references": Role.INDEX}
_TITLES = {
    "en": {"glossary": "Glossary", "sources": "Sources", "references": "References"},
    "he": {"glossary": "מילון מונחים", "sources": "מקורות", "references": "מראי מקומות"},
}


def indexes(work: Work, indexes: Sequence[str] = ()) -> Outcome[Work]:
    """Return the work with the wanted indexes as its last sections, in that order.

    Each node that an index points to has an anchor.  An index without entries is left out.
    """
    if not indexes:
        return Outcome(work)
    # Imported here: few books have indexes, and compiling the patterns takes time.
    from publish.passes.indexes.anchors import add_anchors
    from publish.passes.indexes.entries import glossary, references, sources

    entries_of = {"glossary": glossary, "sources": sources, "references": references}
    work = add_anchors(work)
    titles = _TITLES.get(primary(work.lang), _TITLES["en"])
    sections = [
        Section(_ROLES[name], (Text(titles[name]),), (Index(entries),))
        for name in indexes
        if (entries := entries_of[name](work))
    ]
    return Outcome(replace(work, back=(*work.back, *sections)))
