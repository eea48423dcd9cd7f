"""F: the places to which files are written."""

from publish.diagnostics import Rule, Severity

NOT_OWN = Rule(
    "F24",
    "file-of-another-program",
    Severity.ERROR,
    summary="A file that publish did not make is in the place of the book.",
    why="Only files that publish made, and files of the right kind that `-o` names, are replaced.",
    advice="Move the file away or give it another name; or write the book elsewhere with `-o`.",
)
SHARED_PATH = Rule(
    "F25",
    "shared-output",
    Severity.ERROR,
    summary="Two books would be written to the same file.",
    why="Only one of the books would be left. Names that differ in capital letters alone are one "
    "name on many computers.",
    advice="Rename one of the texts, or make the books one after the other with `-o`.",
)
NAME_TOO_LONG = Rule(
    "F26",
    "name-too-long",
    Severity.ERROR,
    summary="The name of the file would be too long.",
    why="File systems allow 255 bytes for the name of a file; a Hebrew letter takes two. The name "
    "of a book comes from its text, and an edition and an ending are added to it.",
    advice="Give the text, or the folder of the book, a shorter name. The title can stay as it is.",
)
NOT_FIXED = Rule(
    "F27",
    "text-not-fixed",
    Severity.ERROR,
    summary="The file was not changed, because it may not be written to or has changed.",
    why="`publish check --fix` writes to texts of the workspace and to texts named by their path, "
    "`publish preview` to texts and settings of the workspace; both only if a file may be written "
    "to and has not changed since it was read.",
    advice="Name the file by its path, allow it to be written, or run the command again.",
)
WRONG_DATE = Rule(
    "F28",
    "wrong-date",
    Severity.ERROR,
    summary="The date in SOURCE_DATE_EPOCH is not in the calendar.",
    why="The variable dates the EPUBs. Its value is the number of seconds since the beginning of "
    "1970.",
    advice="Correct the variable, or remove it: `unset SOURCE_DATE_EPOCH`.",
)
SHARED_IDENTIFIER = Rule(
    "F29",
    "shared-identifier",
    Severity.ERROR,
    summary="Two books have the same identifier.",
    why="Reading apps would take one of the books for a new version of the other, and replace it.",
    advice="Give each book an identifier of its own. Without one, it is made from the name of the "
    "book, its title, its authors and its date.",
)

NOT_SAVED = Rule(
    "F32",
    "nothing-saved",
    Severity.WARNING,
    summary="The desk can save nothing: the folder or the disk may not be written to, or is full.",
    why="The pages can be looked at, and files made before can be taken away. Texts, settings and "
    "new files cannot be written.",
    advice="Make room on the disk, or copy the folder of your books to a place of your own.",
)

ALL = (NOT_OWN, SHARED_PATH, NAME_TOO_LONG, NOT_FIXED, WRONG_DATE, SHARED_IDENTIFIER, NOT_SAVED)
