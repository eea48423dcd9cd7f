"""K: making of booklets."""

from publish.diagnostics import Rule, Severity

HOW_TO_PRINT = Rule(
    "K01",
    "how-to-print",
    Severity.INFO,
    summary="How to print, cut, fold and bind the booklet.",
    why="A booklet comes out right only when the printer turns the sheets over the right edge and "
    "leaves their size alone.",
    advice="Set the printer as the message says. Print one sheet first and fold it.",
)
UNREADABLE = Rule(
    "K02",
    "pdf-not-readable",
    Severity.ERROR,
    summary="The PDF cannot be read.",
    why="The file is not a PDF, or so much of it is missing that its pages cannot be found.",
    advice="Open it in a PDF reader. If that fails too, get or make the file again.",
)
LOCKED = Rule(
    "K03",
    "pdf-locked",
    Severity.ERROR,
    summary="The PDF is locked with a password.",
    why="The PDF cannot be opened without a password, or its author does not allow it to be "
    "printed.",
    advice="Ask the author of the PDF for a copy without a password.",
)
NO_PAGES = Rule(
    "K04",
    "pdf-without-pages",
    Severity.ERROR,
    summary="The PDF has no pages.",
    why="Without pages there is nothing to print.",
    advice="Make the PDF again from its text.",
)
DAMAGED = Rule(
    "K05",
    "pdf-damaged",
    Severity.WARNING,
    summary="A part of the PDF is damaged.",
    why="The rest was recovered, but pages may be missing.",
    advice="Count the pages and look at each, or get the file again.",
)
MIXED_SIZES = Rule(
    "K06",
    "mixed-page-sizes",
    Severity.WARNING,
    summary="The pages of the PDF are not all of one size.",
    why="A booklet has one size of page. A page of another size than most is centred, and made "
    "smaller where it is too large.",
    advice="Look at the pages that are named. If they must be larger, make all pages of the PDF "
    "one size.",
)
SHRUNK = Rule(
    "K07",
    "pages-shrunk",
    Severity.WARNING,
    summary="The pages are larger than their part of the sheet and are printed smaller.",
    why="Half of the sheet is the largest page of a folded booklet, a quarter of one that is cut.",
    advice="Print on a larger sheet (`--sheet a3`), or make the book in a smaller `page`: A5 pages "
    "stand on A4 sheets and half-letter pages on Letter sheets at full size. `cut-stack` and "
    '`cut-two` take half of that: `page = { width = "105mm", height = "148mm" }` on A4.',
)
SHEET_TOO_SMALL = Rule(
    "K08",
    "sheet-too-small",
    Severity.ERROR,
    summary="The pages do not fit on the sheet.",
    why="`--scale none` keeps the size of the pages.",
    advice="Take a larger sheet, or leave `--scale none` out so that the pages are shrunk.",
)
NOT_HALF = Rule(
    "K09",
    "pages-not-half-a-sheet",
    Severity.INFO,
    summary="The pages are not as large as their part of the sheet, or are fitted to it.",
    why="They stand in the middle with white around them, are enlarged, or are a little smaller to "
    "leave room for holes. The message says which.",
    advice="Trim the folded booklet if the white is too wide: `--marks` prints where to cut. "
    "`--scale fit` makes the pages as large as the sheet allows.",
)
TOO_THICK = Rule(
    "K10",
    "too-thick-to-staple",
    Severity.WARNING,
    summary="The booklet has too many sheets to be stapled.",
    why="Staplers reach through about 20 sheets, and a thicker fold springs open. Thicker books "
    "are made of several signatures: each is folded by itself, then all are sewn or glued.",
    advice="Say how many sheets to fold together with `--signature N`.",
)
CREEP_LIMITED = Rule(
    "K11",
    "creep-limited",
    Severity.WARNING,
    summary="The inner sheets are moved less than the paper asks for.",
    why="Each inner sheet is moved toward the spine by the thickness of the sheets around it. "
    "Moved farther than the margin there, the text would run into the fold.",
    advice="Fold fewer sheets together (`--signature`), or correct the thickness of the paper.",
)
NO_ROOM_FOR_MARKS = Rule(
    "K12",
    "no-room-for-marks",
    Severity.WARNING,
    summary="The sheet has no room for cutting marks.",
    why="Marks stand outside the pages, and the pages fill the sheet to its edges.",
    advice="Print on a larger sheet if marks are needed. A full sheet needs no trimming.",
)
EMPTY_PAGES = Rule(
    "K13",
    "empty-pages-at-the-end",
    Severity.INFO,
    summary="Some pages at the end of the booklet are empty.",
    why="A folded sheet has four pages, so up to three are left over.",
    advice="Nothing. `--blanks ruled` prints lines for notes on them.",
)
ONTO_ITSELF = Rule(
    "K14",
    "booklet-onto-its-pdf",
    Severity.ERROR,
    summary="The booklet would replace the PDF that it is made from.",
    why="A file cannot be read and replaced at once.",
    advice="Give another name after `-o`.",
)
FIELD_NOT_PRINTED = Rule(
    "K15",
    "form-field-not-printed",
    Severity.WARNING,
    summary="The value of a form field is not printed.",
    why="A PDF may leave it to the reading program to draw the value of a form field. A booklet "
    "draws texts and choices in Latin letters; Hebrew, ticks and signatures are printed only where "
    "the PDF has a drawing of them.",
    advice="Open the PDF in a program that shows the value, and print it there into a new PDF.",
)
FIELD_CUT = Rule(
    "K16",
    "form-field-cut",
    Severity.WARNING,
    summary="The end of the value of a form field is not printed.",
    why="The value is longer than its box, even in the smallest type.",
    advice="Make the value shorter.",
)
LAYOUT_OPTION = Rule(
    "K26",
    "option-not-for-layout",
    Severity.ERROR,
    summary="An option does not suit the layout of the sheets.",
    why="A sheet that goes around the others, and sheets that are folded together, are only in "
    "layouts that fold them; in `cut-stack` each sheet of paper has two parts of the booklet.",
    advice="Leave out the option that is named, or take another layout.",
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
    LAYOUT_OPTION,
)
