"""K: corrections after printing."""

from publish.diagnostics import Rule, Severity

NO_RECORD = Rule(
    "K17",
    "no-record-of-printing",
    Severity.ERROR,
    summary="The book has no record of what was printed.",
    why="Without the pages as they were printed nothing can be compared.",
    advice="Run `publish printed BOOK` each time you print, or name the PDF that you printed: "
    "`publish booklet BOOK --since OLD.pdf`.",
)
RECORD_UNREADABLE = Rule(
    "K18",
    "record-not-readable",
    Severity.ERROR,
    summary="The record of what was printed cannot be read.",
    why="The file was changed by hand, cut short, or written by another version of publish.",
    advice="Get the file back from version control, or name the PDF that you printed with "
    "`--since OLD.pdf`. `publish printed BOOK` writes a new record of the PDF as it is now.",
)
NOTHING_TO_RECORD = Rule(
    "K19",
    "nothing-to-record",
    Severity.ERROR,
    summary="There is no PDF of the book that could have been printed.",
    why="The record is of the file that was printed, and it is not in the output folder.",
    advice="Make the booklet or the PDF first, print it, and then run `publish printed BOOK`.",
)
OLDER_THAN_TEXT = Rule(
    "K20",
    "printed-file-older-than-text",
    Severity.INFO,
    summary="The text was changed after the file that was printed was made.",
    why="The record is of the file as it lies in the output folder, because that is on paper.",
    advice="Nothing, if you printed before the last change. If you printed the text as it is now, "
    "make the booklet and run `publish printed BOOK` again.",
)

OTHER_BOOK = Rule(
    "K21",
    "old-pdf-of-another-book",
    Severity.ERROR,
    summary="The old PDF is not of this book.",
    why="Hardly any phrase of the one is in the other, so that no sheet of the one can be used in "
    "the other.",
    advice="Name the PDF that was printed. If the whole text is new, print the whole booklet.",
)
OTHER_SHEETS = Rule(
    "K22",
    "no-sheet-can-be-used",
    Severity.WARNING,
    summary="No sheet of the old print fits into the new booklet.",
    why="Pages have another size, or stand elsewhere on their sheets: another binding, paper, "
    "signature, scale or creep.",
    advice="Give the options with which the old booklet was made, or print the whole booklet.",
)
COMPARED_BY_TEXT = Rule(
    "K23",
    "compared-without-pictures",
    Severity.INFO,
    summary="The pages were compared by their layout and their words, not by pictures.",
    why="The pictures of the record were drawn by another version of PDFium, whose greys differ "
    "everywhere.",
    advice="Nothing, unless a picture was exchanged. The PDF that was printed can be named with "
    "`--since OLD.pdf`, and then all pictures are drawn anew.",
)
PAGES_DIFFER = Rule(
    "K24",
    "pages-differ-from-print",
    Severity.INFO,
    summary="These pages differ from the printed ones.",
    why="A page differs where its picture does. Its text tells how: other words, the same words on "
    "other lines, or a page that only has another number.",
    advice="Nothing. `--errata` lists the words, and `--change-bars` marks the lines.",
)
SHEETS_DIFFER = Rule(
    "K25",
    "sheets-to-print-again",
    Severity.INFO,
    summary="These sheets are to be printed again.",
    why="A sheet is printed again where one of its four pages differs.",
    advice="Print the PDF with the sheets alone as the booklet was printed, and exchange them "
    "before the copies are stapled.",
)

ALL = (
    NO_RECORD,
    RECORD_UNREADABLE,
    NOTHING_TO_RECORD,
    OLDER_THAN_TEXT,
    OTHER_BOOK,
    OTHER_SHEETS,
    COMPARED_BY_TEXT,
    PAGES_DIFFER,
    SHEETS_DIFFER,
)
