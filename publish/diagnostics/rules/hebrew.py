"""H: Hebrew letters, points and cantillation."""

from publish.diagnostics import Effect, Rule, Severity

PRESENTATION = Rule(
    "H01",
    "presentation-forms",
    Severity.INFO,
    why="Old fonts had a character for each letter with its point, for wide letters and for "
    "joined ones. They are not found when searched for, and some fonts lack them; each is the "
    "same as a letter and its points.",
    advice="Nothing: the letter and its points are printed, in the order that Unicode gives them.",
    effect=Effect.CHANGED,
)
STRAY_MARK = Rule(
    "H02",
    "mark-without-letter",
    Severity.WARNING,
    why="A vowel, a dagesh or a cantillation mark stands on no Hebrew letter. It is printed over "
    "a dotted circle, or over the letter before it.",
    advice="Look for the letter that was lost, or take the mark out.",
)
DOUBLED_MARK = Rule(
    "H03",
    "doubled-mark",
    Severity.WARNING,
    why="The same mark stands twice on one letter. It was typed twice, or two texts were joined.",
    advice="Take one of the two out.",
)
VAV_HALUMA = Rule(
    "H04",
    "vav-haluma",
    Severity.INFO,
    why="After a letter with a vowel of its own, vav with holam is a consonant, as in mitzvot. "
    "Unicode has U+05BA for its holam, and fonts set it differently from that of a long o.",
    advice="U+05BA may be written in place of U+05B9 there. Nothing is changed by itself.",
)
SHIN_WITHOUT_DOT = Rule(
    "H05",
    "shin-without-dot",
    Severity.INFO,
    why="In a pointed word every shin has a dot, on the right (sh) or on the left (s).",
    advice="Add U+05C1 for shin or U+05C2 for sin.",
)
POINTED_TWO_WAYS = Rule(
    "H06",
    "pointed-two-ways",
    Severity.INFO,
    why="One word has two pointings that differ in a sheva, a hataf or a dagesh only. Mostly one "
    "of them is a slip.",
    advice="Make them alike, if they are the same word.",
)
JOINER = Rule(
    "H07",
    "grapheme-joiner",
    Severity.INFO,
    why="U+034F keeps marks on a letter in the order they were given. It is kept. Some fonts do "
    "not expect it and set the marks apart.",
    advice="Look at the word on the page.",
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
