"""R: references to Tanakh, Mishnah, Talmud, Zohar, Tanya and Shulchan Arukh in running text."""

from publish.diagnostics import Rule, Severity

NO_VERSE = Rule(
    "R01",
    "no-such-verse",
    Severity.WARNING,
    why="The book or the tractate is known, but in no Jewish edition does it have this chapter or "
    "this verse. A digit was lost or exchanged, or Christian Bibles number it so.",
    advice="Look the verse up. The hint names the places that a slip of the hand could have meant.",
)
NO_PAGE = Rule(
    "R02",
    "no-such-page",
    Severity.WARNING,
    why="The tractate of the Talmud, or the part of the Zohar, has no such page. Tractates begin "
    "at 2a; where each one ends is known.",
    advice="Look the page up. The hint names the pages that a slip of the hand could have meant.",
)
NO_SIDE = Rule(
    "R03",
    "leaf-without-side",
    Severity.INFO,
    why="A page of the Talmud or the Zohar is a leaf and its side. A leaf alone sends the reader "
    "to two pages.",
    advice="Add the side: a or b; in Hebrew ע״א or ע״ב.",
)
NO_CHAPTER = Rule(
    "R04",
    "no-such-chapter",
    Severity.WARNING,
    why="The part of the Tanya or of the Shulchan Arukh is known, and has fewer chapters, or "
    "simanim, than this.",
    advice="Look the chapter up, and see whether another part was meant.",
)
NUMBERS_DISAGREE = Rule(
    "R05",
    "numbers-disagree",
    Severity.WARNING,
    why="A line of the original and its translation name a chapter, a siman or a leaf each, and "
    "the two numbers are not the same.",
    advice="Look which of the two is right.",
)

ALL = (NO_VERSE, NO_PAGE, NO_SIDE, NO_CHAPTER, NUMBERS_DISAGREE)
