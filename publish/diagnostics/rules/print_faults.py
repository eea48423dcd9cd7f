"""P: faults of printed pages that the preflight of a PDF finds in what the pages draw."""

from publish.diagnostics import TRACKER, Rule, Severity

_THEME = "Correct the style sheet of the theme"
_OURS = f"With a theme of publish this is a fault of publish: please report it in {TRACKER}."

MARKS_OVERLAP = Rule(
    "P16",
    "marks-over-marks",
    Severity.WARNING,
    summary="Two marks of a letter are printed on each other.",
    why="Neither vowel point nor accent can be read.",
    advice="Look at the word. Another font of the theme may have places for both marks, or check "
    "whether the letter should have both.",
)
TEXT_CUT = Rule(
    "P17",
    "text-beyond-page",
    Severity.WARNING,
    summary="Text goes beyond the page.",
    why="What is outside the page is cut off in print.",
    advice=f"Shorten a long title or table, or allow it to break. {_OURS}",
)
NEAR_EDGE = Rule(
    "P18",
    "ink-near-edge",
    Severity.WARNING,
    summary="Ink stands within 3 mm of the edge of the page.",
    why="The knife may cut it away, and office printers leave some 4 mm white. Ink that is "
    "meant to reach the edge has to go beyond it, into the bleed.",
    advice=f"{_THEME}: a wider margin, or a bleed of 3 mm. {_OURS}",
)
TEXT_CLIPPED = Rule(
    "P19",
    "text-clipped",
    Severity.WARNING,
    summary="Text is hidden by the edge of its box.",
    why="The style sheet gives the box a size and hides what does not fit.",
    advice=f"{_THEME}: a larger box, or no `overflow: hidden`. {_OURS}",
)
TEXT_OVER_TEXT = Rule(
    "P20",
    "text-over-text",
    Severity.WARNING,
    summary="Two lines of text are printed on each other.",
    why="Neither of them can be read.",
    advice=f"{_THEME}, or shorten the text that is named. {_OURS}",
)
EMPTY_PAGE = Rule(
    "P21",
    "empty-page",
    Severity.WARNING,
    summary="A page is empty for no reason.",
    why="An empty page before a part that begins on a right-hand page is usual; any other looks "
    "like a fault of printing.",
    advice=f"{_THEME} where it asks for page breaks. {_OURS}",
)
NOTE_AWAY = Rule(
    "P22",
    "note-away-from-call",
    Severity.WARNING,
    summary="A note stands at the foot of another page than its call.",
    why="Readers look for a note on the page where it is called.",
    advice=f"Shorten the notes of that page. {_OURS}",
)
COLOUR = Rule(
    "P23",
    "colour-without-picture",
    Severity.WARNING,
    summary="A page without a colour picture is printed in colour.",
    why="A print shop charges for coloured ink. Black text that is given in RGB is printed from "
    "four plates, which blurs it.",
    advice=f"{_THEME}: write `black`, or equal parts of red, green and blue. {_OURS}",
)
COARSE_PICTURE = Rule(
    "P24",
    "picture-coarse",
    Severity.WARNING,
    summary="A picture has fewer than 150 pixels an inch.",
    why="In print its pixels can be seen. Print shops ask for 300.",
    advice="Use a picture with more pixels, or print it smaller.",
)
HAIRLINE = Rule(
    "P25",
    "hairline",
    Severity.WARNING,
    summary="A rule is thinner than a quarter of a point.",
    why="A printer of high resolution makes it invisible, and one of low resolution leaves gaps.",
    advice=f"{_THEME}: rules of 0.25pt or more. {_OURS}",
)
PAGE_SIZE = Rule(
    "P26",
    "page-size-differs",
    Severity.ERROR,
    summary="A page has another size than the settings ask for.",
    why="A print shop refuses a file whose pages differ in size or are larger than their sheets.",
    advice=f"{_THEME} where it sets `size`. {_OURS}",
)
TRANSPARENCY = Rule(
    "P27",
    "transparency",
    Severity.WARNING,
    summary="Something on a page is transparent.",
    why="Standards for print (PDF/X-1a, PDF/X-3) allow no transparency, and old machines print "
    "boxes in its place.",
    advice=f"{_THEME}: full colours instead of `opacity`; save the picture without transparency.",
)
MISSING_GLYPH = Rule(
    "P28",
    "glyph-missing",
    Severity.ERROR,
    summary="An empty box is printed in the place of a letter.",
    why="The font has no such letter, and draws the box that stands for all letters it lacks.",
    advice=f"Look at the place that is named. {_OURS}",
)
WITHOUT_TEXT = Rule(
    "P29",
    "glyph-without-text",
    Severity.ERROR,
    summary="The PDF does not say what letter a glyph stands for.",
    why="The word can be neither searched, copied nor read aloud.",
    advice=f"This is a fault of publish: please report it in {TRACKER}.",
)
WIDTH_DIFFERS = Rule(
    "P30",
    "glyph-width-differs",
    Severity.ERROR,
    summary="The PDF and a font give a glyph two widths.",
    why="Some printers believe the one and some the other, and archives (PDF/A) refuse the file.",
    advice=f"This is a fault of publish: please report it in {TRACKER}.",
)
NO_LANGUAGE = Rule(
    "P31",
    "pdf-without-language-or-title",
    Severity.ERROR,
    summary="The PDF does not say its language or its title.",
    why="A screen reader chooses a wrong voice, and a window shows the name of the file.",
    advice=f"This is a fault of publish: please report it in {TRACKER}.",
)
NO_DESCRIPTION = Rule(
    "P32",
    "picture-without-description",
    Severity.WARNING,
    summary="A picture of an accessible PDF has no description.",
    why="Those who do not see the picture learn nothing of it.",
    advice="Give the picture a description in the text of the book.",
)
OUT_OF_ORDER = Rule(
    "P33",
    "text-out-of-order",
    Severity.WARNING,
    summary="The words of a PDF are not read in the order of the text.",
    why="Programs that search, copy or speak a PDF read it in the order in which it is drawn.",
    advice=f"{_THEME} where it places text. {_OURS}",
)

ALL = (
    MARKS_OVERLAP,
    TEXT_CUT,
    NEAR_EDGE,
    TEXT_CLIPPED,
    TEXT_OVER_TEXT,
    EMPTY_PAGE,
    NOTE_AWAY,
    COLOUR,
    COARSE_PICTURE,
    HAIRLINE,
    PAGE_SIZE,
    TRANSPARENCY,
    MISSING_GLYPH,
    WITHOUT_TEXT,
    WIDTH_DIFFERS,
    NO_LANGUAGE,
    NO_DESCRIPTION,
    OUT_OF_ORDER,
)
