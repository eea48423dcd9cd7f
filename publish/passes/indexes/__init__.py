"""The indexes pass: a glossary, an index of sources and an index of references."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publish.diagnostics import Outcome
from publish.document.indexes import SIGN, has_inferred
from publish.document.model import Entry, Index, Paragraph, Role, Section, Text, Work
from publish.text.languages import primary

_ROLES = {"glossary": Role.GLOSSARY, "sources": Role.INDEX, "references": Role.INDEX}
_TITLES = {
    "en": {"glossary": "Glossary", "sources": "Sources", "references": "References"},
    "he": {"glossary": "מילון מונחים", "sources": "מקורות", "references": "מראי מקומות"},
}
_EXPLANATIONS = {
    "en": f"{SIGN} The text quotes the verse and does not name it.",
    "he": f"{SIGN} הפסוק מובא בטקסט בלי מראה מקום.",
}
"""The explanations of the sign of inferred places."""

_WITH_VERSES = {"verses": "references"}
"""The index that has inferred places, by its name in settings."""


def indexes(work: Work, indexes: Sequence[str] = ()) -> Outcome[Work]:
    """Return the work with the wanted indexes as its last sections, in that order.

    Each node that an index points to has an anchor.  An index without entries is left out.  With
    ``verses`` the index of references has the verses that the text quotes without naming them.
    """
    if not indexes:
        return Outcome(work)
    # Imported here: few books have indexes, and compiling the patterns takes time.
    from publish.passes.indexes.anchors import add_anchors
    from publish.passes.indexes.entries import glossary, references, sources

    entries_of = {"glossary": glossary, "sources": sources, "references": references}
    work = add_anchors(work, inferred="verses" in indexes)
    names = dict.fromkeys(_WITH_VERSES.get(name, name) for name in indexes)
    sections = [
        _make_section(name, entries, primary(work.lang))
        for name in names
        if (entries := entries_of[name](work))
    ]
    return Outcome(replace(work, back=(*work.back, *sections)))


def _make_section(name: str, entries: tuple[Entry, ...], lang: str) -> Section:
    title = _TITLES.get(lang, _TITLES["en"])[name]
    children: tuple[Paragraph | Index, ...] = (Index(entries),)
    if any(has_inferred(each) for each in entries):
        explanation = _EXPLANATIONS.get(lang, _EXPLANATIONS["en"])
        children = (Paragraph((Text(explanation),)), *children)
    return Section(_ROLES[name], (Text(title),), children)
