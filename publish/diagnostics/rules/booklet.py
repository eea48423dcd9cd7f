"""K: making of booklets."""

from publish.diagnostics import Rule, Severity

HOW_TO_PRINT = Rule(
    "K01",
    "how-to-print",
    Severity.INFO,
    why="A booklet comes out right only when the printer turns the sheets over the right edge and "
    "leaves their size alone. The message says which edge and which paper, and how to fold.",
    advice="Set the printer as the line says. Print one sheet first and fold it.",
)
UNREADABLE = Rule(
    "K02",
    "pdf-not-readable",
    Severity.ERROR,
    why="The file is not a PDF, or so much of it is missing that its pages cannot be found.",
    advice="Open it in a PDF reader. If that fails too, get or make the file again.",
)
LOCKED = Rule(
    "K03",
    "pdf-locked",
    Severity.ERROR,
    why="The PDF needs a password to be opened, or its author does not allow it to be printed.",
    advice="Ask the author of the PDF for a copy without a password.",
)
NO_PAGES = Rule(
    "K04",
    "pdf-without-pages",
    Severity.ERROR,
    why="The PDF has no page, so there is nothing to print.",
    advice="Make the PDF again from its text.",
)
DAMAGED = Rule(
    "K05",
    "pdf-damaged",
    Severity.WARNING,
    why="Part of the PDF is damaged. The rest was recovered, but pages may be missing.",
    advice="Count the pages and look at each, or get the file again.",
)
MIXED_SIZES = Rule(
    "K06",
    "mixed-page-sizes",
    Severity.WARNING,
    why="A booklet has one size of page. A page of another size than most is centred, and made "
    "smaller where it is too large.",
    advice="Look at the pages that are named. If they must be larger, make the whole PDF one size.",
)
SHRUNK = Rule(
    "K07",
    "pages-shrunk",
    Severity.WARNING,
    why="A page is larger than half a sheet, so it and its type are printed smaller.",
    advice="Print on a larger sheet (`--sheet a3`), or make the book in a smaller `page`: A5 pages "
    "stand on A4 sheets and half-letter pages on Letter sheets at full size.",
)
SHEET_TOO_SMALL = Rule(
    "K08",
    "sheet-too-small",
    Severity.ERROR,
    why="Two pages side by side are larger than the sheet, and `--scale none` keeps their size.",
    advice="Take a larger sheet, or leave `--scale none` out so that the pages are shrunk.",
)
NOT_HALF = Rule(
    "K09",
    "pages-not-half-a-sheet",
    Severity.INFO,
    why="The pages are not exactly half of the sheet, so they stand in its middle with white "
    "around them, or are made larger. The message says which.",
    advice="Trim the folded booklet if the white is too wide: `--marks` prints where to cut. "
    "`--scale fit` makes the pages as large as the sheet allows.",
)
TOO_THICK = Rule(
    "K10",
    "too-thick-to-staple",
    Severity.WARNING,
    why="Staplers reach through about 20 sheets, and a thicker fold springs open. Thicker books "
    "are made of several signatures: each is folded by itself, then all are sewn or glued.",
    advice="Say how many sheets to fold together with `--signature N`.",
)
CREEP_LIMITED = Rule(
    "K11",
    "creep-limited",
    Severity.WARNING,
    why="Each inner sheet is moved toward the spine by the thickness of the sheets around it. "
    "Moved farther than the margin there, the text would run into the fold.",
    advice="Fold fewer sheets together (`--signature`), or correct the thickness of the paper.",
)
NO_ROOM_FOR_MARKS = Rule(
    "K12",
    "no-room-for-marks",
    Severity.WARNING,
    why="Marks stand outside the pages, and the pages fill the sheet to its edges.",
    advice="Print on a larger sheet if marks are needed. A full sheet needs no trimming.",
)
EMPTY_PAGES = Rule(
    "K13",
    "empty-pages-at-the-end",
    Severity.INFO,
    why="A folded sheet has four pages, so up to three are left over. They are the last ones.",
    advice="Nothing. `--blanks ruled` prints lines for notes on them.",
)
ONTO_ITSELF = Rule(
    "K14",
    "booklet-onto-its-pdf",
    Severity.ERROR,
    why="The booklet would replace the PDF from which it is made.",
    advice="Give another name after `-o`.",
)
FIELD_NOT_PRINTED = Rule(
    "K15",
    "form-field-not-printed",
    Severity.WARNING,
    why="A PDF may leave it to the reading program to draw the value of a form field. A booklet "
    "draws texts and choices in Latin letters; Hebrew, ticks and signatures are printed only where "
    "the PDF has a drawing of them.",
    advice="Open the PDF in a program that shows the value, and print it there into a new PDF.",
)
FIELD_CUT = Rule(
    "K16",
    "form-field-cut",
    Severity.WARNING,
    why="The value of a form field is longer than its box, even in the smallest type, so that its "
    "end is not printed.",
    advice="Make the value shorter.",
)

ALL = (
    HOW_TO_PRINT,
    UNREADABLE,
    LOCKED,
    NO_PAGES,
    DAMAGED,
    MIXED_SIZES,
    SHRUNK,
    SHEET_TOO_SMALL,
    NOT_HALF,
    TOO_THICK,
    CREEP_LIMITED,
    NO_ROOM_FOR_MARKS,
    EMPTY_PAGES,
    ONTO_ITSELF,
    FIELD_NOT_PRINTED,
    FIELD_CUT,
)
