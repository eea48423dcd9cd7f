"""Descriptions of editions and of the keys of ``[edition]``, for help and the documentation."""

from __future__ import annotations

from publish.config.options import Edition
from publish.config.setting_descriptions import Description

EDITIONS: dict[Edition, str] = {
    Edition.INTERLINEAR: "each line of the original over its translation: to study line by line",
    Edition.FACING: "original and translation in two columns of a page: to compare at a table",
    Edition.SPREADS: "the original on one page, the translation on the facing one: bilingual books",
    Edition.ORIGINAL: "the original alone, as a book in its language",
    Edition.TRANSLATION: "the translation alone, as a book in its language: to read at home",
    Edition.LARGE_PRINT: "the interlinear text in large type, in print only",
}
"""Each edition, and for whom it is."""

EDITION_SETTINGS: dict[str, Description] = {
    "languages": Description(
        "The languages shown, in this order: two in `facing` and `spreads`, up to three in "
        "`interlinear`. The translation of `translation` is the first of them that the text has.",
        'languages = ["he", "fr"]',
    ),
    "first": Description(
        "The text that comes first: over the other, in the first column, on the first page.",
        'first = "translation"',
    ),
    "commentary": Description(
        "Commentary after its segment, in notes at the foot of the page, or left out.",
        'commentary = "foot"',
    ),
    "transliteration": Description(
        "Whether transliterations are shown.", "transliteration = false"
    ),
    "points": Description(
        "The points and accents of Hebrew, as in the text or left out. With `codex`, verses that "
        "are quoted without points have those of the Tanakh: docs/verses.md.",
        'points = "codex"',
    ),
    "numbers": Description(
        "The numbers of segments, which are the same in every edition, in the margin.",
        'numbers = "margin"',
    ),
    "numerals": Description("The numerals of these numbers.", 'numerals = "hebrew"'),
    "keep": Description(
        "With `segments` no page divides a segment that fits on a page.", 'keep = "segments"'
    ),
    "original_page": Description(
        "The page of the originals in `spreads`; by default the first of an opening, which is on "
        "the right in a book bound on the right.",
        'original_page = "right"',
    ),
    "folios": Description(
        "With `spreads` both pages of a spread have the same number.", 'folios = "spreads"'
    ),
    "titles": Description(
        "Title page, contents and headings in every language that they have, or in those that the "
        "edition shows.",
        'titles = "edition"',
    ),
}
"""The descriptions of the keys of ``[edition]`` and ``[edition.NAME]``."""


def list_editions() -> tuple[str, ...]:
    """Return a line for each edition: its name, and for whom it is."""
    width = max(map(len, EDITIONS))
    return tuple(f"{edition:{width}}  {text}" for edition, text in EDITIONS.items())
