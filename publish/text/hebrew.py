"""Classes of Hebrew characters, as strings for use inside or as a class of a regular expression.

Names ending in ``_PATTERN`` are whole expressions for one character; all others are the inside of
a character class, to be combined: ``f"[{LETTERS}{MARKS}]"``.
https://www.unicode.org/charts/PDF/U0590.pdf https://www.unicode.org/charts/PDF/UFB00.pdf
"""

from __future__ import annotations

GERESH, GERSHAYIM = "\N{HEBREW PUNCTUATION GERESH}", "\N{HEBREW PUNCTUATION GERSHAYIM}"
MAQAF = "\N{HEBREW PUNCTUATION MAQAF}"
DAGESH = "\N{HEBREW POINT DAGESH OR MAPIQ}"
VARIKA = "\N{HEBREW POINT JUDEO-SPANISH VARIKA}"
JOINER = "\N{COMBINING GRAPHEME JOINER}"
"""Keeps marks in the order in which a text gives them; has no glyph."""

ALPHABET = "\u05d0-\u05ea"
"""The letters from alef to tav, final forms among them."""

PRESENTATION_FORMS = "\ufb1d-\ufb4f"
"""Letters with their points in one character; among them ``VARIKA``, which is a mark."""

UNPOINTED_LETTERS = "\u05d0-\u05f2"
"""The letters of the Hebrew block: alphabet and digraphs."""

LETTERS = UNPOINTED_LETTERS + PRESENTATION_FORMS
"""Every letter, for counting and finding; unassigned code points between them do no harm."""

LETTER_PATTERN = f"[{LETTERS}]"

MARKS_TO_LETTERS = "\u0591-\u05f2" + PRESENTATION_FORMS
"""Marks, the punctuation among them, and letters."""

BLOCK = "\u0590-\u05ff" + PRESENTATION_FORMS
"""Everything of the Hebrew blocks: letters, marks and punctuation."""

ACCENTS = "\u0591-\u05af"
"""The accents of the Tanakh (cantillation)."""

MARKS = "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
"""All combining marks of the Hebrew block: accents, points, and the puncta over and under."""

ZERO_WIDTH_JOINERS = "\u200c\u200d"
"""Zero-width joiner and non-joiner, by which some texts hold a mark apart from its letter."""

MARKS_AND_JOINER = MARKS + JOINER + ZERO_WIDTH_JOINERS
"""Everything that may follow a letter and belongs to it, zero-width joiners too, but ``VARIKA``."""

LATIN_MARKS = "\u0300-\u036f"
"""Combining marks of Latin letters, beside which those of Hebrew are treated alike."""

MARKS_AND_PUNCTUATION = "\u0591-\u05c7"
"""The marks together with maqaf, paseq, sof pasuq and nun hafukha, which stand among them."""
