"""K: corrections after printing."""

from publish.diagnostics import Rule, Severity

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

ALL = (RECORD_UNREADABLE, NOTHING_TO_RECORD, OLDER_THAN_TEXT)
