"""H: Hebrew letters, points and cantillation."""

from publish.diagnostics import Effect, Example, Rule, Severity

PRESENTATION = Rule(
    "H01",
    "presentation-forms",
    Severity.INFO,
    summary="Precomposed Hebrew characters are printed as letters with their points.",
    why="Old fonts had a character for each letter with its point, for wide letters and for joined "
    "letters. A search misses them, and some fonts lack them.",
    advice="Nothing: the letter and its points are printed, in the order of Unicode.",
    effect=Effect.CHANGED,
    example=Example(
        "\ufb2a\u05b8\u05dc\u05d5\u05b9\u05dd", "\u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd"
    ),
)
STRAY_MARK = Rule(
    "H02",
    "mark-without-letter",
    Severity.WARNING,
    summary="A vowel or a cantillation mark stands on no letter.",
    why="Fonts draw it over a dotted circle or over the letter before it.",
    advice="Look for the letter that was lost, or remove the mark.",
    example=Example("The sign \u05b8 is a vowel.", "The sign qamats is a vowel."),
    many="{count} points or cantillation marks stand on no letter",
)
DOUBLED_MARK = Rule(
    "H03",
    "doubled-mark",
    Severity.WARNING,
    summary="A letter has the same mark twice.",
    why="The mark was typed twice, or is left from joining two texts.",
    advice="Remove one of the two.",
    example=Example("\u05d0\u05b8\u05b8\u05d1", "\u05d0\u05b8\u05d1"),
    many="{count} marks stand twice on one letter: {messages}",
)
VAV_HALUMA = Rule(
    "H04",
    "vav-haluma",
    Severity.INFO,
    summary="A holam on a consonantal vav could be written with its own character.",
    why="After a letter with a vowel of its own, vav with holam is a consonant, as in mitzvot. "
    "Unicode has U+05BA for its holam, which fonts set differently from that of a long o.",
    advice="U+05BA may be written in place of U+05B9. The text is printed as given.",
    example=Example(
        "\u05de\u05b4\u05e6\u05b0\u05d5\u05b9\u05ea", "\u05de\u05b4\u05e6\u05b0\u05d5\u05ba\u05ea"
    ),
)
SHIN_WITHOUT_DOT = Rule(
    "H05",
    "shin-without-dot",
    Severity.INFO,
    summary="A shin in a pointed word has no dot.",
    why="In a pointed text every shin has a dot, on the right (sh) or on the left (s).",
    advice="Add U+05C1 for shin or U+05C2 for sin.",
    example=Example(
        "\u05e9\u05b8\u05dc\u05d5\u05b9\u05dd", "\u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd"
    ),
)
POINTED_TWO_WAYS = Rule(
    "H06",
    "pointed-two-ways",
    Severity.INFO,
    summary="A word is pointed in two ways.",
    why="The two differ only in a sheva, a hataf or a dagesh. Usually one of them is a mistake.",
    advice="Make them alike, if they are the same word.",
    example=Example(
        "מִלְמַטָּה מִלְמַטָה",
        "מִלְמַטָּה מִלְמַטָּה",
    ),
)
JOINER = Rule(
    "H07",
    "grapheme-joiner",
    Severity.INFO,
    summary="A combining grapheme joiner (U+034F) may disturb the place of a mark.",
    why="The character keeps the marks of a letter in the order given, and is printed. Some fonts "
    "do not know it and set the marks apart.",
    advice="Look at the word on the page.",
    example=Example("\u05dc\u05b8\u034f\u05b4\u05dd", "\u05dc\u05b8\u05b4\u05dd"),
)

ALL = (
    PRESENTATION,
    STRAY_MARK,
    DOUBLED_MARK,
    VAV_HALUMA,
    SHIN_WITHOUT_DOT,
    POINTED_TWO_WAYS,
    JOINER,
)
