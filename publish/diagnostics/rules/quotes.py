"""Q: quotation marks, apostrophes, geresh and gershayim."""

from publish.diagnostics import Confidence, Effect, Example, Rule, Severity

_AS_GIVEN = 'typography = "as-given"'
_CHANGED = "Nothing. The setting prints the marks as given."

IMPROVED = Rule(
    "Q01",
    "quotation-marks",
    Severity.INFO,
    summary="Straight quotation marks are printed as curly ones.",
    why="A keyboard has one straight mark for every quotation mark. Each language has its own: “ ” "
    "and ‘ ’ in English, ” and ’ in Hebrew.",
    advice="Nothing. The setting prints the marks as given.",
    effect=Effect.CHANGED,
    confidence=Confidence.LIKELY,
    example=Example('He said, "Let there be light."', "He said, “Let there be light.”", _AS_GIVEN),
)
CLOSES_NOTHING = Rule(
    "Q02",
    "closes-nothing",
    Severity.WARNING,
    summary="A quotation mark closes a quotation that was never opened.",
    why="Only an editor can know where the quotation begins, so nothing is added.",
    advice="Put the opening mark where the quotation begins, or remove this mark.",
    example=Example("He said, let there be light.”", "He said, “let there be light.”"),
    many="{count} quotation marks close a quotation that nothing opens: {messages}",
)
LEFT_OPEN = Rule(
    "Q03",
    "left-open",
    Severity.WARNING,
    summary="A quotation is opened and never closed.",
    why="In an excerpt a quotation may end in any later paragraph. In other texts its closing mark "
    "is looked for in the next twelve lines.",
    advice="Put the closing mark where the quotation ends.",
    example=Example("He said, “let there be light.", "He said, “let there be light.”"),
    many="{count} quotations are never closed: {messages}",
)
MIXED = Rule(
    "Q04",
    "mixed-marks",
    Severity.INFO,
    summary="A quotation opens with a straight mark and closes with a curly one, or the reverse.",
    why="The two are taken as a pair.",
    advice="Nothing, if they are a pair. If not, a mark is missing.",
    example=Example('He read "On Light” today.', "He read “On Light” today."),
    many="{count} quotations are opened and closed with marks of different form",
)
SINGLE_OPEN = Rule(
    "Q05",
    "single-left-open",
    Severity.INFO,
    summary="A single quotation mark opens and nothing closes it.",
    why="The mark may stand for the letter ayin in a transliterated word.",
    advice="Nothing, if the mark is part of the word; else put the closing mark.",
    example=Example("The tree of ‘light was there.", "The tree of ‘light’ was there."),
    many="{count} single marks are closed by nothing",
)
UNCLEAR = Rule(
    "Q06",
    "unclear-mark",
    Severity.INFO,
    summary="A quotation mark is ambiguous and is printed as given.",
    why="Examples are a quotation that opens after a prefix and never closes, two apostrophes in a "
    "row, and a mark with a space on either side.",
    advice="Write the mark that is meant: ״ in an abbreviation, a closed quotation elsewhere.",
    example=Example("The ' light was good.", "The light was good."),
    many="{count} marks are ambiguous and printed as given",
)
APOSTROPHES = Rule(
    "Q07",
    "apostrophes",
    Severity.INFO,
    summary="Straight apostrophes are printed as curly ones.",
    why="A straight mark that stands for a letter or joins an ending is an apostrophe: ’.",
    advice=_CHANGED,
    effect=Effect.CHANGED,
    confidence=Confidence.LIKELY,
    example=Example("The light's end.", "The light’s end.", _AS_GIVEN),
)
GERESH = Rule(
    "Q08",
    "geresh",
    Severity.INFO,
    summary="Straight marks in Hebrew words are printed as geresh or gershayim.",
    why="Hebrew abbreviations, numbers and names have a geresh (׳) or gershayim (״), whose form "
    "and height differ from those of quotation marks.",
    advice=_CHANGED,
    effect=Effect.CHANGED,
    confidence=Confidence.LIKELY,
    example=Example('הרמב"ם כתב ספר.', "הרמב״ם כתב ספר.", _AS_GIVEN),
)

ALL = (
    IMPROVED,
    CLOSES_NOTHING,
    LEFT_OPEN,
    MIXED,
    SINGLE_OPEN,
    UNCLEAR,
    APOSTROPHES,
    GERESH,
)
