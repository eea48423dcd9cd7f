"""The names of values of settings, in the languages of the desk."""

from __future__ import annotations

from collections.abc import Mapping

_ENGLISH_AND_HEBREW: dict[str, dict[str, tuple[str, str]]] = {
    "binding": {"left": ("left", "שמאל"), "right": ("right", "ימין")},
    "front": {
        "full": ("all pages", "כל העמודים"),
        "compact": ("a title over the text", "כותרת מעל הטקסט"),
        "none": ("the text alone", "הטקסט לבדו"),
    },
    "design.initials": {
        "none": ("as other letters", "כשאר האותיות"),
        "word": ("the first word stands out", "המילה הראשונה מודגשת"),
        "drop": ("a large first letter", "אות פתיחה גדולה"),
    },
    "notes_pages": {
        "end": ("a page at the end", "עמוד בסוף"),
        "each": ("a page after each part", "עמוד אחרי כל חלק"),
        "facing": ("facing each page", "מול כל עמוד"),
        "below": ("in the rest of the page", "בשארית העמוד"),
    },
    "formats": {
        "pdf": ("PDF", "PDF"),
        "epub": ("EPUB", "EPUB"),
        "booklet": ("booklet", "חוברת"),
        "kepub": ("EPUB for Kobo", "EPUB לקורא של Kobo"),
        "sample": ("EPUB of the beginning", "EPUB של ההתחלה"),
        "azw3": ("for Kindle (AZW3)", "לקורא של Kindle (AZW3)"),
        "cover": ("cover for a press", "כריכה לבית דפוס"),
    },
    "booklet.layout": {
        "folded": ("folded and stapled", "קיפול והידוק"),
        "cut-stack": ("cut once, one small booklet", "חיתוך אחד, חוברת קטנה אחת"),
        "cut-two": ("cut once, two small booklets", "חיתוך אחד, שתי חוברות קטנות"),
        "handouts": ("two handouts on a sheet", "שני דפי לימוד על גיליון"),
        "spiral": ("loose leaves with room for holes", "דפים בודדים עם מקום לחורים"),
        "perfect": ("signatures with a glued spine", "קונטרסים בגב מודבק"),
    },
    "wrap_cover.paper": {
        "kdp-white": ("KDP, white", "KDP, לבן"),
        "kdp-cream": ("KDP, cream", "KDP, קרם"),
        "kdp-colour": ("KDP, for colour", "KDP, לצבע"),
        "lulu": ("Lulu", "Lulu"),
    },
    "fit": {"nearest": ("the nearest whole number", "המספר השלם הקרוב")},
    "shape": {
        "excerpts": ("numbered excerpts", "קטעים ממוספרים"),
        "interlinear": ("lines with translations", "שורות ותרגומן"),
        "prose": ("running text", "טקסט רצוף"),
    },
    "translation": {
        "before": ("before the original", "לפני המקור"),
        "after": ("after the original", "אחרי המקור"),
    },
    "notes.fill": {
        "none": ("stay empty", "נשארות ריקות"),
        "verses": ("have their verse", "מקבלות את מראה המקום"),
    },
    "lines": {
        "wrapped": ("parts of paragraphs", "חלקי פסקאות"),
        "paragraphs": ("whole paragraphs", "פסקאות שלמות"),
    },
    "order": {
        "logical": ("as they are read", "כסדר הקריאה"),
        "visual": ("backwards", "הפוך"),
    },
    "markup": {
        "auto": ("found by itself", "מזוהה מעצמה"),
        "none": ("none: as it stands", "אין: כמות שהוא"),
        "markdown": ("Markdown", "Markdown"),
        "html": ("HTML", "HTML"),
        "asciidoc": ("AsciiDoc", "AsciiDoc"),
    },
    "typography": {
        "improve": ("as print has them", "כמקובל בדפוס"),
        "as-given": ("as pasted", "כפי שהודבקו"),
    },
    "indexes": {
        "glossary": ("words and their meaning", "מילים ופירושן"),
        "sources": ("sources", "מקורות"),
        "references": ("references", "מראי מקום"),
        "verses": ("verses that are quoted without a reference", "גם פסוקים בלי מראה מקום"),
    },
    "creators": {
        "ann": ("annotator", "כתיבת הערות"),
        "aut": ("author", "מחבר"),
        "cmm": ("commentator", "פירוש"),
        "com": ("compiler", "ליקוט"),
        "edt": ("editor", "עריכה"),
        "ill": ("illustrator", "איור"),
        "pbl": ("publisher", "הוצאה לאור"),
        "spk": ("speaker", "דובר"),
        "tch": ("teacher", "מורה"),
        "trc": ("transcriber", "תמלול"),
        "trl": ("translator", "תרגום"),
    },
}

VALUE_NAMES: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    key: {value: {"en": english, "he": hebrew} for value, (english, hebrew) in values.items()}
    for key, values in _ENGLISH_AND_HEBREW.items()
}
"""The names of the values of a key, by the tag of the language; other values are names."""
