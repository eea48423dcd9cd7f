"""R: references to Tanakh, Mishnah, Talmud, Zohar, Tanya and Shulchan Arukh in running text."""

from publish.diagnostics import Example, Rule, Severity

NO_VERSE = Rule(
    "R01",
    "no-such-verse",
    Severity.WARNING,
    why="No Jewish edition of the book or tractate has this chapter or this verse. A digit was "
    "lost or exchanged, or the number is that of Christian Bibles.",
    advice="Look the verse up. The hint names the places that a slip of the hand could have meant.",
    example=Example("It was said (Isaiah, 4:31).", "It was said (Isaiah, 40:31)."),
)
NO_PAGE = Rule(
    "R02",
    "no-such-page",
    Severity.WARNING,
    why="The tractate of the Talmud, or the part of the Zohar, has no such page. Tractates begin "
    "at 2a, and the last page of each is known.",
    advice="Look the page up. The hint names the pages that a slip of the hand could have meant.",
    example=Example("Shabbat 175b says so.", "Shabbat 157b says so."),
)
NO_SIDE = Rule(
    "R03",
    "leaf-without-side",
    Severity.INFO,
    why="A page of the Talmud or the Zohar is a leaf and its side. A leaf alone sends the reader "
    "to two pages.",
    advice="Add the side: a or b; in Hebrew ע״א or ע״ב.",
    example=Example("Bavli Shabbat 152 says so.", "Bavli Shabbat 152a says so."),
    many="{count} leaves without their side: {messages}",
)
NO_CHAPTER = Rule(
    "R04",
    "no-such-chapter",
    Severity.WARNING,
    why="The part of the Tanya or of the Shulchan Arukh has fewer chapters, or simanim, than this.",
    advice="Look the chapter up, and check whether another part was meant.",
    example=Example("Tanya, Likkutei Amarim, chapter 54.", "Tanya, Likkutei Amarim, chapter 45."),
)
NUMBERS_DISAGREE = Rule(
    "R05",
    "numbers-disagree",
    Severity.WARNING,
    why="A line of the original and its translation each name a chapter, a siman or a leaf, and "
    "the two numbers differ.",
    advice="Look up which of the two is right.",
)

ALL = (NO_VERSE, NO_PAGE, NO_SIDE, NO_CHAPTER, NUMBERS_DISAGREE)
