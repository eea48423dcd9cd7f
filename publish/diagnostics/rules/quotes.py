"""Q: quotation marks, apostrophes, geresh and gershayim."""

from publish.diagnostics import Confidence, Effect, Rule, Severity

IMPROVED = Rule(
    "Q01",
    "quotation-marks",
    Severity.INFO,
    why="A keyboard gives one straight mark for every quotation mark. Each is printed as its "
    "language has it: “ ” and ‘ ’ in English, ” and ’ in Hebrew.",
    advice='Nothing. To print the marks as given, say `typography = "as-given"` in the TOML.',
    effect=Effect.CHANGED,
    confidence=Confidence.LIKELY,
)
CLOSES_NOTHING = Rule(
    "Q02",
    "closes-nothing",
    Severity.WARNING,
    why="A quotation mark closes, but none before it is open. Nobody but an editor can know "
    "where the quotation begins, so nothing is added.",
    advice="Put the mark that opens the quotation where it begins, or take this one out.",
)
LEFT_OPEN = Rule(
    "Q03",
    "left-open",
    Severity.WARNING,
    why="A quotation is opened and never closed. In the text of an excerpt a later paragraph may "
    "close it, elsewhere one that follows soon.",
    advice="Put the mark that closes the quotation where it ends.",
)
MIXED = Rule(
    "Q04",
    "mixed-marks",
    Severity.INFO,
    why="A quotation is opened with a straight mark and closed with a curly one, or the other way "
    "round. It is taken as one quotation.",
    advice="Nothing, if it is one quotation. If not, a mark is missing.",
)
SINGLE_OPEN = Rule(
    "Q05",
    "single-left-open",
    Severity.INFO,
    why="A single quotation mark opens and nothing closes it. It may stand for the letter ayin in "
    "a transliterated word.",
    advice="Nothing, if it is part of the word; else put the mark that closes the quotation.",
)
UNCLEAR = Rule(
    "Q06",
    "unclear-mark",
    Severity.INFO,
    why="Nothing tells what the mark is: a quotation that opens behind a prefix and never closes, "
    "two apostrophes in a row, a mark with a space on either side. It is printed as given.",
    advice="Write the mark that is meant: ״ in an abbreviation, a closed quotation elsewhere.",
)
APOSTROPHES = Rule(
    "Q07",
    "apostrophes",
    Severity.INFO,
    why="A straight mark that stands for a letter or joins an ending is an apostrophe: ’.",
    advice='Nothing. To print the marks as given, say `typography = "as-given"` in the TOML.',
    effect=Effect.CHANGED,
    confidence=Confidence.LIKELY,
)
GERESH = Rule(
    "Q08",
    "geresh",
    Severity.INFO,
    why="In Hebrew abbreviations, numbers and names the mark is no quotation mark, but geresh (׳) "
    "or gershayim (״), which have a form and a height of their own.",
    advice='Nothing. To print the marks as given, say `typography = "as-given"` in the TOML.',
    effect=Effect.CHANGED,
    confidence=Confidence.LIKELY,
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
