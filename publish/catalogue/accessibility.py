"""Accessibility statements for readers, as the W3C display guide words them.

https://www.w3.org/community/reports/publishingcg/CG-FINAL-epub-a11y-display-guidelines-20250422/
"""

from __future__ import annotations

from collections.abc import Iterator

from publish.catalogue.model import AccessibilityFacts
from publish.text.dataclass import dataclass

_WORDS = {
    "en": {
        "reading": "Ways of reading",
        "conformance": "Conformance",
        "navigation": "Navigation",
        "hazards": "Hazards",
        "additional": "Additional information",
        "modifiable": "Appearance can be modified",
        "modifiable-unknown": "No information about appearance modifiability is available",
        "nonvisual": "Readable in read aloud or dynamic braille",
        "nonvisual-unknown": "No information about nonvisual reading is available",
        "alt-text": "Has alternative text",
        "A": "This publication meets minimum accessibility standards",
        "AA": "This publication meets accepted accessibility standards",
        "AAA": "This publication exceeds accepted accessibility standards",
        "certifier": "The publication was certified by {}",
        "no-information": "No information is available",
        "contents": "Table of contents",
        "headings": "Headings",
        "index": "Interactive index",
        "page-list": "Go to page",
        "no-hazards": "No hazards",
        "flashing": "Flashing content",
        "motionSimulation": "Motion simulation",
        "sound": "Sounds",
        "unlocked": "Without digital locks",
        "ruby": "Text with pronunciation guides",
        "high-contrast": "High contrast between text and background",
    },
    "he": {
        "reading": "דרכי קריאה",
        "conformance": "עמידה בתקן",
        "navigation": "ניווט",
        "hazards": "סיכונים",
        "additional": "מידע נוסף",
        "modifiable": "אפשר לשנות את המראה",
        "modifiable-unknown": "אין מידע על שינוי המראה",
        "nonvisual": "ניתן לקריאה בהקראה או בברייל",
        "nonvisual-unknown": "אין מידע על קריאה שאינה חזותית",
        "alt-text": "יש טקסט חלופי לתמונות",
        "A": "הפרסום עומד בדרישות הנגישות הבסיסיות",
        "AA": "הפרסום עומד בתקני הנגישות המקובלים",
        "AAA": "הפרסום עולה על תקני הנגישות המקובלים",
        "certifier": "אישור הנגישות: {}",
        "no-information": "אין מידע",
        "contents": "תוכן עניינים",
        "headings": "כותרות",
        "index": "מפתח מקושר",
        "page-list": "מעבר לעמוד",
        "no-hazards": "אין סיכונים",
        "flashing": "תוכן מהבהב",
        "motionSimulation": "הדמיית תנועה",
        "sound": "צלילים",
        "unlocked": "ללא נעילה דיגיטלית",
        "ruby": "טקסט עם סימני הגייה",
        "high-contrast": "ניגודיות גבוהה בין הטקסט לרקע",
    },
}


@dataclass(frozen=True, slots=True)
class AccessibilityStatement:
    """A heading of the display guide with its statements."""

    heading: str
    statements: tuple[str, ...]


def describe_accessibility(facts: AccessibilityFacts, lang: str) -> list[AccessibilityStatement]:
    """Return the statements about an EPUB under their headings, in ``lang``, ``en`` or ``he``."""
    words = _WORDS[lang]
    groups = (
        ("reading", _list_ways(facts)),
        ("conformance", [_find_level(facts) or "no-information"]),
        ("navigation", list(_list_navigation(facts)) or ["no-information"]),
        ("hazards", _list_hazards(facts)),
        ("additional", _list_additional(facts)),
    )
    statements = []
    for heading, keys in groups:
        texts = [words[key] for key in keys]
        if heading == "conformance" and facts.certifier and _find_level(facts):
            texts.append(words["certifier"].format(facts.certifier))
        if texts:
            statements.append(AccessibilityStatement(words[heading], tuple(texts)))
    return statements


def _list_ways(facts: AccessibilityFacts) -> Iterator[str]:
    is_modifiable = "displayTransformability" in facts.features
    yield "modifiable" if is_modifiable else "modifiable-unknown"
    is_textual = ("textual",) in facts.sufficient or facts.modes == ("textual",)
    yield "nonvisual" if is_textual else "nonvisual-unknown"
    if {"alternativeText", "longDescription", "describedMath"} & set(facts.features):
        yield "alt-text"


def _find_level(facts: AccessibilityFacts) -> str:
    """Return the level of WCAG that the EPUB claims; empty without a claim."""
    words = facts.conformance.split()
    return words[-1] if words[-1:] and words[-1] in {"A", "AA", "AAA"} else ""


def _list_navigation(facts: AccessibilityFacts) -> Iterator[str]:
    names = {
        "tableOfContents": "contents",
        "index": "index",
        "structuralNavigation": "headings",
        "pageNavigation": "page-list",
        "pageBreakMarkers": "page-list",
    }
    yield from dict.fromkeys(key for name, key in names.items() if name in facts.features)


def _list_hazards(facts: AccessibilityFacts) -> list[str]:
    if "none" in facts.hazards:
        return ["no-hazards"]
    present: list[str] = [
        name for name in ("flashing", "motionSimulation", "sound") if name in facts.hazards
    ]
    return present or ["no-information"]


def _list_additional(facts: AccessibilityFacts) -> list[str]:
    names = {"unlocked": "unlocked", "rubyAnnotations": "ruby"}
    keys = [key for name, key in names.items() if name in facts.features]
    if any(name.startswith("highContrastDisplay") for name in facts.features):
        keys.append("high-contrast")
    return keys
