"""The names of the roles of lines, in the languages of the desk."""

from __future__ import annotations

from collections.abc import Mapping

from publish.desk.words.line_roles import MARKUP
from publish.document.marks import MarkRole

_ENGLISH_AND_HEBREW: dict[str, tuple[str, str]] = {
    MarkRole.TITLE: ("Title", "כותרת הספר"),
    MarkRole.SUBTITLE: ("Subtitle", "כותרת משנה"),
    MarkRole.AUTHOR: ("Author", "מחבר"),
    MarkRole.DATE: ("Date", "תאריך"),
    MarkRole.DEDICATION: ("Dedication", "הקדשה"),
    MarkRole.EPIGRAPH: ("Epigraph", "מוטו"),
    MarkRole.PART: ("Part of the book", "חלק בספר"),
    MarkRole.CHAPTER: ("Chapter heading", "כותרת פרק"),
    MarkRole.SECTION: ("Section heading", "כותרת סעיף"),
    MarkRole.SOURCE: ("Source heading", "מראה מקום"),
    MarkRole.TEXT: ("Paragraph", "פסקה"),
    MarkRole.ORIGINAL: ("Original", "מקור"),
    MarkRole.TRANSLATION: ("Translation", "תרגום"),
    MarkRole.TRANSLITERATION: ("Transliteration", "תעתיק"),
    MarkRole.COMMENTARY: ("Commentary", "פירוש"),
    MarkRole.VERSE: ("Poetry", "שירה"),
    MarkRole.QUOTATION: ("Quotation", "ציטוט"),
    MarkRole.ATTRIBUTION: ("Source of a quotation", "מקור הציטוט"),
    MarkRole.SPEAKER: ("Speech", "דברי דובר"),
    MarkRole.RUBRIC: ("Instruction", "הנחיה"),
    MarkRole.LIST: ("List item", "פריט ברשימה"),
    MarkRole.NOTE: ("Note", "הערה"),
    MarkRole.MILESTONE: ("Verse or page number", "מספר פסוק או עמוד"),
    MarkRole.DROP: ("Not printed", "לא מודפס"),
    "event": ("Event", "אירוע"),
    "table": ("Table", "טבלה"),
    "image": ("Picture", "תמונה"),
    "separator": ("Break", "הפסקה"),
    MARKUP: ("Format", "סימני עיצוב"),
}

LABELS: Mapping[str, Mapping[str, str]] = {
    str(role): {"en": english, "he": hebrew}
    for role, (english, hebrew) in _ENGLISH_AND_HEBREW.items()
}
"""The name of each role by the tag of the language; a blank line has none."""
