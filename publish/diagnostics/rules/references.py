"""R: references to Tanakh, Mishnah, Talmud, Zohar, Tanya and Shulchan Arukh in running text."""

from publish.diagnostics import Example, Rule, Severity

NO_VERSE = Rule(
    "R01",
    "no-such-verse",
    Severity.WARNING,
    summary="The chapter or the verse does not exist.",
    why="No Jewish edition has this chapter or verse. A digit is wrong, or the text uses the "
    "numbering of Christian Bibles.",
    advice="Look the verse up. The hint names verses whose numbers differ by one slip.",
    example=Example("It was said (Isaiah, 4:31).", "It was said (Isaiah, 40:31)."),
)
NO_PAGE = Rule(
    "R02",
    "no-such-page",
    Severity.WARNING,
    summary="The page of the Talmud or of the Zohar does not exist.",
    why="Tractates begin at 2a, and the last page of each is known.",
    advice="Look the page up. The hint names pages whose numbers differ by one slip.",
    example=Example("Shabbat 175b says so.", "Shabbat 157b says so."),
)
NO_SIDE = Rule(
    "R03",
    "leaf-without-side",
    Severity.INFO,
    summary="A reference to a leaf does not say which side of it.",
    why="A page of the Talmud or the Zohar is one side of a leaf. A leaf alone sends the reader to "
    "two pages.",
    advice="Add the side: a or b; in Hebrew ע״א or ע״ב.",
    example=Example("Bavli Shabbat 152 says so.", "Bavli Shabbat 152a says so."),
    many="{count} leaves without their side: {messages}",
)
NO_CHAPTER = Rule(
    "R04",
    "no-such-chapter",
    Severity.WARNING,
    summary="The chapter of the Tanya or of the Shulchan Arukh does not exist.",
    why="This part has fewer chapters, or simanim.",
    advice="Look the chapter up, and check whether another part was meant.",
    example=Example("Tanya, Likkutei Amarim, chapter 54.", "Tanya, Likkutei Amarim, chapter 45."),
)
NUMBERS_DISAGREE = Rule(
    "R05",
    "numbers-disagree",
    Severity.WARNING,
    summary="The original and its translation name different numbers.",
    why="A chapter, a siman or a leaf has one number in the line of the original and another in "
    "its translation.",
    advice="Look up which of the two is right.",
)

ALL = (NO_VERSE, NO_PAGE, NO_SIDE, NO_CHAPTER, NUMBERS_DISAGREE)
