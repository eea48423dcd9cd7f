"""P: faults of the pages of editions in two columns or on facing pages."""

from publish.diagnostics import TRACKER, Rule, Severity

_OURS = f"With a theme of publish this is a fault of publish: please report it in {TRACKER}."
_REPORT = f"This is a fault of publish: please report it in {TRACKER}."

SEGMENT_APART = Rule(
    "P35",
    "segment-apart",
    Severity.WARNING,
    summary="A segment and its translation do not begin beside each other.",
    why="Readers look from one language to the other, on one page or in one opening.",
    advice=f"Look at the segments that are named. {_OURS}",
)
ROW_DIVIDED = Rule(
    "P36",
    "row-divided",
    Severity.WARNING,
    summary="A short row of two columns is divided between two pages.",
    why="Rows up to half a page are kept together, so that both languages are seen at once.",
    advice=f"Correct the style sheet of the theme where it asks for page breaks. {_OURS}",
)
WRONG_SIDE = Rule(
    "P37",
    "text-on-wrong-side",
    Severity.ERROR,
    summary="A page of a spread has the text of the other side.",
    why="All originals stand on one side of the openings, and all translations on the other.",
    advice=_REPORT,
)
NOT_FACING = Rule(
    "P38",
    "pages-not-facing",
    Severity.ERROR,
    summary="The two pages of a spread are not one opening.",
    why="An even page and the odd page after it face each other when the book lies open.",
    advice=_REPORT,
)
SPREADS = Rule(
    "P39",
    "spreads",
    Severity.INFO,
    summary="The two languages of a book stand on facing pages.",
    why="The message states how many openings they take, and how many segments begin in the same "
    "one in both languages. The leading of the shorter text grows up to 12 % to fill its pages.",
    advice="Nothing has to be done. `keep` and `original_page` in the table `[edition.spreads]` "
    "change how pages end, and which of them has the original.",
)

ALL = (SEGMENT_APART, ROW_DIVIDED, WRONG_SIDE, NOT_FACING, SPREADS)
