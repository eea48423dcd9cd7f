"""The parts that lines with a role in the settings play in their text."""

from __future__ import annotations

from publish.document.draft import Part
from publish.document.marks import MarkRole

PARTS = {
    MarkRole.TITLE: Part.TITLE,
    MarkRole.SUBTITLE: Part.SUBTITLE,
    MarkRole.AUTHOR: Part.AUTHOR,
    MarkRole.DATE: Part.DATE,
    MarkRole.DEDICATION: Part.DEDICATION,
    MarkRole.EPIGRAPH: Part.EPIGRAPH,
    MarkRole.PART: Part.BOOK_PART,
    MarkRole.CHAPTER: Part.HEADING,
    MarkRole.SECTION: Part.SECTION,
    MarkRole.SOURCE: Part.SOURCE_LINE,
    MarkRole.TEXT: Part.PARAGRAPH,
    MarkRole.ORIGINAL: Part.ORIGINAL,
    MarkRole.TRANSLATION: Part.TRANSLATION,
    MarkRole.TRANSLITERATION: Part.TRANSLITERATION,
    MarkRole.COMMENTARY: Part.COMMENTARY,
    MarkRole.VERSE: Part.VERSE,
    MarkRole.QUOTATION: Part.QUOTATION,
    MarkRole.ATTRIBUTION: Part.ATTRIBUTION,
    MarkRole.SPEAKER: Part.SPEECH,
    MarkRole.RUBRIC: Part.RUBRIC,
    MarkRole.LIST: Part.ITEM,
    MarkRole.NOTE: Part.NOTE,
}
"""The part of a line with each role; a dropped line and a milestone are no chunk."""
